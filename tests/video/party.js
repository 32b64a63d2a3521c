// One party of a call, as plain as the browser's own WebRTC: what sluss does in a browser is tested elsewhere.
const PICTURE = { width: 320, height: 240, frameRate: 15 };
let up, down;
let streams = {};
let work = Promise.resolve();

async function camera() {
  window.media ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: PICTURE });
  return window.media;
}

function connection(of, config) {
  const made = new RTCPeerConnection(config);
  made.addEventListener("icecandidate", ({ candidate }) => {
    tell("candidates", { of, candidates: [candidate?.toJSON() ?? { candidate: "" }] });
  });
  return made;
}

async function join(config) {
  window.config = config;
  streams = {};
  down = undefined;
  up = connection("pub", config);
  for (const track of (await camera()).getTracks()) up.addTransceiver(track, { direction: "sendonly" });
  await up.setLocalDescription();
  await tell("publish", { sdp: up.localDescription.sdp });
}

function leave() {
  up.close();
  down?.close();
}

async function restart() {
  await up.setLocalDescription(await up.createOffer({ iceRestart: true }));
  await tell("restart", { sdp: up.localDescription.sdp });
}

function heard(kind, body) {
  work = work.then(() => act(kind, body));
  return work;
}

async function act(kind, body) {
  if (kind === "answer") await up.setRemoteDescription({ type: "answer", sdp: body.sdp });
  if (kind !== "offer") return;
  down ??= connection("sub", window.config);
  streams = body.streams;
  await down.setRemoteDescription({ type: "offer", sdp: body.sdp });
  await down.setLocalDescription();
  await tell("subscribed", { sdp: down.localDescription.sdp });
}

/** Frames and sound by party, from what the browser counts. */
async function counted() {
  const found = {};
  for (const one of (await down?.getStats())?.values() ?? []) {
    const party = one.type === "inbound-rtp" && streams[one.mid];
    if (!party) continue;
    found[party] ??= { frames: 0, sound: 0 };
    found[party].frames += one.framesDecoded ?? 0;
    found[party].sound += one.kind === "audio" ? one.packetsReceived : 0;
  }
  return found;
}

const next = () => new Promise((on) => setTimeout(on, 50));

async function sees(ids) {
  const before = await counted();
  for (;;) {
    const now = await counted();
    const more = (id, what) => (now[id]?.[what] ?? 0) - (before[id]?.[what] ?? 0);
    const right = Object.keys(now).sort().join() === ids.join();
    if (right && ids.every((id) => more(id, "frames") >= 10 && more(id, "sound") > 0)) return;
    await next();
  }
}

async function chosen(of) {
  const stats = await { up, down }[of].getStats();
  const way = [...stats.values()].find((one) => one.type === "transport");
  const pair = stats.get(way.selectedCandidatePairId);
  return [pair.localCandidateId, pair.remoteCandidateId].map((id) => stats.get(id).candidateType).join();
}

async function straight(config) {
  up = new RTCPeerConnection(config);
  down = up;
  for (const track of (await camera()).getTracks()) up.addTrack(track);
}

async function gathered() {
  while (up.iceGatheringState !== "complete") await next();
  return up.localDescription.toJSON();
}

async function offered() {
  await up.setLocalDescription();
  return gathered();
}

async function answered(offer) {
  await up.setRemoteDescription(offer);
  await up.setLocalDescription();
  return gathered();
}

const settled = (answer) => up.setRemoteDescription(answer);

async function talks() {
  let [frames, sound] = [0, 0];
  while (frames < 10 || !sound) {
    await next();
    for (const one of (await up.getStats()).values()) {
      if (one.type !== "inbound-rtp") continue;
      if (one.kind === "video") frames = one.framesDecoded ?? 0;
      else sound = one.packetsReceived;
    }
  }
}
