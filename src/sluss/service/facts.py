"""What a decision needs to know, looked up beside the case: only what the command asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.hours import Calendar
from sluss.store import people, reads
from sluss.store.cases import Found
from sluss.store.pool import Connection


@dataclass(slots=True)
class Calendars:
    """The closed days of the years around a time; computed once a year."""

    closed_in: Callable[[range], Calendar]
    _year: int = 0
    _calendar: Calendar = field(default_factory=Calendar)

    def around(self, at: datetime) -> Calendar:
        if at.year != self._year:
            self._calendar, self._year = self.closed_in(range(at.year - 1, at.year + 3)), at.year
        return self._calendar


async def gather(
    db: Connection, actor: Actor, case: Case, command: c.Command, found: Found | None, base: Facts
) -> Facts:
    known = base
    if found is not None:
        known = replace(base, owner_name=found.owner_name, present=found.present, repeated=found.repeated)
    match command:
        case c.GiveAnswer() | c.ConfirmDanger():
            return replace(known, answers=await reads.answers(db, case.id))
        case c.RemovePicture():
            rows = await reads.pictures(db, case.id)
            return replace(known, pictures=frozenset(row["id"] for row in rows))
        case c.SendCase() if case.patient:
            patient = await people.person(db, case.patient)
            return replace(known, answers=await reads.answers(db, case.id), patient=patient)
        case c.SaveNote() | c.WrongPatient():
            return replace(known, note_revision=await reads.note_revision(db, case.id, actor.id))
    return known
