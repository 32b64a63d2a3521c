// One calm line at the foot of the page while the server cannot be heard, or when the login has ended.

/** Shows the line; an empty text takes it away. `login` is where to log in again, if that is what is needed. */
export function banner(text, login = "") {
  const shown = document.getElementById("connection");
  if (shown?.dataset.text === text) return;
  shown?.remove();
  if (!text) return;
  const line = document.createElement("p");
  Object.assign(line, { id: "connection", className: "connection", textContent: text });
  line.dataset.text = text;
  line.setAttribute("role", "status");
  if (login) {
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: login, textContent: "Logga in igen" });
    line.append(" ", anchor);
  }
  document.body.append(line);
}

export function loggedOut() {
  const login = document.body.classList.contains("clinic") ? "/clinic/login" : "/login";
  banner("Du är utloggad.", `${login}?next=${encodeURIComponent(location.pathname)}`);
}
