// An error beside the message field, drawn as the server draws it.

/** Shows the error; an empty one takes it away. */
export function refuse(form, error) {
  const place = form.querySelector("[data-error]");
  const field = form.elements.text;
  place.replaceChildren();
  place.parentElement.classList.toggle("has-error", Boolean(error));
  field.toggleAttribute("aria-invalid", Boolean(error));
  if (!error) return field.removeAttribute("aria-describedby");
  const line = document.createElement("p");
  Object.assign(line, { id: "text-fel", className: "field-error", textContent: error });
  line.setAttribute("role", "alert");
  place.append(line);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", line.id);
}
