"""A day at work: the shift is begun, keeps its owner while something is open, and ends with the login."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.people import Nurse, Resident, no_barriers
from tests.browser.server import Demo


def test_the_shift_is_begun_holds_and_ends(
    resident: Resident, nurse: Nurse, colleague: Nurse, new_page: NewPage, demo: Demo
) -> None:
    """(V1 to V4, D11, E8, E15, Q5, Q7)"""
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()

    nurse.sign_in("Sara Sand")
    expect(nurse.heading).to_have_text("Börja skift")
    nurse.follow("Titta utan att börja")
    nurse.sees("Du är inte i tjänst.")
    no_barriers(nurse.page)
    nurse.page.get_by_role("link", name="Börja skift").click()
    nurse.page.get_by_text("Jag ansvarar för inflödet").click()
    no_barriers(nurse.page)
    nurse.press("Börja skift")
    expect(nurse.page.get_by_text("Du är inte i tjänst.")).to_have_count(0)
    nurse.take("Agneta Andersson")

    colleague.log_in("Sigge Sand")
    colleague.follow("Digitala kollegor")
    own = colleague.page.get_by_role("listitem").filter(has_text="Sara Sand")
    expect(own).to_contain_text("Ansvarar för inflödet")
    expect(own).to_contain_text("1 öppet ärende")
    no_barriers(colleague.page)

    nurse.page.get_by_text("Huvudmeny").click()
    nurse.follow("Avsluta skift")
    nurse.sees("Skiftet kan inte avslutas än.")
    no_barriers(nurse.page)
    nurse.page.locator("main").get_by_role("link", name="Agneta Andersson").click()
    nurse.follow("Avsluta besök")
    nurse.page.get_by_text("Inte alls").click()
    nurse.press("Avsluta besök")
    nurse.page.get_by_text("Huvudmeny").click()
    nurse.follow("Logga ut")
    nurse.sees("Anteckningar att skriva")
    nurse.follow("Se över dagens ärenden")
    nurse.sees("Anteckning saknas")
    no_barriers(nurse.page)
    nurse.leave()

    colleague.page.reload()
    expect(colleague.page.get_by_role("listitem").filter(has_text="Sara Sand")).to_have_count(0)
    colleague.sees("Ingen ansvarar för inflödet just nu.")
    colleague.press("Jag ansvarar för inflödet")
    expect(colleague.page.get_by_text("Ingen ansvarar för inflödet just nu.")).to_have_count(0)


def test_who_must_leave_the_unit_unstaffed_says_why_and_the_head_is_told(
    resident: Resident, new_page: NewPage, demo: Demo
) -> None:
    """(V5): at a telephone, without script."""
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()
    nurse = Nurse(new_page(PHONE, script=False), demo.base)
    nurse.log_in("Sara Sand")
    nurse.open("/clinic/skift/avsluta")
    nurse.sees("Du är den sista i tjänst, och 1 ärende på enheten kan inte lämnas utan åtgärd.")
    nurse.page.get_by_text("Jag måste lämna ändå").click()
    nurse.page.get_by_label("Varför måste du lämna?").fill("måste gå")
    nurse.press("Lämna och avsluta skiftet")
    expect(nurse.page.get_by_label("Varför måste du lämna?")).to_have_value("måste gå")
    nurse.page.get_by_label("Varför måste du lämna?").fill("Brandlarm, alla måste ut.")
    nurse.press("Lämna och avsluta skiftet")
    expect(nurse.heading).to_have_text("Logga in i kliniken")
    phone = new_page(PHONE)
    phone.goto(demo.base + "/demo/phone")
    # Nothing on a page of hers can tell that it went: she has gone.
    while not phone.get_by_text("En enhet lämnades obemannad med öppna ärenden. Logga in:").count():
        phone.reload()
