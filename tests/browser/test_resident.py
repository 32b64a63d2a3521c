"""A resident with a phone that dies, a danger sign, a picture, and a link in a text message."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.people import Nurse, Resident, no_barriers
from tests.browser.server import Demo


def test_answers_are_kept_when_the_phone_dies(new_page: NewPage, demo: Demo) -> None:
    first = Resident(new_page(PHONE), demo.base)
    first.open("/sok-vard")
    first.log_in("Agneta Andersson")
    first.begin("Axelbesvär")
    first.answer("Nej, inget av detta")
    asked = first.heading.inner_text()
    first.page.context.close()

    second = Resident(new_page(PHONE), demo.base)
    second.open("/arenden")
    second.log_in("Agneta Andersson")
    second.sees("Inte skickat än. Dina svar är sparade.")
    second.follow("Axelbesvär")
    assert second.heading.inner_text() == asked
    second.follow("Tillbaka")
    expect(second.page.get_by_label("Nej, inget av detta")).to_be_checked()


def test_a_danger_sign_leads_at_once_to_112_and_the_case_goes_to_1177_as_urgent(
    resident: Resident, nurse: Nurse
) -> None:
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Axelbesvär")
    resident.page.locator("main label.ds-label").first.click()
    resident.press("Fortsätt")
    expect(resident.heading).to_contain_text("Ring 112 nu")
    no_barriers(resident.page)
    expect(resident.page.locator("a[href='tel:112']").first).to_be_visible()
    # Without having read it, no other page of the draft lets the case go on.
    resident.open(re.sub("/fara$", "/kontrollera", resident.page.url.removeprefix(resident.base)))
    expect(resident.heading).to_contain_text("Ring 112 nu")
    resident.press("Jag har läst det här och vill fortsätta")
    resident.answer_mildly()
    no_barriers(resident.page)
    resident.send()
    resident.sees("Ditt ärende har gått till 1177 Kontaktcenter")
    resident.sees("Ring 112 om du mår mycket dåligt eller blir sämre.")
    nurse.log_in("Nils Nord")
    expect(nurse.rows.first).to_contain_text("Brådskande")


def test_an_unlisted_resident_is_sent_to_1177(resident: Resident) -> None:
    resident.open("/sok-vard")
    resident.log_in("Olle Olsson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()
    resident.sees("Ditt ärende har gått till 1177 Kontaktcenter")


def test_a_question_left_empty_says_so_beside_it_and_keeps_the_place(resident: Resident) -> None:
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Feber")
    asked = resident.heading.inner_text()
    resident.press("Fortsätt")
    resident.sees("Något behöver rättas")
    assert resident.heading.inner_text() == asked
    no_barriers(resident.page)


def test_pictures_go_with_the_case_and_a_file_that_is_none_is_refused(resident: Resident, nurse: Nurse) -> None:
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Hudbesvär")
    resident.answer_mildly()
    upload = resident.page.locator("#pictures")
    upload.set_input_files({"name": "utslag.jpg", "mimeType": "image/jpeg", "buffer": b"inte en bild"})
    resident.press("Lägg till bilderna")
    resident.sees("Filen är inte en bild i formatet JPEG, PNG eller WebP.")
    no_barriers(resident.page)
    resident.page.locator("#pictures").set_input_files(
        [FilePayload(name=f"utslag{i}.jpg", mimeType="image/jpeg", buffer=picture(i)) for i in (1, 2)]
    )
    resident.press("Lägg till bilderna")
    expect(resident.page.get_by_role("img", name=re.compile("utslag"))).to_have_count(2)
    resident.page.get_by_role("button", name=re.compile("Ta bort")).first.click()
    expect(resident.page.get_by_role("img", name=re.compile("utslag"))).to_have_count(1)
    no_barriers(resident.page)
    resident.send()

    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    shown = nurse.page.get_by_role("img", name=re.compile("utslag"))
    expect(shown).to_have_count(1)
    assert shown.evaluate("img => img.decode().then(() => img.naturalWidth)") == 64

    # And one in the chat, to both.
    resident.hears("välkommen")
    resident.page.locator(".composer summary").click()
    resident.page.locator("#message-pictures").set_input_files(
        {"name": "armen.png", "mimeType": "image/png", "buffer": picture(3, "PNG")}
    )
    resident.says("Så här ser armen ut.")
    resident.hears("Så här ser armen ut.")
    expect(nurse.messages.get_by_role("img", name=re.compile("armen"))).to_be_visible()


def test_a_text_message_is_neutral_and_its_link_survives_the_login(
    resident: Resident, nurse: Nurse, new_page: NewPage, demo: Demo
) -> None:
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()
    resident.page.context.close()
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    nurse.sees("SMS skickat")

    phone = Resident(new_page(PHONE), demo.base)
    phone.open("/demo/phone")
    text = phone.page.locator(".phone__text").first
    expect(text).to_contain_text("Du har ett nytt meddelande.")
    for private in ("Ängen", "Sara", "Halsont", "Agneta"):
        expect(text).not_to_contain_text(private)
    no_barriers(phone.page)
    text.get_by_role("link").click()
    phone.log_in("Agneta Andersson")
    phone.hears("Jag heter Sara Sand")


def test_the_case_closes_by_itself_when_its_days_are_over(resident: Resident, nurse: Nurse, demo: Demo) -> None:
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    nurse.follow("Avsluta besök")
    # Decision 12: one day ends at closing time of the unit's next open day.
    nurse.page.get_by_label("1 dag, till i morgon kl. 16.00").check(force=True)
    nurse.press("Avsluta besök")
    resident.sees("Besöket är avslutat, men du kan fortfarande skriva")
    demo.set(datetime(2026, 11, 25, 15, 0, 1, tzinfo=UTC))
    resident.sees("Ärendet är avslutat")
    resident.sees("Det går inte att skriva i ett avslutat ärende.")


def picture(shade: int, kind: str = "JPEG") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), (40 * shade, 90, 120)).save(kept, kind)
    return kept.getvalue()
