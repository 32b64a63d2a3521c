// Trying out: one's own picture, how loud one is, a tone, and whether the network lets a call through.
import { allowed, choose, chosen, hindered, listed, open } from "./devices.js";
import { level, tone } from "./level.js";
import { tried } from "./network.js";
import { trouble } from "./words.js";

const HEARD = 0.25;
const NETWORK = {
  connected: "✓ Webbläsaren släpper fram ljud och bild.",
  relayed: "✓ Webbläsaren och nätet släpper fram ljud och bild.",
  blocked: "✗ Samtal stoppas här. Byt nät eller webbläsare, eller stäng av vpn.",
};

/** Makes the check in `box` work. Answers with `take()`, what is open now, and `end()`. */
export function checking(box) {
  const find = (name) => box.querySelector(`[data-check=${name}]`);
  let held = {};
  let quiet = () => {};
  box.hidden = false;

  async function begin() {
    end();
    const { tracks, failed } = await open({ camera: true, microphone: true });
    held = tracks;
    tell(failed);
    picture();
    if (tracks.audio) quiet = level(tracks.audio, heard);
    await choices();
  }

  function tell(failed) {
    const line = find("failed");
    const words = failed && trouble(failed.code, failed.what);
    line.textContent = words ? `${words.title} ${words.text}` : "";
    line.hidden = !words;
    box.querySelector("[data-do=try]").textContent = failed ? "Försök igen" : "Prova igen";
  }

  function picture() {
    const video = find("picture");
    video.srcObject = held.video ? new MediaStream([held.video]) : null;
    video.closest(".tile").classList.toggle("tile--dark", !held.video);
  }

  function heard(loud) {
    find("meter").value = loud;
    if (loud > HEARD) find("heard").textContent = "✓ Mikrofonen hör dig.";
  }

  async function choices() {
    const found = await listed();
    const own = { camera: held.video, microphone: held.audio };
    for (const [field, devices] of Object.entries(found)) {
      const select = box.querySelector(`[data-choose=${field}]`);
      const now = own[field]?.getSettings().deviceId ?? chosen()[field];
      select.replaceChildren(...devices.map((one, n) => new Option(one.label || `${n + 1}`, one.deviceId)));
      if (devices.some((one) => one.deviceId === now)) select.value = now;
      // One of a kind is no choice; a browser that cannot change the speaker names none.
      find(field).hidden = devices.length < 2;
    }
  }

  function end() {
    quiet();
    quiet = () => {};
    for (const track of Object.values(held)) track.stop();
    held = {};
  }

  box.addEventListener("change", ({ target }) => {
    if (!target.dataset.choose) return;
    choose(target.dataset.choose, target.value);
    if (target.dataset.choose !== "speaker") begin();
  });
  const acts = {
    try: begin,
    async tone() {
      find("toned").textContent = "Du ska höra två toner …";
      await tone(chosen().speaker).catch(() => {});
      find("toned").textContent = "Hörde du två toner? Om inte, höj volymen eller byt högtalare.";
    },
    async network() {
      find("network").textContent = "Provar …";
      find("network").textContent = NETWORK[hindered() ? "blocked" : await tried()];
    },
  };
  box.addEventListener("click", ({ target }) => acts[target.closest("[data-do]")?.dataset.do]?.());

  const hindrance = hindered();
  if (hindrance) tell({ code: hindrance });
  else Promise.all([allowed("camera"), allowed("microphone")]).then((all) => all.every(Boolean) && begin());

  return {
    /** Hands over what is open, so that the camera is not opened twice. */
    take() {
      quiet();
      const taken = held;
      [held, quiet] = [{}, () => {}];
      picture();
      return taken;
    },
    end,
  };
}
