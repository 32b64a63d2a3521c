// Finds a ready phrase as one types, and puts it where the cursor stands in the message, to be changed before it is sent.

export function phrases() {
  show();
  document.addEventListener("sluss:swapped", show);
  document.addEventListener("click", ({ target }) => {
    const phrase = target.closest("[data-phrase]");
    if (phrase) insert(phrase);
    for (const box of document.querySelectorAll("[data-phrases][open]")) if (!box.contains(target)) box.open = false;
  });
  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-phrase-search]")) filter(target);
  });
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest("[data-phrases]");
    if (box && event.key === "Escape") close(box);
    if (event.key !== "Enter" || !event.target.matches("[data-phrase-search]")) return;
    // Enter would send the message.
    event.preventDefault();
    const first = box.querySelector("[data-phrase]:not([hidden])");
    if (first) insert(first);
  });
  // Does not bubble, so it is caught on its way down. On a phone the keyboard would cover the list.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches("[data-phrases]") || !target.open || matchMedia("(pointer: coarse)").matches) return;
    target.querySelector("[data-phrase-search]").focus();
  }, true);
}

function show() {
  for (const box of document.querySelectorAll("[data-phrases]")) box.hidden = false;
}

function filter(search) {
  const words = search.value.toLocaleLowerCase("sv").split(/\s+/);
  const box = search.closest("[data-phrases]");
  for (const phrase of box.querySelectorAll("[data-phrase]")) {
    const text = phrase.textContent.toLocaleLowerCase("sv");
    phrase.hidden = !words.every((word) => text.includes(word));
  }
  const left = "[data-phrase]:not([hidden])";
  for (const group of box.querySelectorAll("[data-phrase-group]")) group.hidden = !group.querySelector(left);
  box.querySelector("[data-phrases-none]").textContent = box.querySelector(left) ? "" : "Ingen fras passar.";
}

function insert(phrase) {
  const box = phrase.closest("[data-phrases]");
  const field = box.closest("form").elements.text;
  const text = phrase.querySelector(".phrase__text").textContent;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const search = box.querySelector("[data-phrase-search]");
  search.value = "";
  filter(search);
  box.open = false;
  field.focus();
}

function close(box) {
  box.open = false;
  box.querySelector("summary").focus();
}
