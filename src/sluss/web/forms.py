"""From what a browser posted to values; what is missing is empty, what is wrong is refused by code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request

from sluss.core.refusal import Refused
from sluss.service.ids import new_id

Form = Any
UPLOADS = 80_000_000


async def posted(request: Request[Any, Any, Any]) -> Form:
    """The fields of the body. Refused `form_broken`: a field that is no text in the encoding it names."""
    try:
        return await request.form()
    except (ValueError, LookupError):
        raise Refused("form_broken") from None


def text(form: Form, name: str) -> str:
    """The field as typed, with one kind of line end and without what no database keeps."""
    value = form.get(name, "")
    return value.replace("\r\n", "\n").replace("\x00", "") if isinstance(value, str) else ""


def texts(form: Form, name: str) -> tuple[str, ...]:
    return tuple(value for value in form.getall(name, []) if isinstance(value, str))


def number(form: Form, name: str) -> int:
    value = text(form, name)
    if not value.isdecimal() or len(value) > 9:
        raise Refused("form_broken")
    return int(value)


def identity(form: Form, name: str) -> UUID:
    """A UUID chosen by the page; a page without script, whose field is empty, gets one here."""
    value = text(form, name)
    try:
        return UUID(value) if value else new_id()
    except ValueError:
        raise Refused("form_broken") from None
