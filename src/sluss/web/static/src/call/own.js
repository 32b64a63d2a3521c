// What we send: microphone, camera or screen. Turned off means that the device is let go, not only hidden.
import { nextCamera, open } from "./devices.js";

/** `send(kind)` hands on what there is now; `changed()` when anything has; `failed({code, what})` says what did not work. */
export function own({ send, changed, failed }) {
  const held = { audio: null, video: null, screen: null };
  const state = { muted: false, camera: false, screen: false, sparse: false };

  const picture = () => held.screen ?? held.video;

  function keep(kind, track) {
    if (held[kind] && held[kind] !== track) held[kind].stop();
    held[kind] = track ?? null;
    if (track) track.addEventListener("ended", () => held[kind] === track && stopped(kind));
    state.camera = Boolean(held.video);
    state.screen = Boolean(held.screen);
    if (kind === "audio" && track) track.enabled = !state.muted;
    send(kind === "audio" ? "audio" : "video");
    changed();
  }

  /** The device went away by itself: unplugged, taken by another program, or the sharing was ended in the browser. */
  function stopped(kind) {
    keep(kind, null);
    if (kind !== "screen") failed({ code: "stopped", what: kind === "audio" ? "microphone" : "camera" });
  }

  async function get(wish) {
    const { tracks, failed: failure } = await open(wish);
    for (const kind of ["audio", "video"]) if (tracks[kind]) keep(kind, tracks[kind]);
    if (failure) failed(failure);
    return !failure;
  }

  return {
    state: () => ({ ...state, sound: Boolean(held.audio) }),
    tracks: () => ({ audio: held.audio, video: picture() }),
    camera: () => held.video,
    get,
    keep,
    mute(muted) {
      state.muted = muted;
      if (held.audio) held.audio.enabled = !muted;
      changed();
    },
    cameraOn() {
      state.sparse = false;
      return get({ camera: true });
    },
    cameraOff: () => keep("video", null),
    /** Sound alone, both ways: the others need not send a picture either. */
    soundOnly() {
      state.sparse = true;
      keep("video", null);
    },
    async turn() {
      try {
        const next = held.video && (await nextCamera(held.video));
        if (next) keep("video", next);
      } catch {
        keep("video", null);
        failed({ code: "busy", what: "camera" });
      }
    },
    end() {
      for (const kind of Object.keys(held)) {
        held[kind]?.stop();
        held[kind] = null;
      }
      [state.camera, state.screen, state.sparse] = [false, false, false];
    },
  };
}
