"""How a version in shadow would have ranked the cases: two numbers a case, and nothing of what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.shadow import Ranked
from sluss.store.pool import Connection

ADD = """
insert into shadow_result (run, case_id, at, reason, in_force, shadow, complete) values ($1, $2, $3, $4, $5, $6, $7)
on conflict do nothing
"""
COUNTS = """
select reason, in_force, shadow, complete, count(*) as cases from shadow_result where run = $1
group by reason, in_force, shadow, complete order by reason, in_force, shadow, complete
"""
PURGE = "delete from shadow_result where run = $1"


async def add(db: Connection, run: int, case_id: UUID, at: datetime, reason: str, now: int, shadow: Ranked) -> None:
    """Once a case: a job may be worked twice."""
    await db.execute(ADD, run, case_id, at, reason, now, shadow.priority, shadow.complete)


async def counts(db: Connection, run: int) -> Sequence[Any]:
    return list(await db.fetch(COUNTS, run))


async def purge(db: Connection, run: int) -> None:
    await db.execute(PURGE, run)
