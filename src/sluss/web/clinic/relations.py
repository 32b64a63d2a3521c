"""Who speaks for a child, and whom a guardian speaks for, as the population register says now (E22, L1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sluss.core.patients import proxy_until
from sluss.core.people import age, may_log_in
from sluss.core.triage.texts import MONTHS
from sluss.ports.persons import PersonRecord, Persons, PersonsSilent
from sluss.service.queries.patients import PatientPage
from sluss.service.relations import KeepFamily
from sluss.service.sessions import Session
from sluss.web.context import Web

GUARDIAN, CHILD = "Vårdnadshavare", "Barn"
# H26, Skyddade personuppgifter: holds when either of the two is protected.
PROTECTED = "Kan inte vara ombud här, på grund av skyddade personuppgifter."
GROWN = "Inte längre ombud: barnet har fyllt 13 år."


@dataclass(frozen=True, slots=True)
class Relation:
    """`name` is None for a protected person, who is no patient of the reader's unit; `proxy` is a sentence."""

    relation: str
    name: str | None
    age: int
    proxy: str


async def ask(web: Web, colleague: Session, child: PatientPage) -> bool:
    """Asks the register for the guardians of a child under 13, and keeps what it says: a right that has ended there
    ends here too. False: it is silent, and what it said last is all there is."""
    return child.can_log_in or await ask_of(web, colleague, child.person_id, child.personnummer)


async def ask_of(web: Web, colleague: Session, child: UUID, personnummer: str) -> bool:
    """The same of a child that is known by its number, as people write it."""
    try:
        found = await web.registers.family_of_child(personnummer.replace("-", ""))
    except PersonsSilent:
        return False
    if found:
        await web.service.run(colleague.actor, child, KeepFamily(*found))
    return True


async def relations_of(persons: Persons, personnummer: str, today: date) -> tuple[Relation, ...] | None:
    """None: the register does not know the person. One that it names and does not know is left out."""
    patient = await persons.find(personnummer)
    if patient is None:
        return None
    guardians = [await persons.find(one) for one in patient.guardians]
    children = [await persons.find(one) for one in patient.children]
    return (
        *(_relation(GUARDIAN, one, one, patient, today) for one in guardians if one),
        *(_relation(CHILD, one, patient, one, today) for one in children if one),
    )


def _relation(relation: str, one: PersonRecord, guardian: PersonRecord, child: PersonRecord, today: date) -> Relation:
    name = None if one.protected else f"{one.given_name} {one.family_name}"
    return Relation(relation, name, age(one.born, today), _proxy(guardian, child, today))


def _proxy(guardian: PersonRecord, child: PersonRecord, today: date) -> str:
    if may_log_in(child.born, today):
        return GROWN
    until = proxy_until(child.born, guardian.protected or child.protected)
    return proxy_words(until) if until else PROTECTED


def proxy_words(until: date) -> str:
    return f"Kan vara ombud till och med dagen före 13-årsdagen, {until.day} {MONTHS[until.month - 1]} {until.year}."
