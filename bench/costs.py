"""What each command costs, and the heavier readings: time and statements, beside one row committed in the same turn.

A least write goes before each that is measured, so that a neighbour on the machine disturbs both alike.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from bench.pages import Counting
from bench.people import CROWDED, UNIT, People, at_once, service_over
from bench.stage import Stage, Story, give
from bench.stories import CALLING, CARE, STORIES, TALKED
from bench.world import Figure, World
from sluss.core.actor import SYSTEM, Actor
from sluss.core.people import Mandate
from sluss.service.calls import CallBeat, JoinCall
from sluss.service.calls_told import SendSignal
from sluss.service.doors import Service
from sluss.service.ids import new_id
from sluss.service.queries.calls import CallOf, SignalsFor
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.queries.worklists import VIEWS, WorklistOf
from sluss.service.reading import Query
from sluss.service.smaller import Smaller
from sluss.service.views import Filter
from sluss.store.migrate import APP_ROLE
from sluss.store.pool import open_pool

TIMES: Final = 40
OWN_CASES: Final = 20
# What a command and a reading may cost: in rows committed, and in statements.
COMMAND_COSTS, COMMAND_ASKS, READING_ASKS = 10, 12, 16
LEAST = "insert into bench_least (at) values (now())"


@dataclass(slots=True)
class Clock:
    """The time of the service, which a story may move on."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True, slots=True)
class Cost:
    """`least` is what one row committed took in the same turns; both in ms, as medians."""

    what: str
    took: float
    least: float
    statements: int


class Meter:
    """Times what is asked of one service, whose statements are counted."""

    def __init__(self, service: Service, clock: Clock, cast: Mapping[str, Actor], db: Any, people: People) -> None:
        self.counting = Counting(service.pool)
        self.service, self.clock, self.cast, self._db, self._people = service, clock, cast, db, people
        self._counted = replace(service, pool=self.counting)

    async def stage(self, story: Story) -> Stage:
        """A fresh case, of somebody who has no other, after the steps of the story."""
        (resident,) = await self._people.residents(1)
        stage = Stage({**self.cast, "resident": resident.actor})
        for step in story:
            await give(self.service, stage, step)
        return stage

    async def command(self, story: Story) -> Cost:
        before, last = story[:-1], story[-1]
        stages = await at_once(lambda _: self.stage(before), range(TIMES + 1))
        self.clock.ahead += last.later
        try:
            kind = type(last.order(stages[0])).__name__
            each = iter(stages)
            return await self._cost(kind, lambda service: give(service, next(each), last))
        finally:
            self.clock.ahead -= last.later

    async def reading(self, what: str, actor: Actor, query: Query[Any]) -> Cost:
        return await self._cost(what, lambda service: service.read(actor, query))

    async def smaller(self, actor: Actor, about: UUID, command: Smaller[Any]) -> Cost:
        return await self._cost(type(command).__name__, lambda service: service.run(actor, about, command))

    async def _cost(self, what: str, act: Callable[[Service], Awaitable[Any]]) -> Cost:
        """The first counts its statements and warms the rest; the others are timed."""
        self.counting.noted.clear()
        await act(self._counted)
        counted = len(self.counting.noted)
        took, least = [], []
        for _ in range(TIMES):
            begun = time.perf_counter()
            await self._db.execute(LEAST)
            between = time.perf_counter()
            await act(self.service)
            took.append(time.perf_counter() - between)
            least.append(between - begun)
        return Cost(what, 1000 * statistics.median(took), 1000 * statistics.median(least), counted)


@asynccontextmanager
async def metering(world: World) -> AsyncIterator[Meter]:
    people = world.people
    await world.db.execute("create table if not exists bench_least (at timestamptz not null)")
    await world.db.execute(f"grant insert on bench_least to {APP_ROLE}")
    nurse, colleague = await people.nurses(2)
    (elsewhere,), (physician,) = await people.nurses(1, CROWDED), await people.staff(1, Mandate(UNIT, "physician"))
    staff = {"nurse": nurse, "colleague": colleague, "elsewhere": elsewhere, "physician": physician}
    clock = Clock()
    pool = await open_pool(world.place.dsn, 8)
    try:
        async with pool.acquire() as own:
            service = replace(service_over(pool), clock=clock)
            cast = {"system": SYSTEM, **{name: user.actor for name, user in staff.items()}}
            yield Meter(service, clock, cast, own, people)
    finally:
        await pool.close()


async def commands(world: World) -> list[Cost]:
    async with metering(world) as meter:
        return [await meter.command(story) for story in STORIES.values()]


async def readings(world: World) -> list[Cost]:
    """Of a case where much has been said, and of worklists and *Mina ärenden* with something in each view."""
    async with metering(world) as meter:
        talk = await meter.stage(TALKED)
        await at_once(meter.stage, [s for s in STORIES.values() if not s[-1].later])
        resident, nurse = talk.cast["resident"], meter.cast["nurse"]
        for _ in range(OWN_CASES):
            again = Stage(talk.cast)
            for step in CARE:
                await give(meter.service, again, step)
        asked: list[tuple[str, Actor, Query[Any]]] = [
            ("StaffCaseOf", nurse, StaffCaseOf(talk.case)),
            ("ResidentCaseOf", resident, ResidentCaseOf(talk.case)),
            ("MyCasesOf", resident, MyCasesOf()),
            *((f"WorklistOf {view}", nurse, WorklistOf(view, Filter())) for view in VIEWS),
        ]
        return [await meter.reading(*each) for each in asked]


async def signals(world: World) -> list[Cost]:
    """What one signal of a call of two costs, and what the open page of one of them asks every five seconds."""
    async with metering(world) as meter:
        talk = await meter.stage(CALLING)
        resident, nurse, phone, desk = talk.cast["resident"], meter.cast["nurse"], new_id(), new_id()
        mine = await meter.service.run(resident, talk.case, JoinCall(phone))
        theirs = await meter.service.run(nurse, talk.case, JoinCall(desk))
        return [
            await meter.smaller(resident, talk.case, SendSignal(phone, theirs.party, "candidates", "{}")),
            await meter.smaller(resident, talk.case, CallBeat(mine.call, phone, mine.party)),
            await meter.reading("CallOf", resident, CallOf(talk.case, phone)),
            await meter.reading("SignalsFor", nurse, SignalsFor(talk.case, theirs.party, desk, 0)),
        ]


async def costing(world: World) -> list[Figure]:
    given = await commands(world)
    read = [*await readings(world), *await signals(world)]
    await world.ready()
    least = statistics.median(cost.least for cost in given)
    return [
        Figure("one row committed, by the same driver, in turns with each command", f"{least:.2f} ms"),
        *(_cost(f"command {cost.what}", cost, COMMAND_COSTS, COMMAND_ASKS) for cost in given),
        *(_cost(f"reading {cost.what}", cost, 0, READING_ASKS) for cost in read),
    ]


def _cost(what: str, cost: Cost, times: int, statements: int) -> Figure:
    """`times` 0: no limit to the time, which grows with what is read."""
    ratio = cost.took / cost.least
    return Figure(
        what,
        f"{cost.took:.1f} ms = {ratio:.1f} × one row, {cost.statements} statements",
        f"≤ {times} ×, ≤ {statements}" if times else f"≤ {statements} statements",
        (not times or ratio <= times) and cost.statements <= statements,
    )
