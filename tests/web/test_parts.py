"""The pages as drawn: what a live push replaces is drawn by the same macro, and nothing a person wrote is markup."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from sluss.service.views import Message
from sluss.web import templates

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
gallery_cases = import_module("gallery_cases")
gallery_pages = import_module("gallery_pages")

NAMES = list(gallery_cases.PAGES)
NOW = gallery_pages.NOW
HOSTILE = "<script>alert(1)</script>\"'&"


def drawn(name: str) -> str:
    template, context = gallery_cases.PAGES[name]
    return templates.render(template, **context)


@pytest.fixture(autouse=True)
def built_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses of browser files, without a build of them."""
    monkeypatch.setitem(templates.environment().globals, "asset", lambda name: f"/static/{name}")


@pytest.mark.parametrize("name", NAMES)
def test_no_page_carries_inline_script_or_style(name: str) -> None:
    html = drawn(name)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)|javascript:", html)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_asks_this_server_alone(name: str) -> None:
    fetched = re.findall(r"<(?:img|script|link|source)[^>]*(?:src|href)=\"([^\"]+)\"", drawn(name))
    assert all(address.startswith("/") and not address.startswith("//") for address in fetched)


@pytest.mark.parametrize("name", NAMES)
def test_no_id_stands_twice_on_a_page(name: str) -> None:
    ids = re.findall(r"\sid=\"([^\"]+)\"", drawn(name))
    assert len(ids) == len(set(ids))


def test_what_a_person_wrote_is_never_markup() -> None:
    said = Message(9, "resident", HOSTILE, "", HOSTILE, NOW, (), False, False)
    html = templates.part("chat.html", "message", said, NOW)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_pushed_message_is_drawn_as_on_the_page() -> None:
    page = gallery_pages.resident_case("visit")
    assert templates.part("chat.html", "message", page.messages[1], NOW).strip() in drawn("case-visit")


def test_a_pushed_worklist_row_is_drawn_as_on_the_page() -> None:
    row = gallery_cases.ROWS[3]
    assert templates.part("worklist.html", "row", row, NOW).strip() in drawn("clinic-drop-in")


@pytest.mark.parametrize("phase", ["waiting", "accepted", "visit", "async", "ended"])
def test_the_resident_is_told_where_the_case_stands_in_every_phase(phase: str) -> None:
    html = templates.part("case_status.html", "case_status", gallery_pages.resident_case(phase), NOW)
    assert 'id="case-status"' in html
    assert "Vårdcentralen Ängen" in html


def test_an_urgent_case_that_waits_shows_112_and_the_advice_line() -> None:
    page = gallery_pages.resident_case("waiting", urgent=True)
    html = templates.part("case_status.html", "case_status", page, NOW)
    assert "Ring 112" in html
    assert 'href="tel:1177"' in html


def test_an_ended_case_takes_no_more_text() -> None:
    html = templates.part("case_status.html", "case_composer_state", gallery_pages.resident_case("ended"))
    assert "<textarea" not in html


def test_the_typed_text_stays_beside_its_error() -> None:
    html = drawn("case-async-error")
    assert "Ett långt meddelande som finns kvar.</textarea>" in html
    assert 'aria-invalid="true" aria-describedby="text-fel"' in html


def test_a_question_keeps_the_refused_answer_instead_of_the_stored_one() -> None:
    template, context = gallery_cases.PAGES["question-number"]
    html = templates.render(template, **{**context, "values": ("mycket",), "error": "Skriv ett heltal."})
    assert 'value="mycket"' in html
    assert 'value="39"' not in html


def test_a_filter_that_hides_urgent_or_unowned_cases_says_so() -> None:
    # VML, E14: a wrong filter is a risk.
    html = drawn("clinic-filtered")
    assert "1 brådskande ärende och 4 ärenden som ingen har tagit emot visas inte." in html
    assert "Filtret döljer" not in drawn("clinic-drop-in")


def test_only_what_the_reader_may_do_has_a_button() -> None:
    page = gallery_pages.staff_case("waiting", frozenset())
    assert "Ta emot" not in templates.part("clinic_case.html", "case_actions", page)
    allowed = replace(page, may=frozenset({"AcceptCase"}))
    assert "Ta emot" in templates.part("clinic_case.html", "case_actions", allowed)


def test_the_diagnoses_are_not_marked_for_copying() -> None:
    # GAV 2.5: Kopiera anteckningen takes all filled fields but the main and secondary diagnosis.
    copied = re.findall(r"data-copy=\"([^\"]+)\"", drawn("clinic-case-visit"))
    assert copied == ["Anamnes", "Status", "Bedömning"]


def test_where_the_region_copies_them_the_diagnoses_are_marked_too() -> None:
    # VML: Dokumentera sammanfattning i Cosmic. (R3)
    copied = re.findall(r"data-copy=\"([^\"]+)\"", drawn("clinic-case-sign"))
    assert copied == ["Anamnes", "Status", "Bedömning", "Huvuddiagnos", "Bidiagnos"]
    assert "Huvuddiagnos och bidiagnos följer inte med" not in drawn("clinic-case-sign")
    assert "Huvuddiagnos och bidiagnos följer inte med" in drawn("clinic-case-visit")


def test_signing_says_in_so_many_words_that_nothing_is_exported() -> None:
    # VML: signera och exportera knappen; Clinic exporterar inte anteckningen i nuläget. (R5)
    html = drawn("clinic-case-sign")
    assert "Signera och exportera</button>" in html
    assert "Exporten är inte påslagen. Kopiera anteckningen" in html


def test_no_length_is_chosen_beforehand_where_staff_are_to_choose() -> None:
    # GAV 2.3: Välj längd på besökets asynkrona fas. (G11)
    template, context = gallery_cases.PAGES["clinic-end"]
    free = {**context, "page": replace(context["page"], async_default=-1)}
    assert len(re.findall(r'name="async_days"[^>]* checked', drawn("clinic-end"))) == 1
    assert not re.findall(r'name="async_days"[^>]* checked', templates.render(template, **free))


def test_the_toggle_is_not_drawn_where_it_would_do_nothing() -> None:
    # GAV 2.3: oavsett hur du ställer reglaget. (G14, Y2)
    template, context = gallery_cases.PAGES["clinic-end"]
    off = {**context, "page": replace(context["page"], autosend_days=0)}
    assert 'id="message"' in drawn("clinic-end")
    assert 'id="message"' not in templates.render(template, **off)


def test_where_every_visit_is_ended_nobody_is_told_to_close_for_the_day() -> None:
    # VML: avsluta alla påbörjade chattar. (H3)
    html = drawn("clinic-case-end-all")
    assert "Besöket ska vara avslutat när dagen är slut." in html
    assert "Stäng för dagen" not in html


def test_the_worklist_says_that_priority_is_only_an_order_of_work() -> None:
    # H24, Chatt med triagering - Prioritetsordning.
    assert "Prioriteten anger bara i vilken ordning" in drawn("clinic-drop-in")


def test_a_page_without_its_facts_is_not_drawn() -> None:
    with pytest.raises(UndefinedError):
        templates.render("my_cases.html", user_name="Agneta Andersson")
