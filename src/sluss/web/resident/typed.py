"""What somebody filled in at a question, whatever its type, as the core checks it."""

from __future__ import annotations

from sluss.web.forms import Form, text, texts


def typed(form: Form, name: str) -> tuple[str, ...]:
    """The values of the field, without empty ones; of a quantity each with its unit."""
    values, units = texts(form, name), texts(form, f"{name}-enhet")
    if units and len(units) == len(values):
        values = tuple(f"{value} {unit}" if value.strip() else "" for value, unit in zip(values, units, strict=True))
    return tuple(value for value in values if value.strip())


def one_more(form: Form) -> str:
    """The field to which somebody wants to add an answer; empty when the page was sent on."""
    return text(form, "mer")
