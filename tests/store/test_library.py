"""The questionnaires that ship with sluss: each can be answered to its end, and each rule can decide (C1, C2, C3)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import pytest

from sluss.core.triage.answers import check, pages, prune, unanswered
from sluss.core.triage.history import history
from sluss.core.triage.priority import AtLeast, OneOf, Rule, Table, Weighs, assess, dangers
from sluss.core.triage.questionnaire import Answers, Item, Questionnaire
from sluss.store.packs.load import LIBRARY
from sluss.store.packs.priorities import table
from sluss.store.packs.questionnaires import questionnaire
from sluss.store.packs.source import read
from sluss.store.packs.vignettes import vignettes

IDS = sorted(file.stem for file in (LIBRARY / "questionnaires").glob("*.json"))
QUESTIONNAIRES = {id_: questionnaire(LIBRARY, f"questionnaires/{id_}.json") for id_ in IDS}
TABLES = {id_: table(read(LIBRARY, f"priority/{id_}.yaml"), QUESTIONNAIRES[id_]) for id_ in IDS}
TRIAGED = [id_ for id_ in IDS if TABLES[id_].rules]
# An instrument keeps the order of its own questions.
INSTRUMENTS = ("phq-9",)


def resource(id_: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((LIBRARY / "questionnaires" / f"{id_}.json").read_text(encoding="utf-8"))
    return found


def some(item: Item, random: Random) -> tuple[str, ...]:
    """Any answer that will do."""
    if item.type == "boolean":
        return (random.choice(("true", "false")),)
    alone = [option.code for option in item.options if option.exclusive]
    if alone and random.random() < 0.4:
        return (random.choice(alone),)
    if item.options and item.repeats:
        real = [option.code for option in item.options if not option.exclusive]
        return tuple(random.sample(real, random.randint(1, len(real))))
    if item.options:
        return (random.choice(item.options).code,)
    if item.type in ("integer", "decimal"):
        return (str(random.randint(int(str(item.minimum)), int(str(item.maximum)))),)
    return ("Ja tack, gärna",)


def walk(asked: Questionnaire, random: Random, given: Answers) -> dict[str, tuple[str, ...]]:
    """From these answers to the end."""
    answers = dict(given)
    while missing := unanswered(asked, answers):
        answers[missing[0].link_id] = check(missing[0], some(missing[0], random))
    return answers


def whole(asked: Questionnaire, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The free questions answered too."""
    free = {item.link_id: ("Ja tack, gärna",) for item in pages(asked, answers) if not answers.get(item.link_id)}
    return {**answers, **free}


@pytest.mark.parametrize("id_", IDS)
def test_it_says_that_nobody_has_validated_it(id_: str) -> None:
    """(C1)"""
    asked, source = QUESTIONNAIRES[id_], resource(id_)
    assert not asked.validated
    assert "inte kliniskt validerade" in asked.notice
    assert (source["status"], source["experimental"], source["language"]) == ("draft", True, "sv")


@pytest.mark.parametrize("id_", IDS)
def test_whatever_is_answered_it_comes_to_an_end_and_tells_a_history_in_whole_sentences(id_: str) -> None:
    """(C2, C8)"""
    asked, random = QUESTIONNAIRES[id_], Random(id_)
    for _ in range(60):
        answers = whole(asked, walk(asked, random, {}))
        assert len(pages(asked, answers)) <= 20
        found = assess(TABLES[id_], asked, answers)
        assert 1 <= found.priority <= 5
        told = history(asked, answers)
        assert len(told) >= len(prune(asked, answers))
        for sentence in (*told, *found.because):
            assert sentence[0].isupper(), sentence
            assert sentence.endswith("."), sentence
            assert not re.search(r"[{}]|\.\.|  ", sentence), sentence


