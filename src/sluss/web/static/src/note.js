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
    if (event.submitter?.hasAttribute("formaction")) {
      leave(event);
      return;
    }
    event.preventDefault();
    changed = true;
    save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ keepalive: true });
  });

  // Signing takes what stands in the fields; a save on its way comes first, and no other after it.
  function leave(event) {
    clearTimeout(timer);
    changed = false;
    if (!saving) return;
    event.preventDefault();
    setTimeout(() => form.requestSubmit(event.submitter), 100);
  }
}

// GAV 2.5: the filled fields that the region copies carry data-copy, the heading in the record.
export function copying() {
  const section = document.querySelector("[data-note-copied]");
  const button = section?.querySelector("[data-copy-note]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => copy(section));
}

async function copy(section) {
  const fields = [...section.querySelectorAll("[data-copy]")];
  const filled = fields
    .map((field) => [field.dataset.copy, (field.value ?? field.textContent).trim()])
    .filter(([, words]) => words);
  const parts = filled.map(([heading, words]) => `${heading}\n${words}`);
  // What is copied out of a drill says so itself.
  const first = section.dataset.copyFirst;
  const text = (parts.length && first ? [first, ...parts] : parts).join("\n\n");
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
