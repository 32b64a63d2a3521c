// Keeps the page as the server would draw it now. Each event carries the sequence number it brings the page to,
// so a cut connection resumes where it stopped and nothing is lost.
import { banner, loggedOut } from "./connection.js";
import { append, gone, reached, row, swap } from "./redraw.js";
import { told } from "./told.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30000;
const LONGEST_SILENCE = 50000;
const TYPING_SHOWN = 5000;

/** Opens the stream of the page, if it has one. `more` hears what only some pages are told, `asked` adds to the address. */
export function live(more = {}, asked = () => "") {
  const address = document.body.dataset.stream;
  if (!address) return;
  let last = document.querySelector("#messages, #worklist")?.dataset.seq ?? "";
  let pause = FIRST_PAUSE;
  let source;
  let waiting;
  let silence;

  // A network that is gone says nothing: without a sign of life the stream is taken up anew.
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(again, LONGEST_SILENCE);
  };

  function again() {
    source?.close();
    clearTimeout(silence);
    clearTimeout(waiting);
    banner("Ansluter igen …");
    // Spread out, so that a restarted server is not met by everybody at once.
    waiting = setTimeout(open, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  function open() {
    clearTimeout(waiting);
    source = new EventSource(`${address}?from=${encodeURIComponent(last)}${asked()}`);
    const on = (name, act) =>
      source.addEventListener(name, (event) => {
        alive();
        act(event.data);
        if (!event.lastEventId) return;
        last = event.lastEventId;
        reached(last);
        document.dispatchEvent(new CustomEvent("sluss:reached"));
      });
    source.addEventListener("open", () => {
      pause = FIRST_PAUSE;
      alive();
      banner("");
    });
    source.addEventListener("error", again);
    on("beat", () => {});
    on("swap", swap);
    on("append", (html) => {
      append(html);
      typing("");
    });
    on("row", row);
    on("gone", gone);
    on("seen", () => {});
    on("typing", typing);
    on("told", told);
    // The reader may no longer see this: nothing of it stays on the screen, in this tab's memory or one step back.
    on("ended", (path) => {
      source.close();
      clearTimeout(silence);
      sessionStorage.clear();
      document.body.replaceChildren();
      location.replace(path);
    });
    on("closed", () => {
      source.close();
      clearTimeout(silence);
      (more.closed ?? loggedOut)();
    });
    for (const [name, act] of Object.entries(more)) if (name !== "closed") on(name, act);
  }
  open();
  addEventListener("offline", again);
  addEventListener("online", () => {
    pause = FIRST_PAUSE;
    again();
  });
}

let quiet;
function typing(name) {
  const line = document.getElementById("typing");
  if (!line) return;
  line.textContent = name ? `${name} skriver …` : "";
  clearTimeout(quiet);
  quiet = setTimeout(() => (line.textContent = ""), TYPING_SHOWN);
}
