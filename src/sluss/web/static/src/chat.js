// Sends messages without leaving the page. A text stays in its field until the server has it.
import { loggedOut } from "./connection.js";
import { keep } from "./drafts.js";
import { refuse } from "./field_error.js";
import { answered, isLoggedOut, post, uuid } from "./post.js";
import { append, toEnd } from "./redraw.js";

const TYPING_EVERY = 3000;
// The text can then be sent without the file. One that could not be looked at just now may be sent again.
const FILE_REFUSED = /^(file|picture)_(?!not_scanned|not_kept)/;
const UNREACHED = "Meddelandet kunde inte skickas. Texten finns kvar, försök igen.";

export function chat() {
  hints();
  toEnd();
  document.addEventListener("sluss:swapped", hints);
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-composer]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    const form = event.target.name === "text" && event.target.closest("[data-composer]");
    // On a phone Enter is the only way to a new line.
    if (!form || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    form.requestSubmit();
  });
  document.addEventListener("input", ({ target }) => {
    const form = target.name === "text" && target.closest("[data-composer]");
    if (form) tellTyping(form);
  });
}

async function send(form) {
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const text = form.elements.text.value;
  try {
    identify(form, text);
    form.elements.seen.value = document.getElementById("messages").dataset.seq;
    const response = await post(form.action, fieldsOf(form));
    const answer = await answered(response);
    if (answer.html) append(answer.html);
    if (response.ok) sent(form, text);
    else if (isLoggedOut(response)) loggedOut();
    else {
      if (FILE_REFUSED.test(answer.code)) form.elements.pictures.value = "";
      refuse(form, answer.error ?? UNREACHED);
    }
  } catch {
    refuse(form, UNREACHED);
  } finally {
    form.ariaBusy = "false";
  }
}

// Without a file the fields travel without the parts of an upload, which are slow to read.
function fieldsOf(form) {
  const fields = new FormData(form);
  if (form.elements.pictures.value) return fields;
  fields.delete("pictures");
  return [...fields];
}

// The same text sent again is the same message; a changed one is new.
function identify(form, text) {
  const field = form.elements.client_id;
  if (!field.value || (form.dataset.tried !== undefined && form.dataset.tried !== text)) field.value = uuid();
  form.dataset.tried = text;
}

function sent(form, text) {
  refuse(form, "");
  form.elements.client_id.value = uuid();
  delete form.dataset.tried;
  // What was typed while the message was on its way belongs to the next one.
  const now = form.elements.text.value;
  form.elements.text.value = now.startsWith(text) ? now.slice(text.length) : now;
  form.elements.pictures.value = "";
  keep(form);
  toEnd();
}

let told = 0;
function tellTyping(form) {
  if (Date.now() - told < TYPING_EVERY) return;
  told = Date.now();
  post(`${form.dataset.case}/skriver`, {}).catch(() => {});
}

function hints() {
  for (const hint of document.querySelectorAll("[data-hint]")) hint.hidden = matchMedia("(pointer: coarse)").matches;
}
