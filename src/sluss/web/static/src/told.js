// Says what has just come, once, to those who hear the page.

/** The region is in the page from the beginning: a new one would not be heard. */
export function told(text) {
  const region = document.getElementById("told");
  if (region) region.textContent = text;
}
