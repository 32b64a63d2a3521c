"""FHIRPath in questionnaires: sums of weights and the like, and what is refused at load (C1, C2)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import fhirpathpy
import pytest
from fhirpathpy.models import models
from hypothesis import given, settings, strategies as st

from sluss.core.triage.answers import pages, prune, walk
from sluss.core.triage.fhir import parse
from sluss.core.triage.history import history
from sluss.core.triage.priority import AtLeast, OneOf, Rule, Table, assess
from sluss.core.triage.questionnaire import Questionnaire
from sluss.core.triage.resource import BadQuestionnaire
from sluss.core.triage.response import to_response
from tests.core.triage.items import (
    FHIR,
    HIDDEN,
    OWN,
    SDC,
    ask,
    calculated,
    choice,
    enabled,
    fhirpath_of,
    group,
    read,
    resource,
    unit,
    variable,
)

NINE = [choice(f"phq.{n}", 0, 1, 2, 3, required=True) for n in range(1, 10)]
SUM = "%resource.item.where(linkId = 'phq').item.answer.value.weight().sum()"
SCORE = ask(
    "score",
    "integer",
    calculated(SUM),
    {"url": f"{FHIR}questionnaire-unit", "valueCoding": {"display": "poäng"}},
    {"url": f"{OWN}sentence", "valueString": "PHQ-9 ger {answer}."},
)
TEN = "%resource.item.where(linkId='score').answer.value >= 10"
PHQ = read(group("phq", *NINE), SCORE, ask("mer", "text", enabled(TEN)))


def value(text: str, answers: Mapping[str, tuple[str, ...]], *items: Mapping[str, Any], kind: str = "decimal") -> str:
    """What the expression comes to below these items; empty: nothing."""
    questionnaire = read(*items, ask("result", kind, calculated(text)))
    return "".join(walk(questionnaire, answers).told.get("result", ()))


def nine(code: str) -> dict[str, tuple[str, ...]]:
    return {f"phq.{n}": (code,) for n in range(1, 10)}


def test_nine_weights_add_up_to_a_score_that_asks_more_is_told_and_sets_the_priority() -> None:
    assert walk(PHQ, nine("b")).told["score"] == ("9",)
    assert "mer" not in [page.link_id for page in pages(PHQ, nine("b"))]
    ten = {**nine("b"), "phq.9": ("c",)}
    assert [page.link_id for page in pages(PHQ, ten)][-1] == "mer"
    assert history(PHQ, ten)[-1] == "PHQ-9 ger 10 poäng."
    table = Table("q", (Rule((AtLeast("score", Decimal(10)),), 3),), 5)
    assert assess(table, PHQ, nine("b")).priority == 5
    assessed = assess(table, PHQ, ten)
    assert (assessed.priority, assessed.because) == (3, ("Prioritet 3: ”score?” är 10 poäng, och gränsen är 10.",))


def test_what_is_calculated_is_asked_of_nobody_and_no_answer_to_it_counts() -> None:
    told = walk(PHQ, {**nine("a"), "score": ("27",)})
    assert told.told["score"] == ("0",)
    assert "score" not in prune(PHQ, {**nine("a"), "score": ("27",)})
    assert "score" not in [page.link_id for page in pages(PHQ, {})]


def test_hidden_values_take_part_and_are_shown_to_nobody() -> None:
    limit = ask("limit", "integer", HIDDEN, initial=[{"valueInteger": 10}])
    above = f"{OF_A} > %resource.item.where(linkId='limit').answer.value"
    more = ask("b", "text", enabled(above))
    questionnaire = read(limit, ask("a", "integer"), more)
    assert [page.link_id for page in pages(questionnaire, {"a": ("11",)})] == ["a", "b"]
    assert [page.link_id for page in pages(questionnaire, {"a": ("10",), "limit": ("99",)})] == ["a"]
    assert history(questionnaire, {"a": ("11",)}) == ("a? 11.",)


def test_a_body_mass_index_with_variables_is_nothing_until_both_are_known() -> None:
    kilos, metres = ask("vikt", "quantity", unit("kg")), ask("langd", "decimal")
    bmi = "(%kg / %m.power(2)).round(1)"
    questionnaire = read(
        kilos,
        metres,
        ask("bmi", "decimal", calculated(bmi)),
        extension=[
            variable("kg", "%resource.item.where(linkId='vikt').answer.value.value"),
            variable("m", "%resource.item.where(linkId='langd').answer.value"),
        ],
    )
    assert walk(questionnaire, {"vikt": ("80 kg",), "langd": ("1.8",)}).told["bmi"] == ("24.7",)
    assert "bmi" not in walk(questionnaire, {"vikt": ("80 kg",)}).told
    assert "bmi" not in walk(questionnaire, {"vikt": ("80 kg",), "langd": ("0",)}).told


def test_a_table_can_ask_whether_something_calculated_is_so() -> None:
    risk = ask("risk", "boolean", HIDDEN, calculated("%resource.item.where(linkId='a').answer.value > 3"))
    questionnaire = read(ask("a", "integer"), risk)
    table = Table("q", (Rule((OneOf("risk", ("true",)),), 2),), 5)
    assert assess(table, questionnaire, {"a": ("4",)}).because == ("Prioritet 2: ”risk?” är ”Ja”.",)
    assert assess(table, questionnaire, {"a": ("3",)}).priority == 5


A, B, T = ask("a", "integer"), ask("b", "integer"), ask("t", "string", repeats=True)
C, M = choice("c", 1, 2, 4), choice("m", 1, 2, 4, repeats=True)
OF_A, OF_B = "%resource.item.where(linkId='a').answer.value", "%resource.item.where(linkId='b').answer.value"
OF_T = "%resource.item.where(linkId='t').answer.value"
OF_C, OF_M = "%resource.item.where(linkId='c').answer.value", "%resource.item.where(linkId='m').answer.value"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (f"{OF_A} + {OF_B} * 2", "decimal", "13"),
        (f"({OF_A} + {OF_B}) * 2", "decimal", "16"),
        (f"-{OF_A} - 1", "decimal", "-4"),
        (f"{OF_B} / {OF_A}", "decimal", "1.666667"),
        (f"{OF_B} / {OF_A}", "integer", "2"),
        (f"{OF_B} div {OF_A}", "decimal", "1"),
        (f"{OF_B} mod {OF_A}", "decimal", "2"),
        (f"{OF_B} / 0", "decimal", ""),
        (f"{OF_A}.power(2) + (16).sqrt() + (0 - 5).abs() + (2.45).round(1)", "decimal", "20.5"),
        (f"{OF_A}.power(99)", "decimal", ""),
        (f"(1000 * {OF_A}).power(8).power(2)", "decimal", ""),
        (f"(1000 * {OF_A}).power(8).power(2) > 1", "boolean", "true"),
        ("%resource.item.where(linkId in ('a' | 'b')).answer.value.max()", "decimal", "5"),
        ("%resource.item.where(linkId='a' or linkId='b').answer.value.min()", "decimal", "3"),
        ("%resource.item.where(linkId in ('a' | 'b')).answer.value.avg()", "decimal", "4"),
        ("%resource.descendants().where(linkId='a').answer.value", "decimal", "3"),
        ("%resource.repeat(item).where(linkId.startsWith('a')).answer.value", "decimal", "3"),
        (f"{OF_M}.weight().sum() + {OF_C}.ordinal()", "decimal", "9"),
        ("%resource.item.where(linkId='m').answer.weight().sum()", "decimal", "5"),
        (f"{OF_M}.where(code = 'a').count() + {OF_M}.count()", "decimal", "3"),
        (f"{OF_M}.first().weight()", "decimal", "1"),
        (f"{OF_M}.last().weight()", "decimal", "4"),
        (f"{OF_C}.code + {OF_C}.display", "string", "cC"),
        (f"iif({OF_A} > 2, 'hög', 'låg')", "string", "hög"),
        (f"iif({OF_A} > 3, 'hög', 'låg')", "string", "låg"),
        (f"{OF_A} = 3 and {OF_B} != 3", "boolean", "true"),
        (f"{OF_A} = 3 xor {OF_B} = 5", "boolean", "false"),
        (f"{OF_A} = 4 implies {OF_B} = 0", "boolean", "true"),
        (f"{OF_A} = 4 or {OF_B} <= 5", "boolean", "true"),
        (f"({OF_A} < 3).not()", "boolean", "true"),
        (f"{OF_A} in (1 | 2 | 3)", "boolean", "true"),
        (f"{OF_C}.code in ('x' | 'y')", "boolean", "false"),
        ("%resource.item.where(linkId='t').answer.exists()", "boolean", "true"),
        ("%resource.item.where(linkId='t').empty()", "boolean", "false"),
        ("%resource.item.where(linkId='t').answer.count()", "decimal", "2"),
        (f"{OF_M}.exists(code = 'b')", "boolean", "false"),
        ("%resource.item.where(linkId='t').answer.value.first().startsWith('al')", "boolean", "true"),
    ],
)
def test_an_expression_comes_to(text: str, kind: str, expected: str) -> None:
    answers = {"a": ("3",), "b": ("5",), "t": ("alvedon", "x"), "c": ("c",), "m": ("a", "c")}
    assert value(text, answers, A, B, T, C, M, kind=kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{OF_A} > 1", ""),
        (f"{OF_A} > 1 and false", "false"),
        (f"{OF_A} > 1 and true", ""),
        (f"{OF_A} > 1 or true", "true"),
        (f"{OF_A} > 1 or false", ""),
        (f"({OF_A} > 1).not()", ""),
        (f"{OF_A}.exists()", "false"),
        (f"{OF_M}.weight().sum() = 0", "true"),
    ],
)
def test_what_is_not_answered_is_neither_true_nor_false(text: str, expected: str) -> None:
    assert value(text, {}, A, M, kind="boolean") == expected


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("1 +", "no FHIRPath"),
        ("1 2", "left over"),
        ("(1", "no FHIRPath"),
        ("'a", "no FHIRPath"),
        ("{}", "outside the FHIRPath"),
        ("@2026-01-01", "outside the FHIRPath"),
        (f"{OF_A} is Integer", "outside the FHIRPath"),
        (f"{OF_T}.first() & 'x'", "not understood"),
        ("today()", "not understood"),
        (f"{OF_A}.toString()", "not understood"),
        (f"{OF_A}.trace('x')", "not understood"),
        (f"{OF_A}.round(1, 2)", "does not take 2"),
        ("%patient.age", "no variable %patient"),
        ("%resource.item.where(linkId='nej').answer.value", "no item nej"),
        ("%resource.item.where(linkId.startsWith('nej')).answer.value.sum()", "no item nej"),
        ("%resource.item.where(text='a').answer.value", "chosen by linkId"),
        ("%resource.item.where(linkId in (1 | 2)).answer.value", "are texts"),
        ("%resource.item.where(linkId='a').item.answer.value", "no question"),
        ("%resource.item.where(linkId='a').text", "leads nowhere"),
        ("%resource.item.where(linkId='a')", "ends at an item"),
        ("%resource.answer.value", "leads nowhere"),
        ("%resource.item.where(linkId='result').answer.value", "does not stand above"),
        ("%resource.item.where(linkId='later').answer.value", "does not stand above"),
        ("%resource.item.where(linkId in ('a' | 'b')).answer.value + 1", "several values"),
        (f"{OF_M}.weight() > 1", "several values"),
        ("%resource.item.where(linkId in ('a' | 't')).answer.value.count()", "different kinds"),
        (f"{OF_A} + 'x'", "between a number and a text"),
        (f"{OF_A} = 'x'", "between a number and a text"),
        (f"{OF_C} = {OF_C}", "take its .code"),
        (f"{OF_C}.system", "has no system"),
        (f"{OF_A}.weight()", "options of a choice"),
        ("%resource.item.where(linkId='t').answer.value.sum()", "for numbers"),
        (f"iif({OF_A} > 1, 1, 'x')", "a number or a text"),
        (f"iif({OF_A} > 1, 1)", "takes a condition"),
        ("'text'", "where a number is needed"),
        ("1 > 0", "where a number is needed"),
        (f"{'(' * 400}1{')' * 400}", "nested too deeply|no FHIRPath"),
        (f"1{' + 1' * 600}", "signs at most"),
    ],
)
def test_an_expression_outside_the_subset_is_refused_at_load(text: str, because: str) -> None:
    with pytest.raises(BadQuestionnaire, match=because) as no:
        read(A, B, T, C, M, ask("result", "decimal", calculated(text)), ask("later", "integer"))
    assert (no.value.link_id, no.value.key) == ("result", "extension")


def test_two_expressions_that_name_each_other_are_refused() -> None:
    one = ask("one", "integer", calculated("%resource.item.where(linkId='two').answer.value + 1"))
    two = ask("two", "integer", calculated("%resource.item.where(linkId='one').answer.value + 1"))
    with pytest.raises(BadQuestionnaire, match=r"two does not stand above this one: .* goes in circles"):
        read(A, one, two)


EXISTS = [{"question": "a", "operator": "exists", "answerBoolean": True}]


@pytest.mark.parametrize(
    ("bad", "because"),
    [
        (ask("x", "url", calculated("1")), "url cannot be calculated"),
        (ask("x", "date", calculated("1")), "date cannot be calculated"),
        (ask("x", "text", enabled("1")), "where a boolean is needed"),
        (ask("x", "text", enabled("true"), enableWhen=EXISTS), "each other's place"),
        (ask("x", "text", variable("resource", "1")), "name of its own"),
        (ask("x", "text", variable("v", "1"), variable("v", "2"), enabled("%v = 1")), "name of its own"),
        (ask("x", "text", variable("v", "%w"), variable("w", "1"), enabled("%v = 1")), "no variable %w"),
        (ask("x", "text", variable("v", "1")), "named by no expression"),
        (ask("x", "text", {**enabled("true"), "valueExpression": {**fhirpath_of("true"), "language": "text/cql"}}),
         "not of its kind"),
        (ask("x", "text", {"url": f"{SDC}initialExpression", "valueExpression": fhirpath_of("'x'")}), "not known here"),
    ],
)  # fmt: skip
def test_an_expression_in_a_wrong_place_is_refused(bad: Mapping[str, Any], because: str) -> None:
    with pytest.raises(BadQuestionnaire, match=because):
        read(A, bad)


def test_without_a_reader_an_expression_is_refused_and_never_ignored() -> None:
    with pytest.raises(BadQuestionnaire, match="no expressions are read here"):
        parse(resource(A, ask("x", "integer", calculated("1"))))


# The library's own evaluator, slow as it is, says what the standard says. weight() is no function of FHIRPath itself.
BY_HAND = f"%resource.item.where(linkId='m').answer.valueCoding.extension.where(url='{FHIR}itemWeight').valueDecimal"
NUMBERS = (
    f"{OF_A} + {OF_B} * 2 - 1",
    f"iif({OF_A} > {OF_B}, {OF_A}, {OF_B})",
    f"({OF_A} + 1) mod 3 + {OF_B} div 2",
    "%resource.item.where(linkId='t').answer.count()",
    "%resource.descendants().where(linkId in ('a' | 'b')).answer.value.count()",
    f"{OF_M}.where(code = 'a').count()",
)
TRUTHS = (
    f"{OF_A} > {OF_B} or {OF_B} = 4",
    f"{OF_A}.exists() and {OF_B}.empty()",
    f"{OF_A} in (1 | 2 | {OF_B})",
    f"{OF_A} > 2 implies {OF_B} > 2",
)


def ours(text: str, kind: str) -> Questionnaire:
    return read(A, B, T, M, ask("result", kind, calculated(text)))


BOTH = [
    *((ours(text, "decimal"), fhirpathpy.compile(text, models["r4"])) for text in NUMBERS),
    *((ours(text, "boolean"), fhirpathpy.compile(text, models["r4"])) for text in TRUTHS),
]
DIGIT = st.lists(st.integers(0, 9).map(str), max_size=1).map(tuple)


@settings(max_examples=40, deadline=None)
@given(
    answers=st.fixed_dictionaries(
        {
            "a": DIGIT,
            "b": DIGIT,
            "t": st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple),
            "m": st.lists(st.sampled_from("abc"), unique=True).map(tuple),
        }
    )
)
def test_what_we_work_out_is_what_the_library_works_out(answers: dict[str, tuple[str, ...]]) -> None:
    for questionnaire, theirs in BOTH:
        response = _weighed(to_response(FOUR, answers, "in-progress"))
        found = theirs(response, {"resource": response})
        told = "".join(walk(questionnaire, answers).told.get("result", ()))
        assert told == "".join(str(one).lower() for one in found), questionnaire.question("result")
    # Its own sum() fails on numbers that come out of a response.
    weights = fhirpathpy.evaluate(response, BY_HAND, {"resource": response})
    assert walk(WEIGHED, answers).told["result"] == (str(sum(weights)),)


FOUR = read(A, B, T, M)
WEIGHED = ours(f"{OF_M}.weight().sum()", "decimal")


def _weighed(response: dict[str, Any]) -> dict[str, Any]:
    """With the weight on each coding, as a response may carry it, and plain numbers."""
    weights = dict(zip("abc", (1, 2, 4), strict=True))
    for item in response["item"]:
        for answer in item["answer"]:
            if coding := answer.get("valueCoding"):
                coding["extension"] = [{"url": f"{FHIR}itemWeight", "valueDecimal": weights[coding["code"]]}]
    return response


def test_questionnaires_with_the_same_expressions_are_the_same() -> None:
    def made() -> Questionnaire:
        return read(A, ask("x", "integer", calculated(OF_A)))

    assert made() == made()
    assert made() != read(A, ask("x", "integer", calculated(f"{OF_A} + 1")))
