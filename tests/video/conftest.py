"""Janus and coturn, started for these tests, and Chromium with a camera that it makes up."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import httpx
import pytest
from playwright.async_api import Browser, async_playwright

from sluss.boot.media import Media
from sluss.video.janus import JanusSfu
from sluss.video.janus_api import new_http
from tests.media import running_media
from tests.video.parties import Party

LOUD = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)


@pytest.fixture(scope="package")
def media() -> Iterator[Media]:
    with running_media() as parts:
        yield parts


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with new_http() as client:
        yield client


@pytest.fixture
def janus(media: Media, http: httpx.AsyncClient) -> JanusSfu:
    return JanusSfu(media.janus_url, media.janus_secret, http)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = os.environ.get("SLUSS_CHROMIUM") or shutil.which("chromium")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=list(LOUD))
        yield started
        await started.close()


Comes = Callable[[], Awaitable[Party]]


@pytest.fixture
async def comes(browser: Browser, janus: JanusSfu) -> AsyncIterator[Comes]:
    """Lets one more party come, in a browser of its own."""
    there: list[Party] = []

    async def come() -> Party:
        there.append(await Party.at(browser, janus))
        return there[-1]

    yield come
    for party in there:
        await party.silent()
