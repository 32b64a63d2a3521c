"""The worklist before many eyes: what a change costs when all who are at work at a unit have it open."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from bench.costs import metering
from bench.generator import Generator, cookie
from bench.pages import Counting
from bench.people import UNIT, User
from bench.place import Place, Served, serving
from bench.stage import Stage, Story, elsewhere, give, resident
from bench.stories import ACCEPTED, HANDED, VISIT, WAITING, said
from bench.world import Figure, World
from sluss.boot.settings import read_settings
from sluss.boot.wiring import Running, providers_of, running
from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c
from sluss.live.bus import SWEEP_BACK
from sluss.service.doors import Service
from sluss.service.ids import new_id
from sluss.service.notices import TellStaff
from sluss.web.context import Web
from sluss.web.streams.app import Streams

STREAM: Final = "/clinic/drop-in/strom"
LONGEST: Final = 30
VIEWERS, RATE = 500, 10
# How often each change is made before the worklists, and how many questions a burst may be parted into.
WATCHED, BATCHES = 20, 2
# What is changed before the viewers' eyes: taken, written in, offered, gone to another unit, come.
CHANGES: Final[Mapping[str, Story]] = {
    "taken": ACCEPTED,
    "written in": (*VISIT, resident(said)),
    "offered": HANDED,
    "gone to another unit": (*HANDED, elsewhere(lambda s: c.AcceptHandover(new_id()))),
    "come, and told to all at work": WAITING,
}
# Those whose row stays in the list, or comes into it: each viewer draws one.
STAYING: Final = ("taken", "written in", "offered")
TOLD: Final = "come, and told to all at work"


class Audience:
    """Worklists open in an application of this process; says when each has drawn its summary."""

    def __init__(self, web: Web) -> None:
        self._streams = Streams(web)
        self._left = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._waiting: set[int] = set()
        self._done = asyncio.Event()
        self.mark = b"worklist-summary"

    async def opened(self, users: Sequence[User]) -> None:
        """Returns when all of them have the list."""
        self.expect(len(users))
        self._tasks = [asyncio.create_task(self._open(number, user)) for number, user in enumerate(users)]
        await self.seen()

    def expect(self, viewers: int) -> None:
        self._waiting = set(range(viewers))
        self._done.clear()

    async def seen(self) -> None:
        await asyncio.wait_for(self._done.wait(), LONGEST)

    async def close(self) -> None:
        self._left.set()
        await asyncio.gather(*self._tasks)

    async def _open(self, number: int, user: User) -> None:
        async def receive() -> dict[str, Any]:
            await self._left.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if self.mark in message.get("body", b""):
                self._waiting.discard(number)
                if not self._waiting:
                    self._done.set()

        headers = [(b"cookie", cookie(user).encode())]
        scope: Any = {"type": "http", "method": "GET", "path": STREAM, "headers": headers, "query_string": b""}
        await self._streams(scope, receive, send)


@asynccontextmanager
async def process(at: Place) -> AsyncIterator[Running]:
    """The parts of a server in this process, whose hints reach the others."""
    environment = at.environment(8024, 1)
    settings = read_settings(environment)
    async with running(settings, providers_of(settings.logins, environment)) as parts:
        yield parts


async def told(service: Service, stage: Stage) -> None:
    """As the worker does with what has come."""
    await service.run(SYSTEM, stage.case, TellStaff("new_drop_in", str(stage.case), UNIT, "nurse"))


async def statements(at: Place, viewers: Sequence[User], stages: Mapping[str, Stage]) -> dict[str, int]:
    """Of each change until every viewer has it, the command among them; `stages` stand before their last step."""
    counted = {}
    async with process(at) as parts:
        counting = Counting(parts.web.service.pool)
        service = replace(parts.web.service, pool=counting)
        audience = Audience(replace(parts.web, service=service))
        await audience.opened(viewers)
        # What was done before is told once more by the sweep.
        await asyncio.sleep(SWEEP_BACK.total_seconds() + 1)
        for what, stage in stages.items():
            counting.noted.clear()
            audience.expect(len(viewers))
            await give(service, stage, CHANGES[what][-1])
            if what == TOLD:
                await told(service, stage)
            await audience.seen()
            counted[what] = len(counting.noted)
        await audience.close()
    return counted


async def changing(
    at: Place, server: Served, load: Generator, stages: Sequence[tuple[str, Stage]], rate: int
) -> tuple[dict[str, Any], float | None]:
    """The changes, `rate` a second, before the streams of `load`: its answer, and the server's CPU ms for each change.

    They are made in this process, so that the moment of each commit is known, and what the server does is to push.
    """
    committed: dict[str, float] = {}
    async with process(at) as parts:
        await asyncio.sleep(SWEEP_BACK.total_seconds() + 1)
        seconds = len(stages) / rate
        before = cpu(server)
        await asyncio.sleep(seconds)
        idle = cpu(server)
        begun = time.monotonic()
        for turn, (what, stage) in enumerate(stages):
            await asyncio.sleep(max(0.0, begun + turn / rate - time.monotonic()))
            await give(parts.web.service, stage, CHANGES[what][-1])
            committed[str(stage.case)] = time.monotonic()
        await asyncio.sleep(2)
        after = cpu(server)
    load.tell(committed)
    answer = load.answer()
    if before is None or idle is None or after is None:
        return answer, None
    # Two seconds longer than the idle time; they cost next to nothing.
    return answer, 1000 * max(0.0, (after - idle) - (idle - before)) / len(stages)


def cpu(server: Served) -> float | None:
    """Seconds of CPU that the process has used; None where the system does not say it so."""
    stat = Path(f"/proc/{server.pid}/stat")
    if not stat.exists():
        return None
    user, system = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def watching(world: World) -> list[Figure]:
    nurses = await world.people.nurses(VIEWERS)
    lists = [(STREAM, cookie(nurse)) for nurse in nurses]
    async with metering(world) as meter:

        async def before(what: str) -> tuple[str, Stage]:
            return what, await meter.stage(CHANGES[what][:-1])

        one, all_ = [
            await statements(world.place, viewers, dict([await before(what) for what in CHANGES]))
            for viewers in (nurses[:1], nurses)
        ]
        stages = [await before(what) for _ in range(WATCHED) for what in STAYING]
    await world.ready()
    with serving(world.place, 1) as server, Generator("listen", server.port, streams=lists) as load:
        load.answer()
        seen, cpu = await changing(world.place, server, load, stages, RATE)
    rows, last = f"p95 {seen['p95']:.0f} ms to each", seen["last"]
    used = "not measured here" if cpu is None else f"{cpu:.1f} ms of CPU a change"
    return [
        Figure(
            f"from the commit to the last of {VIEWERS} worklists of one unit ({len(stages)} cases taken, written in, "
            f"offered, {RATE} a second, 1 server process)",
            f"p50 {last['p50']:.0f} ms, p95 {last['p95']:.0f} ms; {rows}; {used}; {seen['lost']} not drawn everywhere",
            "p95 < 250 ms, all drawn",
            last["p95"] < 250 and not seen["lost"],
        ),
        Figure(
            f"statements of a change with its command, 1 → {VIEWERS} worklists open",
            ", ".join(f"{what} {one[what]} → {all_[what]}" for what in one),
            f"≤ {BATCHES} more",
            all(all_[what] <= one[what] + BATCHES for what in one),
        ),
    ]
