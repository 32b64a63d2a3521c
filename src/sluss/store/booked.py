"""The next booked visit of a resident, for the start page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.store.pool import Connection

# One's own; of the children in $2 all; of those in $3 what one is written to about. As `worklist.MINE`.
NEXT = """
select c.id, c.booked_kind, c.booked_from, c.arrived_at, c.unit, c.patient, p.given_name
from care_case c join person p on p.id = c.patient
where (c.patient = $1 or c.patient = any ($2) or (c.resident = $1 and c.patient = any ($3)))
      and c.booked_from < $5 and c.booked_until > $4 and c.phase in ('booked', 'accepted', 'visit')
      and c.resident is not null
order by c.booked_from, c.id limit 1
"""
MOVED = """
select exists (select from journal where case_id = $1 and event = 'BookingMoved')
"""


async def moved(db: Connection, case_id: UUID) -> bool:
    """Whether the time is another than the one first booked."""
    found: bool = await db.fetchval(MOVED, case_id)
    return found


async def next_of(
    db: Connection, resident: UUID, every: Sequence[UUID], some: Sequence[UUID], now: datetime, before: datetime
) -> Any:
    return await db.fetchrow(NEXT, resident, list(every), list(some), now, before)
