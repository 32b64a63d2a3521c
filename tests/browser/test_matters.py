"""Other matters than care, on a phone: asked, answered, over, and nothing lost of what was being written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import Nurse, Resident, no_barriers
from tests.browser.server import Demo


def test_a_resident_renews_a_prescription_and_reads_the_answer(
    resident: Resident, nurse: Nurse, demo: Demo, tmp_path: Path
) -> None:
    # VML, Administrativa frågor (B5, B8, G1).
    resident.open("/")
    no_barriers(resident.page)
    resident.follow("Andra ärenden")
    resident.log_in("Agneta Andersson")
    expect(resident.heading).to_have_text("Vad gäller ditt ärende?")
    no_barriers(resident.page)
    resident.begin("Förnya recept")
    no_barriers(resident.page)
    resident.answer("Alvedon 500 mg")
    resident.answer("Mindre än en vecka")
    resident.answer("Nej")
    resident.answer("Gärna till apoteket på torget.")
    expect(resident.heading).to_have_text("Kontrollera och skicka")
    no_barriers(resident.page)
    path = resident.send()
    resident.sees("Du kan räkna med svar senast i dag kl. 14.00")
    resident.sees("fredag 4 december kl. 16.00")
    no_barriers(resident.page)
    wide = resident.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    resident.page.screenshot(path=tmp_path / "matter.png", full_page=True)
    resident.says("Jag har några kvar.")
    resident.hears("Jag har några kvar.")

    nurse.log_in("Sara Sand")
    nurse.open("/clinic/asynkrona")
    nurse.read("Agneta Andersson")
    nurse.press("Ta emot")
    resident.sees("Sara Sand har hand om ditt ärende")
    resident.sees("Sara Sand är i chatten")
    nurse.says("Receptet är förnyat.")
    resident.hears("Receptet är förnyat.")

    # The clock closes it while the resident writes: the text stays to be read and copied, also after the next login.
    field = resident.page.get_by_label("Skriv ett meddelande")
    field.press_sequentially("Tack, men en sak till")
    demo.set(datetime(2026, 12, 4, 15, 0, 1, tzinfo=UTC))
    resident.sees("Ärendet är avslutat")
    expect(field).to_have_count(0)
    resident.sees("Det här skickades inte:")
    resident.sees("Tack, men en sak till")
    no_barriers(resident.page)
    # Ten days on, the login is over too; the tab is the same.
    resident.open(path)
    resident.log_in("Agneta Andersson")
    resident.sees("Ärendet är avslutat")
    resident.sees("Tack, men en sak till")
    resident.open("/arenden")
    no_barriers(resident.page)
    expect(resident.page.get_by_role("heading", name="Avslutade")).to_be_visible()
