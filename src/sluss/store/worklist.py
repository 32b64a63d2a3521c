"""The order of work: what lies at a unit, filtered, ordered, counted; and a resident's own cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.store.pool import Connection

DROP_IN = ("waiting", "accepted", "visit")
ASYNC = ("async",)

ROW = """
select c.id, c.seq, c.phase, c.priority, c.urgent, c.suicide_flag, c.reason, c.role, c.owner, c.sent_at,
       c.waiting_since, c.last_at, c.staff_unread, c.open_until,
       p.given_name || ' ' || p.family_name as patient_name, p.born,
       s.given_name || ' ' || s.family_name as owner_name
from care_case c join person p on p.id = c.patient left join staff s on s.id = c.owner
"""

# Each phase is walked in the order of its index and the phases merged: 200 rows of 100,000 cost 200 index steps.
KEPT = """
    ($3 = '' or c.reason = $3) and ($4 = 0 or c.priority = $4) and ($5 = '' or c.role = $5)
    and ($6::timestamptz is null or c.sent_at >= $6) and ($7::uuid is null or c.owner = $7)
"""
PAGE = f"""
{ROW} where c.id in (
    select id from (
        select x.id, x.priority, x.waits from unnest($2::text[]) as phases (phase),
        lateral (
            select c.id, c.priority, coalesce(c.waiting_since, 'infinity') as waits from care_case c
            where c.unit = $1 and c.phase = phases.phase and {KEPT}
            order by c.priority, coalesce(c.waiting_since, 'infinity'), c.id limit $8
        ) as x
    ) as merged order by priority, waits, id limit $8
) order by c.priority, coalesce(c.waiting_since, 'infinity'), c.id
"""
COUNTS = f"""
select count(*) filter (where c.phase = any ($8)) as drop_in,
       count(*) filter (where c.phase = 'async') as async,
       count(*) filter (where c.phase = any ($2)) as total,
       count(*) filter (where c.phase = any ($2) and ({KEPT})) as kept,
       count(*) filter (where c.phase = any ($2) and not ({KEPT}) and (c.urgent or c.priority = 1 or c.suicide_flag))
           as hidden_urgent,
       count(*) filter (where c.phase = any ($2) and not ({KEPT}) and c.owner is null) as hidden_unowned
from care_case c where c.unit = $1 and c.phase in ('waiting', 'accepted', 'visit', 'async')
"""
MINE = """
select id, seq, phase, reason, unit, last_at, resident_unread, promised_at, open_until
from care_case where resident = $1 and phase <> 'discarded' order by last_at desc limit 200
"""


async def page(db: Connection, unit: str, phases: Sequence[str], kept: Sequence[Any], limit: int) -> list[Any]:
    """`kept` is the filter: reason, priority (0 all), role, sent after, owner."""
    return list(await db.fetch(PAGE, unit, list(phases), *kept, limit))


async def counts(db: Connection, unit: str, phases: Sequence[str], kept: Sequence[Any]) -> Any:
    return await db.fetchrow(COUNTS, unit, list(phases), *kept, list(DROP_IN))


async def row(db: Connection, case_id: UUID) -> Any:
    return await db.fetchrow(ROW + " where c.id = $1", case_id)


async def mine(db: Connection, resident: UUID) -> list[Any]:
    return list(await db.fetch(MINE, resident))


def today_from(now: datetime, today: bool) -> datetime | None:
    """Midnight of the day of `now`, in the zone of `now`, when only today's cases are asked for."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) if today else None
