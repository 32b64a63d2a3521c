"""PDFs and pictures in the chat, and what is refused before anybody can open it (F4, Q2)."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from sluss.ports.virus.builtin import EICAR
from tests.ports.pdfs import pdf
from tests.web import story
from tests.web.site import Browser, Site, site_at

NOTHING_ANSWERS = "tcp://127.0.0.1:1"
TYPED = "Här är svaret från röntgen."
SCRIPTED = pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")


def send(browser: Browser, path: str, name: str, data: bytes, kind: str = "application/pdf") -> httpx.Response:
    """Posts a message with a file as a page without a script does."""
    fields = {"text": TYPED, "seen": str(story.seq_of(browser, path))}
    return browser.post(f"{path}/meddelanden", data=fields, files={"pictures": (name, data, kind)})


def files_of(page: str) -> list[tuple[str, str, str]]:
    """(address, name, what stands behind the name) of each file to download."""
    found = re.findall(r'<a class="file-link" href="([^"]+)" download="[^"]*">([^<]*)<span[^>]*>([^<]*)</span>', page)
    return [(address, unescape(name), said) for address, name, said in found]


def test_a_pdf_goes_both_ways_and_is_only_ever_downloaded(site: Site) -> None:
    """(F4)"""
    told = story.visit(site)
    data = pdf()
    for sender, path, name in (
        (told.resident, told.path, "Provsvar åäö.pdf"),
        (told.nurse, told.clinic, "Råd & tips.pdf"),
    ):
        assert send(sender, path, name, data).status_code == 303
    for reader, path in ((told.resident, told.path), (told.nurse, told.clinic)):
        found = files_of(reader.get(path).text)
        assert [(name, said) for _, name, said in found] == [
            ("Provsvar åäö.pdf", ", PDF, 1 kB"),
            ("Råd & tips.pdf", ", PDF, 1 kB"),
        ]
        answer = reader.get(found[0][0])
        assert (answer.status_code, answer.content) == (200, data)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Provsvar%20%C3%A5%C3%A4%C3%B6.pdf"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert answer.headers["cache-control"] == "private, no-store"


def test_a_file_is_hidden_from_all_who_may_not_see_its_case(site: Site) -> None:
    told = story.visit(site)
    send(told.resident, told.path, "Provsvar.pdf", pdf())
    mine, theirs = files_of(told.resident.get(told.path).text)[0][0], files_of(told.nurse.get(told.clinic).text)[0][0]
    assert mine != theirs
    for browser, address in (
        (site.as_("Olle Olsson"), mine),
        (site.as_("Nils Nord"), theirs),
        (site.as_("Britta Berg"), theirs),
    ):
        assert browser.get(address).status_code == 404


def test_the_answer_to_a_script_draws_the_file_as_the_page_does(site: Site) -> None:
    told = story.waiting(site)
    fields = {"text": "", "seen": str(story.seq_of(told.resident, told.path)), "client_id": str(uuid4())}
    files = {"pictures": ("Svar.pdf", pdf(), "application/pdf")}
    asked = {"Accept": "application/json"}
    answer = told.resident.post(f"{told.path}/meddelanden", data=fields, files=files, headers=asked)
    assert answer.status_code == 200
    assert files_of(answer.json()["html"]) == files_of(told.resident.get(told.path).text) != []


REFUSED = {
    "a program named pdf": ("svar.pdf", b"MZ\x90\x00" * 50, "varken en PDF eller en bild i formatet JPEG"),
    "a pdf named jpg": ("svar.jpg", pdf(), "Filens namn säger en annan sorts fil än vad den är."),
    "a picture named pdf": ("svar.pdf", story.png(), "Filens namn säger en annan sorts fil än vad den är."),
    "a web page": ("svar.html", b"<script>alert(1)</script>", "varken en PDF eller en bild"),
    "a word document": ("svar.docx", b"PK\x03\x04" + bytes(100), "varken en PDF eller en bild"),
    "a pdf cut off": ("svar.pdf", pdf()[:200], "PDF-filen går inte att läsa."),
    "a pdf with a password": ("svar.pdf", pdf(trailer=b"/Encrypt 7 0 R"), "PDF-filen är låst med lösenord."),
    "a pdf with a program": ("svar.pdf", SCRIPTED, "PDF-filen innehåller program eller inbäddade filer."),
    "20 MB": ("svar.pdf", pdf(more=bytes(20_000_000)), "Filen är för stor. Den får vara högst 15 MB."),
    "a virus in a pdf": ("svar.pdf", pdf(b"/Note (" + EICAR + b")"), "viruskontrollen hittade något skadligt"),
    "a virus in a picture": ("svar.png", story.png() + EICAR, "viruskontrollen hittade något skadligt"),
    "a virus alone": ("eicar.com", EICAR, "viruskontrollen hittade något skadligt"),
    "a virus named jpg": ("svar.jpg", EICAR, "viruskontrollen hittade något skadligt"),
    "nothing": ("svar.pdf", b"", "varken en PDF eller en bild"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_refused_says_why_and_costs_nobody_the_text(site: Site, name: str) -> None:
    told = story.visit(site)
    file, data, sentence = REFUSED[name]
    for sender, path in ((told.resident, told.path), (told.nurse, told.clinic)):
        answer = send(sender, path, file, data)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert f"{TYPED}</textarea>" in answer.text
        assert 'id="text-fel"' in answer.text
    page = told.nurse.get(told.clinic).text
    assert not files_of(page)
    assert TYPED not in page


def test_a_virus_is_refused_among_the_pictures_of_the_questionnaire_too(site: Site) -> None:
    told = story.checked(site)
    files = {"pictures": ("hals.png", story.png() + EICAR, "image/png")}
    answer = told.resident.post(f"{told.path}/bilder", files=files)
    assert answer.status_code == 422
    assert "viruskontrollen hittade något skadligt" in answer.text
    assert "/ta-bort" not in answer.text


def test_the_questionnaire_takes_no_pdf(site: Site) -> None:
    told = story.checked(site)
    files = {"pictures": ("svar.pdf", pdf(), "application/pdf")}
    answer = told.resident.post(f"{told.path}/bilder", files=files)
    assert answer.status_code == 422
    assert "Filen är inte en bild i formatet JPEG, PNG eller WebP." in answer.text


def test_a_sixth_file_of_a_message_is_refused_with_its_text_kept(site: Site) -> None:
    told = story.waiting(site)
    six = [("pictures", (f"{n}.pdf", pdf(), "application/pdf")) for n in range(6)]
    answer = told.resident.post(f"{told.path}/meddelanden", data={"text": TYPED, "seen": "9"}, files=six)
    assert answer.status_code == 422
    assert "Du kan bifoga högst 5 filer i ett meddelande." in answer.text
    assert f"{TYPED}</textarea>" in answer.text


def test_when_the_scanner_does_not_answer_no_file_comes_in_and_the_text_is_kept(
    database: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with site_at(database, tmp_path, clamav_url=NOTHING_ANSWERS) as site:
        told = story.waiting(site)
        for name, data, kind in (("svar.pdf", pdf(), "application/pdf"), ("hals.png", story.png(), "image/png")):
            answer = send(told.resident, told.path, name, data, kind)
            assert answer.status_code == 503
            assert "Filen kunde inte kontrolleras just nu. Försök igen om en stund." in answer.text
            assert f"{TYPED}</textarea>" in answer.text
        assert story.say(told.resident, told.path, "Utan fil.").status_code == 200
        page = told.resident.get(told.path).text
        assert not files_of(page)
        assert "message__pictures" not in page
    said = [record for record in caplog.records if record.name == "sluss.files"]
    assert len(said) == 2
    assert not [record for record in said if "svar" in record.getMessage() or "hals" in record.getMessage()]


def test_the_end_of_a_visit_reminds_of_every_picture_and_file_to_export(site: Site) -> None:
    """(Q2)"""
    told = story.waiting_with_picture(site)
    for step in ("ta-emot", "starta"):
        assert told.nurse.post(f"{told.clinic}/{step}").status_code == 303
    assert send(told.resident, told.path, "Provsvar.pdf", pdf()).status_code == 303
    assert send(told.nurse, told.clinic, "axel.png", story.png(), "image/png").status_code == 303
    page = told.nurse.get(f"{told.clinic}/avsluta").text
    assert "Ärendet har 2 bilder och 1 fil." in page
    assert "Exportera dem enligt rutin innan du avslutar." in page
    found = files_of(page)
    assert [name for _, name, _ in found] == ["hals.png", "Provsvar.pdf", "axel.png"]
    assert all(told.nurse.get(address).status_code == 200 for address, _, _ in found)


def test_the_end_of_a_visit_without_files_says_nothing_of_exporting(site: Site) -> None:
    told = story.visit(site)
    assert "Exportera" not in told.nurse.get(f"{told.clinic}/avsluta").text


def test_an_address_is_a_link_in_what_staff_write_alone(site: Site) -> None:
    """(F17) HDK lets staff send links; a resident's stay as they were typed, on both sides' pages."""
    told = story.visit(site)
    assert story.say(told.nurse, told.clinic, "Boka här: https://video.example.se/rum?a=1&b=2.").status_code == 200
    assert story.say(told.resident, told.path, "Se https://fusk.example.se/ då").status_code == 200
    for reader, path in ((told.resident, told.path), (told.nurse, told.clinic)):
        page = reader.get(path).text
        assert '<a href="https://video.example.se/rum?a=1&amp;b=2" target="_blank" rel="noopener noreferrer' in page
        assert "(öppnas i ny flik)" in page
        assert "Se https://fusk.example.se/ då" in page
        assert 'href="https://fusk' not in page
