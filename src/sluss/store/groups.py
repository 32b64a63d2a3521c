"""Group visits: their own row, those who have a place in them, and what these are called by the others."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.facts import Group
from sluss.store.pool import Connection

# Who books the last place waits for nobody, and who comes at the same moment finds it taken.
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended($1::text, 17))"
GROUP = """
select m.id, m.unit, m.title, m.reason, m.role, m.staff, m.starts, m.ends, m.places, m.call, m.ended_at,
       s.given_name || ' ' || s.family_name as leader,
       array(select c.patient from care_case c where c.meeting = m.id and c.phase <> 'withdrawn') as patients
from meeting m join staff s on s.id = m.staff
"""
ONE = GROUP + " where m.id = $1"
OF_UNIT = GROUP + " where m.unit = $1 and m.ends > $2 order by m.starts, m.id limit 200"
ADD = """
insert into meeting (id, unit, title, reason, role, staff, starts, ends, places, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6, $10) on conflict (id) do nothing
"""
LEAD = "update meeting set staff = $2 where id = $1"
CALL = "update meeting set call = $2 where id = $1"
END = "update meeting set ended_at = $2, call = null where id = $1 and ended_at is null"
MEMBERS = """
select c.id, c.phase, c.patient, c.owner, c.arrived_at, c.no_show_at, c.outcome, c.call, c.ended_at, c.staff_unread,
       p.given_name || ' ' || p.family_name as patient_name, p.born, p.protected, n.name as shown_as
from care_case c join person p on p.id = c.patient left join shown_name n on n.case_id = c.id
where c.meeting = $1 order by c.phase = 'withdrawn', p.given_name, p.family_name, c.id
"""
SHOWN_AS = "select name from shown_name where case_id = $1"
KEEP_SHOWN_AS = """
insert into shown_name (case_id, name) values ($1, $2) on conflict (case_id) do update set name = excluded.name
"""


async def one_at_a_time(db: Connection, meeting: UUID) -> None:
    """Until the transaction ends nobody else takes a place in the same group."""
    await db.execute(ONE_AT_A_TIME, str(meeting))


async def group(db: Connection, meeting: UUID) -> Group | None:
    row = await db.fetchrow(ONE, meeting)
    return _group(row) if row else None


async def of_unit(db: Connection, unit: str, since: datetime) -> list[Group]:
    """Those that were not over at `since`, by their time."""
    return [_group(row) for row in await db.fetch(OF_UNIT, unit, since)]


async def add(db: Connection, new: Group, at: datetime) -> None:
    whole = (new.id, new.unit, new.title, new.reason, new.role, new.staff, new.starts, new.ends, new.places)
    await db.execute(ADD, *whole, at)


async def lead(db: Connection, meeting: UUID, staff: UUID) -> None:
    await db.execute(LEAD, meeting, staff)


async def set_call(db: Connection, meeting: UUID, call: UUID | None) -> None:
    await db.execute(CALL, meeting, call)


async def end(db: Connection, meeting: UUID, at: datetime) -> None:
    await db.execute(END, meeting, at)


async def members(db: Connection, meeting: UUID) -> list[Any]:
    return list(await db.fetch(MEMBERS, meeting))


async def shown_as(db: Connection, case_id: UUID) -> str:
    """What the others of the group call the participant of this case; empty before the waiting room."""
    name: str | None = await db.fetchval(SHOWN_AS, case_id)
    return name or ""


async def keep_shown_as(db: Connection, case_id: UUID, name: str) -> None:
    await db.execute(KEEP_SHOWN_AS, case_id, name)


def _group(row: Any) -> Group:
    return Group(**{**dict(row), "patients": frozenset(row["patients"])})
