"""The order of work: what lies at a unit, filtered, ordered, counted; what is one's own; a resident's own cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sluss.store.pool import Connection

# How long an answered consult and an ended case stand in their views.
LATELY: Final = timedelta(days=14)

ROW = """
select c.id, c.seq, c.phase, c.flow, c.priority, c.urgent, c.suicide_flag, c.reason, c.unit, c.role, c.owner,
       c.sent_at, c.waiting_since, c.last_at, c.ended_at, c.staff_unread, c.open_until, c.overdue, c.deferred_until,
       c.one_way, c.guests, c.notes_due, c.handover_unit, c.handover_role, c.handover_staff, c.handover_by,
       c.consult_unit, c.consult_role, c.consult_staff, c.consult_by, c.consult_at, c.consult_answered_at,
       c.countersign, c.countersign_of, c.risk, c.visit_by, c.visited_at,
       c.contact_by, c.contacted_at, c.assess_by, c.assessed_at, c.drill <> '' as drill,
       c.booked_kind, c.booked_from, c.booked_until, c.booked_staff, c.arrived_at, c.no_show_at, c.call_mode,
       p.given_name || ' ' || p.family_name as patient_name, p.born, p.protected,
       s.given_name || ' ' || s.family_name as owner_name,
       h.given_name || ' ' || h.family_name as handover_name,
       q.given_name || ' ' || q.family_name as consult_name,
       k.given_name || ' ' || k.family_name as countersign_name,
       b.given_name || ' ' || b.family_name as booked_name
from care_case c join person p on p.id = c.patient left join staff s on s.id = c.owner
     left join staff h on h.id = c.handover_staff left join staff q on q.id = c.consult_by
     left join staff k on k.id = c.countersign_of left join staff b on b.id = c.booked_staff
"""

KEPT = """
    ($3 = '' or c.reason = $3) and ($4 = 0 or c.priority = $4) and ($5 = '' or c.role = $5)
    and ($6::timestamptz is null or c.sent_at >= $6) and ($7::uuid is null or c.owner = $7)
"""
# What lies in a view, besides its phase. An asynchronous matter waits among its like from the first.
LIES = "(c.phase = 'async' or c.flow = $9)"
# O10: among those of the same priority, what signals suicide risk comes first.
ORDER = "c.priority, not c.suicide_flag, coalesce(c.waiting_since, 'infinity'), c.id"
# Each phase is walked in the order of its index and the phases merged: 200 rows of 100,000 cost 200 index steps.
PAGE = f"""
{ROW} where c.id in (
    select id from (
        select x.id, x.priority, x.calm, x.waits from unnest($2::text[]) as phases (phase),
        lateral (
            select c.id, c.priority, not c.suicide_flag as calm, coalesce(c.waiting_since, 'infinity') as waits
            from care_case c
            where c.unit = $1 and c.phase = phases.phase and {LIES} and {KEPT}
            order by {ORDER} limit $8
        ) as x
        union all
        select c.id, c.priority, not c.suicide_flag, coalesce(c.waiting_since, 'infinity') from care_case c
        where c.handover_unit = $1 and c.unit <> $1 and c.phase = any ($2) and {LIES} and {KEPT}
    ) as merged order by priority, calm, waits, id limit $8
) order by {ORDER}
"""
_LIES_COUNTED = LIES.replace("$9", "$8")


def _counted(where: str) -> str:
    return f"""
    select c.phase, c.flow, c.urgent or c.priority = 1 or c.suicide_flag as pressing, c.owner is null as unowned,
           {KEPT} as kept, c.phase = any ($2) and {_LIES_COUNTED} as here
    from care_case c where c.phase in ('waiting', 'accepted', 'visit', 'async') and {where}
    """


# The two halves are told apart so that each walks its own index.
COUNTS = f"""
with lying as ({_counted("c.unit = $1")} union all {_counted("c.handover_unit = $1 and c.unit <> $1")})
select count(*) filter (where phase <> 'async' and flow = 'drop-in') as drop_in,
       count(*) filter (where phase = 'async' or flow = 'async') as async,
       count(*) filter (where here) as total, count(*) filter (where here and kept) as kept,
       count(*) filter (where here and not kept and pressing) as hidden_urgent,
       count(*) filter (where here and not kept and unowned) as hidden_unowned,
       (select count(*) from care_case where unit = $1 and countersign in ('asked', 'returned')) as countersign,
       (select count(*) from care_case where unit = $1 and consult_at is not null and consult_answered_at is null)
           as consults
