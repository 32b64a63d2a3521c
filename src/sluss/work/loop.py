"""The job loop: takes what is due, does it, tries again with growing pauses, and keeps the dead for a human."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import Final

from sluss.core.actor import SYSTEM
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.jobs import JobDone, JobFailed, TakeJobs
from sluss.store.jobs import Taken
from sluss.work.handlers import GIVE_UP, HANDLERS
from sluss.work.tools import Tools

POLL: Final = 0.5
LEASE: Final = timedelta(minutes=2)
AT_ONCE: Final = 20
TRIES: Final = 8
PAUSE: Final = timedelta(seconds=5)

log = logging.getLogger(__name__)


class Worker:
    """One worker. Any number may run: each job is held by one of them."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._id = new_id()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop`, and then finishes what it holds."""
        while not stop.is_set():
            try:
                worked = await self.round()
            except Exception as broken:  # the database is away: the jobs wait where they are
                log.warning("the job loop could not work: %s", type(broken).__name__)
                worked = 0
            if not worked:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), POLL)

    async def round(self) -> int:
        """Takes and does what is due now; returns how many jobs that was."""
        taken = await self._tools.service.run(SYSTEM, self._id, TakeJobs(AT_ONCE, LEASE))
        await asyncio.gather(*(self._do(job) for job in taken))
        return len(taken)

    async def _do(self, job: Taken) -> None:
        service = self._tools.service
        if job.attempts > TRIES:
            # Its process died at every try: nobody was left to count them.
            await self._failed(job, "never_finished")
            return
        try:
            await HANDLERS[job.kind](self._tools, job.key, job.data)
        except (Refused, Hidden):
            await service.run(SYSTEM, self._id, JobDone(job))
        except Exception as broken:  # whatever an outside world does, the next job is worked
            log.warning("job of kind %s failed: %s", job.kind, type(broken).__name__)
            await self._failed(job, type(broken).__name__)
        else:
            await service.run(SYSTEM, self._id, JobDone(job))

    async def _failed(self, job: Taken, why: str) -> None:
        last = job.attempts >= TRIES
        again_in = None if last else PAUSE * 2 ** (job.attempts - 1)
        if last and job.kind in GIVE_UP:
            with suppress(Refused, Hidden):
                await GIVE_UP[job.kind](self._tools, job.key, job.data)
        await self._tools.service.run(SYSTEM, self._id, JobFailed(job, why, again_in))
