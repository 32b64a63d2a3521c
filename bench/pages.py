"""Pages: how long, how many statements, how many bytes."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.async_api import Error, async_playwright

from bench.load import percentiles
from bench.place import HOST, Place
from bench.wire import Client, get
from sluss.boot.settings import read_settings
from sluss.boot.wiring import providers_of, running
from sluss.web.app import build

# The session's look-up and the row of the access log belong to every page.
OTHERS = ("from session", "into access_log")
# What the driver asks once a connection, about types.
DRIVERS = ("typeinfo_tree", "set_config('jit'")


@dataclass(frozen=True, slots=True)
class Counted:
    own: list[str]
    others: int


class Counting:
    """A pool that notes the statements of whoever borrows a connection."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self.noted: list[str] = []

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Any]:
        async with self._pool.acquire() as connection:
            with connection.query_logger(self._note):
                yield connection

    def _note(self, query: Any) -> None:
        if not any(mark in query.query for mark in DRIVERS):
            self.noted.append(query.query)


async def statements(at: Place, path: str, cookie: str) -> Counted:
    """What one page asks of the database, in an application of this process."""
    environment = at.environment(8024, 1)
    settings = read_settings(environment)
    async with running(settings, providers_of(settings.logins, environment)) as parts:
        counting = Counting(parts.web.service.pool)
        web = replace(parts.web, service=replace(parts.web.service, pool=counting))
        transport = httpx.ASGITransport(build(web))
        async with httpx.AsyncClient(transport=transport, base_url=settings.base_url) as client:
            answer = await client.get(path, headers={"Cookie": cookie})
            assert answer.status_code == 200, answer.status_code
    others = [sql for sql in counting.noted if any(mark in sql for mark in OTHERS)]
    return Counted([sql for sql in counting.noted if sql not in others], len(others))


async def times(port: int, path: str, cookie: str, count: int) -> dict[str, float]:
    """One after the other on a warm server."""
    client, took = await Client.connected(port), []
    for turn in range(count + 5):
        begun = time.monotonic()
        status, _ = await client.ask(get(port, path, cookie))
        assert status == 200, status
        if turn >= 5:
            took.append(time.monotonic() - begun)
    client.close()
    return percentiles(took)


@dataclass(frozen=True, slots=True)
class First:
    kilobytes: float
    requests: int
    foreign: int


async def first(port: int) -> First | None:
    """The start page in a browser that has never been here, heads of the answers included; None without Chromium."""
    chromium = os.environ.get("SLUSS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    sizes: list[float] = []
    asked: list[str] = []
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        except Error:
            return None
        page = await browser.new_page(viewport={"width": 390, "height": 844})
        wire = await page.context.new_cdp_session(page)
        await wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        wire.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
        await page.goto(f"http://{HOST}:{port}/", wait_until="networkidle")
        icons = await page.locator("link[rel~=icon]").evaluate_all("links => links.map(link => link.href)")
        await browser.close()
    # A browser with a window also fetches the icon; one without does not.
    for icon in icons:
        if icon not in asked:
            client = await Client.connected(port)
            _, answer = await client.ask(get(port, urlsplit(icon).path, ""))
            client.close()
            asked.append(icon)
            sizes.append(len(answer))
    return First(sum(sizes) / 1000, len(asked), sum(1 for url in asked if urlsplit(url).netloc != f"{HOST}:{port}"))
