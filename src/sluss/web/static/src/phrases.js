// Puts a ready phrase where the cursor stands in the message, for the writer to change before it is sent.

export function phrases() {
  show();
  document.addEventListener("sluss:swapped", show);
  document.addEventListener("change", ({ target }) => {
    if (!target.value || !target.closest("[data-phrases]")) return;
    const field = target.form.elements.text;
    field.setRangeText(target.value, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    target.value = "";
    field.focus();
  });
}

function show() {
  for (const choice of document.querySelectorAll("[data-phrases]")) choice.hidden = false;
}
