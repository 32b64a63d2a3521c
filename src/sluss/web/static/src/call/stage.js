// What the page of the call shows of ourselves and of the call as a whole.
import { listed } from "./devices.js";
import { QUALITY } from "./words.js";

const LOW = "(max-height: 30rem), (max-width: 40rem)";

export function stage(root) {
  const find = (id) => document.getElementById(id);
  const all = (what) => root.querySelectorAll(what);

  function phase(name) {
    const focused = root.contains(document.activeElement) && document.activeElement;
    root.dataset.phase = name;
    for (const part of all("[data-in]")) part.hidden = part.dataset.in !== name;
    // Whoever pressed a button that is gone is led to what stands there now.
    if (focused && focused.closest("[hidden]")) (root.querySelector(`[data-in=${name}] button`) ?? root).focus();
    // On a phone nothing but the call fits.
    if (name === "in" && matchMedia(LOW).matches) root.scrollIntoView();
  }

  return {
    phase,
    say(text) {
      find("call-status").textContent = text;
    },
    alone(yes) {
      find("call-alone").hidden = !yes;
    },
    /** Staff alone have the line: who waits to be let in. */
    outside(names) {
      const line = find("call-outside");
      if (!line) return;
      line.hidden = !names.length;
      const words = names.length ? `${names.join(" och ")} väntar på att bli insläppt.` : "";
      const told = line.querySelector("span");
      if (told.textContent !== words) told.textContent = words;
    },
    begun(yes) {
      for (const part of all("[data-begun]")) part.hidden = !yes;
    },
    mode(mode) {
      root.dataset.mode = mode ?? "";
      for (const part of all("[data-video]")) part.hidden = mode === "audio";
      for (const part of all("[data-audio]")) part.hidden = mode !== "audio";
      for (const form of all("[data-switch]")) form.hidden = form.dataset.switch === (mode ?? "video");
    },
    quality(level) {
      const line = find("call-quality");
      line.className = `quality quality--${level}`;
      line.querySelector("span").textContent = QUALITY[level];
    },
    /** Ourselves, and the buttons that say what we send. */
    mine({ muted, camera, screen, sound }, picture, buttons) {
      const tile = find("call-me");
      const video = tile.querySelector("video");
      const shown = video.srcObject?.getVideoTracks()[0];
      if (shown !== (picture ?? undefined)) video.srcObject = picture ? new MediaStream([picture]) : null;
      tile.classList.toggle("tile--dark", !picture);
      tile.classList.toggle("tile--screen", screen);
      const words = [screen && "delar skärm", !sound ? "ingen mikrofon" : muted && "mikrofonen av", !picture && "utan bild"];
      tile.querySelector(".tile__state").textContent = words.filter(Boolean).join(", ");
      buttons.turn("mute", muted || !sound);
      buttons.turn("camera", !camera);
      buttons.turn("share", screen);
      turnable(camera, buttons);
    },
  };
}

/** A camera to turn to. On the page of a sound call there is none. */
async function turnable(camera, buttons) {
  const { camera: cameras } = camera ? await listed() : { camera: [] };
  buttons.offer("turn", cameras.length > 1);
}
