"""A guardian's open page on the night before the child's thirteenth birthday."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.people import Resident, no_barriers
from tests.browser.server import Demo

# The 23rd of December 2026, 00:00 in Stockholm: Kim Kvist turns thirteen.
MIDNIGHT = datetime(2026, 12, 22, 23, tzinfo=UTC)


def test_at_midnight_nothing_of_the_child_is_left_on_the_screen_or_one_step_back(
    resident: Resident, new_page: NewPage, demo: Demo
) -> None:
    """Decision 6 (L1, L2): the stream ends with the right, the page is replaced, the child goes on alone."""
    demo.set(MIDNIGHT - timedelta(minutes=50))
    resident.open("/sok-vard")
    resident.log_in("Karin Kvist")
    resident.reaches("Vem gäller det?")
    resident.sees("Loggar in själv från och med i morgon.")
    resident.begin("Halsont", about="Kim Kvist")
    resident.sees("Gäller Kim Kvist, 12 år")
    no_barriers(resident.page)
    resident.answer_mildly()
    path = resident.send()
    resident.says("Kim har ont i halsen.")
    resident.hears("Kim har ont i halsen.")
    resident.page.get_by_label("Skriv ett meddelande").fill("Kim mår sämre, ska vi")
    demo.set(MIDNIGHT - timedelta(seconds=3))
    # A page that is opened just before knows when it ends.
    resident.page.reload()
    expect(resident.heading).to_contain_text("Du kan inte längre se det här ärendet", timeout=60_000)
    no_barriers(resident.page)
    assert "Kim" not in resident.page.content()
    assert resident.page.evaluate("JSON.stringify(sessionStorage)") == "{}"
    resident.page.go_back()
    expect(resident.page.locator("body")).not_to_contain_text(re.compile("ont i halsen|Kim Kvist"))
    resident.open(path)
    resident.sees("Sidan finns inte")
    child = Resident(new_page(PHONE), demo.base)
    child.open(path)
    child.log_in("Kim Kvist")
    child.hears("Kim har ont i halsen.")
    child.says("Det är bättre nu.")
    child.hears("Det är bättre nu.")
