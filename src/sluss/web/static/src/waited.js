// Waiting times grow while the page stands open, in the same words as the server's.

export function waited() {
  setInterval(() => {
    for (const time of document.querySelectorAll("[data-waited]")) time.textContent = since(time.dateTime);
    for (const late of document.querySelectorAll("[data-late]")) late.hidden = Date.parse(late.dataset.late) > Date.now();
  }, 15000);
}

function since(start) {
  const all = Math.max(0, Math.floor((Date.now() - Date.parse(start)) / 60000));
  const [days, hours, minutes] = [Math.floor(all / 1440), Math.floor(all / 60) % 24, all % 60];
  if (days) return `${days} dygn${hours ? ` ${hours} tim` : ""}`;
  if (hours) return `${hours} tim${minutes ? ` ${minutes} min` : ""}`;
  return `${minutes} min`;
}
