// By which way sound and picture go: straight to the other party, or through the SFU when there are more.
import { peer } from "./peer.js";
import { sfu } from "./sfu.js";

export function links({ place, tracks, line, on }) {
  const config = { iceServers: place.ice ?? [], iceTransportPolicy: place.relay_only ? "relay" : "all" };
  return place.topology === "sfu" ? forwarded(config, tracks, line, on) : straight(place, config, tracks, line, on);
}

function straight(place, config, tracks, line, on) {
  const peers = new Map();

  function peerOf(id) {
    if (!peers.has(id)) {
      const shown = (kind, track, receiver) => on.media(id, kind, track, receiver);
      const send = (kind, body) => line.send(id, kind, body);
      peers.set(id, peer({ me: place.party, other: id, config, tracks, send, shown, changed: on.connection }));
      peers.get(id).start();
    }
    return peers.get(id);
  }

  return {
    /** Those who are there now. Answers with those who were not before. */
    meet(ids) {
      for (const [id, one] of peers) {
        if (ids.includes(id)) continue;
        one.close();
        peers.delete(id);
      }
      const fresh = ids.filter((id) => !peers.has(id));
      fresh.forEach(peerOf);
      return fresh;
    },
    heard: (from, kind, body) => peerOf(from).heard(kind, body),
    anew: (id) => peers.get(id)?.start(),
    others: () => [...peers.keys()],
    replace: (kind) => peers.forEach((one) => one.replace(kind)),
    spare: (id, yes) => peers.get(id)?.spare(yes),
    restart: () => peers.forEach((one) => one.restart()),
    close: () => peers.forEach((one) => one.close()),
    connections: () => [...peers.values()].flatMap((one) => one.connections()),
  };
}

function forwarded(config, tracks, line, on) {
  let others = [];
  const one = sfu({
    config,
    tracks,
    send: (kind, body) => line.send("sfu", kind, body),
    shown: on.media,
    changed: on.connection,
  });
  one.start();
  return {
    meet(ids) {
      const fresh = ids.filter((id) => !others.includes(id));
      others = ids;
      return fresh;
    },
    heard: (from, kind, body) => from === "sfu" && one.heard(kind, body),
    anew: () => {},
    // The SFU sends on to all alike.
    spare: () => {},
    others: () => others,
    replace: one.replace,
    restart: one.restart,
    close: one.close,
    connections: one.connections,
  };
}
