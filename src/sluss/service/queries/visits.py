"""Booked visits as staff book them and have them before them in the case (K1, K3, K6, K7, J9)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.booked import came_late, is_today, may_be_taken
from sluss.core.case.decide.common import correspondent, reader
from sluss.core.case.model import BOOKED, Case
from sluss.core.facts import Colleague, Facts
from sluss.core.patients import unit_of
from sluss.core.people import Person
from sluss.core.proxies import grown
from sluss.core.refusal import Hidden, Refused
from sluss.service.reading import Query, Reading
from sluss.service.reminders import wants_reminders
from sluss.service.views.scheduled import Contact, Visit
from sluss.store import patients, people, reads, relations, scheduled


@dataclass(frozen=True, slots=True)
class Bookable:
    """What a visit is booked with: who is written to about the patient (None: nobody can be), and whose visits there
    can be."""

    contact: Contact | None
    staff: tuple[Colleague, ...]


@dataclass(frozen=True, slots=True)
class BookableOf(Query[Bookable]):
    person: UUID


async def bookable_of(r: Reading, q: BookableOf) -> Bookable:
    unit = unit_of(r.actor)
    patient = await patients.by_id(r.db, unit, q.person)
    if patient is None:
        raise Hidden
    facts = Facts(r.now, r.pack, r.calendar, patient=patient, ward=await relations.ward(r.db, patient))
    try:
        contact = await _contact(r, correspondent(facts), patient)
    except Refused:
        contact = None
    return Bookable(contact, tuple(await scheduled.staff_of(r.db, unit, r.pack.units[unit].roles)))


async def _contact(r: Reading, who: UUID, patient: Person) -> Contact | None:
    person = patient if who == patient.id else await people.person(r.db, who)
    if person is None:
        return None
    # H24, Skyddade personuppgifter: what could tell where the person is goes no further than it must.
    hidden = person.protected or patient.protected
    phone = "" if hidden else person.phone or ""
    name = "" if who == patient.id else person.name
    return Contact(name, phone, hidden, await wants_reminders(r.db, who))


async def visit_of(r: Reading, case: Case, patient: Person) -> Visit | None:
    """None of a case that was never booked."""
    if case.flow != BOOKED or case.booked_from is None or case.booked_until is None:
        return None
    facts = Facts(r.now, r.pack, r.calendar, ward=await relations.ward(r.db, patient))
    whom = reader(case, facts)
    names = await reads.staff_names(r.db, [case.booked_staff]) if case.booked_staff else {}
    return Visit(
        kind=case.booked_kind,
        starts=case.booked_from,
        ends=case.booked_until,
        staff_name=names.get(case.booked_staff, "") if case.booked_staff else "",
        arrived_at=case.arrived_at,
        no_show_at=case.no_show_at,
        came_late=came_late(case),
        due=r.now >= case.booked_from,
        today=is_today(case, r.now),
        takeable=may_be_taken(case, r.now),
        contact=await _contact(r, whom, patient) if whom else None,
        calls=case.calls,
        through_door=case.origin == "booking",
        record=r.pack.routine.record.name,
        types=r.pack.routine.video.contact_types,
        template=r.pack.routine.record.invite_template,
        child=not grown(patient.born, r.now),
    )
