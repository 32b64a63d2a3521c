"""Every type of question that R4 has and a page can ask (C1): what is kept of what is typed, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from sluss.core.triage.answers import Invalid, check, pages
from sluss.core.triage.resource import BadQuestionnaire
from sluss.core.triage.texts import in_words, problem
from tests.core.triage.items import FHIR, HIDDEN, SDC, ask, calculated, choice, group, one, read, unit

WHEN = ask("w", "dateTime")
HOUR = ask("h", "time")
SITE = ask("s", "url")
WEIGHT = ask("k", "quantity", unit("kg"))
DOSE = ask("d", "quantity", unit("mg", True), unit("ml", True))
NAMES = ask("n", "string", repeats=True)


@pytest.mark.parametrize(
    ("raw", "typed", "kept", "words"),
    [
        (WHEN, "2026-11-20T14:30", "2026-11-20T14:30", "20 november 2026 klockan 14.30"),
        (WHEN, "2026-11-20 9.05", "2026-11-20T09:05", "20 november 2026 klockan 09.05"),
        (HOUR, "14:30:00", "14:30", "klockan 14.30"),
        (HOUR, "8.15", "08:15", "klockan 08.15"),
        (SITE, "www.1177.se/halland", "https://www.1177.se/halland", "https://www.1177.se/halland"),
        (WEIGHT, "72,5", "72.5 kg", "72,5 kg"),
        (WEIGHT, "72 kg", "72 kg", "72 kg"),
        (DOSE, "500 mg", "500 mg", "500 mg"),
    ],
)
def test_what_is_typed_is_kept_in_one_form_and_told_in_words(
    raw: Mapping[str, Any], typed: str, kept: str, words: str
) -> None:
    item = one(raw)
    assert check(item, (typed,)) == (kept,)
    assert in_words(item, (kept,)) == words


@pytest.mark.parametrize(
    ("raw", "typed", "code"),
    [
        (WHEN, "2026-11-20", "not_a_moment"),
        (WHEN, "2026-02-29T10:00", "not_a_moment"),
        (WHEN, "0001-01-01T00:30", "not_a_moment"),
        # The clocks go from 2 to 3 on that night.
        (WHEN, "2026-03-29T02:30", "not_a_moment"),
        (HOUR, "24:00", "not_a_time"),
        (HOUR, "halv tre", "not_a_time"),
        (HOUR, "14:5", "not_a_time"),
        (SITE, "javascript://x.se/%0aalert(1)", "not_an_address"),
        (SITE, "hej på dig", "not_an_address"),
        (SITE, "https://[", "not_an_address"),
        (WEIGHT, "tung", "not_a_number"),
        (DOSE, "500", "no_unit"),
        (DOSE, "500 kg", "no_unit"),
        (ask("m", "quantity", unit("kg"), {"url": f"{SDC}minQuantity", "valueQuantity": {"value": 2, "code": "kg"}}),
         "1,9", "too_small"),
        (ask("t", "time", {"url": f"{FHIR}minValue", "valueTime": "08:00:00"}), "07:59", "too_early"),
        (ask("t", "dateTime", {"url": f"{FHIR}maxValue", "valueDateTime": "2026-11-20T10:00:00+01:00"}),
         "2026-11-20T10:01", "too_late"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_a_sentence(raw: Mapping[str, Any], typed: str, code: str) -> None:
    item = one(raw)
    with pytest.raises(Invalid) as no:
        check(item, (typed,))
    assert no.value.code == code
    assert problem(item, code, no.value.facts).endswith(".")


def test_a_question_that_repeats_keeps_its_answers_once_each_and_not_too_many() -> None:
    item = one(NAMES)
    assert check(item, ("Alvedon", " Ipren", "Alvedon", "")) == ("Alvedon", "Ipren")
    with pytest.raises(Invalid, match="too_many"):
        check(item, tuple(map(str, range(21))))
    fewer = one(ask("n", "string", {"url": f"{FHIR}questionnaire-maxOccurs", "valueInteger": 2}, repeats=True))
    with pytest.raises(Invalid, match="too_many"):
        check(fewer, ("a", "b", "c"))


@pytest.mark.parametrize(
    "raw",
    [WHEN, HOUR, SITE, WEIGHT, DOSE, ask("a", "integer"), ask("a", "decimal"), ask("a", "date"), ask("a", "text")],
)
@settings(deadline=None)
@given(typed=st.text(max_size=30))
def test_no_typed_text_breaks_a_question_and_what_is_kept_stays_as_it_is(raw: Mapping[str, Any], typed: str) -> None:
    item = one(raw)
    try:
        kept = check(item, (typed,))
    except Invalid:
        return
    assert check(item, kept) == kept
    assert in_words(item, kept)


FIVE_MG = {"value": 5, "code": "mg"}
HELD = {"valueString": "x"}


@pytest.mark.parametrize(
    ("bad", "key", "because"),
    [
        (ask("a", "attachment"), "type", "pictures and files are added beside the questions"),
        (ask("a", "reference"), "type", "nothing here that an answer could point at"),
        (ask("a", "question"), "type", "not supported"),
        (ask("a b"), "linkId", "blanks"),
        (ask("a~1"), "linkId", "blanks"),
        (ask("a/b"), "linkId", "blanks"),
        (ask("a", "choice", answerValueSet="http://x"), "answerValueSet", "not fetched"),
        (ask("a", "quantity"), "extension", "needs its unit"),
        (ask("a", "quantity", unit("kg"), unit("kg", True)), "extension", "stands twice"),
        (ask("a", "quantity", unit("stora kg")), "extension", "holds no blank"),
        (ask("a", "integer", unit("kg", True)), "extension", "only a quantity"),
        (ask("a", "quantity", unit("kg"), {"url": f"{FHIR}minValue", "valueDecimal": 2}), "extension", "no such limit"),
        (ask("a", "quantity", unit("kg"), {"url": f"{SDC}minQuantity", "valueQuantity": {"value": 2, "code": "g"}}),
         "extension", "its only unit"),
        (ask("a", "time", {"url": f"{FHIR}minValue", "valueDate": "2026-01-01"}), "extension", "no such limit"),
        (ask("a", "boolean", repeats=True), "repeats", "one answer"),
        (ask("a", "string", {"url": f"{FHIR}questionnaire-maxOccurs", "valueInteger": 2}), "extension", "repeats"),
        (ask("a", "string", {"url": f"{FHIR}questionnaire-maxOccurs", "valueInteger": 1}, repeats=True),
         "extension.valueInteger", "not of its kind"),
        (ask("a", "string", readOnly=True), "readOnly", "nobody could answer"),
        (ask("a", "string", HIDDEN), "extension", "never answered"),
        (ask("a", "string", HIDDEN, initial=[HELD], required=True), "required", "not asked"),
        (ask("a", "integer", calculated("1"), required=True), "required", "not asked"),
        (ask("a", "integer", calculated("1"), initial=[{"valueInteger": 1}]), "initial", "no other value"),
        (ask("a", "string", initial=[{"valueInteger": 1}]), "initial.value", "exactly one"),
        (ask("a", "string", initial=[HELD, {"valueString": "y"}]), "initial", "no answer"),
        (ask("a", "string", maxLength=2, initial=[{"valueString": "xyz"}]), "initial", "too_long"),
        (ask("a", "date", initial=[{"valueDate": "2026-02-29"}]), "initial.valueDate", "no date"),
        (group("g", ask("a", "string"), extension=[HIDDEN]), "extension", "never answered"),
        (group("g", ask("a"), extension=[{"url": f"{FHIR}questionnaire-maxOccurs", "valueInteger": 3}]),
         "extension", "repeats"),
    ],
)  # fmt: skip
def test_what_no_page_could_ask_is_refused_at_load_by_name(bad: Mapping[str, Any], key: str, because: str) -> None:
    with pytest.raises(BadQuestionnaire, match=because) as no:
        read(ask("first"), bad)
    assert no.value.key == key


def test_initial_values_are_shown_and_count_only_when_somebody_sends_them() -> None:
    questionnaire = read(ask("a", "integer", initial=[{"valueInteger": 3}], required=True))
    (page,) = pages(questionnaire, {})
    assert page.initial == ("3",)
    chosen = choice("c", 0, 1)
    chosen["answerOption"][1]["initialSelected"] = True
    assert one(chosen).initial == ("b",)


def test_conditions_look_at_answers_of_every_type() -> None:
    below = ask("b", enableWhen=[{"question": "k", "operator": ">", "answerQuantity": {"value": 70, "code": "kg"}}])
    questionnaire = read(WEIGHT, below)
    assert [page.link_id for page in pages(questionnaire, {"k": ("70.5 kg",)})] == ["k", "b"]
    assert [page.link_id for page in pages(questionnaire, {"k": ("70 kg",)})] == ["k"]
    dosed = read(
        DOSE, {**below, "enableWhen": [{**below["enableWhen"][0], "question": "d", "answerQuantity": FIVE_MG}]}
    )
    assert [page.link_id for page in pages(dosed, {"d": ("6 mg",)})] == ["d", "b"]
    assert [page.link_id for page in pages(dosed, {"d": ("6 ml",)})] == ["d"], "other units cannot be compared"
    late = ask("b", enableWhen=[{"question": "h", "operator": ">=", "answerTime": "18:00:00"}])
    questionnaire = read(HOUR, late)
    assert [page.link_id for page in pages(questionnaire, {"h": ("18:00",)})] == ["h", "b"]
    assert [page.link_id for page in pages(questionnaire, {"h": ("17:59",)})] == ["h"]
