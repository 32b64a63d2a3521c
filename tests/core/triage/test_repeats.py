"""Groups that are asked several times: their answers have keys of their own that survive storage (C1, C8)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sluss.core.triage.answers import pages, prune, unanswered
from sluss.core.triage.history import history
from sluss.core.triage.keys import instance, link_of, numbers_of
from sluss.core.triage.priority import AtLeast, OneOf, Rule, Table, Weighs, assess, dangers
from tests.core.triage.items import FHIR, OWN, ask, calculated, choice, group, read, variable

DRUGS = group(
    "lakemedel",
    ask("namn", "string", {"url": f"{OWN}sentence", "valueString": "Tar {answer}."}, required=True),
    ask("ofta", "integer"),
    ask("varfor", "text", enableWhen=[{"question": "ofta", "operator": ">", "answerInteger": 3}]),
    repeats=True,
    extension=[
        {"url": f"{OWN}more", "valueString": "Tar du något mer?"},
        {"url": f"{FHIR}questionnaire-maxOccurs", "valueInteger": 3},
    ],
)
TWO = {
    "lakemedel~1~namn": ("Alvedon",),
    "lakemedel~1~ofta": ("2",),
    "lakemedel~1~": ("true",),
    "lakemedel~2~namn": ("Ipren",),
    "lakemedel~2~ofta": ("4",),
    "lakemedel~2~varfor": ("Ont.",),
    "lakemedel~2~": ("false",),
}


def test_a_key_says_where_an_answer_belongs() -> None:
    inner = instance(instance("", "a", 1), "b", 2)
    assert (inner, f"{inner}c") == ("a~1~b~2~", "a~1~b~2~c")
    assert (link_of(f"{inner}c"), numbers_of(f"{inner}c"), numbers_of(inner)) == ("c", (1, 2), (1, 2))
    assert (link_of("c"), numbers_of("c"), link_of(inner)) == ("c", (), "")


def test_each_instance_is_asked_when_the_one_before_asks_for_more() -> None:
    questionnaire = read(DRUGS)
    first = ["lakemedel~1~namn", "lakemedel~1~ofta", "lakemedel~1~"]
    assert [page.link_id for page in pages(questionnaire, {})] == first
    asked = pages(questionnaire, TWO)
    assert [page.link_id for page in asked] == list(TWO)
    assert (asked[0].help, asked[2].text, asked[3].help) == ("Lakemedel 1", "Tar du något mer?", "Lakemedel 2")


def test_a_condition_looks_at_its_own_instance() -> None:
    swapped = {**TWO, "lakemedel~1~ofta": ("9",), "lakemedel~2~ofta": ("1",)}
    keys = [page.link_id for page in pages(read(DRUGS), swapped)]
    assert "lakemedel~1~varfor" in keys
    assert "lakemedel~2~varfor" not in keys


def test_who_takes_back_that_there_is_one_more_has_its_answers_dropped() -> None:
    kept = prune(read(DRUGS), {**TWO, "lakemedel~1~": ("false",)})
    assert list(kept) == ["lakemedel~1~namn", "lakemedel~1~ofta", "lakemedel~1~"]


def test_required_in_a_group_is_required_in_each_instance_and_so_is_whether_there_is_more() -> None:
    half = {"lakemedel~1~namn": ("Alvedon",), "lakemedel~1~": ("true",)}
    missing = [item.link_id for item in unanswered(read(DRUGS), half)]
    assert missing == ["lakemedel~2~namn", "lakemedel~2~"]


def test_the_last_instance_does_not_ask_for_more() -> None:
    many = {
        key: value
        for n in (1, 2, 3)
        for key, value in ((f"lakemedel~{n}~namn", ("A",)), (f"lakemedel~{n}~", ("true",)))
    }
    keys = [page.link_id for page in pages(read(DRUGS), many)]
    assert keys[-1] == "lakemedel~3~ofta"


def test_the_history_keeps_what_belongs_to_one_instance_together() -> None:
    assert history(read(DRUGS), TWO) == (
        "Lakemedel 1: Tar ”Alvedon”. ofta? 2.",
        "Lakemedel 2: Tar ”Ipren”. ofta? 4. varfor? Ont.",
    )


def test_an_instance_with_nothing_to_tell_hides_none_of_those_behind_it() -> None:
    told = history(read(group("g", ask("a"), repeats=True)), {"g~1~": ("true",), "g~2~a": ("x",), "g~2~": ("false",)})
    assert told == ("G 2: a? x.",)


def test_any_instance_can_set_the_priority_and_a_danger_sign_leads_back_to_it() -> None:
    questionnaire = read(group("g", choice("c", 0, 5), ask("n", "integer"), repeats=True))
    answers = {
        "g~1~c": ("a",),
        "g~1~n": ("1",),
        "g~1~": ("true",),
        "g~2~c": ("b",),
        "g~2~n": ("8",),
        "g~2~": ("false",),
    }
    danger = Table("q", (Rule((OneOf("c", ("b",)),), 1, danger=True),), 5)
    assert dangers(danger, questionnaire, answers) == ("g~2~c",)
    assert assess(danger, questionnaire, answers).danger_link == "g~2~c"
    many = Table("q", (Rule((AtLeast("n", Decimal(8)), Weighs((), Decimal(5))), 3),), 5)
    assert assess(many, questionnaire, answers).priority == 3
    assert assess(many, questionnaire, {**answers, "g~1~": ("false",)}).priority == 5


def test_groups_in_groups_keep_their_instances_apart() -> None:
    inner = group("b", ask("c"), repeats=True)
    questionnaire = read(group("a", inner, ask("d"), repeats=True))
    answers = {
        "a~1~b~1~c": ("1",),
        "a~1~b~1~": ("true",),
        "a~1~b~2~c": ("2",),
        "a~1~b~2~": ("false",),
        "a~1~": ("true",),
    }
    keys = [page.link_id for page in pages(questionnaire, answers)]
    assert keys == [*list(answers)[:4], "a~1~d", "a~1~", "a~2~b~1~c", "a~2~b~1~", "a~2~d", "a~2~"]


def test_what_is_calculated_in_a_group_looks_at_its_own_instance_or_below_the_group_at_all() -> None:
    dose = "%g.item.where(linkId = 'styrka').answer.value * %g.item.where(linkId = 'antal').answer.value"
    drug = group(
        "g",
        ask("styrka", "integer"),
        ask("antal", "integer"),
        ask("dos", "integer", calculated(dose)),
        repeats=True,
        extension=[variable("g", "%context")],
    )
    total = ask("summa", "integer", calculated("%resource.item.item.where(linkId = 'dos').answer.value.sum()"))
    questionnaire = read(drug, total)
    first = {"g~1~styrka": ("500",), "g~1~antal": ("2",), "g~1~": ("true",)}
    answers = {**first, "g~2~styrka": ("30",), "g~2~antal": ("4",), "g~2~": ("false",)}
    assert history(questionnaire, answers) == (
        "G 1: styrka? 500. antal? 2. dos? 1000.",
        "G 2: styrka? 30. antal? 4. dos? 120.",
        "summa? 1120.",
    )


@pytest.mark.parametrize("values", [("ja",), ("true", "false"), ()])
def test_only_yes_asks_for_one_more(values: tuple[str, ...]) -> None:
    keys = [page.link_id for page in pages(read(DRUGS), {**TWO, "lakemedel~1~": values})]
    assert keys[-1] == "lakemedel~1~"
