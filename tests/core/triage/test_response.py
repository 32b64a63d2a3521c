"""Answers as an R4 QuestionnaireResponse and back (C1, B16)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from sluss.core.triage.answers import Invalid, check, pages, prune
from sluss.core.triage.questionnaire import Item
from sluss.core.triage.response import BadResponse, from_response, to_response
from tests.core.triage.items import HIDDEN, ask, calculated, choice, group, read, unit

OPEN = {**choice("open", 0, 1), "type": "open-choice", "repeats": True}
EVERY = read(
    ask("boolean", "boolean", required=True, item=[ask("inside")]),
    ask("integer", "integer"),
    ask("decimal", "decimal"),
    ask("date", "date"),
    ask("dateTime", "dateTime"),
    ask("time", "time", repeats=True),
    ask("string", "string", repeats=True),
    ask("text", "text"),
    ask("url", "url"),
    choice("choice", 1, 2),
    OPEN,
    ask("quantity", "quantity", unit("mg", True), unit("ml", True)),
    ask("only-if", enableWhen=[{"question": "boolean", "operator": "=", "answerBoolean": True}]),
    group("g", ask("in"), group("h", ask("deep", "integer", repeats=True), repeats=True), repeats=True),
    group("plain", ask("under", "integer")),
    ask("secret", "string", HIDDEN, initial=[{"valueString": "x"}]),
    ask("twice", "integer", calculated("%resource.item.where(linkId='integer').answer.value * 2")),
)


def typed(item: Item) -> st.SearchStrategy[tuple[str, ...]]:
    """What somebody may fill in, right or wrong."""
    values: dict[str, st.SearchStrategy[str]] = {
        "boolean": st.sampled_from(["true", "false"]),
        "integer": st.integers(-(10**9), 10**9).map(str),
        "decimal": st.decimals(-99999, 99999, places=3).map(str),
        "date": st.dates().map(str),
        "dateTime": st.datetimes().map(lambda at: at.isoformat(timespec="minutes")),
        "time": st.times().map(lambda at: at.isoformat(timespec="minutes")),
        "choice": st.sampled_from("ab"),
        "open-choice": st.sampled_from("ab") | st.text(max_size=20),
        "url": st.sampled_from(["1177.se", "https://www.1177.se/a?b=c"]),
        "quantity": st.decimals(0, 999, places=1).map("{} mg".format),
    }
    return st.lists(values.get(item.type, st.text(max_size=20)), max_size=3 if item.repeats else 1).map(tuple)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Answers to what is asked, as one page after the other would be filled in."""
    given: dict[str, tuple[str, ...]] = {}
    for _ in range(60):
        left = [item for item in pages(EVERY, given) if item.link_id not in given]
        if not left:
            break
        item = left[0]
        # Not for ever.
        wanted = st.just(("false",)) if item.link_id.endswith("~") and len(given) > 40 else typed(item)
        try:
            given[item.link_id] = check(item, draw(wanted))
        except Invalid:
            given[item.link_id] = ()
    return given


@settings(max_examples=50, deadline=None)
@given(answers())
def test_what_was_answered_comes_back_as_it_was(given_: dict[str, tuple[str, ...]]) -> None:
    response = to_response(EVERY, given_, "in-progress")
    assert from_response(EVERY, response) == prune(EVERY, given_)
    text = json.dumps(response, default=str)
    assert json.loads(text)["resourceType"] == "QuestionnaireResponse"


