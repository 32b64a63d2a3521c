// Three or more: one connection up with what is ours, one down with what is everybody else's.
import { healing } from "./healing.js";
import { gathered } from "./signals.js";

// A group's pictures are small; the sum of them must fit a phone.
const PICTURE = [{ maxBitrate: 400_000, maxFramerate: 20 }];

/** `send(kind, body)` speaks to the SFU; `shown(party, kind, track, receiver)` is given what each party sends. */
export function sfu({ config, tracks, send, shown, changed }) {
  let up;
  let down;
  let closed = false;
  let work = Promise.resolve();
  const healUp = healing(restartUp, changed);

  function connected(of, watch) {
    const connection = new RTCPeerConnection(config);
    const candidates = gathered((found) => !closed && send("candidates", { of, candidates: found }));
    // An empty one says that there are no more.
    connection.addEventListener("icecandidate", ({ candidate }) => candidates(candidate?.toJSON() ?? { candidate: "" }));
    connection.addEventListener("iceconnectionstatechange", () => !closed && watch(connection.iceConnectionState));
    return connection;
  }

  async function publish() {
    up = connected("pub", healUp.watch);
    healUp.begin();
    const { audio, video } = tracks();
    up.addTransceiver(audio ?? "audio", { direction: "sendonly" });
    up.addTransceiver(video ?? "video", { direction: "sendonly", sendEncodings: PICTURE });
    await up.setLocalDescription();
    send("publish", { sdp: up.localDescription.sdp });
  }

  async function restartUp() {
    if (!up || up.signalingState !== "stable") return;
    await up.setLocalDescription(await up.createOffer({ iceRestart: true }));
    send("restart", { sdp: up.localDescription.sdp });
  }

  /** Who sends what is told anew with each offer: a place may be given to another party. */
  async function subscribe({ sdp, streams }) {
    // The way down has its own trouble, and the same cure: when the way up is found anew, so is this one.
    down ??= connected("sub", (state) => state === "failed" && changed("failed"));
    await down.setRemoteDescription({ type: "offer", sdp });
    await down.setLocalDescription();
    send("subscribed", { sdp: down.localDescription.sdp });
    for (const way of down.getTransceivers()) {
      const party = streams[way.mid];
      if (party) shown(party, way.receiver.track.kind, way.receiver.track, way.receiver);
    }
  }

  async function act(kind, body) {
    if (closed) return;
    if (kind === "answer") await up.setRemoteDescription({ type: "answer", sdp: body.sdp });
    else if (kind === "offer") await subscribe(body);
    else if (kind === "down") changed("down");
    else if (kind === "candidates") {
      for (const candidate of body.candidates) await (body.of === "sub" ? down : up).addIceCandidate(candidate);
    }
  }

  return {
    start: () => void (work = work.then(publish).catch(() => changed("failed"))),
    heard: (kind, body) => void (work = work.then(() => act(kind, body)).catch(() => {})),
    restart: healUp.now,
    replace(kind) {
      for (const way of up?.getTransceivers() ?? []) {
        if (way.receiver.track.kind === kind) way.sender.replaceTrack(tracks()[kind] ?? null).catch(() => {});
      }
    },
    close() {
      closed = true;
      healUp.end();
      up?.close();
      down?.close();
    },
    connections: () => [up, down].filter(Boolean),
  };
}
