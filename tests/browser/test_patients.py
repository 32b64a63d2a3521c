"""A nurse looks somebody up whom the unit does not know."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.people import Nurse, no_barriers


def test_a_number_that_finds_nobody_becomes_a_patient_with_a_profile(nurse: Nurse) -> None:
    """(A13, E9, E22)"""
    nurse.log_in("Sara Sand")
    page = nurse.page
    nurse.open("/clinic/uppdrag")
    page.get_by_role("button", name=re.compile("Börja skift|Gå vidare i skiftet")).click()
    page.get_by_label("Sök patient med namn eller personnummer").fill("190314-2394")
    nurse.press("Sök")
    expect(page.get_by_role("heading", name="Inga patienter hittade")).to_be_visible()
    assert page.url.endswith("/clinic/patienter"), "no number stands in the address"
    no_barriers(page)
    nurse.press("Skapa patient")
    expect(nurse.heading).to_have_text("Bo Vik, 7 år")
    no_barriers(page)
    nurse.follow("Relationer")
    nurse.sees("Vera Vik")
    no_barriers(page)
    nurse.follow("Sök patient")
    page.get_by_label("Namn eller personnummer", exact=True).fill("vik bo")
    nurse.press("Sök")
    nurse.follow("Bo Vik")
    expect(nurse.heading).to_have_text("Bo Vik, 7 år")
