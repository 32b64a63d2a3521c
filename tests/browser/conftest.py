"""Two people in two browsers, one server: each test gets its own database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.people import Nurse, Resident
from tests.browser.server import Demo, demo_at

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A camera that shows a clock and a microphone that beeps; who may use them is each page's own permission.
    "--use-fake-device-for-media-stream",
)
DEVICES = ("camera", "microphone")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


# Until the last test of this folder, not longer: Playwright keeps an event loop running in the tests' thread.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium: the one that SLUSS_CHROMIUM names, the system's, or Playwright's own."""
    path = os.environ.get("SLUSS_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def demo(database: str, tmp_path: Path) -> Iterator[Demo]:
    with demo_at(database, tmp_path) as running:
        yield running


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, demo: Demo) -> Iterator[NewPage]:
    """A page in a browser of its own, which fails the test when its scripts fail or it asks another site."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        page.on("request", lambda asked: None if _ours(asked.url, demo.base) else wrong.append(f"asked {asked.url}"))

    def open_page(viewport: dict[str, int], script: bool = True, devices: Sequence[str] = ()) -> Page:
        context = browser.new_context(
            viewport={"width": viewport["width"], "height": viewport["height"]},
            java_script_enabled=script,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            permissions=["clipboard-read", "clipboard-write", *devices],
        )
        contexts.append(context)
        # Windows that a page opens are watched too.
        context.on("page", watch)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def _ours(url: str, base: str) -> bool:
    return url.startswith((base, "blob:", "data:", "about:"))


@pytest.fixture
def resident(new_page: NewPage, demo: Demo) -> Resident:
    return Resident(new_page(PHONE), demo.base)


@pytest.fixture
def nurse(new_page: NewPage, demo: Demo) -> Nurse:
    return Nurse(new_page(DESK), demo.base)


@pytest.fixture
def colleague(new_page: NewPage, demo: Demo) -> Nurse:
    return Nurse(new_page(DESK), demo.base)
