// The page of a call: what each module tells is shown, and what is pressed is done.
import { loggedOut } from "../connection.js";
import { live } from "../live.js";
import { answered, post, uuid } from "../post.js";
import { checking } from "./check.js";
import { controls } from "./controls.js";
import { chosen, hindered } from "./devices.js";
import { own } from "./own.js";
import { people } from "./people.js";
import { canFloat, float, sink } from "./pip.js";
import { quality } from "./quality.js";
import { room } from "./room.js";
import { canShare, screen } from "./share.js";
import { stage } from "./stage.js";
import { troubles } from "./trouble.js";

// Whether this tab was in the call, so that a page loaded anew goes on.
const STORED = "sluss:samtal";

export function meeting(root) {
  const base = document.body.dataset.call;
  const find = (id) => document.getElementById(id);
  const view = stage(root);
  const box = troubles(find("call-trouble"));
  const check = checking(find("check"));
  const mine = own({ send: (kind) => talk.replace(kind), changed: drawn, failed });
  const crowd = people(find("call-people"), find("call-speaking"), () => box.show("silent"));
  const meter = quality(() => talk.connections(), view.quality, () => mine.state().camera && box.show("weak"));
  let wanted = "video";

  const talk = room({
    base,
    device: uuid(),
    tracks: mine.tracks,
    said: mine.state,
    on: {
      joined() {
        view.phase("in");
        sessionStorage.setItem(STORED, `${base} ${wanted}`);
        box.clear("lost", "blocked", "unreached", "taken", "call");
        view.say("Du är med i samtalet.");
        meter.start();
      },
      people(others) {
        const { came, left } = crowd.set(others);
        view.alone(!others.length);
        if (came.length) view.say(`${came.join(" och ")} är med.`);
        if (left.length) view.say(`${left.join(" och ")} har lämnat samtalet.`);
      },
      state: crowd.state,
      media: crowd.media,
      mode: changed,
      outside: view.outside,
      connection(state) {
        if (state === "connected") box.clear("lost", "blocked");
        else if (state === "broken") box.show("lost");
        else if (state === "failed" && !crowd.away()) box.show("blocked");
      },
      broken: () => box.show("lost"),
      trouble: (text) => (text ? box.show("call", { title: "Något är fel med samtalet.", text }) : box.clear("call")),
      waiting({ call }) {
        view.begun(call);
        if (root.dataset.phase === "over" && call) view.phase("before");
        if (root.dataset.phase === "before" && call) view.say("Samtalet pågår. Gå med när du är redo.");
      },
      taken() {
        stopped("taken");
        box.show("taken");
      },
      over: (words) => over(words || "Samtalet är avslutat. Du kan fortsätta i chatten."),
      refused(no) {
        stopped("out");
        refuse(no);
      },
    },
  });

  const buttons = controls(root, {
    join: (button) => enter(button.dataset.with),
    again: () => enter(wanted),
    here: () => enter(wanted),
    rejoin: () => (talk.joined() ? talk.rejoin() : enter(wanted)),
    retry() {
      box.clear();
      mine.get({ microphone: !mine.state().sound, camera: wanted === "video" && !mine.state().camera });
    },
    soundonly() {
      wanted = "audio";
      mine.soundOnly();
      box.clear();
      view.say("Du är med med bara ljud.");
    },
    play() {
      crowd.play();
      box.clear();
    },
    dismiss: () => box.clear(),
    mute: () => (mine.state().sound ? mine.mute(!mine.state().muted) : mine.get({ microphone: true })),
    camera: () => (mine.state().camera ? mine.cameraOff() : mine.cameraOn()),
    turn: mine.turn,
    share: async () => mine.keep("screen", mine.state().screen ? null : await screen()),
    float: () => float(crowd.largest()),
    leave() {
      talk.leave(() => stopped("out"));
      box.clear();
      view.say("Du har lämnat samtalet. Det pågår för de andra.");
    },
  });

  async function enter(withWhat) {
    if (root.ariaBusy === "true") return;
    root.ariaBusy = "true";
    wanted = withWhat;
    box.clear();
    view.say("Ansluter …");
    try {
      await prepare();
      const no = hindered() ? {} : await talk.join();
      if (no) refuse(no);
    } finally {
      root.ariaBusy = "false";
    }
  }

  /** What the check has opened is used as it is; the rest is asked for. Without either one still hears and writes. */
  async function prepare() {
    const pictured = wanted === "video" && root.dataset.mode !== "audio";
    const { audio, video } = check.take();
    if (audio) mine.keep("audio", audio);
    if (video && pictured) mine.keep("video", video);
    else video?.stop();
    const wish = { microphone: !mine.state().sound, camera: pictured && !mine.state().camera };
    if (wish.microphone || wish.camera) await mine.get(wish);
  }

  function failed({ code, what }) {
    box.show(code, { what });
  }

  function refuse({ code, error }) {
    view.say("");
    mine.end();
    drawn();
    if (code === "logged_out") loggedOut();
    else if (error) box.show("call", { title: "Du kunde inte gå med.", text: error });
    else if (code) box.show("unreached");
  }

  function stopped(to) {
    mine.end();
    drawn();
    crowd.clear();
    meter.stop();
    sessionStorage.removeItem(STORED);
    sink();
    view.phase(to);
  }

  function over(words) {
    stopped("over");
    check.end();
    box.clear();
    view.say(words);
  }

  function drawn() {
    view.mine(mine.state(), mine.tracks().video, buttons);
    crowd.spare(mine.state().sparse);
    talk.tellAll();
  }

  /** From sound to picture and back: a camera that goes off is nobody's choice, one that goes on is everybody's own. */
  function changed(mode) {
    const before = root.dataset.mode;
    view.mode(mode);
    if (!talk.joined() || before === mode || !before) return;
    if (mode === "audio") mine.cameraOff();
    view.say(mode === "audio" ? "Samtalet går nu med bara ljud." : "Samtalet går nu med bild. Slå på kameran när du vill.");
  }

  /** What staff order is told to everybody by the stream, also to this page. */
  async function ordered(form) {
    try {
      const response = await post(form.action, [...new FormData(form)]);
      if (!response.ok) view.say((await answered(response)).error ?? "Det gick inte. Försök igen.");
    } catch {
      box.show("lost");
    }
  }

  buttons.offer("share", canShare());
  buttons.offer("float", canFloat());
  buttons.offer("turn", false);
  root.addEventListener("change", ({ target }) => target.dataset.choose === "speaker" && crowd.listen(chosen().speaker));
  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-switch], [data-end]")) return;
    event.preventDefault();
    ordered(event.target);
  });
  addEventListener("offline", () => talk.joined() && box.show("lost"));
  addEventListener("online", () => {
    talk.restart();
    if (talk.connections().every((one) => one.connectionState === "connected")) box.clear("lost");
  });
  addEventListener("pagehide", () => talk.leave());
  // The window that the case stands in is there already.
  const toCase = (event) => {
    if (!window.opener || window.opener.closed) return;
    event.preventDefault();
    window.opener.focus();
  };
  for (const link of document.querySelectorAll("[data-to-case]")) link.addEventListener("click", toCase);

  const more = { call: talk.told, signal: talk.receive, taken: talk.taken };
  const closed = () => {
    if (root.dataset.phase === "over") return;
    talk.leave();
    over("Samtalet är inte öppet för dig längre.");
    if (root.dataset.who !== "guest") loggedOut();
  };
  live({ ...more, closed }, () => `&device=${talk.device}&heard=${talk.last()}`);
  const [was, withWhat] = (sessionStorage.getItem(STORED) ?? "").split(" ");
  if (was === base && root.dataset.mode) enter(withWhat);
  else view.phase("before");
}
