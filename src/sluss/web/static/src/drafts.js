// A text not yet sent survives a reload of this tab, and the end of the case. It never outlives the tab, nor a logout.

const kept = (base) => sessionStorage.getItem(`utkast:${base}`) ?? "";
const key = (form) => `utkast:${form.dataset.case}`;

export function drafts() {
  for (const form of document.querySelectorAll("[data-composer]")) {
    const field = form.elements.text;
    field.value ||= kept(form.dataset.case);
  }
  unsent();
  document.addEventListener("sluss:swapped", unsent);
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("[data-composer]");
    if (form && target.name === "text") keep(form);
  });
  document.addEventListener("submit", ({ target }) => {
    if (target.action.endsWith("/logout")) sessionStorage.clear();
  });
}

// Where nobody can write any more, what was being written is shown, to be copied.
function unsent() {
  for (const place of document.querySelectorAll("[data-unsent]")) {
    const text = kept(place.dataset.unsent).trim();
    place.querySelector(".message__text").textContent = text;
    place.hidden = !text;
  }
}

/** Keeps the text as it stands; an empty one is forgotten. */
export function keep(form) {
  const text = form.elements.text.value;
  if (text) sessionStorage.setItem(key(form), text);
  else sessionStorage.removeItem(key(form));
}
