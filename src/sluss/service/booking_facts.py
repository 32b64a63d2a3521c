"""What a decision on a booked visit needs to know, looked up beside the case."""

from __future__ import annotations

from typing import Any, Final

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.decide.booking import reminder_key
from sluss.core.case.decide.common import reader
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.patients import unit_of
from sluss.service.reminders import wants_reminders
from sluss.store import patients, reads, relations, scheduled
from sluss.store.pool import Connection

# Decided on in a row: of two times for one member of staff the second sees the first.
ONE_BOOKING_AT_A_TIME: Final = (c.BookVisit, c.MoveBooking)


async def booking_facts(db: Connection, actor: Actor, case: Case, command: c.Command, known: Facts) -> dict[str, Any]:
    match command:
        case c.BookVisit(patient=patient, unit=unit, role=role, staff=staff):
            # Whom the unit has no tie to is as unknown as who does not exist (A13).
            found = await patients.by_id(db, unit_of(actor), patient)
            times = (command.starts, command.ends)
            return {
                "patient": found,
                "ward": await relations.ward(db, found),
                "colleague": await scheduled.one_of_staff(db, unit, role, staff) if staff else None,
                "clash": await scheduled.clash(db, staff, *times, case.id, command.meeting),
            }
        case c.MoveBooking(starts=starts, ends=ends):
            return {"clash": await scheduled.clash(db, case.booked_staff, starts, ends, case.id, case.meeting)}
        case c.EndNoShow() if case.owner:
            return {"note_revision": await reads.note_revision(db, case.id, case.owner)}
        case c.RemindOfBooking():
            to = reader(case, known)
            return {
                "reminders": to is not None and await wants_reminders(db, to),
                "reminded": await scheduled.reminded(db, case.id, reminder_key(case, command)),
            }
    return {}
