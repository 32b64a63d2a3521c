"""*Enhetens inställningar*: what the local administrator has set, can set, and what has been changed by whom (A19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sluss.core.functions import FUNCTIONS
from sluss.core.hours import local_day
from sluss.core.local.decide import undo
from sluss.core.local.events import HoursExcepted
from sluss.core.local.overlay import within
from sluss.core.local.roster import DutyDay, week_of
from sluss.core.local.settings import Entry, before, settings_of, undone
from sluss.core.policy import Pack, Phrase, Unit
from sluss.core.refusal import Hidden, Refused
from sluss.service.local import administered
from sluss.service.queries.local_words import form_title, told
from sluss.service.reading import Query, Reading
from sluss.service.views import Choice
from sluss.store import local, shifts

SHOWN_AT_MOST = 100
LEFT_OF_LATE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Made:
    """One change. `undoable`: what it did still stands, and the rules would let it be restored now."""

    seq: int
    at: datetime
    name: str
    what: str
    undoes: int | None
    undone: bool
    undoable: bool


@dataclass(frozen=True, slots=True)
class Turnable:
    """Something that the unit uses or not; not `offered`: the region does not use it (Y2)."""

    id: str
    title: str
    on: bool
    offered: bool = True


@dataclass(frozen=True, slots=True)
class LeftShift:
    """Somebody ended a shift in spite of what was open, and said why (V3, Q5)."""

    name: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class UnitSettings:
    """`unit` as it is set now. `seq` is the last change known, `phrases` are the region's, `changes` latest first.
    `left`: the shifts of late that were ended in spite of open cases."""

    unit: Unit
    seq: int
    today: date
    phrases: tuple[Phrase, ...]
    exceptions: tuple[HoursExcepted, ...]
    week: tuple[DutyDay, ...]
    colleagues: tuple[Choice, ...]
    functions: tuple[Turnable, ...]
    forms: tuple[Turnable, ...]
    changes: tuple[Made, ...]
    left: tuple[LeftShift, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitSettingsOf(Query[UnitSettings]):
    logged: bool = False


async def unit_settings(r: Reading, q: UnitSettingsOf) -> UnitSettings:
    """Read from the journal itself: the pack of another process may be a moment behind."""
    id_, today = administered(r.actor, r.pack), local_day(r.now)
    entries = await local.journal(r.db, id_)
    settings = settings_of(entries)
    unit = within(r.pack.units[id_], settings, r.pack)
    people = await local.colleagues(r.db, id_, unit.roles)
    coming = (one for one in settings.of(HoursExcepted) if one.day >= today)
    return UnitSettings(
        unit=unit,
        seq=len(entries),
        today=today,
        phrases=r.pack.phrases,
        exceptions=tuple(sorted(coming, key=lambda one: one.day)),
        week=week_of(unit, r.calendar, today),
        colleagues=tuple(Choice(str(row["id"]), row["name"]) for row in people),
        functions=tuple(
            Turnable(key, title, key in unit.functions, key in unit.offered) for key, title in FUNCTIONS.items()
        ),
        forms=tuple(Turnable(form, form_title(r.pack, form), form in unit.forms) for form in r.pack.forms),
        changes=tuple(_made(entries, entry, unit, r.pack, today) for entry in entries[: -SHOWN_AT_MOST - 1 : -1]),
        left=tuple(
            LeftShift(row["name"], row["at"], row["reason"] or "")
            for row in await shifts.left(r.db, id_, r.now - LEFT_OF_LATE)
        ),
    )


def _made(entries: Sequence[Entry], entry: Entry, unit: Unit, pack: Pack, today: date) -> Made:
    return Made(
        seq=entry.seq,
        at=entry.at,
        name=entry.name,
        what=told(entry.change, before(entries, entry), pack),
        undoes=entry.undoes,
        undone=entry.seq in undone(entries),
        undoable=_undoable(entries, entry.seq, unit, pack, today),
    )


def _undoable(entries: Sequence[Entry], seq: int, unit: Unit, pack: Pack, today: date) -> bool:
    try:
        undo(entries, seq, unit, pack, today)
    except (Hidden, Refused):
        return False
    return True
