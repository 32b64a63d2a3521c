"""Jobs as rows: taken under a lease, so that two workers never hold one, and a dead worker's job comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sluss.store.pool import Connection

TAKE = """
update job set leased_until = $2, attempts = attempts + 1 where key in (
    select key from job where dead_at is null and run_at <= $1 and (leased_until is null or leased_until <= $1)
    order by run_at limit $3 for update skip locked
) returning key, kind, data, run_at, attempts
"""
# Moved while it ran (its key asked for again): the later one stays.
DONE = "delete from job where key = $1 and run_at = $2 and attempts = $3"
AGAIN = "update job set run_at = $4, leased_until = null, failed = $5 where key = $1 and run_at = $2 and attempts = $3"
DEAD = "update job set dead_at = $4, leased_until = null, failed = $5 where key = $1 and run_at = $2 and attempts = $3"


@dataclass(frozen=True, slots=True)
class Taken:
    key: str
    kind: str
    data: Mapping[str, str]
    run_at: datetime
    attempts: int


async def take(db: Connection, now: datetime, until: datetime, most: int) -> list[Taken]:
    """At most `most` jobs that are due, held until `until`."""
    rows = await db.fetch(TAKE, now, until, most)
    return [Taken(r["key"], r["kind"], r["data"], r["run_at"], r["attempts"]) for r in rows]


async def done(db: Connection, job: Taken) -> None:
    await db.execute(DONE, job.key, job.run_at, job.attempts)


async def again(db: Connection, job: Taken, at: datetime, why: str) -> None:
    await db.execute(AGAIN, job.key, job.run_at, job.attempts, at, why)


async def dead(db: Connection, job: Taken, at: datetime, why: str) -> None:
    await db.execute(DEAD, job.key, job.run_at, job.attempts, at, why)
