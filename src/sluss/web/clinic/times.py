"""When a visit is to be: a day, a time and how long, as moments on Swedish clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Refused
from sluss.web.clinic import fields
from sluss.web.clinic.fields import Field
from sluss.web.forms import Form, text

# How long a visit may be said to last, in minutes.
LASTS: Final = (15, 20, 30, 45, 60, 90, 120)
USUAL: Final = 30


def when_fields(day: str = "", clock: str = "", minutes: int = USUAL) -> tuple[Field, ...]:
    lasts = sorted({*LASTS, minutes})
    return (
        Field("date", "day", "Dag", value=day),
        Field("time", "start", "Klockan", value=clock),
        Field(
            "select", "minutes", "Hur länge", fields.choices(*((str(n), f"{n} minuter") for n in lasts)), str(minutes)
        ),
    )


def filled_in(starts: datetime, ends: datetime) -> tuple[Field, ...]:
    """The time that it has now."""
    local, lasts = starts.astimezone(STOCKHOLM), ends.astimezone(UTC) - starts.astimezone(UTC)
    return when_fields(local.date().isoformat(), local.strftime("%H:%M"), lasts // timedelta(minutes=1))


def although() -> Field:
    return Field("check", "although", "Boka ändå, fast tiden krockar")


def span(form: Form) -> tuple[datetime, datetime]:
    """From `day`, `start` and `minutes`; the length is time that passes, also when the clocks change."""
    try:
        day, clock = date.fromisoformat(text(form, "day")), time.fromisoformat(text(form, "start").strip())
    except ValueError:
        raise Refused("when_missing") from None
    minutes = text(form, "minutes")
    if not minutes.isdecimal() or len(minutes) > 4 or not int(minutes):
        raise Refused("not_a_choice")
    try:
        starts = at(day, clock)
        return starts, (starts.astimezone(UTC) + timedelta(minutes=int(minutes))).astimezone(STOCKHOLM)
    except OverflowError:
        # The first or the last day that there is.
        raise Refused("when_missing") from None


def at(day: date, clock: time) -> datetime:
    """Refused, where the clocks skip that time, or show it twice."""
    local = datetime.combine(day, clock.replace(tzinfo=None), STOCKHOLM)
    if local.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refused("time_skipped")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise Refused("time_twice")
    return local
