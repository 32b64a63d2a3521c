"""What staff are told in the page: rows by person, and who is at work to be told (U7, U8, U10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.notices import Job
from sluss.store.cases import COLUMNS, case_of
from sluss.store.pool import Connection

SHOWN = 100
COUNTED = 100

# U10: nobody is told who is not at work.
AT_WORK = """
select h.staff, p.shown_name, p.title, p.mobile, p.sms_async, p.sms_drop_in, p.sms_scheduled,
       p.title_only, p.email, p.by_email
from shift h left join staff_profile p on p.staff = h.staff
where h.ended_at is null and h.unit = $1 and h.role = any ($2)
"""
ONE_AT_WORK = """
select h.staff, p.shown_name, p.title, p.mobile, p.sms_async, p.sms_drop_in, p.sms_scheduled,
       p.title_only, p.email, p.by_email
from shift h left join staff_profile p on p.staff = h.staff
where h.ended_at is null and h.staff = $1 and ($2::text is null or h.unit = $2)
"""
ONE_OF_STAFF = """
select s.id as staff, p.shown_name, p.title, p.mobile, p.sms_async, p.sms_drop_in, p.sms_scheduled,
       p.title_only, p.email, p.by_email
from staff s left join staff_profile p on p.staff = s.id where s.id = $1
"""
# Asked again, as a job is that was cut off: nobody is told twice.
TELL = """
insert into staff_notice (id, staff, at, kind, case_id, key)
select x.id, x.staff, $3, $4, $5, $6 from unnest($1::uuid[], $2::uuid[]) as x (id, staff)
on conflict (staff, key) do nothing returning staff
"""
PLAN = """
insert into job (key, kind, data, run_at)
select * from unnest($1::text[], $2::text[], $3::jsonb[], $4::timestamptz[])
on conflict (key) do update set run_at = excluded.run_at, data = excluded.data, attempts = 0, leased_until = null,
failed = null, dead_at = null
"""
# Unread first, then by time.
LATEST = """
select id, at, kind, case_id, read_at from staff_notice
where id in (select id from staff_notice where staff = $1 order by at desc, id desc limit $2)
order by read_at is not null, at desc, id desc
"""
CASES = f"select {', '.join(COLUMNS)} from care_case where id = any ($1)"
# Counted no further than what is worth saying. Of many at once: a new case is told to all who are at work.
UNREAD = """
select x.staff, (select count(*) from (
           select from staff_notice n where n.staff = x.staff and n.read_at is null limit $2) as few) as number,
       last.id, last.kind
from unnest($1::uuid[]) as x (staff) cross join lateral (
    select n.id, n.kind from staff_notice n where n.staff = x.staff and n.read_at is null
    order by n.at desc, n.id desc limit 1) as last
"""
# Up to one that was shown: what came while the page was read stays unread.
MARK_READ = """
update staff_notice set read_at = $2 where staff = $1 and read_at is null
       and at <= (select at from staff_notice where id = $3 and staff = $1)
"""


async def at_work(db: Connection, unit: str, roles: Collection[str]) -> list[Any]:
    """Everybody with a running shift at the unit in one of the roles, with the profile."""
    return list(await db.fetch(AT_WORK, unit, list(roles)))


async def one_at_work(db: Connection, staff: UUID, unit: str | None = None) -> list[Any]:
    """The one person, if on shift: at the unit, or anywhere."""
    return list(await db.fetch(ONE_AT_WORK, staff, unit))


async def one_of_staff(db: Connection, staff: UUID) -> list[Any]:
    """The one person, at work or not."""
    return list(await db.fetch(ONE_OF_STAFF, staff))


async def tell(
    db: Connection, ids: Sequence[UUID], staff: Sequence[UUID], at: datetime, kind: str, case: UUID, key: str
) -> set[UUID]:
    """Those who had not been told of it before."""
    return {row["staff"] for row in await db.fetch(TELL, list(ids), list(staff), at, kind, case, key)}


async def plan(db: Connection, jobs: Sequence[Job]) -> None:
    columns = ([j.key for j in jobs], [j.kind for j in jobs], [dict(j.data) for j in jobs], [j.run_at for j in jobs])
    await db.execute(PLAN, *columns)


async def latest(db: Connection, staff: UUID) -> list[Any]:
    return list(await db.fetch(LATEST, staff, SHOWN))


async def cases(db: Connection, ids: Collection[UUID]) -> dict[UUID, Case]:
    return {row["id"]: case_of(row) for row in await db.fetch(CASES, list(ids))}


async def unread(db: Connection, staff: Collection[UUID]) -> dict[UUID, Any]:
    """How many, at most COUNTED, and the last of them; of those who have any."""
    return {row["staff"]: row for row in await db.fetch(UNREAD, list(staff), COUNTED)}


async def mark_read(db: Connection, staff: UUID, now: datetime, up_to: UUID) -> None:
    await db.execute(MARK_READ, staff, now, up_to)
