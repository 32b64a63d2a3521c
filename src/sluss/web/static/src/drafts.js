// A text not yet sent survives a reload of this tab. It never outlives the tab, nor a logout.

const key = (form) => `utkast:${form.dataset.case}`;

export function drafts() {
  for (const form of document.querySelectorAll("[data-composer]")) {
    const field = form.elements.text;
    field.value ||= sessionStorage.getItem(key(form)) ?? "";
  }
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("[data-composer]");
    if (form && target.name === "text") keep(form);
  });
  document.addEventListener("submit", ({ target }) => {
    if (target.action.endsWith("/logout")) sessionStorage.clear();
  });
}

/** Keeps the text as it stands; an empty one is forgotten. */
export function keep(form) {
  const text = form.elements.text.value;
  if (text) sessionStorage.setItem(key(form), text);
  else sessionStorage.removeItem(key(form));
}
