"""*Drop in-biljetten* from hand to hand, and the keys of those who do this all day."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.people import Nurse, Resident, no_barriers
from tests.browser.server import Demo


def no_wider(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def keyed(field: Locator, key: str) -> None:
    """The script of the page that holds the field has begun to listen."""
    expect(field).to_have_attribute("aria-keyshortcuts", key)


def test_1177_gives_a_ticket_the_resident_uses_it_and_the_nurse_takes_the_case(
    resident: Resident, nurse: Nurse, colleague: Nurse, demo: Demo
) -> None:
    """(D13, D16, I1, I3 to I6, I8)"""
    # Short of breath: priority 1, which goes to 1177.
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.page.locator("main label.ds-label").first.click()
    resident.press("Fortsätt")
    resident.page.locator("main form").get_by_role("button").first.click()
    resident.answer_mildly()
    resident.send()

    nurse.log_in("Nils Nord")
    nurse.take("Agneta Andersson")
    nurse.page.get_by_text("Fler åtgärder").click()
    nurse.follow("Ge drop in-biljett")
    expect(nurse.page.get_by_label("Resurs")).to_have_value("vc-angen:nurse:")
    nurse.sees("Ärendet bedömdes som prioritet 1.")
    no_barriers(nurse.page)
    nurse.page.get_by_text("Skicka biljetten ändå").click()
    nurse.press("Ge biljetten")
    nurse.sees("Drop in-biljett till Sjuksköterska, Vårdcentralen Ängen.")
    no_barriers(nurse.page)
    nurse.follow("Avsluta besök")
    nurse.page.get_by_text("Inte alls").click()
    nurse.page.get_by_label("Utfall (valfritt)").select_option("Hänvisat till annan vård")
    no_barriers(nurse.page)
    nurse.press("Avsluta besök")
    nurse.sees("Utfall: Hänvisat till annan vård.")

    resident.open("/arenden")
    resident.follow("Biljett till Vårdcentralen Ängen")
    no_barriers(resident.page)
    resident.press("Ställ mig i kö")
    resident.sees("Vårdcentralen Ängen")

    colleague.log_in("Sara Sand")
    colleague.take("Agneta Andersson")
    resident.hears("Hej och välkommen till Vårdcentralen Ängen.")
    nurse.page.reload()
    nurse.sees("Invånaren har använt den.")


def test_the_keys_lead_where_they_say_and_are_letters_while_one_writes(
    resident: Resident, nurse: Nurse, demo: Demo
) -> None:
    """(WCAG 2.1.1, 2.1.4)"""
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    for reason in ("Halsont", "Feber"):
        resident.open("/sok-vard")
        resident.begin(reason)
        resident.answer_mildly()
        resident.send()
    nurse.log_in("Sara Sand")
    page, press = nurse.page, nurse.page.keyboard.press
    expect(nurse.rows).to_have_count(2)
    links = nurse.rows.get_by_role("link")
    search = page.get_by_label("Sök patient med namn eller personnummer")
    message = page.get_by_label("Skriv ett meddelande")
    keyed(search, "/")
    press("j")
    expect(links.nth(0)).to_be_focused()
    press("j")
    press("j")
    expect(links.nth(1)).to_be_focused()
    press("k")
    expect(links.nth(0)).to_be_focused()
    press("?")
    expect(page.get_by_role("dialog", name="Kortkommandon")).to_be_visible()
    no_barriers(page)
    press("Escape")
    expect(links.nth(0)).to_be_focused()
    press("Enter")
    nurse.press("Ta emot")
    nurse.press("Starta besök")
    keyed(message, "s")
    press("s")
    expect(message).to_be_focused()
    page.keyboard.type("Hej? g/dn")
    expect(message).to_have_value("Hej? g/dn")
    message.blur()
    press("n")
    expect(page.get_by_label("Anamnes", exact=True)).to_be_focused()
    page.get_by_label("Anamnes", exact=True).blur()
    press("g")
    press("a")
    expect(nurse.heading).to_have_text("Asynkrona")
    keyed(search, "/")
    press("/")
    expect(search).to_be_focused()

    page.get_by_text("Huvudmeny").click()
    nurse.follow("Kortkommandon")
    page.get_by_text("Använd kortkommandon på den här enheten").click()
    nurse.sees("Kortkommandon är av.")
    no_barriers(page)
    page.locator("#keys-on").blur()
    press("g")
    press("d")
    press("/")
    expect(nurse.heading).to_have_text("Kortkommandon")
    expect(search).not_to_be_focused()


def test_on_a_telephone_every_view_is_reached_and_the_open_one_is_in_sight(new_page: NewPage, demo: Demo) -> None:
    nurse = Nurse(new_page(PHONE), demo.base)
    nurse.log_in("Sara Sand")
    for width in (390, 320):
        nurse.page.set_viewport_size({"width": width, "height": 700})
        for view in ("mina", "drop-in", "kollegor"):
            nurse.open(f"/clinic/{view}")
            no_wider(nurse.page)
            expect(nurse.page.locator(".bar__nav [aria-current]")).to_be_in_viewport(ratio=1)
    nurse.follow("Sök patient")
    expect(nurse.page.get_by_label("Namn eller personnummer", exact=True)).to_be_visible()
    no_wider(nurse.page)
