"""Who is at work where, and the cases that ending a shift must look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.people import Mandate
from sluss.core.shift import Event, Shift
from sluss.store.cases import COLUMNS
from sluss.store.pool import Connection

# One after the other: of two who are the last but one and leave together, the second finds herself the last.
SERIALISE = "select pg_advisory_xact_lock(hashtext('shift ' || $1))"
RUNNING = """
select id, staff, unit, role, inflow, started_at from shift where ended_at is null and (staff = $1 or id = $1)
"""
ADD = "insert into shift (id, staff, unit, role, inflow, started_at) values ($1, $2, $3, $4, $5, $6)"
END = "update shift set ended_at = $2, ended_how = $3, reason = $4 where id = $1"
SET_INFLOW = "update shift set inflow = $2 where id = $1"
OTHERS = "select count(*) from shift where unit = $1 and ended_at is null and staff <> $2"
JOURNAL = """
insert into journal (case_id, seq, at, actor_kind, actor, unit, role, event, data, pack)
select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9 from journal where case_id = $1
"""
AT_WORK = """
select h.unit, h.role, h.inflow, h.started_at, h.staff,
       coalesce(nullif(f.shown_name, ''), s.given_name || ' ' || s.family_name) as name,
       coalesce(nullif(f.title, ''), s.title) as title,
       (select count(*) from care_case c where c.owner = h.staff and c.phase in ('accepted', 'visit', 'async')
        and c.drill = '') as cases
from shift h join staff s on s.id = h.staff left join staff_profile f on f.staff = h.staff
where h.ended_at is null order by h.unit, h.inflow desc, name
"""

LINE = f"""
select {", ".join("c." + name for name in COLUMNS)},
       case when p.protected then 'Skyddade personuppgifter' else p.given_name || ' ' || p.family_name end
           as patient_name, p.born,
       coalesce(nullif(f.shown_name, ''), s.given_name || ' ' || s.family_name) as owner_name,
       exists (select from shift h where h.staff = c.owner and h.ended_at is null) as owner_at_work
from care_case c join person p on p.id = c.patient left join staff s on s.id = c.owner
     left join staff_profile f on f.staff = c.owner
"""
ORDER = "order by c.phase = 'ended', c.priority, coalesce(c.waiting_since, 'infinity'), c.id"
# What could keep its owner: all that `core.shift.holds` names, and no more.
OWN = f"""
{LINE} where c.drill = '' and c.unit = $2 and (
    c.owner = $1 and (c.phase in ('accepted', 'visit')
        or c.phase = 'async' and (c.waiting_since is not null or c.handover_unit is not null))
    or c.booked_staff = $1 and c.phase = 'booked' and c.booked_from < $3
) {ORDER}
"""
# What could keep the last one: all that `core.shift.cannot_wait` names, and little more.
AT_UNIT = f"""
{LINE} where c.drill = '' and (c.unit = $1 or c.handover_unit = $1)
and c.phase in ('booked', 'waiting', 'accepted', 'visit', 'async') and (
    c.handover_unit = $1
    or (c.phase = 'booked' and (c.booked_from <= $2 or c.arrived_at is not null))
    or (c.phase = 'visit' and c.owner is null)
    or ($4 and c.phase in ('accepted', 'visit') and c.flow = 'drop-in')
    or (c.phase = 'waiting' and (c.deferred_until is null or c.deferred_until <= $2))
    or ((c.urgent or c.priority = 1 or c.suicide_flag)
        and c.phase <> 'booked' and (c.phase <> 'async' or c.waiting_since is not null))
) {ORDER} limit $3
"""
# Who has left in spite of what was open, and why.
LEFT = """
select s.given_name || ' ' || s.family_name as name, h.ended_at as at, h.reason
from shift h join staff s on s.id = h.staff
where h.unit = $1 and h.ended_how = 'override' and h.ended_at > $2 order by h.ended_at desc limit 100
"""
NOTES_DUE = f"{LINE} where c.drill = '' and c.notes_due @> array[$1::uuid] {ORDER}"
# The journal knows what was sent or worked on; what is still open is shown whatever its day, or it is forgotten.
OF_DAY = f"""
{LINE} where c.drill = '' and c.unit = $1
and (c.phase in ('waiting', 'accepted', 'visit', 'async', 'ended') or c.phase = 'booked' and c.booked_from < $5)
and c.id in (
    select case_id from journal where at >= $2 and event <> all ($3)
    union select id from care_case where unit = $1 and phase in ('waiting', 'accepted', 'visit')
    union select id from care_case where unit = $1 and phase = 'booked' and booked_from < $5
    union select id from care_case where unit = $1 and phase = 'async' and (waiting_since is not null or overdue)
    union select id from care_case where unit = $1 and notes_due <> '{{}}'
) {ORDER} limit $4
"""
UNREMARKABLE = ["MessagesRead", "SmsReported"]


def shift_of(row: Any) -> Shift:
    return Shift(row["id"], row["staff"], Mandate(row["unit"], row["role"]), row["inflow"], row["started_at"])


async def serialise(db: Connection, what: str) -> None:
    """Until the transaction ends, nobody else passes here for the same unit or person."""
    await db.fetchval(SERIALISE, what)


async def running(db: Connection, who_or_which: UUID) -> Shift | None:
    """The running shift of a person, or the one of this id as long as it runs."""
    row = await db.fetchrow(RUNNING, who_or_which)
    return shift_of(row) if row else None


async def add(db: Connection, shift: Shift) -> None:
    unit, role = shift.mandate.unit, shift.mandate.role
    await db.execute(ADD, shift.id, shift.staff, unit, role, shift.inflow, shift.started_at)


async def end(db: Connection, shift: Shift, at: datetime, how: str, reason: str | None) -> None:
    await db.execute(END, shift.id, at, how, reason)


async def set_inflow(db: Connection, shift: Shift, inflow: bool) -> None:
    await db.execute(SET_INFLOW, shift.id, inflow)


async def others(db: Connection, unit: str, staff: UUID) -> int:
    count: int = await db.fetchval(OTHERS, unit, staff)
    return count


async def journal(db: Connection, shift: Shift, events: Sequence[Event], at: datetime, actor: Actor, pack: str) -> None:
    unit, role = shift.mandate.unit, shift.mandate.role
    for event in events:
        name = type(event).__name__
        await db.execute(JOURNAL, shift.id, at, actor.kind, actor.id, unit, role, name, asdict(event), pack)


async def at_work(db: Connection) -> list[Any]:
    return list(await db.fetch(AT_WORK))


async def own(db: Connection, staff: UUID, unit: str, until: datetime) -> list[Any]:
    """`until`: with the visits that are booked with them before then."""
    return list(await db.fetch(OWN, staff, unit, until))


async def at_unit(db: Connection, unit: str, now: datetime, most: int, begun: bool) -> list[Any]:
    """`begun`: with the drop-ins that somebody has begun."""
    return list(await db.fetch(AT_UNIT, unit, now, most, begun))


async def left(db: Connection, unit: str, since: datetime) -> list[Any]:
    return list(await db.fetch(LEFT, unit, since))


async def notes_due(db: Connection, staff: UUID) -> list[Any]:
    return list(await db.fetch(NOTES_DUE, staff))


async def of_day(db: Connection, unit: str, since: datetime, until: datetime, most: int) -> list[Any]:
    return list(await db.fetch(OF_DAY, unit, since, UNREMARKABLE, most, until))
