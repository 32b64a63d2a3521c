"""Who took part of what, and who was refused (W1). Only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.actor import Actor
from sluss.store.pool import Connection

ADD = """
insert into access_log (at, actor_kind, actor, session, unit, role, what, case_id, cases, outcome, person, persons)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
# What was read or refused stands in the access log, what was done in the journal.
OF_UNIT = """
select l.at, l.role, l.what, l.cases, l.persons, l.outcome, s.given_name || ' ' || s.family_name as staff,
       b.name as sender, p.given_name || ' ' || p.family_name as patient, coalesce(p.protected, false) as protected
from (
    select at, actor, role, what, case_id, cases, outcome, person, persons from access_log
    where unit = $1 and at >= $2 and at < $3
    union all
    select at, actor, role, event, case_id, null, 'done', null, null from journal
    where unit = $1 and at >= $2 and at < $3 and actor_kind in ('staff', 'system') and event <> all ($5)
) as l
left join staff s on s.id = l.actor left join booking_sender b on b.id = l.actor
     left join care_case c on c.id = l.case_id left join person p on p.id = coalesce(l.person, c.patient)
order by l.at desc limit $4
"""
UNREMARKABLE = ["MessagesRead"]


async def add(
    db: Connection,
    at: datetime,
    actor: Actor,
    what: str,
    outcome: str,
    case_id: UUID | None = None,
    cases: Sequence[UUID] | None = None,
    person: UUID | None = None,
    persons: Sequence[UUID] | None = None,
) -> None:
    """One row. `cases` and `persons` are those of a list whose rows were shown; `person` whose profile it was.

    `outcome` is shown, refused, hidden or created.
    """
    mandate = actor.mandate
    unit, role = (mandate.unit, mandate.role) if mandate else (None, None)
    seen, met = (list(ids) if ids is not None else None for ids in (cases, persons))
    who = (actor.kind, actor.id, actor.session, unit, role)
    await db.execute(ADD, at, *who, what, case_id, seen, outcome, person, met)


async def of_unit(db: Connection, unit: str, start: datetime, end: datetime, most: int) -> list[Any]:
    """What staff did under mandates of the unit, and record systems that book there, from `start` until before `end`,
    latest first."""
    return list(await db.fetch(OF_UNIT, unit, start, end, most, UNREMARKABLE))
