"""One question a page, without any script: every type, groups that repeat, questions that change (C1, C8)."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from sluss.core.triage.priority import AtLeast, OneOf, Rule, Table
from sluss.core.triage.questionnaire import Questionnaire
from tests.core.triage.items import HIDDEN, OWN, ask, calculated, choice, enabled, group, read, unit
from tests.web import story
from tests.web.site import Site

SUM = "%resource.item.where(linkId = 'val' or linkId = 'flera').answer.value.weight().sum()"
DRUG = group(
    "medel",
    ask("namn", "string", {"url": f"{OWN}sentence", "valueString": "Tar {answer}."}, required=True),
    ask("dos", "quantity", unit("mg", True), unit("ml", True)),
    repeats=True,
    extension=[{"url": f"{OWN}more", "valueString": "Tar du något mer läkemedel?"}],
)
EVERY = read(
    ask("ja", "boolean", required=True),
    ask("hel", "integer", required=True),
    ask("decimal", "decimal"),
    ask("dag", "date"),
    ask("stund", "dateTime"),
    ask("klocka", "time"),
    ask("namnen", "string", repeats=True, required=True),
    ask("text", "text"),
    ask("lank", "url"),
    choice("val", 0, 2, required=True),
    {**choice("flera", 1, 3), "repeats": True},
    {**choice("fritt", 0, 0), "type": "open-choice"},
    ask("vikt", "quantity", unit("kg")),
    DRUG,
    ask("hemlig", "string", HIDDEN, initial=[{"valueString": "dold"}]),
    ask("summa", "integer", calculated(SUM), {"url": f"{OWN}sentence", "valueString": "Summan är {answer}."}),
    ask("sist", "string", enabled("%resource.item.where(linkId='summa').answer.value >= 6"), required=True),
)
GIVEN: Sequence[tuple[str, Mapping[str, str | list[str]]]] = (
    ("ja", {"answer": "true"}),
    ("hel", {"answer": "3"}),
    ("decimal", {"answer": "38,5"}),
    ("dag", {"answer": "2026-11-20"}),
    ("stund", {"answer": "2026-11-20T14:30"}),
    ("klocka", {"answer": "08:15"}),
    ("namnen", {"answer": ["Alva", "Bo"]}),
    ("text", {"answer": "Det gör <ont>."}),
    ("lank", {"answer": "www.1177.se"}),
    ("val", {"answer": "b"}),
    ("flera", {"answer": ["a", "b"]}),
    ("fritt", {"answer": "något eget"}),
    ("vikt", {"answer": "72,5"}),
    ("medel~1~namn", {"answer": "Alvedon"}),
    ("medel~1~dos", {"answer": "500", "answer-enhet": "mg"}),
    ("medel~1~", {"answer": "true"}),
    ("medel~2~namn", {"answer": "Hostmedicin"}),
    ("medel~2~dos", {"answer": "5", "answer-enhet": "ml"}),
    ("medel~2~", {"answer": "false"}),
    ("sist", {"answer": "Klart"}),
)


def asks(site: Site, questionnaire: Questionnaire, *rules: Rule) -> None:
    """From now on this is asked of who has a sore throat."""
    packs = site.parts.web.service.packs
    asked = replace(questionnaire, id="halsont")
    questionnaires = {**packs.current.questionnaires, "halsont": asked}
    priorities = {**packs.current.priorities, "halsont": Table("halsont", rules, 5)}
    packs.region = replace(packs.region, questionnaires=questionnaires, priorities=priorities)
    packs.current = replace(packs.current, questionnaires=questionnaires, priorities=priorities)


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_every_type_of_question_is_asked_answered_and_told_without_a_script(own_site: Site) -> None:
    """(C1, C2, C8, U5)"""
    asks(own_site, EVERY, Rule((AtLeast("summa", Decimal(6)),), 3))
    told = story.draft(own_site)
    for key, answer in GIVEN:
        page = told.resident.get(f"{told.path}/fragor/{key}")
        assert page.status_code == 200, key
        assert 'name="answer"' in page.text, key
        # Each field has its label, and the page one heading.
        ids = re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]*\bid="([^"]+)"', page.text)
        assert ids, key
        assert all(f'for="{id_}"' in page.text for id_ in ids), key
        assert page.text.count("<h1") == 1, key
        done = told.resident.post(f"{told.path}/fragor/{key}", data=answer)
        assert done.status_code == 303, words(done.text)
    checked = told.resident.get(f"{told.path}/kontrollera")
    assert checked.status_code == 200
    said = words(checked.text)
    for part in ("38,5", "20 november 2026 klockan 14.30", "klockan 08.15", "Alva, Bo", "https://www.1177.se",
                 "något eget", "72,5 kg", "500 mg", "5 ml", "Tar du något mer läkemedel? Ja"):  # fmt: skip
        assert part in said, part
    assert "summa?" not in said, "what is calculated is nobody's to change"
    assert "dold" not in checked.text
    for link in ("hemlig", "summa"):
        assert told.resident.get(f"{told.path}/fragor/{link}").status_code == 404
    sent = told.resident.post(f"{told.path}/skicka")
    assert sent.headers["location"] == told.path
    history = words(told.nurse.get(told.clinic).text)
    assert "Medel 1: Tar ”Alvedon”. dos? 500 mg. Medel 2: Tar ”Hostmedicin”. dos? 5 ml." in history
    assert "Summan är 6." in history
    assert "Prioritet 3: ”summa?” är 6, och gränsen är 6." in history


def test_one_more_answer_gets_a_field_of_its_own_and_nothing_typed_is_lost(own_site: Site) -> None:
    asks(own_site, read(ask("namnen", "string", repeats=True, required=True)))
    told = story.draft(own_site)
    path = f"{told.path}/fragor/namnen"
    again = told.resident.post(path, data={"answer": ["Alva", "Bo"], "mer": "answer"})
    assert again.status_code == 200
    assert re.findall(r'type="text" value="([^"]*)"', again.text) == ["Alva", "Bo", ""]
    assert "autofocus" in again.text
    assert told.resident.get(f"{told.path}/kontrollera").headers["location"] == path, "nothing is kept yet"
    assert told.resident.post(path, data={"answer": ["Alva", "Bo", ""]}).headers["location"].endswith("kontrollera")


@pytest.mark.parametrize(
    ("key", "answer", "sentence"),
    [
        ("hel", "tre", "Skriv svaret med siffror."),
        ("stund", "2026-11-20", "Skriv datum och klockslag, till exempel 2026-11-20 14:30."),
        ("klocka", "snart", "Skriv ett klockslag med timmar och minuter, till exempel 14:30."),
        ("lank", "ingen adress", "Skriv en webbadress, till exempel www.1177.se."),
        ("namnen", "", "Svara på frågan för att komma vidare."),
        ("vikt", "lagom", "Skriv svaret med siffror."),
    ],
)
def test_what_will_not_do_is_said_above_and_beside_the_field(site: Site, key: str, answer: str, sentence: str) -> None:
    packs = site.parts.web.service.packs
    before = packs.region, packs.current
    asks(site, EVERY)
    try:
        told = story.draft(site)
        no = told.resident.post(f"{told.path}/fragor/{key}", data={"answer": answer})
        assert no.status_code == 422
        assert words(no.text).count(sentence) == 2
        assert 'aria-invalid="true"' in no.text
    finally:
        packs.region, packs.current = before


OLD = read(ask("a", "text", required=True), ask("b", "text", required=True), ask("c", "text"), version="1")
NEW = read(ask("a", "text", required=True), ask("b", "integer", required=True), ask("d", "text"), version="2")


def test_who_answers_while_the_questions_change_is_told_and_answers_anew_what_no_longer_fits(own_site: Site) -> None:
    """(C1, C2)"""
    asks(own_site, OLD)
    told = story.draft(own_site)
    for link in "ab":
        old = told.resident.get(f"{told.path}/fragor/{link}").text
        assert 'name="fragor" value="halsont|1"' in old
        told.resident.post(f"{told.path}/fragor/{link}", data={"answer": f"svar {link}", "fragor": "halsont|1"})
    asks(own_site, NEW)
    # The page was drawn before the change; its question is not asked any more.
    late = told.resident.post(
        f"{told.path}/fragor/c", data={"answer": "viktigt", "fragor": "halsont|1", "skrivet": "ja"}
    )
    assert late.status_code == 409
    assert "Frågorna har ändrats sedan du började." in words(late.text)
    assert "Du hade skrivit: ”viktigt”." in words(late.text)
    assert f'action="{told.path}/fragor/b"' in late.text, "the first that must be answered anew"
    assert 'value="svar b"' in late.text, "what was typed is still there"
    # Sent with the old answers, it goes nowhere.
    assert told.resident.post(f"{told.path}/skicka").headers["location"] == f"{told.path}/fragor/b"
    anew = told.resident.post(f"{told.path}/fragor/b", data={"answer": "4", "fragor": "halsont|2"})
    assert anew.headers["location"] == f"{told.path}/fragor/d"
    assert "Frågorna har ändrats" not in told.resident.get(f"{told.path}/fragor/d").text
    told.resident.post(f"{told.path}/fragor/d", data={"answer": "", "fragor": "halsont|2"})
    checked = words(told.resident.get(f"{told.path}/kontrollera").text)
    assert "svar a" in checked, "what still fits is kept"
    assert "svar b" not in checked
    assert told.resident.post(f"{told.path}/skicka").headers["location"] == told.path


def test_the_same_question_in_a_new_version_keeps_what_was_just_typed(own_site: Site) -> None:
    asks(own_site, OLD)
    told = story.draft(own_site)
    asks(own_site, NEW)
    late = told.resident.post(f"{told.path}/fragor/a", data={"answer": "långt svar", "fragor": "halsont|1"})
    assert late.status_code == 409
    assert ">långt svar</textarea>" in late.text
    assert told.resident.get(f"{told.path}/kontrollera").headers["location"] == f"{told.path}/fragor/a"


def test_when_all_answers_still_fit_the_first_question_is_answered_once_more(own_site: Site) -> None:
    """Signs of danger stand first, and a new version may see one where the old did not."""
    asks(own_site, read(ask("a", "text", required=True)))
    told = story.draft(own_site)
    told.resident.post(f"{told.path}/fragor/a", data={"answer": "svar"})
    asks(own_site, read(ask("a", "text", required=True), version="2"))
    assert told.resident.post(f"{told.path}/skicka").headers["location"] == f"{told.path}/fragor/a"
    page = told.resident.get(f"{told.path}/fragor/a").text
    assert "Frågorna har ändrats sedan du började." in words(page)
    assert ">svar</textarea>" in page
    again = told.resident.post(f"{told.path}/fragor/a", data={"answer": "svar", "fragor": "halsont|2"})
    assert again.headers["location"] == f"{told.path}/kontrollera"


def test_new_rules_that_see_danger_lead_back_to_the_answer_and_from_there_to_112(own_site: Site) -> None:
    """Decision 4, while the rules change and the questions do not."""
    asked = read(choice("c", 0, 1, required=True))
    asks(own_site, asked)
    told = story.draft(own_site)
    told.resident.post(f"{told.path}/fragor/c", data={"answer": "b"})
    asks(own_site, asked, Rule((OneOf("c", ("b",)),), 1, danger=True))
    assert told.resident.post(f"{told.path}/skicka").headers["location"] == f"{told.path}/fragor/c"
    again = told.resident.post(f"{told.path}/fragor/c", data={"answer": "b"})
    assert again.headers["location"] == f"{told.path}/fara"
    assert told.resident.post(f"{told.path}/fara").headers["location"] == f"{told.path}/kontrollera"
    assert told.resident.post(f"{told.path}/skicka").headers["location"] == told.path
