// The box that says what does not work, with the buttons that help; one trouble at a time.
import { trouble } from "./words.js";

// What can be pressed about each; the telephone is offered where nothing here helps.
const WAYS = {
  denied: ["retry"],
  denied_by_system: ["retry"],
  missing: ["retry"],
  busy: ["retry"],
  stopped: ["retry"],
  blocked: ["rejoin", "phone"],
  unreached: ["rejoin", "phone"],
  weak: ["soundonly", "phone"],
  silent: ["play"],
  taken: ["here"],
  lost: ["phone"],
  insecure: ["phone"],
  no_webrtc: ["phone"],
};

export function troubles(box) {
  let shown = "";

  function show(code, { what, title, text } = {}) {
    const words = title || text ? { title: title ?? "", text: text ?? "" } : trouble(code, what);
    shown = code;
    box.querySelector("[data-title]").textContent = words.title;
    box.querySelector("[data-text]").textContent = words.text;
    const ways = WAYS[code] ?? ["rejoin", "phone"];
    for (const button of box.querySelectorAll("[data-do]")) {
      if (button.dataset.do !== "dismiss") button.hidden = !ways.includes(button.dataset.do);
    }
    // Where a camera does not work, the sound is enough to go on.
    if (what === "camera") box.querySelector("[data-do=soundonly]").hidden = false;
    const phone = box.querySelector("[data-phone]");
    if (phone) phone.hidden = !ways.includes("phone");
    box.hidden = false;
    // Not away from what is being written.
    if (!document.activeElement?.matches("textarea")) box.scrollIntoView({ block: "nearest" });
  }

  /** Away, or only when it is one of these that stands there. */
  function clear(...codes) {
    if (codes.length && !codes.includes(shown)) return;
    shown = "";
    box.hidden = true;
  }

  return { show, clear, shown: () => shown };
}