@pytest.mark.parametrize("id_", TRIAGED)
def test_each_rule_decides_for_somebody(id_: str) -> None:
    """A rule that the rules above it always forestall would be a rule that nobody has noticed is dead (C2)."""
    asked, rules = QUESTIONNAIRES[id_], TABLES[id_].rules
    base = vignettes(LIBRARY, asked)
    for number, rule in enumerate(rules):
        assert any(decides(asked, rules, number, answers) for answers in candidates(asked, rule, base)), rule


def decides(asked: Questionnaire, rules: tuple[Rule, ...], number: int, answers: Answers) -> bool:
    above = assess(Table(asked.id, rules[:number], 5), asked, answers)
    own = assess(Table(asked.id, (rules[number],), 5), asked, answers)
    return above.priority == 5 and own.priority == (rules[number].priority or 5)


def candidates(asked: Questionnaire, rule: Rule, people: Any) -> Iterator[dict[str, tuple[str, ...]]]:
    """People to whom the rule's answers are given, with what must be answered for these to be asked."""
    random = Random(repr(rule))
    for person in sorted(people, key=lambda one: -one.expected):
        for chosen in product(*(choices(test) for test in rule.when)):
            answers = {link: values for link, values in person.answers.items() if link not in dict(chosen)}
            for link, values in chosen:
                answers[link] = tuple(dict.fromkeys((*answers.get(link, ()), *values)))
                opened(asked, link, answers)
            # What is asked now and was not before is answered in some way that may be mild.
            yield from (walk(asked, random, answers) for _ in range(8))
    for _ in range(400):
        yield walk(asked, random, {})


def choices(test: OneOf | AtLeast | Weighs) -> list[tuple[str, tuple[str, ...]]]:
    match test:
        case OneOf(question, codes):
            return [(question, (code,)) for code in codes]
        case AtLeast(question, number):
            return [(question, (str(number),))]
        case Weighs():
            return [("", ())]


def opened(asked: Questionnaire, link: str, answers: dict[str, tuple[str, ...]]) -> None:
    item = asked.question(link)
    if item and item.enable_when and item.link_id not in {one.link_id for one in pages(asked, answers)}:
        condition = item.enable_when[0]
        answers[condition.question] = (condition.answer,)
        opened(asked, condition.question, answers)


@pytest.mark.parametrize("id_", [id_ for id_ in TRIAGED if id_ not in INSTRUMENTS])
def test_danger_signs_are_asked_first(id_: str) -> None:
    asked = QUESTIONNAIRES[id_]
    first = pages(asked, {})[0]
    assert [option.code for option in first.options if option.exclusive] == ["inget"]
    for option in first.options:
        found = assess(TABLES[id_], asked, {first.link_id: (option.code,)})
        assert found.danger_link == (None if option.exclusive else first.link_id), option
        assert found.priority == 1 or option.exclusive


@pytest.mark.parametrize("id_", TRIAGED)
def test_a_question_whose_answer_may_be_a_danger_says_what_to_do(id_: str) -> None:
    asked = QUESTIONNAIRES[id_]
    order = [item.link_id for item in asked.questions()]
    for rule in TABLES[id_].rules:
        if rule.danger:
            last = max((test.question for test in rule.when if not isinstance(test, Weighs)), key=order.index)
            item = asked.question(last)
            assert item is not None
            assert "112" in item.help, last


@pytest.mark.parametrize("id_", IDS)
def test_the_words_are_plain_and_short_enough_for_a_small_phone(id_: str) -> None:
    """(C1)"""
    longest = 170 if id_ in INSTRUMENTS else 130
    for item in QUESTIONNAIRES[id_].questions():
        assert len(item.text) <= longest, item.text
        assert len(item.help) <= 200, item.help
        for text in (item.text, item.help, *(option.display for option in item.options)):
            assert not [word for word in re.findall(r"\w+", text) if len(word) > 25], text
        for option in item.options:
            assert len(option.display) <= 90, option.display


