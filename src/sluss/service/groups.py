"""Commands of a group visit: booked, led, its call, ended. What happens to each patient is a command to that case."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core import groups as rules
from sluss.core.case.decide.booking import in_time
from sluss.core.facts import Group
from sluss.core.refusal import Hidden, Refused
from sluss.service.hints import Hint, meeting_topic
from sluss.service.ids import new_id
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import access_log, groups


@dataclass(frozen=True, slots=True)
class BookGroup(Smaller[None]):
    """By the one who will lead it. Posted twice it is booked once."""

    title: str
    reason: str
    starts: datetime
    ends: datetime
    places: int


@dataclass(frozen=True, slots=True)
class LeadGroup(Smaller[None]):
    """A colleague takes it over: there is one who leads, and who has the cases of those inside."""


@dataclass(frozen=True, slots=True)
class StartGroupCall(Smaller[UUID]):
    """Answered with the call of the group, new or under way. `sfu`: several can only meet where there is one (J11)."""

    sfu: bool


@dataclass(frozen=True, slots=True)
class EndGroupCall(Smaller[None]):
    pass


@dataclass(frozen=True, slots=True)
class EndGroup(Smaller[None]):
    """The visits of the group are over; nobody is booked in it any more."""


async def _book(d: Doing, x: BookGroup) -> Done:
    if d.actor.mandate is None:
        raise Hidden
    mandate = d.actor.mandate
    known = await groups.group(d.db, d.about)
    if known is not None:
        rules.sees_group(d.actor, known, d.pack)
        return None, ()
    whole = (d.about, mandate.unit, x.title.strip(), x.reason, mandate.role, d.actor.id, x.starts, x.ends, x.places)
    group = Group(*whole)
    rules.begin(d.actor, group, d.pack)
    in_time(x.starts, x.ends, d.now)
    await groups.add(d.db, group, d.now)
    return None, await _done(d, x, group)


async def _lead(d: Doing, x: LeadGroup) -> Done:
    group = await _seen(d)
    rules.works(d.actor)
    _open(group)
    await groups.lead(d.db, group.id, d.actor.id)
    return None, await _done(d, x, group)


async def _start_call(d: Doing, x: StartGroupCall) -> Done:
    group = await _led(d)
    _open(group)
    if not x.sfu:
        raise Refused("group_sfu")
    call = group.call or new_id()
    if group.call is None:
        await groups.set_call(d.db, group.id, call)
    return call, await _done(d, x, group)


async def _end_call(d: Doing, x: EndGroupCall) -> Done:
    group = await _led(d)
    await groups.set_call(d.db, group.id, None)
    return None, await _done(d, x, group)


async def _end(d: Doing, x: EndGroup) -> Done:
    group = await _led(d)
    await groups.end(d.db, group.id, d.now)
    return None, await _done(d, x, group)


async def _seen(d: Doing) -> Group:
    """Held until the transaction ends: two who press at once are answered in a row."""
    await groups.one_at_a_time(d.db, d.about)
    return rules.sees_group(d.actor, await groups.group(d.db, d.about), d.pack)


async def _led(d: Doing) -> Group:
    group = await _seen(d)
    rules.leads(d.actor, group)
    return group


def _open(group: Group) -> None:
    if group.ended_at is not None:
        raise Refused("group_over")


async def _done(d: Doing, x: Smaller[Any], group: Group) -> tuple[Hint, ...]:
    """A group has no journal of its own; what was done with it stands beside what was read."""
    await access_log.add(d.db, d.now, d.actor, type(x).__name__, "done")
    return (Hint((meeting_topic(group.id),), group.id),)


GROUP_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    BookGroup: _book,
    LeadGroup: _lead,
    StartGroupCall: _start_call,
    EndGroupCall: _end_call,
    EndGroup: _end,
}