from lying
"""
ENDED = f"""
{ROW} where c.unit = $1 and c.phase = 'ended' and c.ended_at > $2 order by c.ended_at desc limit $3
"""
COUNTERSIGN = f"""
{ROW} where c.unit = $1 and c.countersign in ('asked', 'returned') order by c.countersign_at limit $2
"""
CONSULTS = f"""
{ROW} where (c.unit = $1 or c.consult_by = $2 or c.consult_staff = $2
    or (c.consult_unit = $1 and c.consult_staff is null and c.consult_role = $5 and c.consult_answered_at is null))
and c.consult_at is not null and (c.consult_answered_at is null or c.consult_answered_at > $3)
order by c.consult_answered_at is not null, c.consult_at limit $4
"""
# What somebody has to do with: owns, is guest at, is offered, is asked about, has yet to document, is booked for
# until $4.
OWN = """
    (c.owner = $1 and c.phase in ('accepted', 'visit', 'async')) or (c.guests <> '{}' and c.guests @> array[$1::uuid])
    or (c.handover_unit = $2 and c.handover_by <> $1
        and (c.handover_staff = $1 or (c.handover_staff is null and c.handover_role = $3)))
    or (c.notes_due <> '{}' and c.notes_due @> array[$1::uuid])
    or (c.consult_unit = $2 and c.consult_answered_at is null and c.consult_by <> $1
        and (c.consult_staff = $1 or (c.consult_staff is null and c.consult_role = $3)))
    or (c.booked_staff = $1 and c.unit = $2 and c.phase = 'booked' and c.booked_from < $4)
"""
OWN_PAGE = f"{ROW} where {OWN} order by {ORDER} limit 500"
OWN_IDS = f"select c.id from care_case c where {OWN}"
# One's own, also when a guardian began it; of the children in $2 all; of those in $3 what one has begun, or was sent.
MINE = """
select c.id, c.seq, c.phase, c.flow, c.origin, c.reason, c.unit, c.role, c.last_at, c.resident_unread, c.promised_at,
       c.open_until, c.ticket_until, c.one_way, c.overdue, c.outcome, c.patient, p.born,
       c.booked_kind, c.booked_from, c.arrived_at, c.call_mode,
       p.given_name || ' ' || p.family_name as patient_name
from care_case c join person p on p.id = c.patient
where (c.patient = $1 or c.patient = any ($2) or (c.resident = $1 and c.patient = any ($3)))
      and c.phase <> 'discarded' and (c.phase <> 'draft' or c.resident = $1) and c.drill = ''
      and c.resident is not null
order by c.last_at desc limit 200
"""


async def page(
    db: Connection, unit: str, phases: Sequence[str], kept: Sequence[Any], limit: int, flow: str
) -> list[Any]:
    """`kept` is the filter: reason, priority (0 all), role, sent after, owner."""
    return list(await db.fetch(PAGE, unit, list(phases), *kept, limit, flow))


async def counts(db: Connection, unit: str, phases: Sequence[str], kept: Sequence[Any], flow: str) -> Any:
    return await db.fetchrow(COUNTS, unit, list(phases), *kept, flow)


async def ended(db: Connection, unit: str, now: datetime, limit: int) -> list[Any]:
    return list(await db.fetch(ENDED, unit, now - LATELY, limit))


async def countersign(db: Connection, unit: str, limit: int) -> list[Any]:
    return list(await db.fetch(COUNTERSIGN, unit, limit))


async def consults(db: Connection, unit: str, staff: UUID, role: str, now: datetime, limit: int) -> list[Any]:
    """Those of the unit, those that one asked, and those that wait for one or for one's role."""
    return list(await db.fetch(CONSULTS, unit, staff, now - LATELY, limit, role))


async def own(db: Connection, staff: UUID, unit: str, role: str, until: datetime) -> list[Any]:
    return list(await db.fetch(OWN_PAGE, staff, unit, role, until))


async def own_ids(db: Connection, staff: UUID, unit: str, role: str, until: datetime) -> set[UUID]:
    return {row["id"] for row in await db.fetch(OWN_IDS, staff, unit, role, until)}


async def row(db: Connection, case_id: UUID) -> Any:
    return await db.fetchrow(ROW + " where c.id = $1", case_id)


async def mine(db: Connection, resident: UUID, every: Sequence[UUID], some: Sequence[UUID]) -> list[Any]:
    """Besides one's own: `every` case of these children, and of `some` those that are one's own to follow."""
    return list(await db.fetch(MINE, resident, list(every), list(some)))


def today_from(now: datetime, today: bool) -> datetime | None:
    """Midnight of the day of `now`, in the zone of `now`, when only today's cases are asked for."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) if today else None
