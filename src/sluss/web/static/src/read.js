// Tells the other side how far this page has been read, while somebody looks at it.
import { post } from "./post.js";

export function read() {
  const base = document.body.dataset.case;
  if (!base) return;
  const last = () => Number([...document.querySelectorAll("#messages .message--theirs")].at(-1)?.dataset.seq ?? 0);
  // What stood here from the start was marked when the page was fetched.
  let told = last();

  function tell() {
    const seq = last();
    const reads = document.querySelector("#composer[data-open=true]");
    if (!reads || document.visibilityState !== "visible" || seq <= told) return;
    const before = told;
    told = seq;
    post(`${base}/last`, { seq }).catch(() => (told = before));
  }
  document.addEventListener("visibilitychange", tell);
  document.addEventListener("sluss:reached", tell);
}
