"""A guest from outside: invited by staff, waits on a telephone, is let in, and is out when taken back (J6, A11, M3)."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, NewPage
from tests.browser.people import Nurse, Person, Resident, no_barriers
from tests.browser.server import Demo


class Outsider(Person):
    def finds_link(self, subject: str) -> None:
        """In the demo's mailbox, as in one's own."""
        letter = self.page.get_by_role("listitem").filter(has_text=subject)
        while not letter.count():
            self.open("/demo/brevlada")
        self.page.goto(letter.get_by_role("link").first.get_attribute("href") or "")


def invite(nurse: Nurse, name: str, address: str) -> None:
    page = nurse.page
    page.locator("#guest-invite").click()
    nurse.reaches("Bjud in")
    page.get_by_label("Anhörig").check()
    page.get_by_label("Förnamn").fill(name)
    page.get_by_label("E-post eller mobilnummer").fill(address)
    page.get_by_label("Ja, muntligt").check()
    nurse.press("Bjud in")


def live(page: Page) -> None:
    """The page hears what happens from now on."""
    expect(page.locator("#connection")).to_have_count(0)


def test_a_relative_is_invited_waits_is_let_in_and_taken_out_again(
    resident: Resident, nurse: Nurse, new_page: NewPage, demo: Demo
) -> None:
    """(J6, A11, M3)"""
    nurse.log_in("Sara Sand")
    resident.seeks("Agneta Andersson", "Halsont")
    nurse.take("Agneta Andersson")
    invite(nurse, "Elsa", "elsa@exempel.se")
    expect(nurse.page.locator("#guest-list")).to_contain_text("Elsa, anhörig")
    elsa = Outsider(new_page(PHONE), demo.base)
    elsa.finds_link("Inbjudan till ett digitalt besök")
    elsa.reaches("Hej Elsa!")
    elsa.press("Fortsätt")
    elsa.reaches("Du väntar på att bli insläppt")
    expect(elsa.page).to_have_url(re.compile("/gast/besok$"))
    # Nobody has to reload: not staff, to see who waits; not the guest, to come in.
    expect(nurse.page.locator("#case-alerts")).to_contain_text("Elsa, anhörig, väntar på att bli insläppt.")
    no_barriers(nurse.page)
    nurse.page.locator("#case-alerts").get_by_role("link", name="Släpp in").click()
    nurse.reaches("Släpp in Elsa")
    nurse.page.get_by_label("Fotolegitimation visad").check()
    nurse.press("Släpp in")
    expect(elsa.heading).to_have_text("Du är insläppt")
    no_barriers(elsa.page)
    expect(resident.page.get_by_text("Elsa (anhörig) är nu med i samtalet.")).to_be_visible()
    # On another device she goes on there, and the first one says so.
    tablet = Outsider(new_page(DESK), demo.base)
    tablet.finds_link("Inbjudan till ett digitalt besök")
    tablet.press("Fortsätt")
    tablet.reaches("Du är insläppt")
    expect(elsa.heading).to_have_text("Besöket är öppnat på en annan enhet")
    no_barriers(elsa.page)
    nurse.page.locator("#guest-list").get_by_role("button", name="Ta bort Elsa").click()
    expect(tablet.heading).to_have_text("Inbjudan är tillbakatagen")
    expect(resident.page.get_by_text("Elsa (anhörig) är inte längre med i samtalet.")).to_be_visible()
