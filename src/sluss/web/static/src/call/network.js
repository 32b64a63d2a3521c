// Whether this browser finds a way out at all: two ends on this page, and the ways that each can name.

const LONGEST = 8000;

/** "connected", "relayed" when a relay could be reached too, or "blocked". */
export async function tried(ice = []) {
  const [near, far] = [new RTCPeerConnection({ iceServers: ice }), new RTCPeerConnection()];
  let relayed = false;
  try {
    const connected = new Promise((on, off) => {
      setTimeout(off, LONGEST);
      near.addEventListener("connectionstatechange", () => near.connectionState === "connected" && on());
    });
    const gathered = new Promise((on) => near.addEventListener("icecandidate", ({ candidate }) => candidate || on()));
    hand(near, far, (candidate) => (relayed ||= candidate.type === "relay"));
    hand(far, near, () => {});
    near.createDataChannel("try");
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription);
    await connected;
    if (ice.length) await Promise.race([gathered, new Promise((on) => setTimeout(on, LONGEST / 2))]);
    return relayed ? "relayed" : "connected";
  } catch {
    return "blocked";
  } finally {
    near.close();
    far.close();
  }
}

function hand(from, to, seen) {
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate) return;
    seen(candidate);
    to.addIceCandidate(candidate).catch(() => {});
  });
}
