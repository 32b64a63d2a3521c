// H24: the assessment is documented in the note too. Its text is put last in Bedömning, where it can be worked over.
export function assessed() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-to-note]");
    const field = document.getElementById("note-assessment");
    if (!button || !field) return;
    const text = document.getElementById(button.dataset.toNote).textContent.trim();
    field.value = [field.value.trimEnd(), text].filter(Boolean).join("\n\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
