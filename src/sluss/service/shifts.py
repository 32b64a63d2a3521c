"""Commands of a shift: begin it, answer for the inflow, end it; and the clock that ends a forgotten one (V1 to V7)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sluss.core import shift as rules
from sluss.core.booked import tomorrow
from sluss.core.people import Mandate
from sluss.core.policy import known
from sluss.core.refusal import Hidden
from sluss.core.shift import Event, Leaving, Shift, ShiftEnded
from sluss.service.hints import Hint, session_topic
from sluss.service.ids import new_id
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import notices, sessions, shifts
from sluss.store.cases import case_of

# More than anybody can read: the rules need one of them.
LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class StartShift(Smaller[UUID]):
    """Asked of one's session; answered with the shift, which is the one that runs already if it is the same."""

    mandate: Mandate
    inflow: bool = False


@dataclass(frozen=True, slots=True)
class AnswerForInflow(Smaller[None]):
    takes: bool


@dataclass(frozen=True, slots=True)
class EndShift(Smaller[None]):
    """`override_reason`: why somebody must leave in spite of what is open."""

    override_reason: str | None = None


@dataclass(frozen=True, slots=True)
class EndShiftByClock(Smaller[None]):
    pass


async def _start(d: Doing, x: StartShift) -> Done:
    """Chooses the mandate of the session too; a stream opened under another one is cut."""
    # Begun twice at once, in two windows: the second finds the first.
    await shifts.serialise(d.db, str(d.actor.id))
    session = await sessions.held(d.db, d.about, d.actor.id)
    if session is None or known(d.pack.units, x.mandate.unit) is None:
        raise Hidden
    held = [Mandate(unit, role) for unit, role in session["mandates"]]
    running = await shifts.running(d.db, d.actor.id)
    events = rules.start(held, x.mandate, x.inflow, running)
    shift = running or Shift(new_id(), d.actor.id, x.mandate, x.inflow, d.now)
    if events:
        await shifts.add(d.db, shift)
        await _written(d, shift, events)
    if (session["unit"], session["role"]) == (x.mandate.unit, x.mandate.role):
        return shift.id, ()
    await sessions.choose(d.db, d.about, x.mandate.unit, x.mandate.role)
    return shift.id, (Hint((session_topic(d.about),)),)


async def _answer_for_inflow(d: Doing, x: AnswerForInflow) -> Done:
    shift = await _own(d)
    if shift is None:
        raise Hidden
    events = rules.answer_for_inflow(shift, x.takes)
    if events:
        await shifts.set_inflow(d.db, shift, x.takes)
        await _written(d, shift, events)
    return None, ()


async def _end(d: Doing, x: EndShift) -> Done:
    """Ended twice, from two windows: the second has nothing to do."""
    shift = await _own(d)
    if shift is None:
        return None, ()
    facts = await _leaving(d, shift)
    events = rules.end(facts, x.override_reason)
    await _ended(d, facts, events, x.override_reason)
    return None, ()


async def _end_by_clock(d: Doing, x: EndShiftByClock) -> Done:
    if d.actor.kind != "system":
        raise Hidden
    shift = await _serialised(d)
    if shift is None:
        raise Hidden
    facts = await _leaving(d, shift)
    await _ended(d, facts, rules.end_by_clock(facts), None)
    return None, ()


async def _own(d: Doing) -> Shift | None:
    """The shift that the command is about, if it runs and is the actor's own."""
    shift = await _serialised(d) if d.actor.kind == "staff" else None
    return shift if shift and shift.staff == d.actor.id else None


async def _serialised(d: Doing) -> Shift | None:
    """The shift if it runs; until this is done nobody else at its unit ends theirs."""
    shift = await shifts.running(d.db, d.about)
    if shift is None:
        return None
    await shifts.serialise(d.db, shift.mandate.unit)
    return await shifts.running(d.db, d.about)


async def _leaving(d: Doing, shift: Shift) -> Leaving:
    unit = shift.mandate.unit
    others = await shifts.others(d.db, unit, shift.staff)
    own = [case_of(row) for row in await shifts.own(d.db, shift.staff, unit, tomorrow(d.now))]
    end_all = d.pack.routine.day_end == "end_all"
    rows = [] if others else await shifts.at_unit(d.db, unit, d.now, LOOKED_AT, end_all)
    return Leaving(d.now, shift, others, own, [case_of(row) for row in rows], end_all)


async def _ended(d: Doing, facts: Leaving, events: Sequence[Event], reason: str | None) -> None:
    how = next(event.how for event in events if isinstance(event, ShiftEnded))
    await shifts.end(d.db, facts.shift, d.now, how, reason.strip() if reason and how == "override" else None)
    await _written(d, facts.shift, events, facts.others)


async def _written(d: Doing, shift: Shift, events: Sequence[Event], others: int = 0) -> None:
    await shifts.journal(d.db, shift, events, d.now, d.actor, d.pack.id)
    await notices.plan(d.db, rules.jobs(shift, events, others, d.now, d.pack.longest_shift))


SHIFT_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    StartShift: _start,
    AnswerForInflow: _answer_for_inflow,
    EndShift: _end,
    EndShiftByClock: _end_by_clock,
}
