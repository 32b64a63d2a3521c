// Keys for those who do this all day. Everything is reached without them too; a switch on the device turns them off,
// since speech and shaky hands press single keys unmeant (WCAG 2.1.4).

const STORED = "sluss:kortkommandon";
const SECOND_KEY_WITHIN = 2000;
const PAGE = "/clinic/kortkommandon";
// Where a key moves the focus; announced by the field itself.
const FIELDS = {
  "/": "#sok-patient, #q",
  s: "[data-composer] textarea",
  n: "[data-note] textarea",
};
const ROW = "#worklist > tr a";

let asked = 0;

document.addEventListener("keydown", (event) => {
  if (!on() || !isOurs(event)) return;
  if (press(event.key)) event.preventDefault();
});
document.addEventListener("change", ({ target }) => {
  if (target.id === "keys-on") turn(target.checked);
});
// A field drawn anew by the live page has its key still.
document.addEventListener("sluss:swapped", mark);
mark();
showSwitch();

function isOurs(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat && key === "?") return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  // Shift makes the question mark, and the slash on a Swedish keyboard; a capital letter is something else.
  if (event.shiftKey && key !== "?" && key !== "/") return false;
  return !target.closest("input, textarea, select, [contenteditable], dialog");
}

/** Whether the key meant something here. */
function press(key) {
  const second = Date.now() - asked < SECOND_KEY_WITHIN;
  asked = 0;
  if (second) return follow(key);
  if (key === "g") asked = Date.now();
  else if (key === "?") show();
  else if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
  else return focus(key);
  return true;
}

function follow(key) {
  const way = /^[a-z]$/.test(key) && document.querySelector(`[data-goto="${key}"]`);
  if (way) location.assign(way.href);
  return Boolean(way);
}

function step(by) {
  const links = [...document.querySelectorAll(ROW)];
  if (!links.length) return false;
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), links.length - 1);
  links[next].focus();
  return true;
}

function focus(key) {
  if (!Object.hasOwn(FIELDS, key)) return false;
  const field = [...document.querySelectorAll(FIELDS[key])].find((one) => one.offsetParent);
  if (field) field.focus();
  // On a narrow screen the search has a page of its own.
  else if (key === "/") document.querySelector(".bar__find")?.click();
  return Boolean(field);
}

/** The page of the keys in a dialog, drawn once by the server; when it cannot be had, the page itself. */
async function show() {
  if (document.getElementById("keys")) return document.getElementById("keys").closest("dialog")?.showModal();
  try {
    const answer = await fetch(PAGE);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.append(dialogOf(page.getElementById("keys")));
    showSwitch();
    document.getElementById("keys").closest("dialog").showModal();
  } catch {
    location.assign(PAGE);
  }
}

function dialogOf(content) {
  const dialog = document.createElement("dialog");
  dialog.className = "keys-dialog";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const head = document.createElement("div");
  head.className = "keys-dialog__head";
  const title = document.createElement("h2");
  Object.assign(title, { id: "keys-title", textContent: "Kortkommandon" });
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "ds-button", textContent: "Stäng" });
  close.dataset.variant = "secondary";
  close.addEventListener("click", () => dialog.close());
  head.append(title, close);
  dialog.append(head, document.importNode(content, true));
  return dialog;
}

function on() {
  try {
    return localStorage.getItem(STORED) !== "av";
  } catch {
    return true;
  }
}

function turn(wanted) {
  try {
    localStorage.setItem(STORED, wanted ? "på" : "av");
  } catch {
    // A browser that keeps nothing has the keys on.
  }
  mark();
  const told = wanted ? "Kortkommandon är på." : "Kortkommandon är av. Du hittar hit i Huvudmeny.";
  document.getElementById("keys-told").textContent = told;
}

function showSwitch() {
  const box = document.querySelector("[data-keys-switch]");
  if (!box) return;
  box.hidden = false;
  document.getElementById("keys-on").checked = on();
}

/** Tells who reads the page aloud which fields have a key. */
function mark() {
  for (const [key, fields] of Object.entries(FIELDS)) {
    const field = document.querySelector(fields);
    if (on()) field?.setAttribute("aria-keyshortcuts", key);
    else field?.removeAttribute("aria-keyshortcuts");
  }
}
