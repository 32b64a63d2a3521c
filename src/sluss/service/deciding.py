"""One look, one decision, one record: what both a command to a case and a smaller one that leads to a case do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.decide import decide
from sluss.core.case.events import Event
from sluss.core.case.evolve import Recorded, fold
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.notices import jobs
from sluss.service.facts import gather
from sluss.store import cases
from sluss.store.pool import Connection


@dataclass(frozen=True, slots=True)
class Outcome:
    """The case after the command, and what happened; no events when there was nothing to do (sent twice).

    `units`: those in whose worklists it lay before, or lies now; `staff`: who were, or are, its guests.
    """

    case: Case
    events: tuple[Event, ...]
    units: tuple[str | None, ...] = ()
    staff: tuple[UUID, ...] = ()


def units_of(case: Case) -> tuple[str | None, ...]:
    """The units in whose worklists the case lies."""
    return (case.unit, case.handover_unit, case.consult_unit, case.from_unit)


def _stored_once(command: c.Command) -> UUID | None:
    """The client id of the message that the command brings, if it may come twice."""
    match command:
        case c.SendMessage(client_id=once) | c.SendAutomatic(message_id=once) | c.AssessRisk(message_id=once):
            return once
    return None


async def once(db: Connection, actor: Actor, case_id: UUID, command: c.Command, base: Facts) -> Outcome:
    """Raises Overtaken when somebody else wrote in the case meanwhile; nothing of ours is written then."""
    found = await cases.look(db, case_id, _stored_once(command), base.now)
    before = found.case if found else Case(case_id)
    facts = await gather(db, actor, before, command, found, base)
    events = decide(actor, before, command, facts)
    if not events:
        return Outcome(before, ())
    recorded = [Recorded(before.seq + i, base.now, event) for i, event in enumerate(events, 1)]
    after = fold(before, recorded)
    await cases.record(db, before, after, recorded, actor, facts.pack.id, jobs(after, events, facts))
    units = (before.unit, before.handover_unit, *units_of(after))
    return Outcome(after, tuple(events), units, (*before.guests, *after.guests))
