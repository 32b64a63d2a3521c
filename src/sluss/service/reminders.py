"""Who is reminded of booked visits, and at which number (K1, K3, U1)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sluss.core.case.decide.common import correspondent
from sluss.core.facts import Facts
from sluss.core.patients import may_keep, unit_of
from sluss.core.phone import mobile
from sluss.core.refusal import Hidden, Refused
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import access_log, contacts, patients, people, relations, scheduled
from sluss.store.pool import Connection


@dataclass(frozen=True, slots=True)
class NoteContact(Smaller[None]):
    """What was said when a visit was booked, of who is written to about the patient (`about`): the mobile number, and
    whether reminders are wanted."""

    phone: str
    reminders: bool


async def wants_reminders(db: Connection, person: UUID) -> bool:
    """U1, HDK: "har samtyckt till sms-påminnelser"; who was never asked has not."""
    return await contacts.reminders_wanted(db, person)


async def _note_contact(d: Doing, x: NoteContact) -> Done:
    """H24: with a current mobile number. It is the number of who reads: of a child's primary contact, not the child."""
    may_keep(d.actor)
    patient = await patients.by_id(d.db, unit_of(d.actor), d.about)
    if patient is None:
        raise Hidden
    ward = await relations.ward(d.db, patient)
    to = correspondent(Facts(d.now, d.pack, d.calendar, patient=patient, ward=ward))
    reads = await people.person(d.db, to)
    if reads is None:
        raise Hidden
    number = mobile(x.phone) if x.phone.strip() else None
    if x.phone.strip() and number is None:
        raise Refused("mobile_wrong")
    # H24, Skyddade personuppgifter: no number of theirs is shown, nor written down, here.
    if number and reads.protected:
        raise Refused("number_not_here")
    changed = number is not None and await scheduled.note_phone(d.db, to, number, d.now)
    if await contacts.reminders_wanted(d.db, to) != x.reminders:
        await contacts.note_consent(d.db, to, x.reminders, d.now, d.actor.id)
        changed = True
    if changed:
        await access_log.add(d.db, d.now, d.actor, NoteContact.__name__, "created", person=to)
    return None, ()


REMINDER_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {NoteContact: _note_contact}
