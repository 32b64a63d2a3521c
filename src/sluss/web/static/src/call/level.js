// How loud a microphone is, for the meter; nothing of it is kept or sent.

const EVERY = 100;

/** `heard(level)` from 0 to 1 while `track` lives. Answers with what ends it. */
export function level(track, heard) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const mean = Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
    // Speech lies low on a straight scale.
    heard(Math.min(1, Math.sqrt(mean) * 1.6));
  }, EVERY);
  return () => {
    clearInterval(timer);
    context.close();
  };
}

/** Two soft notes from the speaker that is chosen. Resolves when they have been played. */
export async function tone(speaker) {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const volume = context.createGain();
  volume.gain.value = 0.2;
  volume.connect(out);
  const [low, high] = [523, 659].map((pitch, n) => {
    const note = context.createOscillator();
    note.frequency.value = pitch;
    note.connect(volume);
    note.start(context.currentTime + n * 0.4);
    note.stop(context.currentTime + n * 0.4 + 0.35);
    return note;
  });
  const audio = new Audio();
  audio.srcObject = out.stream;
  if (speaker) await audio.setSinkId?.(speaker).catch(() => {});
  try {
    await audio.play();
    await new Promise((on) => high.addEventListener("ended", on));
  } finally {
    low.disconnect();
    audio.srcObject = null;
    await context.close();
  }
}
