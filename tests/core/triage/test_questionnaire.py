"""Reading FHIR R4 Questionnaires, asking their questions and checking the answers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from sluss.core.triage.answers import Invalid, check, pages, prune, unanswered
from sluss.core.triage.fhir import parse
from sluss.core.triage.history import history
from sluss.core.triage.questionnaire import Item, Option, Questionnaire
from sluss.core.triage.resource import BadQuestionnaire
from sluss.core.triage.texts import PROBLEMS, in_words, problem

FHIR = "http://hl7.org/fhir/StructureDefinition/"
OWN = "https://sluss.example/fhir/"

TREE: Mapping[str, Any] = {"linkId": "yes", "text": "Ja?", "type": "boolean", "required": True}
COLOUR: Mapping[str, Any] = {
    "linkId": "colour",
    "text": "Vilken färg?",
    "type": "choice",
    "repeats": True,
    "extension": [
        {"url": f"{OWN}sentence-yes", "valueString": "Ser {answer}."},
        {"url": f"{OWN}sentence-no", "valueString": "Ser inte {answer}."},
    ],
    "answerOption": [
        {
            "valueCoding": {"code": "red", "display": "Röd"},
            "extension": [{"url": f"{FHIR}ordinalValue", "valueDecimal": 2}],
        },
        {"valueCoding": {"code": "blue", "display": "Blå"}},
        {
            "valueCoding": {"code": "none", "display": "Ingen"},
            "extension": [{"url": f"{FHIR}questionnaire-optionExclusive", "valueBoolean": True}],
        },
    ],
}


def resource(*items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    head = {"resourceType": "Questionnaire", "id": "q", "version": "1", "title": "Frågor", "status": "draft"}
    return {**head, "experimental": True, "description": "Inte validerad.", "item": list(items), **more}


def read(*items: Mapping[str, Any]) -> Questionnaire:
    return parse(resource(*items))


def asked(link: str, **more: Any) -> dict[str, Any]:
    return {"linkId": link, "text": f"{link}?", "type": "text", **more}


def only_if(question: str, operator: str, **answer: Any) -> list[dict[str, Any]]:
    return [{"question": question, "operator": operator, **answer}]


def links(questionnaire: Questionnaire, answers: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [item.link_id for item in pages(questionnaire, answers)]


def test_an_experimental_questionnaire_is_not_validated_and_carries_its_notice() -> None:
    questionnaire = read(TREE)
    assert (questionnaire.validated, questionnaire.notice) == (False, "Inte validerad.")
    with pytest.raises(BadQuestionnaire, match="notice"):
        parse({key: value for key, value in resource(TREE).items() if key != "description"})


def test_options_carry_weight_and_stand_alone_by_the_standard_extensions() -> None:
    question = read(COLOUR).question("colour")
    assert question is not None
    assert question.options == (
        Option("red", "Röd", Decimal(2)),
        Option("blue", "Blå"),
        Option("none", "Ingen", exclusive=True),
    )


@pytest.mark.parametrize(
    ("bad", "link", "key"),
    [
        ({**TREE, "prefix": "1"}, "yes", "prefix"),
        ({**TREE, "type": "attachment"}, "yes", "type"),
        ({**TREE, "required": "true"}, "yes", "required"),
        ({**TREE, "extension": [{"url": f"{FHIR}regex", "valueString": "x"}]}, "yes", "extension.url"),
        ({**TREE, "maxLength": 5}, "yes", "maxLength"),
        ({**TREE, "repeats": True}, "yes", "repeats"),
        ({**TREE, "text": ""}, "yes", "text"),
        ({**COLOUR, "answerOption": []}, "colour", "answerOption"),
        ({**COLOUR, "answerOption": [{"valueString": "x"}]}, "colour", "answerOption.valueCoding"),
        (asked("a", enableWhen=only_if("later", "=", answerBoolean=True)), "a", "enableWhen.question"),
    ],
)
def test_what_is_not_understood_is_refused_by_item_and_key(bad: Mapping[str, Any], link: str, key: str) -> None:
    with pytest.raises(BadQuestionnaire) as caught:
        read(bad)
    assert (caught.value.link_id, caught.value.key) == (link, key)


@pytest.mark.parametrize(
    ("condition", "key"),
    [
        (only_if("colour", "=", answerCoding={"code": "green"}), "enableWhen.answerCoding"),
        (only_if("colour", "=", answerBoolean=True), "enableWhen.answerBoolean"),
        (only_if("colour", ">", answerCoding={"code": "red"}), "enableWhen.operator"),
        (only_if("colour", "exists", answerCoding={"code": "red"}), "enableWhen.answerCoding"),
        (only_if("colour", "~", answerCoding={"code": "red"}), "enableWhen.operator"),
        (2 * only_if("colour", "exists", answerBoolean=True), "enableBehavior"),
    ],
)
def test_a_condition_that_can_never_be_meant_is_refused(condition: list[Any], key: str) -> None:
    with pytest.raises(BadQuestionnaire) as caught:
        read(COLOUR, asked("a", enableWhen=condition))
    assert caught.value.key == key


def test_a_link_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadQuestionnaire, match="twice"):
        read(TREE, TREE)


@pytest.mark.parametrize(
    ("operator", "answer", "given_when_asked", "given_when_not"),
    [
        ("exists", {"answerBoolean": True}, ("38",), ()),
        ("exists", {"answerBoolean": False}, (), ("38",)),
        ("=", {"answerDecimal": 38.0}, ("38",), ("38.1",)),
        ("!=", {"answerDecimal": 38}, ("38.1",), ("38",)),
        (">", {"answerDecimal": 38}, ("38.1",), ("38",)),
        ("<", {"answerDecimal": 38}, ("9",), ("38",)),
        (">=", {"answerDecimal": 38}, ("38",), ("37.9",)),
        ("<=", {"answerDecimal": 38}, ("38",), ()),
    ],
)
def test_each_operator_asks_and_hides(
    operator: str, answer: dict[str, Any], given_when_asked: tuple[str, ...], given_when_not: tuple[str, ...]
) -> None:
    number = {"linkId": "n", "text": "Hur mycket?", "type": "decimal"}
    questionnaire = read(number, asked("a", enableWhen=only_if("n", operator, **answer)))
    assert links(questionnaire, {"n": given_when_asked}) == ["n", "a"]
    assert links(questionnaire, {"n": given_when_not}) == ["n"]


def test_conditions_join_by_all_or_by_any() -> None:
    both = [*only_if("yes", "=", answerBoolean=True), *only_if("colour", "=", answerCoding={"code": "red"})]
    for behaviour, expected in (("all", ["yes", "colour"]), ("any", ["yes", "colour", "a"])):
        questionnaire = read(TREE, COLOUR, asked("a", enableWhen=both, enableBehavior=behaviour))
        assert links(questionnaire, {"yes": ("true",), "colour": ("blue",)}) == expected


def test_a_hidden_answer_counts_for_nothing_and_is_dropped() -> None:
    first = asked("a", enableWhen=only_if("yes", "=", answerBoolean=True))
    second = asked("b", enableWhen=only_if("a", "exists", answerBoolean=True))
    questionnaire = read(TREE, first, second)
    answers = {"yes": ("false",), "a": ("x",), "b": ("y",)}
    assert links(questionnaire, answers) == ["yes"]
    assert prune(questionnaire, answers) == {"yes": ("false",)}


def test_groups_are_opened_and_their_heading_and_texts_help_the_next_question() -> None:
    note = {"linkId": "d", "text": "Läs det här.", "type": "display"}
    group = {"linkId": "g", "text": "Om dig", "type": "group", "item": [note, TREE]}
    (page,) = pages(read(group), {})
    assert (page.link_id, page.help, page.items) == ("yes", "Om dig\n\nLäs det här.", ())


def test_a_required_question_is_unanswered_until_it_has_an_answer() -> None:
    questionnaire = read(TREE, asked("free"))
    assert [item.link_id for item in unanswered(questionnaire, {})] == ["yes"]
    assert unanswered(questionnaire, {"yes": ("false",)}) == ()


NUMBER = Item("n", "Hur hög?", "decimal", minimum=Decimal(34), maximum=Decimal(43), unit="grader")
WHOLE = Item("w", "Hur många?", "integer", required=True)
SHORT = Item("s", "Vad?", "string", maximum_length=5)
DAY = Item("d", "När?", "date")


@pytest.mark.parametrize(
    ("item", "typed", "kept"),
    [
        (NUMBER, "38,5", "38.5"),
        (NUMBER, " 40.0 ", "40"),
        (WHOLE, "\u22127", "-7"),
        (WHOLE, "1 000", "1000"),
        (SHORT, " åäö\x00 ", "åäö"),
        (DAY, "2026-11-20", "2026-11-20"),
    ],
)
def test_an_answer_is_cleaned(item: Item, typed: str, kept: str) -> None:
    assert check(item, (typed,)) == (kept,)


@pytest.mark.parametrize(
    ("item", "typed", "code"),
    [
        (WHOLE, (), "required"),
        (WHOLE, ("  ",), "required"),
        (WHOLE, ("1", "2"), "only_one"),
        (WHOLE, ("1,5",), "not_a_whole_number"),
        (WHOLE, ("1e5",), "not_a_number"),
        (WHOLE, ("NaN",), "not_a_number"),
        (WHOLE, ("٣",), "not_a_number"),
        (NUMBER, ("33,9",), "too_small"),
        (NUMBER, ("43,1",), "too_large"),
        (SHORT, ("sex678",), "too_long"),
        (DAY, ("2026-02-29",), "not_a_date"),
        (Item("b", "?", "boolean"), ("ja",), "not_an_option"),
        (Item("c", "?", "choice", options=(Option("a", "A"),)), ("b",), "not_an_option"),
        (Item("t", "?", "display"), ("a",), "not_a_question"),
    ],
)
def test_an_answer_that_will_not_do_is_refused_with_a_sentence(item: Item, typed: tuple[str, ...], code: str) -> None:
    with pytest.raises(Invalid) as caught:
        check(item, typed)
    assert caught.value.code == code
    assert problem(item, code, caught.value.facts).endswith(".")


def test_none_of_these_stands_alone() -> None:
    question = read(COLOUR).question("colour")
    assert question is not None
    assert check(question, ("none",)) == ("none",)
    with pytest.raises(Invalid, match="stands_alone"):
        check(question, ("none", "red"))


def test_a_free_question_may_be_skipped() -> None:
    assert check(SHORT, ("",)) == ()


@given(st.text(max_size=50))
def test_no_typed_text_breaks_a_question(typed: str) -> None:
    for item in (NUMBER, WHOLE, SHORT, DAY):
        problem = ""
        try:
            kept = check(item, (typed,))
        except Invalid as refused:
            problem = refused.code
        else:
            assert check(item, kept) == kept or not kept
            assert "\x00" not in in_words(item, kept)
        assert not problem or problem in PROBLEMS


def test_answers_are_told_in_words() -> None:
    assert in_words(NUMBER, ("38.5",)) == "38,5 grader"
    assert in_words(DAY, ("2026-11-20",)) == "20 november 2026"
    assert in_words(Item("b", "?", "boolean"), ("false",)) == "Nej"
    assert in_words(SHORT, ()) == "Inget svar"


def test_the_history_tells_what_was_chosen_and_what_was_denied() -> None:
    questionnaire = read(COLOUR)
    assert history(questionnaire, {"colour": ("red",)}) == ("Ser röd. Ser inte blå.",)
    assert history(questionnaire, {"colour": ("none",)}) == ("Ser inte röd eller blå.",)


def test_the_history_without_patterns_repeats_question_and_answer() -> None:
    assert history(read(TREE), {"yes": ("true",)}) == ("Ja? Ja.",)


def test_braces_and_lines_of_a_resident_stay_words_in_the_history() -> None:
    free = asked("free", extension=[{"url": f"{OWN}sentence", "valueString": "Tillägger: {answer}."}])
    assert history(read(free), {"free": ("a {answer}\n{0}",)}) == ("Tillägger: ”a {answer} {0}”.",)
