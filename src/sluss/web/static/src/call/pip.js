// The picture stays on top in a small window of its own, while one reads and writes elsewhere.

export const canFloat = () => document.pictureInPictureEnabled === true;

/** Out when it is in, and in when it is out. `video` is the picture that is large now. */
export async function float(video) {
  if (document.pictureInPictureElement) return sink();
  try {
    await video?.requestPictureInPicture();
  } catch {
    // Nothing has been shown yet, or the browser would rather not.
  }
}

export async function sink() {
  if (document.pictureInPictureElement) await document.exitPictureInPicture().catch(() => {});
}
