"""Two people who meet in a call, in Chromium with a camera that it makes up; and parties without a browser at all."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
from playwright.async_api import Browser, Page, async_playwright

from bench.people import User
from sluss.web.sessions import cookie_name

DEVICES = (
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)
START, ANSWER, JOIN = "Starta video", "Anslut", "Gå med med bild och ljud"
# So many of the others' pictures move.
MOVING = """(others) => [...document.querySelectorAll('#call-people video')].filter(
  (video) => video.getVideoPlaybackQuality().totalVideoFrames > 0).length >= others"""
SECONDS = 60


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    path = os.environ.get("SLUSS_CHROMIUM") or shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(DEVICES))
        yield browser
        await browser.close()


@dataclass
class Asked:
    """What pages of one person asked for: posts of signals, and bytes of what only calls need."""

    signals: int = 0
    for_calls: list[str] = field(default_factory=list)

    def note(self, url: str) -> None:
        self.signals += url.endswith("/samtal/signal")
        if re.search(r"/static/call[./]", url):
            self.for_calls.append(url)


async def page_of(browser: Browser, user: User, base: str, asked: Asked) -> Page:
    context = await browser.new_context(permissions=["camera", "microphone"])
    name = cookie_name(user.actor.kind)  # type: ignore[arg-type]
    await context.add_cookies([{"name": name, "value": user.token, "url": base}])
    context.on("request", lambda request: asked.note(request.url))
    page = await context.new_page()
    page.set_default_timeout(1000 * SECONDS)
    return page


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def sees(page: Page, others: int) -> None:
    await page.wait_for_function(MOVING, arg=others)


async def meet(nurse: Page, resident: Page) -> float:
    """From the nurse's *Starta video* to the first picture of each on the other's page; both press at once what they
    are shown. In seconds."""
    begun = time.perf_counter()

    async def starts() -> None:
        async with nurse.expect_popup() as opened:
            await press(nurse, START)
        call = await opened.value
        await press(call, JOIN)
        await sees(call, 1)

    async def answers() -> None:
        await resident.get_by_role("link", name=ANSWER).first.click()
        await press(resident, JOIN)
        await sees(resident, 1)

    await asyncio.gather(starts(), answers())
    return time.perf_counter() - begun


class Silent:
    """A party that joins and listens, and sends neither sound nor picture: what the server has to do for it."""

    def __init__(self, http: httpx.AsyncClient, stack: AsyncExitStack) -> None:
        self._http = http
        self._stack = stack

    async def join(self, user: User, path: str) -> None:
        device = str(uuid4())
        cookies = {"Cookie": f"{cookie_name(user.actor.kind)}={user.token}"}  # type: ignore[arg-type]
        answer = await self._http.post(f"{path}/samtal/anslut", data={"device": device}, headers=cookies)
        assert answer.status_code in (200, 201), (answer.status_code, answer.text)
        stream = self._http.stream("GET", f"{path}/samtal/strom?device={device}&from=0", headers=cookies)
        opened = await self._stack.enter_async_context(stream)
        assert opened.status_code == 200, opened.status_code
        reading = asyncio.create_task(_read(opened))
        self._stack.callback(reading.cancel)


async def _read(opened: httpx.Response) -> None:
    async for _ in opened.aiter_raw():
        continue


def processor_seconds(pid: int) -> float:
    """What a process has used of the processor; its children without it, when it has any."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
