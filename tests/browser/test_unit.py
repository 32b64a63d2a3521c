"""Local administration in browsers: what Lotta adds is what Sara writes with (F10 to F12, D11)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.people import Nurse, Resident, no_barriers
from tests.browser.server import Demo


@pytest.fixture
def sent(resident: Resident) -> Resident:
    """Agneta has sent a case to Vårdcentralen Ängen."""
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()
    return resident


@pytest.fixture
def lotta(new_page: NewPage, demo: Demo) -> Nurse:
    """Lotta as local administrator, at a telephone without script."""
    admin = Nurse(new_page(PHONE, script=False), demo.base)
    admin.sign_in("Lotta Lind")
    admin.page.get_by_role("button", name="Lokal administratör").click()
    return admin


def test_a_phrase_that_lotta_adds_is_found_and_sent_by_sara(sent: Resident, nurse: Nurse, lotta: Nurse) -> None:
    """(F10, F12, Y4)"""
    lotta.sees("Ingen är ansvarig för inflödet under hela öppettiden.")
    lotta.follow("Fraser")
    lotta.page.get_by_label("Rubrik").fill("Provtagning")
    lotta.page.get_by_label("Text").fill("Jag heter {name}. Ring {phone} för en tid.")
    lotta.press("Spara frasen")
    lotta.sees("Jag heter Lotta Lind. Ring 010-555 01 00 för en tid.")
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    field = nurse.page.get_by_label("Skriv ett meddelande")
    field.fill("Hej.  Vi hörs.")
    field.evaluate("field => field.setSelectionRange(5, 5)")
    nurse.page.locator("[data-phrases] > summary").click()
    search = nurse.page.get_by_label("Sök fras")
    expect(search).to_be_focused()
    no_barriers(nurse.page)
    search.fill("finns inte")
    nurse.sees("Ingen fras passar.")
    search.fill("PROV tid")
    expect(nurse.page.locator("[data-phrase]:visible")).to_have_count(1)
    search.press("Enter")
    expect(field).to_have_value("Hej. Jag heter Sara Sand. Ring 010-555 01 00 för en tid. Vi hörs.")
    expect(field).to_be_focused()
    nurse.press("Skicka")
    sent.hears("Jag heter Sara Sand. Ring 010-555 01 00 för en tid.")


def test_a_gap_in_the_roster_is_filled_where_it_is_shown(nurse: Nurse, lotta: Nurse) -> None:
    """(D11, V6)"""
    nurse.log_in("Sara Sand")
    expect(nurse.heading).to_have_text("Drop in")
    lotta.follow("Utse ansvariga")
    gaps = lotta.page.get_by_text("Ingen ansvarig")
    before = gaps.count()
    lotta.page.get_by_label(re.compile("^Ansvarig i dag")).select_option(label="Sara Sand")
    lotta.page.get_by_role("button", name="Utse").first.click()
    lotta.sees("Sara Sand är ansvarig 24 november 2026")
    expect(gaps).to_have_count(before - 1)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert lotta.page.evaluate(wide) <= 0
