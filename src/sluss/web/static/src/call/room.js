// One's place in the call: joins, follows who is there and by which way, and joins anew when the place is gone.
import { answered, isLoggedOut, post, uuid } from "../post.js";
import { links } from "./links.js";
import { signals } from "./signals.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30000;
// Tried again by itself: what is away may come back.
const MAY_PASS = ["unreached", "call_trouble"];

/** `tracks()` and `said()` are what we send and how it stands; `on` is told what happens, see meeting.js. */
export function room({ base, device, tracks, said, on }) {
  let joined = false;
  let place = null;
  let way = null;
  let pause = FIRST_PAUSE;
  let again;
  let run = "";
  let joining = false;
  // What the others say to us before our own answer is here: the stream is often quicker.
  let early = [];
  let missed = null;
  // Whoever leaves while an answer is on its way has left.
  let turn = 0;
  const runs = new Map();
  const line = signals(base, device, heard, (code) => code === "call_left" && rejoin());

  /** Takes a place. Answers with the refusal, { code, error }, or null. */
  async function join() {
    clearTimeout(again);
    line.forget();
    [early, missed] = [[], null];
    joining = true;
    const mine = (turn += 1);
    const { answer, refused } = await ask();
    joining = false;
    if (answer && mine === turn) begin(answer);
    else if (answer) left();
    return refused ?? null;
  }

  async function ask() {
    try {
      const response = await post(`${base}/anslut`, { device, mode: tracks().video ? "video" : "audio" });
      if (isLoggedOut(response)) return { refused: { code: "logged_out" } };
      const answer = await answered(response);
      if (response.ok) return { answer };
      return { refused: { code: answer.code ?? "unreached", error: answer.error } };
    } catch {
      return { refused: { code: "unreached" } };
    }
  }

  function begin(answer) {
    way?.close();
    runs.clear();
    run = uuid();
    place = answer;
    joined = true;
    pause = FIRST_PAUSE;
    way = links({ place, tracks, line, on: { ...on, connection: went } });
    on.joined();
    on.mode(place.mode);
    meet(place.parties);
    early.forEach(heard);
    // What has changed while our answer was on its way; what was told before it knows nothing of us.
    if (missed?.parties?.some((party) => party.id === place.party)) follow(missed);
  }

  /** How the way goes; one that the SFU has hung up needs a new place. */
  function went(state) {
    if (state === "down") rejoin();
    else on.connection(state);
  }

  /** Again and again, with growing pauses, until there is a place or the answer is no. */
  async function rejoin() {
    if (!joined || joining) return;
    clearTimeout(again);
    on.broken();
    const refused = await join();
    if (!refused || !joined) return;
    if (!MAY_PASS.includes(refused.code)) return stop(() => on.refused(refused));
    again = setTimeout(rejoin, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  function meet(parties) {
    const others = parties.filter((party) => !party.me && !party.left);
    on.people(others);
    for (const id of way.meet(others.map((party) => party.id))) tell(id);
  }

  /** What the server tells of the call: who is there, the mode, the way; or that it is over. */
  function told(data) {
    const state = JSON.parse(data);
    if (state.ended) return stop(() => on.over(state.error ?? state.words ?? ""));
    on.mode(state.mode);
    on.outside(state.outside ?? []);
    if (joining) return void (missed = state);
    if (!joined || !state.call) return on.waiting(state);
    on.trouble(state.trouble ?? "");
    follow(state);
  }

  function follow(state) {
    const here = state.parties.some((party) => party.id === place.party);
    // Another device of ours is there: the newer one stays.
    if (!here && state.elsewhere) return stop(on.taken);
    if (!here || state.call !== place.call || state.topology !== place.topology) return rejoin();
    meet(state.parties.map((party) => ({ ...party, me: party.id === place.party })));
  }

  function heard(signal) {
    if (joining) return void early.push(signal);
    if (!joined) return;
    const { from, kind, body } = signal;
    if (kind !== "state") return way.heard(from, kind, body);
    const before = runs.get(from);
    runs.set(from, body.run);
    on.state(from, body);
    way.spare(from, Boolean(body.sparse));
    // They have begun anew, and know nothing of what was said before.
    if (before === body.run) return;
    tell(from);
    if (before) way.anew(from);
  }

  function tell(id) {
    line.send(id, "state", { ...said(), run });
  }

  function stop(then) {
    clearTimeout(again);
    line.forget();
    turn += 1;
    joined = false;
    way?.close();
    way = null;
    then();
  }

  /** Also as the last word of a page. */
  function left() {
    navigator.sendBeacon(`${base}/lamna`, new URLSearchParams({ device }));
  }

  return {
    device,
    join,
    rejoin,
    told,
    receive: line.receive,
    last: line.last,
    joined: () => joined,
    taken: () => joined && stop(on.taken),
    /** What we send has changed, or how it stands. */
    replace: (kind) => way?.replace(kind),
    tellAll: () => way?.others().forEach(tell),
    /** The network is another now. */
    restart: () => way?.restart(),
    connections: () => way?.connections() ?? [],
    leave(then = () => {}) {
      if (!joined) return;
      left();
      stop(then);
    },
  };
}
