"""A PDF from each side to the other, one that is refused, and a link that a nurse sends (F4, F17, Q2)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import FilePayload, expect

from sluss.ports.virus.builtin import EICAR
from tests.browser.people import Nurse, Person, Resident, no_barriers
from tests.ports.pdfs import pdf


def attach(person: Person, name: str, data: bytes) -> None:
    if not person.page.locator("#message-pictures").is_visible():
        person.page.get_by_text("Bifoga bilder eller PDF").click()
    person.page.get_by_label("Bilder eller PDF", exact=True).set_input_files(
        FilePayload(name=name, mimeType="application/pdf", buffer=data)
    )


def downloaded(person: Person, name: str) -> bytes:
    with person.page.expect_download() as coming:
        person.messages.get_by_role("link", name=name).click()
    assert coming.value.suggested_filename == name
    return Path(coming.value.path()).read_bytes()


def test_a_pdf_is_sent_both_ways_and_a_refused_one_costs_no_text(resident: Resident, nurse: Nurse) -> None:
    """(F4, F17, Q2)"""
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    resident.hears("välkommen")

    # A file with something harmful in it: the text stays, and can be sent without the file.
    attach(resident, "Provsvar.pdf", pdf(b"/Note (" + EICAR + b")"))
    resident.says("Här är mitt provsvar.")
    resident.sees("viruskontrollen hittade något skadligt")
    no_barriers(resident.page)
    expect(resident.page.get_by_label("Skriv ett meddelande")).to_have_value("Här är mitt provsvar.")
    expect(resident.page.locator("#message-pictures")).to_have_value("")

    attach(resident, "Provsvar.pdf", pdf())
    resident.press("Skicka")
    resident.hears("Här är mitt provsvar.")
    nurse.hears("Här är mitt provsvar.")
    expect(nurse.messages.get_by_role("link", name="Provsvar.pdf, PDF, 1 kB")).to_be_visible()
    assert downloaded(nurse, "Provsvar.pdf") == pdf()

    attach(nurse, "Råd & tips.pdf", pdf(b"/Lang (sv)"))
    nurse.says("Läs det här, och mer på https://www.1177.se/halsont.")
    resident.hears("Läs det här")
    assert downloaded(resident, "Råd & tips.pdf") == pdf(b"/Lang (sv)")
    link = resident.messages.get_by_role("link", name="https://www.1177.se/halsont (öppnas i ny flik)")
    expect(link).to_have_attribute("href", "https://www.1177.se/halsont")
    no_barriers(resident.page)
    no_barriers(nurse.page)

    nurse.follow("Avsluta besök")
    nurse.sees("Ärendet har 2 filer.")
    no_barriers(nurse.page)
