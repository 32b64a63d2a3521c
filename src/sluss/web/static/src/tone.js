// A hint about the tone while staff write; never in the way (H24, Grundläggande service mot invånare).
const SHOUTED = /(?<!\p{L})\p{Lu}{4,}(?!\p{L})/u;
const SHORTENED =
  /(?<!\p{L})(t\.?\s?ex\.|bl\.?\s?a\.|d\.?v\.?s\.?|o\.?s\.?v\.?|p\.?g\.?a\.?|ev\.|resp\.|ca\.?|m\.?m\.|ssk|usk|vc|pat|beh|us)(?!\p{L})/iu;

const AND = new Intl.ListFormat("sv");
const HINTS = [
  [(text) => SHOUTED.test(text), "versaler"],
  [(text) => text.includes("!"), "utropstecken"],
  [(text) => SHORTENED.test(text), "förkortningar"],
];

export function tone() {
  document.addEventListener("input", ({ target }) => {
    const line = target.form?.querySelector("[data-tone]");
    if (!line || target.name !== "text") return;
    const found = HINTS.filter(([fits]) => fits(target.value)).map(([, name]) => name);
    const words = found.length ? `Tänk på tonen: undvik ${AND.format(found)}.` : "";
    if (line.textContent !== words) line.textContent = words;
  });
}
