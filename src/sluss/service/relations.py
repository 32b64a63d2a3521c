"""What the population register says of guardians and children: kept, asked anew by both doors (L1 to L13)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.notices import look_up_family
from sluss.core.patients import may_keep, unit_of
from sluss.core.people import Person
from sluss.core.policy import Pack
from sluss.core.proxies import next_night, rights, why_not
from sluss.core.refusal import Hidden, Refused
from sluss.service.hints import Hint, case_topic, unit_topic
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import access_log, notices, patients, people, relations, sessions
from sluss.store.pool import Connection


@dataclass(frozen=True, slots=True)
class Link:
    """One of the two in a relation, beside the one whose family it is. `position`: the guardian's place among those of
    the child; `shares_contact`: the guardian has contact details on 1177."""

    person: Person
    position: int
    shares_contact: bool


@dataclass(frozen=True, slots=True)
class Family:
    """What the register says now of one person: all the guardians, all the children; None what was not asked for."""

    guardians: tuple[Link, ...] | None = None
    children: tuple[Link, ...] | None = None


SOON: Final = timedelta(hours=1)
NO_CHILDREN: Final = Family(children=())


@dataclass(frozen=True, slots=True)
class KeepFamily(Smaller[None]):
    """What the register said of a child when staff opened its relations."""

    person: Person
    family: Family


@dataclass(frozen=True, slots=True)
class LookedUp(Smaller[None]):
    """What the register said at night of a child for whom somebody has a case open (`about`). None: it was silent, and
    is asked again within the hour."""

    found: tuple[Person, Family] | None


@dataclass(frozen=True, slots=True)
class AskAgain(Smaller[None]):
    """A resident has asked the register once more from a page (`about` is the session). None: it was silent again."""

    found: tuple[Person, Family] | None


@dataclass(frozen=True, slots=True)
class ChoosePrimary(Smaller[None]):
    """*Relationer*: whom staff write to when they begin something for the child (L5, L9, L13). `about` is the child."""

    guardian: UUID


async def now_standing(db: Connection, actor: Actor, pack: Pack, now: datetime) -> Actor:
    """The actor with the rights of this moment, whatever its session or its stream began with. Both doors ask here,
    and nobody else: a right that has ended is gone from everything at once."""
    if actor.kind != "resident" or not actor.proxies:
        return actor
    return replace(actor, proxies=rights(await relations.of_guardian(db, actor.id), pack.routine.proxies, now))


async def keep_family(d: Doing, person: UUID, family: Family) -> tuple[Hint, ...]:
    """Writes what the register said. What it no longer says ends now, also on open pages."""
    ended: list[UUID] = []
    if family.children is not None:
        children = [await people.keep_person(d.db, one.person, d.now) for one in family.children]
        for id_, link in zip(children, family.children, strict=True):
            await relations.keep(d.db, person, id_, link.position, link.shares_contact, d.now)
        ended += await relations.end_of_guardian(d.db, person, children, d.now)
    if family.guardians is not None:
        guardians = [await people.keep_person(d.db, one.person, d.now) for one in family.guardians]
        for id_, link in zip(guardians, family.guardians, strict=True):
            await relations.keep(d.db, id_, person, link.position, link.shares_contact, d.now)
        ended += await relations.end_of_child(d.db, person, guardians, d.now)
    return await _read_anew(d, ended)


async def _read_anew(d: Doing, children: Sequence[UUID]) -> tuple[Hint, ...]:
    """Whoever has a case of theirs open reads it anew, as what they are now."""
    rows: Iterable[Any] = await relations.open_cases(d.db, children) if children else ()
    return tuple(
        Hint((case_topic(row["id"]), *([unit_topic(row["unit"])] if row["unit"] else [])), row["id"], row["seq"])
        for row in rows
    )


async def _keep_family(d: Doing, x: KeepFamily) -> Done:
    """Only of a patient of the unit: it is no way to look up somebody else."""
    if await patients.by_number(d.db, unit_of(d.actor), x.person.personnummer) is None:
        raise Hidden
    person = await people.keep_person(d.db, x.person, d.now)
    return None, await keep_family(d, person, x.family)


async def _looked_up(d: Doing, x: LookedUp) -> Done:
    if d.actor.kind != "system":
        raise Hidden
    again = next_night(d.now) if x.found else d.now + SOON
    await notices.plan(d.db, [look_up_family(d.about, again)])
    if x.found is None:
        return None, ()
    person, family = x.found
    return None, await keep_family(d, await people.keep_person(d.db, person, d.now), family)


async def _ask_again(d: Doing, x: AskAgain) -> Done:
    if d.actor.kind != "resident" or d.actor.session != d.about:
        raise Hidden
    await sessions.proxies_asked(d.db, d.about, x.found is None)
    if x.found is None:
        return None, ()
    person, family = x.found
    if await people.keep_person(d.db, person, d.now) != d.actor.id:
        raise Hidden
    return None, await keep_family(d, d.actor.id, family)


async def _choose_primary(d: Doing, x: ChoosePrimary) -> Done:
    """Only among those who may act now; what is begun already stays with whom it was begun (L9)."""
    may_keep(d.actor)
    ward = await relations.ward(d.db, await patients.by_id(d.db, unit_of(d.actor), d.about))
    if ward is None:
        raise Hidden
    chosen = next((one for one in ward.guardians if one.id == x.guardian), None)
    if chosen is None or why_not(chosen, ward.child, d.now):
        raise Refused("not_a_guardian")
    await relations.choose(d.db, d.about, x.guardian, d.actor.id, d.now)
    await access_log.add(d.db, d.now, d.actor, ChoosePrimary.__name__, "created", person=d.about)
    return None, ()


RELATION_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    KeepFamily: _keep_family,
    LookedUp: _looked_up,
    AskAgain: _ask_again,
    ChoosePrimary: _choose_primary,
}
