"""Booked visits as staff see them: in the order of their times, whose they are, and what overlaps (E6, K1, K3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sluss.core.facts import Colleague
from sluss.core.people import role_title
from sluss.store.pool import Connection
from sluss.store.worklist import ROW

# Those that are still to be held. The words are those of the index.
AHEAD: Final = "c.booked_from is not null and c.phase in ('booked', 'accepted', 'visit')"
# What lies at the unit, or is offered to it; the two halves are told apart so that each walks its own index.
SCHEDULED = f"""
{ROW} where c.id in (
    select c.id from care_case c where c.unit = $1 and {AHEAD} and c.flow = 'booked'
    union all
    select c.id from care_case c where c.handover_unit = $1 and c.unit <> $1 and {AHEAD} and c.flow = 'booked'
) order by c.booked_from, c.id limit $2
"""
# How many are to be held until a time: the rest of today.
UNTIL = f"""
select count(*) from care_case c where c.unit = $1 and c.booked_from < $2 and {AHEAD} and c.flow = 'booked'
"""
# Another visit of the same member of staff at that time. The patients of one group share theirs.
CLASH = f"""
select c.booked_from, c.booked_until from care_case c
where c.booked_staff = $1 and {AHEAD} and c.booked_from < $3 and c.booked_until > $2 and c.id <> $4
      and ($5::uuid is null or c.meeting is distinct from $5)
order by c.booked_from limit 1
"""
# Until the transaction ends nobody else books the same member of staff: the second sees the first.
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended($1::text, 19))"
# Who has worked at the unit as one of these roles, at work now or not.
STAFF = """
select distinct s.id, held ->> 1 as role, s.given_name, s.family_name,
       coalesce(nullif(p.shown_name, ''), s.given_name || ' ' || s.family_name) as name,
       coalesce(nullif(p.title, ''), s.title) as title, coalesce(p.title_only, false) as title_only
from staff s left join staff_profile p on p.staff = s.id
     join session l on l.subject = s.id and l.kind = 'staff', jsonb_array_elements(l.mandates) as held
where held ->> 0 = $1 and held ->> 1 = any ($2)
"""
ONE_OF_STAFF = STAFF + " and s.id = $3"
EVERYBODY = STAFF + " order by s.given_name, s.family_name, s.id"
REMINDED = """
select exists (select from journal where case_id = $1 and event = 'SmsAsked' and data ->> 'key' = $2)
"""
NOTE_PHONE = "update person set phone = $2, phone_noted_at = $3 where id = $1 and phone is distinct from $2"


async def scheduled(db: Connection, unit: str, most: int) -> list[Any]:
    return list(await db.fetch(SCHEDULED, unit, most))


async def until(db: Connection, unit: str, at: datetime) -> int:
    count: int = await db.fetchval(UNTIL, unit, at)
    return count


async def clash(
    db: Connection, staff: UUID | None, starts: datetime, ends: datetime, but: UUID, meeting: UUID | None = None
) -> tuple[datetime, datetime] | None:
    """The time of another booked visit of the same member of staff. Until the transaction ends nobody adds one."""
    if staff is None:
        return None
    await db.execute(ONE_AT_A_TIME, str(staff))
    row = await db.fetchrow(CLASH, staff, starts, ends, but, meeting)
    return (row["booked_from"], row["booked_until"]) if row else None


async def one_of_staff(db: Connection, unit: str, role: str, staff: UUID) -> Colleague | None:
    row = await db.fetchrow(ONE_OF_STAFF, unit, [role], staff)
    return _colleague(row, unit) if row else None


async def staff_of(db: Connection, unit: str, roles: Sequence[str]) -> list[Colleague]:
    return [_colleague(row, unit) for row in await db.fetch(EVERYBODY, unit, list(roles))]


async def reminded(db: Connection, case: UUID, key: str) -> bool:
    return bool(await db.fetchval(REMINDED, case, key))


async def note_phone(db: Connection, person: UUID, phone: str, now: datetime) -> bool:
    """Whether it was another before."""
    done: str = await db.execute(NOTE_PHONE, person, phone, now)
    return done != "UPDATE 0"


def _colleague(row: Any, unit: str) -> Colleague:
    title = row["title"] or role_title(row["role"])
    return Colleague(row["id"], row["name"], title, unit, row["role"], row["title_only"])
