// Cameras, microphones and speakers of this device. What is chosen is kept here, by the browser's own ids alone.
import { codeOf } from "./words.js";

const STORED = "sluss:ljud-och-bild";
const FIELDS = { camera: "videoinput", microphone: "audioinput", speaker: "audiooutput" };

/** Why nothing can be had here at all, or an empty text. */
export function hindered() {
  if (!window.isSecureContext) return "insecure";
  return window.RTCPeerConnection && navigator.mediaDevices?.getUserMedia ? "" : "no_webrtc";
}

export function chosen() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? {};
  } catch {
    return {};
  }
}

export function choose(field, id) {
  try {
    localStorage.setItem(STORED, JSON.stringify({ ...chosen(), [field]: id }));
  } catch {
    // A browser that keeps nothing takes what is there.
  }
}

/** What there is to choose from; names are told by the browser only to one who may use them. */
export async function listed() {
  const all = await navigator.mediaDevices.enumerateDevices();
  const of = (kind) => all.filter((one) => one.kind === kind && one.deviceId);
  return Object.fromEntries(Object.entries(FIELDS).map(([field, kind]) => [field, of(kind)]));
}

/** Whether the browser lets us without asking. Firefox and Safari do not tell; then nobody is asked unasked. */
export async function allowed(name) {
  try {
    return (await navigator.permissions.query({ name })).state === "granted";
  } catch {
    return false;
  }
}

/** Opens what is wished for: { camera, microphone }. Without the one, the other still comes.
 *  Answers with the tracks { audio, video } and, for what failed, { code, what }. */
export async function open(wish) {
  const hindrance = hindered();
  if (hindrance) return { tracks: {}, failed: { code: hindrance, what: "both" } };
  try {
    return { tracks: await ask(wish), failed: null };
  } catch (error) {
    if (!(wish.camera && wish.microphone)) return { tracks: {}, failed: failure(error, wish) };
    return apart(error);
  }
}

async function apart(both) {
  const [sound, picture] = [await one({ microphone: true }), await one({ camera: true })];
  const tracks = { ...sound.tracks, ...picture.tracks };
  if (sound.failed && picture.failed) return { tracks, failed: { ...failure(both, {}), what: "both" } };
  return { tracks, failed: sound.failed ?? picture.failed };
}

async function one(wish) {
  try {
    return { tracks: await ask(wish), failed: null };
  } catch (error) {
    return { tracks: {}, failed: failure(error, wish) };
  }
}

const failure = (error, wish) => ({
  code: codeOf(error),
  what: wish.camera && wish.microphone ? "both" : wish.camera ? "camera" : "microphone",
});

async function ask({ camera = false, microphone = false, facing = "" }) {
  const { camera: cameraId, microphone: microphoneId } = chosen();
  // Wished for, not demanded: one that has been unplugged is replaced by another.
  const video = camera && {
    // A rash is seen in it, and a cheap phone still carries it.
    width: { ideal: 960 },
    height: { ideal: 540 },
    frameRate: { ideal: 24, max: 30 },
    ...(facing ? { facingMode: { ideal: facing } } : cameraId ? { deviceId: { ideal: cameraId } } : { facingMode: "user" }),
  };
  const audio = microphone && {
    echoCancellation: true,
    noiseSuppression: true,
    ...(microphoneId && { deviceId: { ideal: microphoneId } }),
  };
  const stream = await navigator.mediaDevices.getUserMedia({ audio, video });
  const found = {};
  for (const track of stream.getTracks()) found[track.kind] = track;
  return found;
}

/** The next camera: the other side of a phone, or the next one at a desk. Null when there is no other. */
export async function nextCamera(track) {
  const { camera: cameras } = await listed();
  if (cameras.length < 2) return null;
  const { facingMode, deviceId } = track.getSettings();
  // Many phones open one camera at a time.
  track.stop();
  if (facingMode) return (await ask({ camera: true, facing: facingMode === "user" ? "environment" : "user" })).video;
  const next = cameras[(cameras.findIndex((one) => one.deviceId === deviceId) + 1) % cameras.length];
  choose("camera", next.deviceId);
  return (await ask({ camera: true })).video;
}
