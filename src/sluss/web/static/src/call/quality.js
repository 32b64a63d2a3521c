// How well the call carries, from what the browser counts: lost packets and the time there and back.

const EVERY = 2000;
// Share of lost packets, and seconds there and back, from which it is heard.
const WEAK = { loss: 0.04, delay: 0.35 };
const BAD = { loss: 0.12, delay: 0.9 };
// So many bad ones in a row are no accident.
const LASTING = 4;

/** `changed(level)` with good, weak or bad; `lasting()` once when it stays bad. */
export function quality(connections, changed, lasting) {
  let before = new Map();
  let bad = 0;
  let timer;

  async function look() {
    const working = connections().filter((one) => one.connectionState === "connected");
    const { level, counted } = await measured(working, before);
    before = counted;
    changed(level);
    bad = level === "bad" ? bad + 1 : 0;
    if (bad === LASTING) lasting();
  }

  return {
    start() {
      clearInterval(timer);
      timer = setInterval(() => look().catch(() => {}), EVERY);
    },
    stop() {
      clearInterval(timer);
      before = new Map();
    },
  };
}

async function measured(connections, before) {
  const counted = new Map();
  const sum = { lost: 0, received: 0, loss: 0, delay: 0 };
  for (const [n, connection] of connections.entries()) {
    for (const report of (await connection.getStats()).values()) add(sum, report, `${n}${report.id}`, before, counted);
  }
  const all = sum.lost + sum.received;
  sum.loss = Math.max(sum.loss, all > 0 ? sum.lost / all : 0);
  return { level: levelOf(sum, connections.length), counted };
}

function add(sum, report, key, before, counted) {
  if (report.type === "inbound-rtp") {
    const { packetsLost: lost = 0, packetsReceived: received = 0 } = report;
    const was = before.get(key) ?? { lost, received };
    counted.set(key, { lost, received });
    sum.lost += Math.max(0, lost - was.lost);
    sum.received += Math.max(0, received - was.received);
  } else if (report.type === "remote-inbound-rtp") {
    // What the other side has lost of ours.
    sum.loss = Math.max(sum.loss, report.fractionLost ?? 0);
    sum.delay = Math.max(sum.delay, report.roundTripTime ?? 0);
  } else if (report.type === "candidate-pair" && report.nominated && report.state === "succeeded") {
    sum.delay = Math.max(sum.delay, report.currentRoundTripTime ?? 0);
  }
}

function levelOf({ loss, delay }, ways) {
  if (!ways) return "none";
  if (loss >= BAD.loss || delay >= BAD.delay) return "bad";
  return loss >= WEAK.loss || delay >= WEAK.delay ? "weak" : "good";
}
