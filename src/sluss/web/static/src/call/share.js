// Staff show what is on their screen. The browser asks which window, each time; sound of it is not sent.

export const canShare = () => Boolean(navigator.mediaDevices?.getDisplayMedia);

/** The picture of a screen, or null when nothing was chosen. */
export async function screen() {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
    const [track] = stream.getVideoTracks();
    // Text must be sharp before it moves.
    track.contentHint = "detail";
    return track;
  } catch {
    return null;
  }
}
