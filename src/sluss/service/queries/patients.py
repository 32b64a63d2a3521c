"""*Sök patient* and the patient's profile: only of patients with a tie to the reader's unit (A13, E9, E22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sluss.core.access import allowed, sees
from sluss.core.case.model import Case
from sluss.core.hours import STOCKHOLM
from sluss.core.patients import proxy_until, ticket_state, unit_of
from sluss.core.people import WITHHELD, Person, age, may_log_in, role_title, shown
from sluss.core.policy import known
from sluss.core.proxies import Ward, primary
from sluss.core.refusal import Hidden
from sluss.service.queries.contacts import UNASKED, Reminders, reminders
from sluss.service.queries.wards import guardian_lines
from sluss.service.reading import Query, Reading
from sluss.service.views.children import GuardianLine
from sluss.store import patients, relations

SHOWN_AT_MOST = 50
# What staff begin with the patient before them; a drill is begun with nobody.
WITH_A_PATIENT = frozenset({"StartCareCase", "GiveTicket", "BookVisit"})
Tab = Literal["oversikt", "relationer", "arenden", "biljetter"]


@dataclass(frozen=True, slots=True)
class Found:
    """A patient in the result of a search. `listed_name` is None for who is listed nowhere that the pack has."""

    id: UUID
    name: str
    personnummer: str
    age: int
    listed_name: str | None
    protected: bool


@dataclass(frozen=True, slots=True)
class Patients:
    """`number` is the personnummer that was searched for, empty when it was a name; `at_work`: the reader is."""

    unit_name: str
    found: tuple[Found, ...]
    more: bool
    number: str
    at_work: bool


@dataclass(frozen=True, slots=True)
class PatientCase:
    case_id: UUID
    reason_title: str
    phase: str
    priority: int | None
    sent_at: datetime | None
    ended_at: datetime | None
    owner_name: str | None
    flow: str = "drop-in"
    booked_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """`state` is one of core.patients.ticket_state; `may` the names of the commands that the reader can give now."""

    case_id: UUID
    state: str
    unit_name: str
    role_title: str
    given_by: str | None
    given_at: datetime | None
    until: datetime | None
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class PatientPage:
    """`phone` is None for a protected person, whatever the register says; `cases`, `tickets` only under their tab.

    `may` names what the reader can begin with the patient: nothing with a child that no guardian may speak for, nor
    with who is not handled here (`refused`, the code of why). `guardians`: of a child under 13 (L3).
    """

    person_id: UUID
    tab: Tab
    unit_name: str
    name: str
    personnummer: str
    age: int
    phone: str | None
    listed_name: str | None
    protected: bool
    listed_unit: str = ""
    can_log_in: bool = True
    may: frozenset[str] = frozenset()
    guardians: tuple[GuardianLine, ...] = ()
    may_choose: bool = False
    refused: str = ""
    proxy_until: date | None = None
    cases: tuple[PatientCase, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    reminders: Reminders = UNASKED
    may_note_reminders: bool = False


@dataclass(frozen=True, slots=True)
class PatientsOf(Query[Patients]):
    """By `number`, twelve digits, else by the `words` of a name."""

    number: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PatientOf(Query[PatientPage]):
    person: UUID
    tab: Tab = "oversikt"
    logged: bool = True


async def patients_of(r: Reading, q: PatientsOf) -> Patients:
    unit = unit_of(r.actor)
    found: Sequence[Person]
    if q.number:
        one = await patients.by_number(r.db, unit, q.number)
        found = [one] if one else []
    else:
        found = await patients.by_name(r.db, unit, q.words, SHOWN_AT_MOST + 1)
    kept = tuple(_found(r, person) for person in found[:SHOWN_AT_MOST])
    r.people = [one.id for one in kept]
    number = shown(q.number) if q.number else ""
    return Patients(_unit_name(r, unit), kept, len(found) > SHOWN_AT_MOST, number, r.actor.shift is not None)


async def patient_of(r: Reading, q: PatientOf) -> PatientPage:
    """Hidden alike for who is not there and for who is no patient of the unit."""
    unit = unit_of(r.actor)
    person = await patients.by_id(r.db, unit, q.person)
    if person is None:
        raise Hidden
    cases, tickets = [], []
    if q.tab == "arenden":
        every = await patients.cases_of(r.db, unit, person.id)
        cases = [_case(r, case, row) for case, row in every if sees(r.actor, case)]
        r.seen = [case.case_id for case in cases]
    if q.tab == "biljetter":
        tickets = [_ticket(r, case, row) for case, row in await patients.tickets_of(r.db, unit, person.id)]
        r.seen = [ticket.case_id for ticket in tickets]
    one = _found(r, person)
    old_enough = may_log_in(person.born, r.now.astimezone(STOCKHOLM).date())
    ward = None if old_enough else await relations.ward(r.db, person)
    refused = _refused(r, person, ward)
    return PatientPage(
        person_id=one.id,
        tab=q.tab,
        unit_name=_unit_name(r, unit),
        name=person.name,
        personnummer=one.personnummer,
        age=one.age,
        # H24, Skyddade personuppgifter: what could tell where the person is goes no further than it must.
        phone=None if person.protected else person.phone,
        listed_name=one.listed_name,
        protected=one.protected,
        listed_unit="" if person.protected else person.listed_unit or "",
        can_log_in=old_enough,
        may=frozenset()
        if refused
        else WITH_A_PATIENT & allowed(r.actor, Case(person.id), r.pack.functions_of(r.actor)),
        guardians=guardian_lines(r, ward) if ward else (),
        may_choose=r.actor.shift is not None,
        refused=refused,
        proxy_until=proxy_until(person.born, person.protected) if ward else None,
        cases=tuple(cases),
        tickets=tuple(tickets),
        reminders=await reminders(r.db, person.id) if q.tab == "oversikt" else UNASKED,
        may_note_reminders=r.actor.shift is not None and old_enough and refused != "protected_not_here",
    )


def _refused(r: Reading, person: Person, ward: Ward | None) -> str:
    """Why staff can begin nothing with the patient (N1, L13)."""
    if person.protected and not r.pack.routine.protected.own:
        return "protected_not_here"
    return "no_guardian" if ward and primary(ward, r.pack.routine.proxies, r.now) is None else ""


def _found(r: Reading, person: Person) -> Found:
    """In a list nobody with protected identity is named, nor is it said where they are listed (N5)."""
    listed = None if person.protected else r.pack.units.get(person.listed_unit or "")
    return Found(
        id=person.id,
        name=WITHHELD if person.protected else person.name,
        personnummer=shown(person.personnummer),
        age=age(person.born, r.now.astimezone(STOCKHOLM).date()),
        listed_name=listed.name if listed else None,
        protected=person.protected,
    )


def _case(r: Reading, case: Case, row: Any) -> PatientCase:
    reason = known(r.pack.reasons, case.reason)
    return PatientCase(
        case_id=case.id,
        reason_title=reason.title if reason else "Ärende",
        phase=case.phase.value,
        priority=case.priority,
        sent_at=case.sent_at or case.created_at,
        ended_at=case.ended_at,
        owner_name=row["owner_name"],
        flow=case.flow,
        booked_from=case.booked_from,
    )


def _ticket(r: Reading, case: Case, row: Any) -> Ticket:
    return Ticket(
        case_id=case.id,
        state=ticket_state(case, r.now),
        unit_name=_unit_name(r, case.unit or ""),
        role_title=role_title(case.role) if case.role else "",
        given_by=row["giver_name"],
        given_at=case.created_at,
        until=case.ticket_until,
        may=allowed(r.actor, case, r.pack.functions_of(r.actor)),
    )


def _unit_name(r: Reading, unit: str) -> str:
    found = known(r.pack.units, unit)
    return found.name if found else unit
