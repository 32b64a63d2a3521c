"""Listens at the SFU for one device, as long as the stream of its page is open; and tells trouble in words."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Final
from uuid import UUID

from sluss.core.actor import SYSTEM
from sluss.service.calls_told import HearSfu
from sluss.service.hints import Hint, device_topic
from sluss.service.views.calls import CallState
from sluss.video.port import Sfu, SfuFailed
from sluss.web.context import Web
from sluss.web.failures import note

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 30.0
TROUBLE: Final = "Bild och ljud har avbrutits för alla i samtalet. Vi försöker igen. Chatten fungerar som vanligt."
GONE: Final = "Din plats i samtalet har försvunnit. Vi ansluter dig igen. Chatten fungerar som vanligt."


class Hearing:
    """One seat at a time. What is heard is kept for the device, so that another process may carry its stream on."""

    __slots__ = ("_case_id", "_device", "_party", "_seat", "_task", "_web", "gone", "trouble")

    def __init__(self, web: Web, case_id: UUID, device: UUID) -> None:
        self._web, self._case_id, self._device = web, case_id, device
        self._seat, self._party = "", UUID(int=0)
        self._task: asyncio.Task[None] | None = None
        self.trouble = ""
        self.gone = False

    def of(self, state: CallState) -> None:
        """Begins with a new seat, and stops when there is none."""
        if state.seat == self._seat:
            return
        self._stop()
        self._seat, self.gone = state.seat, False
        if state.seat and state.party and self._web.video.sfu:
            self.trouble = ""
            self._party = state.party
            self._task = asyncio.create_task(self._listen(self._web.video.sfu, state.seat))

    async def _listen(self, sfu: Sfu, seat: str) -> None:
        """Until the seat is left. A seat that is gone is taken anew by the page; an SFU that is away is asked again."""
        pause = FIRST_PAUSE
        while True:
            try:
                async for kind, body in sfu.hear(seat):
                    self._say("")
                    pause = FIRST_PAUSE
                    heard = HearSfu(self._party, kind, json.dumps(body))
                    await self._web.service.run(SYSTEM, self._case_id, heard)
                return
            except SfuFailed as failed:
                self.gone = failed.code != "unavailable"
                self._say(GONE if self.gone else TROUBLE)
                if self.gone:
                    return
            except Exception as error:  # what is heard is not kept just now: the database is away
                note(error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            # The stream that holds this wakes up; no other has anything to hear of it.
            self._web.bus.hub.publish(Hint((device_topic(self._device),), self._device))

    def _stop(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    async def close(self) -> None:
        task = self._task
        self._stop()
        if task:
            with suppress(asyncio.CancelledError):
                await task
