"""Carries hints: at once to this process, gathered to the others, and by a sweep when one was never told."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sluss.core.actor import SYSTEM
from sluss.live.hub import Hub
from sluss.service.doors import Service
from sluss.service.hints import SETTINGS, Hint, changed
from sluss.service.queries.shared import AliveOf, ChangedSince
from sluss.service.sessions import StillHere
from sluss.store.wire import Wire

log = logging.getLogger(__name__)

GATHERED_FOR: Final = 0.01
SWEEP_EVERY: Final = 1.5
SWEEP_BACK: Final = timedelta(seconds=6)
HEARTBEAT_EVERY: Final = 20.0
PRESENT_FOR: Final = timedelta(seconds=50)
REMEMBERED: Final = 20_000


class Bus:
    """The three things a bus must do: `tell`, `run` its carriers, and say what it heard to the hub."""

    def __init__(self, hub: Hub, dsn: str, resident_idle: timedelta, staff_idle: timedelta) -> None:
        self.hub = hub
        self._resident_idle, self._staff_idle = resident_idle, staff_idle
        self.streams: set[UUID] = set()
        self._process = uuid4().hex[:12]
        self._wire = Wire(dsn, self._heard, self._look_again)
        self._outbox: dict[str, None] = {}
        self._outgoing = asyncio.Event()
        self._sweep_now = asyncio.Event()
        self._told: OrderedDict[UUID, int] = OrderedDict()

    def tell(self, hint: Hint) -> None:
        """To the streams of this process now, to the other processes within a moment."""
        self._publish(hint)
        self._outbox[_line(self._process, hint)] = None
        self._outgoing.set()

    async def run(self, service: Service) -> None:
        """Carries until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._wire.stay_connected())
            group.create_task(self._forever(self._flush))
            group.create_task(self._forever(lambda: self._sweep(service)))
            group.create_task(self._forever(lambda: self._heartbeat(service)))

    async def _forever(self, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await step()
            except Exception as broken:  # a carrier outlives a database that is away; the next round tries again
                log.warning("a carrier of hints stumbled: %s", type(broken).__name__)
                await asyncio.sleep(1)

    async def _flush(self) -> None:
        await self._outgoing.wait()
        # Gathered: a notification costs the database as much as a message does.
        await asyncio.sleep(GATHERED_FOR)
        self._outgoing.clear()
        lines, self._outbox = list(self._outbox), {}
        await self._wire.send(lines)

    async def _sweep(self, service: Service) -> None:
        """Tells what was committed but never told: its process died between the two."""
        try:
            await asyncio.wait_for(self._sweep_now.wait(), SWEEP_EVERY)
        except TimeoutError:
            back = SWEEP_BACK
        else:
            self._sweep_now.clear()
            back = timedelta(minutes=2)
        await service.keep_up()
        since: datetime = service.clock() - back
        for change in await service.read(SYSTEM, ChangedSince(since)):
            if self._told.get(change.case_id, 0) < change.seq:
                self._publish(changed(change.case_id, change.seq, change.units, change.resident))

    async def _heartbeat(self, service: Service) -> None:
        """Rights end also on an open stream: sessions revoked, idle or too old are cut, presence is renewed."""
        await asyncio.sleep(HEARTBEAT_EVERY)
        open_sessions = self.hub.sessions()
        if open_sessions:
            alive = await service.read(SYSTEM, AliveOf(tuple(open_sessions), self._resident_idle, self._staff_idle))
            self.hub.cut(open_sessions - alive)
        if self.streams:
            await service.run(SYSTEM, UUID(int=0), StillHere(tuple(self.streams), PRESENT_FOR))

    def _publish(self, hint: Hint) -> None:
        if hint.case_id and not hint.typing and hint.seq:
            self._told[hint.case_id] = max(hint.seq, self._told.pop(hint.case_id, 0))
            if len(self._told) > REMEMBERED:
                self._told.popitem(last=False)
        self.hub.publish(hint)

    def _look_again(self) -> None:
        self._sweep_now.set()

    def _heard(self, line: str) -> None:
        said: dict[str, Any] = json.loads(line)
        if said["p"] != self._process:
            case_id = UUID(said["c"]) if said["c"] else None
            self._publish(Hint(tuple(said["t"]), case_id, said["s"], said["y"]))
            if SETTINGS in said["t"]:
                self._look_again()


def _line(process: str, hint: Hint) -> str:
    case_id = str(hint.case_id) if hint.case_id else None
    return json.dumps(
        {"p": process, "t": hint.topics, "c": case_id, "s": hint.seq, "y": hint.typing}, separators=(",", ":")
    )
