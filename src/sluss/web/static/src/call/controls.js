// The buttons of the call: what they do, what they say now, and their keys.

const LABELS = {
  mute: ["Stäng av mikrofonen", "Slå på mikrofonen"],
  camera: ["Stäng av kameran", "Slå på kameran"],
  share: ["Dela skärm", "Sluta dela"],
};
const KEYS = { m: "mute", v: "camera" };
const SWITCH = "sluss:kortkommandon";

/** `acts` by the name in data-do. */
export function controls(root, acts) {
  const button = (name) => root.querySelector(`.call__controls [data-do=${name}]`);
  root.addEventListener("click", ({ target }) => acts[target.closest("[data-do]")?.dataset.do]?.(target.closest("[data-do]")));
  document.addEventListener("keydown", (event) => {
    const name = KEYS[event.key];
    if (!name || !meant(event, root)) return;
    const pressed = button(name);
    if (!pressed || pressed.closest("[hidden]")) return;
    event.preventDefault();
    pressed.click();
  });

  // What is to be confirmed unfolds below the buttons, which stand at the foot of a window.
  root.querySelector(".call__end")?.addEventListener("toggle", ({ target }) => target.scrollIntoView({ block: "nearest" }));

  return {
    /** `off`: the second label stands there, and the sign is struck through. */
    turn(name, off) {
      const one = button(name);
      if (!one) return;
      one.querySelector("[data-label]").textContent = LABELS[name][off ? 1 : 0];
      one.classList.toggle("control--off", off);
    },
    offer(name, there) {
      const one = button(name);
      if (one) one.hidden = !there;
    },
  };
}

// Single keys only where nothing is typed. A resident's count inside the call alone, and staff can turn theirs off
// (WCAG 2.1.4).
function meant(event, root) {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return false;
  return root.dataset.who === "staff" ? on() : root.contains(event.target);
}

function on() {
  try {
    return localStorage.getItem(SWITCH) !== "av";
  } catch {
    return true;
  }
}
