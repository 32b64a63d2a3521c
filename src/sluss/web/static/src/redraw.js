// Puts what the server drew into the page, by element id.

/** Elements drawn by the server, also table rows, which only live inside a table. */
function elements(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

/** Messages in their place by sequence number; one that is here already is left alone. */
export function append(html) {
  const list = document.getElementById("messages");
  if (!list) return;
  const atEnd = isInView(list.lastElementChild);
  for (const item of elements(html)) {
    if (document.getElementById(item.id)) continue;
    const seq = Number(item.dataset.seq);
    const next = [...list.children].find((other) => Number(other.dataset.seq) > seq);
    list.insertBefore(item, next ?? null);
    reached(seq);
  }
  if (atEnd) showLast();
}

/** The page now shows everything up to `seq`: a message sent from here has seen it. */
export function reached(seq) {
  const list = document.getElementById("messages");
  if (list && Number(seq) > Number(list.dataset.seq)) list.dataset.seq = seq;
}

/** Replaces elements of the same id. What is being typed, and where the cursor stands, is carried over. */
export function swap(html) {
  if (!html) return;
  for (const fresh of elements(html)) {
    const old = document.getElementById(fresh.id);
    if (!old) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const cursor = focused?.selectionStart ?? null;
    const typed = [...old.querySelectorAll("textarea[id], input[type=text][id]")];
    const unfolded = [...old.querySelectorAll("details[open][id]")];
    old.replaceWith(fresh);
    for (const field of typed) {
      const twin = document.getElementById(field.id);
      if (!twin || field.value === field.defaultValue) continue;
      twin.value = field.value;
      // A phrase is put where the cursor was, also when another field has the focus now.
      twin.setSelectionRange(field.selectionStart, field.selectionEnd);
    }
    for (const details of unfolded) {
      const twin = document.getElementById(details.id);
      if (twin) twin.open = true;
    }
    const again = focused && twinOf(focused, fresh);
    if (!again) continue;
    again.focus();
    if (cursor !== null && again.setSelectionRange) again.setSelectionRange(cursor, cursor);
  }
  document.dispatchEvent(new CustomEvent("sluss:swapped"));
}

function twinOf(element, fresh) {
  if (element.id) return document.getElementById(element.id);
  const link = element.getAttribute("href");
  return link && [...fresh.querySelectorAll("a")].find((other) => other.getAttribute("href") === link);
}

/** Worklist rows, each in its place by the order of work. */
export function row(html) {
  const body = document.getElementById("worklist");
  if (!body) return;
  for (const fresh of elements(html)) {
    const old = document.getElementById(fresh.id);
    const focused = old?.contains(document.activeElement);
    old?.remove();
    const next = [...body.children].find((other) => other.dataset.key > fresh.dataset.key);
    body.insertBefore(fresh, next ?? null);
    if (focused) fresh.querySelector("a")?.focus();
  }
}

export function gone(id) {
  document.getElementById(id.trim())?.remove();
}

/** The end of the conversation, where it scrolls by itself. */
export function toEnd() {
  const log = document.querySelector(".talk");
  if (log) log.scrollTop = log.scrollHeight;
}

function showLast() {
  toEnd();
  document.getElementById("messages").lastElementChild?.scrollIntoView({ block: "nearest" });
}

function isInView(element) {
  if (!element) return true;
  const box = element.getBoundingClientRect();
  const frame = element.closest(".talk").getBoundingClientRect();
  return box.top < Math.min(frame.bottom, innerHeight) && box.bottom > 0;
}
