// The note is saved while it is written, and copied as the routine says.
import { loggedOut } from "./connection.js";
import { answered, isLoggedOut, post } from "./post.js";

const PAUSE = 1000;
const RETRY = 5000;

export function note() {
  const form = document.querySelector("[data-note]");
  if (!form) return;
  let timer;
  let saving = false;
  let changed = false;

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  async function save(options = {}) {
    clearTimeout(timer);
    if (saving || !changed) return;
    saving = true;
    changed = false;
    try {
      const response = await post(form.action, new FormData(form), options);
      const answer = await answered(response);
      if (response.ok) {
        form.elements.revision.value = answer.revision;
        say(answer.saved);
      } else if (isLoggedOut(response)) loggedOut();
      else say(answer.error ?? "Anteckningen kunde inte sparas.");
    } catch {
      changed = true;
      say("Inte sparat. Försöker igen …");
    } finally {
      saving = false;
      if (changed) later(RETRY);
    }
  }

  form.addEventListener("input", () => {
    changed = true;
    later(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed = true;
    save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ keepalive: true });
  });
  const button = form.querySelector("[data-copy-note]");
  button.hidden = false;
  button.addEventListener("click", () => copy(form));
}

// GAV 2.5: all filled fields but the main and secondary diagnosis, which carry no data-copy.
async function copy(form) {
  const filled = [...form.querySelectorAll("[data-copy]")].filter((field) => field.value.trim());
  const text = filled.map((field) => `${field.dataset.copy}\n${field.value.trim()}`).join("\n\n");
  try {
    await navigator.clipboard.writeText(text);
    say(text ? "Anteckningen är kopierad." : "Det finns inget att kopiera än.");
  } catch {
    say("Webbläsaren tillåter inte kopiering här. Markera texten och kopiera den själv.");
  }
}

function say(text) {
  document.getElementById("note-saved").textContent = text;
}