def test_each_type_is_written_as_r4_has_it() -> None:
    found = to_response(
        EVERY,
        {
            "boolean": ("true",),
            "inside": ("x",),
            "integer": ("4",),
            "decimal": ("38.5",),
            "date": ("2026-11-20",),
            "dateTime": ("2026-11-20T14:30",),
            "time": ("08:15", "20:00"),
            "url": ("https://1177.se",),
            "choice": ("a",),
            "open": ("b", "eget"),
            "quantity": ("5 ml",),
            "g~1~in": ("y",),
            "g~1~": ("false",),
        },
    )
    items = {item["linkId"]: item for item in found["item"]}
    assert (found["questionnaire"], found["status"]) == ("q|1", "completed")
    assert items["boolean"]["answer"] == [
        {"valueBoolean": True, "item": [{"linkId": "inside", "text": "inside?", "answer": [{"valueString": "x"}]}]}
    ]
    assert items["integer"]["answer"] == [{"valueInteger": 4}]
    assert items["decimal"]["answer"] == [{"valueDecimal": Decimal("38.5")}]
    assert items["dateTime"]["answer"] == [{"valueDateTime": "2026-11-20T14:30:00+01:00"}]
    assert items["time"]["answer"] == [{"valueTime": "08:15:00"}, {"valueTime": "20:00:00"}]
    assert items["url"]["answer"] == [{"valueUri": "https://1177.se"}]
    assert items["choice"]["answer"] == [{"valueCoding": {"code": "a", "display": "A"}}]
    assert items["open"]["answer"] == [{"valueCoding": {"code": "b", "display": "B"}}, {"valueString": "eget"}]
    assert items["quantity"]["answer"] == [{"valueQuantity": {"value": Decimal(5), "unit": "ml", "code": "ml"}}]
    assert items["g"]["item"] == [{"linkId": "in", "text": "in?", "answer": [{"valueString": "y"}]}]
    assert items["secret"]["answer"] == [{"valueString": "x"}]
    assert items["twice"]["answer"] == [{"valueInteger": 8}]


def response(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    head = {"resourceType": "QuestionnaireResponse", "questionnaire": "q|1", "status": "in-progress"}
    return {**head, "item": list(items), **more}


def said(link: str, **value: Any) -> dict[str, Any]:
    return {"linkId": link, "answer": [value]}


YES = said("boolean", valueBoolean=True)


@pytest.mark.parametrize(
    ("bad", "link", "key"),
    [
        (response(resourceType="Questionnaire"), "", "resourceType"),
        (response(questionnaire="q|2"), "", "questionnaire"),
        (response(status="entered-in-error"), "", "status"),
        (response(status="completed"), "boolean", "answer"),
        (response(contained=[]), "", "contained"),
        (response(said("nej", valueString="x")), "nej", "linkId"),
        (response(said("inside", valueString="x")), "inside", "linkId"),
        (response(YES, YES), "boolean", "linkId"),
        (response(said("integer", valueInteger=1), YES), "boolean", "linkId"),
        (response(said("integer", valueString="1")), "integer", "answer.value"),
        (response(said("decimal", valueDecimal=Decimal("1E+999999"))), "decimal", "answer.valueDecimal"),
        (response(said("decimal", valueDecimal=Decimal("NaN"))), "decimal", "answer.valueDecimal"),
        (response(said("integer", valueInteger=True)), "integer", "answer.valueInteger"),
        (response(said("integer", valueDecimal=Decimal("1.5"))), "integer", "answer"),
        (response(said("date", valueDate="2026-02-29")), "date", "answer.valueDate"),
        (response(said("dateTime", valueDateTime="2026-11-20")), "dateTime", "answer.valueDateTime"),
        (response(said("dateTime", valueDateTime="2026-11-20T10:00:07+01:00")), "dateTime", "answer.valueDateTime"),
        (response(said("time", valueTime="08:15:30")), "time", "answer.valueTime"),
        (response(said("choice", valueCoding={"code": "z"})), "choice", "answer.valueCoding"),
        (response(said("open", valueString="a")), "open", "answer.valueString"),
        (response(said("quantity", valueQuantity={"value": 1, "code": "kg"})), "quantity", "answer.valueQuantity"),
        (response(said("only-if", valueString="x")), "only-if", "answer"),
        (response(said("secret", valueString="y")), "secret", "answer"),
        (response(said("twice", valueInteger=3)), "twice", "answer"),
        (response({**YES, "extension": []}), "boolean", "extension"),
        (response({"linkId": "g", "extension": [{"url": "x", "valueBoolean": True}]}), "g", "extension.url"),
    ],
)
def test_what_does_not_belong_is_refused_by_name(bad: dict[str, Any], link: str, key: str) -> None:
    with pytest.raises(BadResponse) as no:
        from_response(EVERY, bad)
    assert (no.value.link_id, no.value.key) == (link, key)


def test_instances_from_elsewhere_need_not_say_that_there_was_one_more() -> None:
    foreign = response(
        {"linkId": "g", "item": [said("in", valueString="a")]}, {"linkId": "g", "item": [said("in", valueString="b")]}
    )
    assert from_response(EVERY, foreign) == {"g~1~in": ("a",), "g~1~": ("true",), "g~2~in": ("b",)}
