"""The worker's commands to its own queue, through the same door as all others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sluss.service.smaller import Done, Smaller
from sluss.store import jobs
from sluss.store.jobs import Taken
from sluss.store.pool import Connection


@dataclass(frozen=True, slots=True)
class TakeJobs(Smaller[Sequence[Taken]]):
    """Jobs that are due, held for `lease`."""

    most: int
    lease: timedelta


@dataclass(frozen=True, slots=True)
class JobDone(Smaller[None]):
    job: Taken


@dataclass(frozen=True, slots=True)
class JobFailed(Smaller[None]):
    """`why` is a code or a class name, never a text with a person in it. Without `again_in` it was the last try."""

    job: Taken
    why: str
    again_in: timedelta | None


async def take(db: Connection, now: datetime, worker: UUID, x: TakeJobs) -> Done:
    return await jobs.take(db, now, now + x.lease, x.most), ()


async def done(db: Connection, now: datetime, worker: UUID, x: JobDone) -> Done:
    await jobs.done(db, x.job)
    return None, ()


async def failed(db: Connection, now: datetime, worker: UUID, x: JobFailed) -> Done:
    if x.again_in is None:
        await jobs.dead(db, x.job, now, x.why)
    else:
        await jobs.again(db, x.job, now + x.again_in, x.why)
    return None, ()


JOB_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Connection, datetime, UUID, Any], Awaitable[Done]]] = {
    TakeJobs: take,
    JobDone: done,
    JobFailed: failed,
}
