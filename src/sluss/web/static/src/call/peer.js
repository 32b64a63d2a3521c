// The way to one other party, peer to peer. Both may offer anew at any time (perfect negotiation): the one with the
// larger id yields. Ids grow by time, so that is the one who came later. The one with the smaller begins.
import { uuid } from "../post.js";
import { healing } from "./healing.js";
import { gathered } from "./signals.js";

/** `tracks()` are our own by kind, `shown(kind, track, receiver)` is given theirs, `changed(state)` how it goes. */
export function peer({ me, other, config, tracks, send, shown, changed }) {
  const polite = me > other;
  let connection;
  let id = "";
  let making = false;
  let ignoring = false;
  let work = Promise.resolve();
  // They have asked for sound alone: their network carries no more.
  let spared = false;
  const ours = (kind) => (spared && kind === "video" ? null : (tracks()[kind] ?? null));
  const heal = healing(() => connection?.restartIce(), changed);

  function begin(named) {
    close();
    id = named;
    const own = new RTCPeerConnection(config);
    connection = own;
    [making, ignoring] = [false, false];
    const candidates = gathered((found) => own === connection && send("candidates", { pc: named, candidates: found }));
    own.addEventListener("icecandidate", ({ candidate }) => candidate && candidates(candidate.toJSON()));
    own.addEventListener("negotiationneeded", () => own === connection && offer());
    own.addEventListener("track", ({ track, receiver }) => shown(track.kind, track, receiver));
    own.addEventListener("iceconnectionstatechange", () => own === connection && heal.watch(own.iceConnectionState));
    heal.begin();
  }

  /** From the one who begins: a way of its own name, with room for sound and picture both ways, used or not. */
  function start() {
    if (polite) return heal.begin();
    begin(uuid());
    for (const kind of ["audio", "video"]) connection.addTransceiver(ours(kind) ?? kind, { direction: "sendrecv" });
  }

  async function offer() {
    const own = connection;
    making = true;
    try {
      await own.setLocalDescription();
      if (own === connection) send("description", { pc: id, ...own.localDescription.toJSON() });
    } catch {
      // Closed or yielded in the meantime: who yields is asked to negotiate again.
    } finally {
      making = false;
    }
  }

  async function described({ pc, type, sdp }) {
    if (pc !== id) {
      // Only the one who begins makes a new way; an answer to an old one is nobody's.
      if (type !== "offer" || !polite) return;
      begin(pc);
    }
    const collides = type === "offer" && (making || connection.signalingState !== "stable");
    ignoring = !polite && collides;
    if (ignoring) return;
    await connection.setRemoteDescription({ type, sdp });
    if (type !== "offer") return;
    for (const way of connection.getTransceivers()) {
      way.direction = "sendrecv";
      await way.sender.replaceTrack(ours(way.receiver.track.kind));
    }
    await connection.setLocalDescription();
    send("description", { pc: id, ...connection.localDescription.toJSON() });
  }

  async function candidates({ pc, candidates: found }) {
    for (const candidate of pc === id ? found : []) {
      try {
        await connection.addIceCandidate(candidate);
      } catch (error) {
        if (!ignoring) throw error;
      }
    }
  }

  /** One thing at a time; what belongs to a way that is closed fails, and harms nobody. */
  function heard(kind, body) {
    const act = kind === "description" ? described : candidates;
    work = work.then(() => act(body)).catch(() => {});
  }

  function close() {
    connection?.close();
    heal.end();
    connection = undefined;
  }

  /** What we send of this kind is another now, or nothing. */
  function replace(kind) {
    for (const way of connection?.getTransceivers() ?? []) {
      if (way.receiver.track.kind === kind) way.sender.replaceTrack(ours(kind)).catch(() => {});
    }
  }

  function spare(yes) {
    if (yes === spared) return;
    spared = yes;
    replace("video");
  }

  return { start, heard, close, replace, spare, restart: heal.now, connections: () => (connection ? [connection] : []) };
}
