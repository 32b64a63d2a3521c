// What the page says when a camera, a microphone or a network fails: what is wrong, and what to do next.

const NAMED = { camera: "kameran", microphone: "mikrofonen", both: "kameran och mikrofonen" };
const BESIDE = "Tryck på symbolen bredvid adressen, välj Tillåt och tryck på Försök igen.";

const TROUBLES = {
  insecure: () => ({
    title: "Sidan är inte öppnad säkert.",
    text: "Kamera och mikrofon fungerar bara när adressen börjar med https. Öppna länken från ditt sms eller logga in igen.",
  }),
  no_webrtc: () => ({
    title: "Webbläsaren klarar inte samtal.",
    text: "Uppdatera den, eller öppna sidan i Chrome, Edge, Firefox eller Safari. Chatten fungerar som vanligt.",
  }),
  denied: (what) => ({ title: `Webbläsaren får inte använda ${NAMED[what]}.`, text: BESIDE }),
  denied_by_system: (what) => ({
    title: `Enheten släpper inte fram ${NAMED[what]}.`,
    text: "Tillåt webbläsaren under Integritet i enhetens inställningar, och tryck på Försök igen.",
  }),
  missing: (what) => ({
    title: what === "microphone" ? "Ingen mikrofon hittades." : what === "camera" ? "Ingen kamera hittades." : "Varken kamera eller mikrofon hittades.",
    text: what === "camera" ? "Anslut en kamera och tryck på Försök igen, eller gå med utan bild." : "Anslut en och tryck på Försök igen. Du kan lyssna och skriva i chatten så länge.",
  }),
  busy: (what) => ({
    title: `Ett annat program använder ${NAMED[what]}.`,
    text: "Stäng andra samtal och program, och tryck på Försök igen.",
  }),
  stopped: (what) => ({
    title: `Det kommer ingenting från ${NAMED[what]}.`,
    text: "Kontrollera sladden eller om något annat program har tagit över, och tryck på Försök igen.",
  }),
  blocked: () => ({
    title: "Nätverket släpper inte fram samtalet.",
    text: "Byt mellan wifi och mobilnät, eller stäng av vpn, och tryck på Anslut igen. Chatten fungerar under tiden.",
  }),
  lost: () => ({ title: "Kontakten bröts.", text: "Vi försöker ansluta igen. Chatten finns kvar så länge." }),
  weak: () => ({ title: "Förbindelsen är dålig.", text: "Med bara ljud räcker nätet ofta längre." }),
  unreached: () => ({
    title: "Samtalet går inte att nå just nu.",
    text: "Kontrollera din uppkoppling och tryck på Anslut igen. Chatten finns kvar.",
  }),
  silent: () => ({ title: "Webbläsaren har stängt av ljudet.", text: "Tryck på Slå på ljudet för att höra de andra." }),
  taken: () => ({
    title: "Samtalet fortsätter på en annan enhet.",
    text: "Du gick med från en annan enhet eller flik. Vill du vara med här i stället trycker du på Fortsätt här.",
  }),
};
const ERRORS = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** Title and text of a trouble; `what` is camera, microphone or both. */
export const trouble = (code, what = "both") => TROUBLES[code](what);

/** The trouble that an error of getUserMedia tells of. */
export function codeOf(error) {
  if (error.name === "NotAllowedError" && /system/i.test(error.message)) return "denied_by_system";
  return ERRORS[error.name] ?? "busy";
}

export const QUALITY = { good: "Bra förbindelse", weak: "Svag förbindelse", bad: "Dålig förbindelse", none: "Ansluter …" };
