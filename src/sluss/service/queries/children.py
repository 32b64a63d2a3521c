"""Whom a resident may seek care for, and whose cases those are (L1, L2, C7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sluss.core.access import speaks_for
from sluss.core.case.model import Case
from sluss.core.hours import STOCKHOLM
from sluss.core.intake import may_begin
from sluss.core.people import Person, age, age_in_words, thirteenth_birthday
from sluss.core.proxies import standing
from sluss.core.refusal import Hidden
from sluss.service.reading import Query, Reading
from sluss.service.views.children import About, Whom, WhomPage
from sluss.store import people, relations

# How long before the 13th birthday a guardian is told that the access ends.
TOLD_BEFORE: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class WhomOf(Query[WhomPage]):
    """*Vem gäller det?* for a service of that kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class PatientNamed(Query[About | None]):
    """The child that was chosen; None when it is the resident. Hidden for anybody else."""

    person: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class OwnNumber(Query[str]):
    """The resident's own personnummer, to ask the register with."""

    logged: bool = False


async def own_number(r: Reading, q: OwnNumber) -> str:
    me = await people.person(r.db, r.actor.id) if r.actor.kind == "resident" else None
    if me is None:
        raise Hidden
    return me.personnummer


async def whom_of(r: Reading, q: WhomOf) -> WhomPage:
    """Named are the children for whom the right holds now, and no others: not who is grown, nor who is protected."""
    if r.actor.kind != "resident":
        raise Hidden
    me = await people.person(r.db, r.actor.id)
    mine = {proxy.child for proxy in standing(r.actor.proxies, r.now)}
    children = [child for _, child in await relations.of_guardian(r.db, r.actor.id) if child.id in mine]
    r.people = [child.id for child in children]
    return WhomPage(
        me=r.actor.name,
        children=tuple(_whom(r, q.kind, child) for child in children),
        withheld=me is not None and me.protected,
        least_age=r.pack.routine.proxies.least_age,
    )


def _whom(r: Reading, kind: str, child: Person) -> Whom:
    today = _today(r)
    closed = may_begin(kind, age=age(child.born, today), protected=False, proxy=True, routine=r.pack.routine)
    return Whom(child.id, child.name, age_in_words(child.born, today), closed, _ends_soon(child, today))


async def patient_named(r: Reading, q: PatientNamed) -> About | None:
    if r.actor.kind != "resident" or not speaks_for(r.actor, q.person, r.actor.id):
        raise Hidden
    return await about_person(r, q.person)


async def about(r: Reading, case: Case) -> About | None:
    """Whom the case is about, for a reader who is not that person."""
    return await about_person(r, case.patient) if case.patient else None


async def about_person(r: Reading, person: UUID) -> About | None:
    if person == r.actor.id:
        return None
    child = await people.person(r.db, person)
    if child is None:
        raise Hidden
    return About(child.name, age_in_words(child.born, _today(r)), _ends_soon(child, _today(r)))


def _ends_soon(child: Person, today: date) -> date | None:
    ends = thirteenth_birthday(child.born)
    return ends if today < ends <= today + TOLD_BEFORE else None


def _today(r: Reading) -> date:
    return r.now.astimezone(STOCKHOLM).date()