@pytest.mark.parametrize("id_", [id_ for id_ in IDS if id_ not in TRIAGED])
def test_an_administrative_matter_asks_little_and_in_the_end_for_the_residents_own_words(id_: str) -> None:
    """VML, Administrativa frågor: nobody is triaged there (B5, B17)."""
    questions = tuple(QUESTIONNAIRES[id_].questions())
    assert len(questions) <= 4
    assert questions[-1].type == "text"
    assert (TABLES[id_].rules, TABLES[id_].default) == ((), 5)


def test_there_are_reasons_enough_for_adults_and_children() -> None:
    """(C9)"""
    assert len(TRIAGED) >= 14
    assert {"feber-barn", "magsjuka-barn", "utslag-barn", "forkylning", "brostsmarta", "phq-9"} <= set(TRIAGED)


def test_phq_9_carries_its_notice() -> None:
    held = resource("phq-9")["copyright"]
    for word in ("Spitzer", "Williams", "Kroenke", "Pfizer", "No permission required to reproduce, translate, display"):
        assert word in held


PHQ, NINTH = QUESTIONNAIRES["phq-9"], "tankar"
SCORED = [item.link_id for item in PHQ.questions() if any(option.weight for option in item.options)]


def test_phq_9_scores_nine_questions_from_0_to_3() -> None:
    assert len(SCORED) == 9
    assert SCORED[-1] == NINTH
    for link in SCORED:
        item = PHQ.question(link)
        assert item is not None
        assert [int(option.weight) for option in item.options] == [0, 1, 2, 3]


def test_phq_9_above_zero_on_the_ninth_question_is_always_a_flag_for_suicide_risk() -> None:
    """(C11, O1)"""
    random = Random(9)
    for _ in range(300):
        answers = walk(PHQ, random, {})
        found = assess(TABLES["phq-9"], PHQ, answers)
        assert found.suicide_flag == (answers[NINTH] != ("inte-alls",))
        assert found.priority <= 2 or not found.suicide_flag


@pytest.mark.parametrize(("total", "priority"), [(9, 5), (10, 4), (14, 4), (15, 3), (19, 3), (20, 2), (24, 2)])
def test_phq_9_is_more_urgent_at_10_15_and_20_points(total: int, priority: int) -> None:
    codes, answers = ("inte-alls", "flera", "halften", "nastan"), {}
    for n, link in enumerate(SCORED[:-1]):
        answers[link] = (codes[min(3, max(0, total - 3 * n))],)
    answers |= {NINTH: ("inte-alls",), "svarigheter": ("vissa",)}
    assert assess(TABLES["phq-9"], PHQ, answers).priority == priority


def test_the_deciding_answer_is_named() -> None:
    answers = walk(QUESTIONNAIRES["feber"], Random(1), {"varning": ("inget",), "matt": ("true",)})
    mild = {"frossa": ("false",), "allman": ("uppe",), "dryck": ("vanligt",), "risk": ("inget",), "resa": ("false",)}
    found = assess(TABLES["feber"], QUESTIONNAIRES["feber"], {**answers, **mild, "temperatur": ("40",)})
    assert found.because == (
        "Prioritet 2: på frågan ”Hur hög har febern varit som mest det senaste dygnet?” är svaret ”40 grader”.",
    )


def test_a_danger_sign_is_known_as_soon_as_it_is_answered() -> None:
    asked, rules = QUESTIONNAIRES["feber"], TABLES["feber"]
    assert assess(rules, asked, {}).danger_link is None
    assert assess(rules, asked, {"varning": ("kramp",)}).danger_link == "varning"


def test_a_second_danger_sign_is_found_beside_the_first() -> None:
    answers = {"varning": ("roster",), "tankar": ("ta-livet",), "plan": ("bestamt",)}
    assert set(dangers(TABLES["oro"], QUESTIONNAIRES["oro"], answers)) == {"varning", "plan"}


def test_a_danger_sign_in_a_question_no_longer_asked_counts_for_nothing() -> None:
    answers = {"tankar": ("nej",), "plan": ("bestamt",)}
    found = assess(TABLES["oro"], QUESTIONNAIRES["oro"], answers)
    assert (found.danger_link, found.suicide_flag) == (None, False)
