"""The worker's commands to its own queue, through the same door as all others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import jobs
from sluss.store.jobs import Taken


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


async def take(d: Doing, x: TakeJobs) -> Done:
    return await jobs.take(d.db, d.now, d.now + x.lease, x.most), ()


async def done(d: Doing, x: JobDone) -> Done:
    await jobs.done(d.db, x.job)
    return None, ()


async def failed(d: Doing, x: JobFailed) -> Done:
    if x.again_in is None:
        await jobs.dead(d.db, x.job, d.now, x.why)
    else:
        await jobs.again(d.db, x.job, d.now + x.again_in, x.why)
    return None, ()


JOB_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    TakeJobs: take,
    JobDone: done,
    JobFailed: failed,
}
