"""What the local administrator posts, as a change of the unit's settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sluss.core.hours import MINUTES_A_DAY, Opening
from sluss.core.local.events import (
    Change,
    FormTurned,
    FunctionTurned,
    HoursExcepted,
    HoursExceptionRemoved,
    LinkRemoved,
    LinkSaved,
    PhraseRemoved,
    PhraseSaved,
    RosterRemoved,
    RosterSet,
)
from sluss.core.refusal import Refused
from sluss.service.queries.local import UnitSettings
from sluss.web.forms import Form, identity, text

_TIME = re.compile(r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])")


def _line(form: Form, name: str) -> str:
    return " ".join(text(form, name).split())


def _phrase(form: Form, _: UnitSettings) -> Change:
    return PhraseSaved(identity(form, "id"), _line(form, "title"), text(form, "text").strip())


def _hours(form: Form, _: UnitSettings) -> Change:
    if text(form, "closed"):
        return HoursExcepted(_day(form), (), _line(form, "reason"))
    spans = [
        _span(form, f"start{n}", f"end{n}") for n in ("1", "2") if text(form, f"start{n}") or text(form, f"end{n}")
    ]
    if not spans:
        raise Refused("hours_missing")
    return HoursExcepted(_day(form), tuple(spans), _line(form, "reason"))


def _duty(form: Form, page: UnitSettings) -> Change:
    """Somebody of the list, or a name written by hand, which then is the one that counts."""
    span, written, chosen = _span(form, "start", "end"), _line(form, "name"), text(form, "staff")
    colleague = next((one for one in page.colleagues if one.id == chosen and not written), None)
    staff, name = (UUID(colleague.id), colleague.title) if colleague else (None, written)
    return RosterSet(identity(form, "id"), _day(form), span.start, span.end, staff, name)


def _link(form: Form, _: UnitSettings) -> Change:
    return LinkSaved(identity(form, "id"), _line(form, "title"), text(form, "url").strip(), text(form, "where"))


def _function(form: Form, _: UnitSettings) -> Change:
    return FunctionTurned(text(form, "function"), bool(text(form, "on")))


def _form(form: Form, _: UnitSettings) -> Change:
    return FormTurned(text(form, "form"), bool(text(form, "on")))


def _day(form: Form) -> date:
    try:
        return date.fromisoformat(text(form, "day"))
    except ValueError:
        raise Refused("day_missing") from None


def _span(form: Form, start: str, end: str) -> Opening:
    return Opening(_minute(form, start), _minute(form, end) or MINUTES_A_DAY)


def _minute(form: Form, name: str) -> int:
    """08:00 or 8.00 as minutes after midnight. A span that ends at 00:00 ends with its day."""
    found = _TIME.fullmatch(text(form, name).strip())
    if not found:
        raise Refused("time_missing")
    return int(found[1]) * 60 + int(found[2])


# By the end of the address that it is posted to.
READ: Mapping[str, Callable[[Any, UnitSettings], Change]] = {
    "fraser": _phrase,
    "fraser/ta-bort": lambda form, _: PhraseRemoved(identity(form, "id")),
    "oppettider": _hours,
    "oppettider/ta-bort": lambda form, _: HoursExceptionRemoved(_day(form)),
    "bemanning": _duty,
    "bemanning/ta-bort": lambda form, _: RosterRemoved(identity(form, "id")),
    "lankar": _link,
    "lankar/ta-bort": lambda form, _: LinkRemoved(identity(form, "id")),
    "funktioner": _function,
    "formular": _form,
}
