"""Parties of a call with nothing of sluss in their browsers: what Janus, coturn and Chromium do by themselves."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from playwright.async_api import Browser, Page

from sluss.video.port import Sfu, SfuFailed

# Any address of this machine is a secure place, where a browser gives out its camera; the page is fulfilled here.
PLACE = "http://127.0.0.1/samtal"
SCRIPT = (Path(__file__).parent / "party.js").read_text(encoding="utf-8")
# What the whole of a step may take before the test is broken, not a time that anything waits.
SECONDS = 30.0


class Party:
    """A browser of its own, with a camera and a microphone that Chromium makes up."""

    def __init__(self, page: Page, sfu: Sfu | None = None) -> None:
        self.id = uuid4()
        self.page = page
        self.failed: SfuFailed | None = None
        self._sfu = sfu
        self._seat = ""
        self._listening: asyncio.Task[None] | None = None

    @classmethod
    async def at(cls, browser: Browser, sfu: Sfu | None = None) -> Party:
        context = await browser.new_context(permissions=["camera", "microphone"])
        page = await context.new_page()
        page.set_default_timeout(SECONDS * 1000)
        await page.route(
            PLACE, lambda route: route.fulfill(body="<!doctype html><title>Samtal</title>", content_type="text/html")
        )
        await page.goto(PLACE)
        await page.add_script_tag(content=SCRIPT)
        return cls(page, sfu)

    async def join(self, call: UUID, ice: list[dict[str, Any]] | None = None, relay: bool = False) -> None:
        """Takes a seat, sends, and gets what the others send."""
        assert self._sfu
        self._seat = seat = await self._sfu.take_seat(call, self.id)
        if not await self.page.evaluate("'tell' in window"):
            await self.page.expose_function("tell", self._tell)
        self._listening = asyncio.create_task(self._listen(seat))
        await self.page.evaluate("(config) => join(config)", _config(ice, relay))

    async def leave(self) -> None:
        assert self._sfu
        await self.page.evaluate("leave()")
        await self._sfu.leave(self._seat)
        await self.silent()

    async def silent(self) -> None:
        """Nobody listens to the seat any more."""
        if self._listening:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def lost(self) -> SfuFailed:
        """Waits until the SFU has no such seat any more."""
        assert self._listening
        async with asyncio.timeout(SECONDS):
            await self._listening
        assert self.failed
        return self.failed

    async def sees(self, *others: Party) -> None:
        """Ten new frames and sound of each of the others, and of nobody else."""
        ids = sorted(str(other.id) for other in others)
        async with asyncio.timeout(SECONDS):
            await self.page.evaluate("(ids) => sees(ids)", ids)

    async def pair(self, of: str = "up") -> str:
        """The kinds of the two ends of the way that was chosen: host, srflx, prflx, relay."""
        found: str = await self.page.evaluate("(of) => chosen(of)", of)
        return found

    async def _tell(self, kind: str, body: dict[str, Any]) -> None:
        assert self._sfu
        await self._sfu.tell(self._seat, kind, body)

    async def _listen(self, seat: str) -> None:
        assert self._sfu
        try:
            async for kind, body in self._sfu.hear(seat):
                await self.page.evaluate("([kind, body]) => heard(kind, body)", [kind, dict(body)])
        except SfuFailed as failed:
            self.failed = failed


async def two(one: Party, other: Party, ice: tuple[list[dict[str, Any]], list[dict[str, Any]]], relay: bool) -> None:
    """Peer to peer: what each finds is handed to the other."""
    for party, config in zip((one, other), ice, strict=True):
        await party.page.evaluate("(config) => straight(config)", _config(config, relay))
    offer = await one.page.evaluate("offered()")
    answer = await other.page.evaluate("(offer) => answered(offer)", offer)
    await one.page.evaluate("(answer) => settled(answer)", answer)


def _config(ice: list[dict[str, Any]] | None, relay: bool) -> dict[str, Any]:
    return {"iceServers": ice or [], "iceTransportPolicy": "relay" if relay else "all"}
