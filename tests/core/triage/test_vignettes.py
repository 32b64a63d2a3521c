"""Made-up residents and the priority their answers lead to; for demonstration, validated by nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sluss import regions
from sluss.core.policy import Pack
from sluss.core.triage.answers import check, pages, unanswered
from sluss.core.triage.history import history
from sluss.core.triage.priority import Assessment, assess, dangers
from sluss.core.triage.questionnaire import Item
from sluss.store.packs import load


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(Path(regions.__path__[0]) / "demo")


@dataclass(frozen=True)
class Vignette:
    """`said` are the answers that differ from those of somebody who is hardly troubled at all."""

    name: str
    reason: str
    priority: int
    said: Mapping[str, str]
    danger: str | None = None
    flag: bool = False


V = Vignette
VIGNETTES = (
    V("a stiff shoulder for months", "axelbesvar", 5, {"debut": "manader", "smarta": "3"}),
    V("a shoulder that wakes at night", "axelbesvar", 4, {"natt": "true"}),
    V("a bruised shoulder", "axelbesvar", 3, {"skada": "true", "skadetecken": "blamarke"}),
    V("a shoulder out of shape after a fall", "axelbesvar", 2, {"skada": "true", "skadetecken": "form"}),
    V("a hot shoulder with fever", "axelbesvar", 2, {"infektion": "varm feber"}),
    V("a hot shoulder alone", "axelbesvar", 3, {"infektion": "varm"}),
    V("a shoulder and pressure over the chest", "axelbesvar", 1, {"varning": "brost"}, "varning"),
    V("a cold with a sore throat", "halsont", 5, {"hosta": "ja"}),
    V("a throat sore for more than a week", "halsont", 4, {"debut": "langre"}),
    V("three of four signs of tonsillitis", "halsont", 3, {"feber": "hog", "belaggning": "ja", "hosta": "nej"}),
    V("cannot open the mouth", "halsont", 2, {"tecken": "gapa"}),
    V("cannot drink", "halsont", 2, {"dricka": "false"}),
    V("fever with a weak immune system", "halsont", 2, {"immun": "true", "feber": "kanner"}),
    V("cannot swallow saliva", "halsont", 1, {"varning": "saliv"}, "varning"),
    V("a mild fever since today", "feber", 5, {"matt": "true", "temperatur": "38,2"}),
    V("a fever of 38.5", "feber", 4, {"matt": "true", "temperatur": "38,5"}),
    V("fever after a journey", "feber", 3, {"resa": "true", "resa-vart": "Kenya"}),
    V("a fever of 40", "feber", 2, {"matt": "true", "temperatur": "40"}),
    V("shivering at 39", "feber", 2, {"matt": "true", "temperatur": "39", "frossa": "true"}),
    V("fever under cancer treatment", "feber", 2, {"risk": "immun"}),
    V("spots that do not fade", "feber", 1, {"varning": "prickar"}, "varning"),
    V("urine that leaks", "urinbesvar", 5, {"besvar": "lackage"}),
    V("a simple cystitis", "urinbesvar", 4, {"besvar": "sveda ofta"}),
    V("cystitis in somebody with a prostate", "urinbesvar", 3, {"besvar": "sveda", "risk": "prostata"}),
    V("red urine with clots", "urinbesvar", 2, {"besvar": "blod", "blodmangd": "rod"}),
    V("fever and pain in the flank", "urinbesvar", 2, {"besvar": "sveda", "flank": "true", "feber": "ja"}),
    V("cannot pass water", "urinbesvar", 1, {"varning": "stopp"}, "varning"),
    V("an itching rash", "hudbesvar", 5, {"typ": "utslag", "plats": "armar"}),
    V("a mole that has changed", "hudbesvar", 4, {"typ": "marke", "marke": "andrat"}),
    V("a red ring around a bite", "hudbesvar", 4, {"typ": "bett", "ring": "true"}),
    V("spreading on a diabetic foot", "hudbesvar", 3, {"typ": "sar", "sprids": "true", "risk": "diabetes"}),
    V("blisters by the eye", "hudbesvar", 2, {"typ": "blasor", "plats": "ansikte", "oga": "true"}),
    V("a spreading redness with fever", "hudbesvar", 2, {"typ": "rodnad", "sprids": "true", "feber": "true"}),
    V("a swelling tongue", "hudbesvar", 1, {"varning": "svullnad"}, "varning"),
    V("worried, and managing", "oro", 5, {}),
    V("attacks of anxiety", "oro", 4, {"panik": "true"}),
    V("hardly any sleep", "oro", 3, {"somn": "nastan-inget"}),
    V("it would be a relief to be away from it all", "oro", 3, {"tankar": "slippa"}, flag=True),
    V("the same, after an earlier attempt", "oro", 2, {"tankar": "slippa", "tidigare": "true"}, flag=True),
    V("thoughts of suicide without a plan", "oro", 2, {"tankar": "ta-livet"}, flag=True),
    V("thoughts of suicide and of how", "oro", 2, {"tankar": "ta-livet", "plan": "tankt"}, flag=True),
    V("will not answer about such thoughts", "oro", 2, {"tankar": "vill-inte"}, flag=True),
    V("afraid to do it soon", "oro", 1, {"tankar": "ta-livet", "plan": "bestamt"}, "plan", flag=True),
    V("has taken an overdose", "oro", 1, {"varning": "skadat"}, "varning", flag=True),
    V("voices that command", "oro", 1, {"varning": "roster"}, "varning"),
)

MILD = {
    "rorlighet": "ja",
    "debut": "dagar",
    "feber": "nej",
    "dricka": "true",
    "nagon": "true",
    "hosta": "ja",
    "belaggning": "nej",
    "kortlar": "nej",
    "tidigare": "false",
    "plan": "nej",
}


def mildest(item: Item, reason: str) -> str:
    """What somebody with hardly any trouble answers."""
    if item.link_id in MILD and (reason, item.link_id) not in {("hudbesvar", "feber"), ("urinbesvar", "tidigare")}:
        return MILD[item.link_id]
    if item.type == "boolean":
        return "false"
    if item.type in ("integer", "decimal"):
        return "0" if item.minimum == 0 else "37"
    alone = next((option.code for option in item.options if option.exclusive), None)
    return alone or (item.options[0].code if item.options else "Nej")


def answered(pack: Pack, vignette: Vignette) -> dict[str, tuple[str, ...]]:
    questionnaire = pack.questionnaire_of(vignette.reason)
    answers: dict[str, tuple[str, ...]] = {}
    while missing := unanswered(questionnaire, answers):
        item = missing[0]
        said = vignette.said.get(item.link_id, mildest(item, vignette.reason))
        answers[item.link_id] = check(item, tuple(said.split(" ")) if item.repeats else (said,))
    assert vignette.said.keys() <= answers.keys(), "the vignette answers a question that is not asked"
    return answers


def assessed(pack: Pack, vignette: Vignette) -> Assessment:
    return assess(pack.table_of(vignette.reason), pack.questionnaire_of(vignette.reason), answered(pack, vignette))


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: f"{vignette.reason}: {vignette.name}")
def test_the_answers_lead_to_the_priority(pack: Pack, vignette: Vignette) -> None:
    found = assessed(pack, vignette)
    assert (found.priority, found.danger_link, found.suicide_flag) == (
        vignette.priority,
        vignette.danger,
        vignette.flag,
    ), found.because


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: f"{vignette.reason}: {vignette.name}")
def test_each_case_explains_itself_in_whole_sentences(pack: Pack, vignette: Vignette) -> None:
    questionnaire, answers = pack.questionnaire_of(vignette.reason), answered(pack, vignette)
    told = (*assessed(pack, vignette).because, *history(questionnaire, answers))
    assert len(told) > len(answers)
    assert all(sentence[0].isupper() and sentence.endswith(".") and "{" not in sentence for sentence in told), told


def test_the_deciding_answer_is_named(pack: Pack) -> None:
    found = assessed(pack, next(v for v in VIGNETTES if v.name == "a fever of 40"))
    assert found.because == (
        "Prioritet 2: på frågan ”Hur hög har febern varit som mest det senaste dygnet?” är svaret ”40 grader”.",
    )


def test_a_danger_sign_is_known_as_soon_as_it_is_answered(pack: Pack) -> None:
    table, questionnaire = pack.table_of("feber"), pack.questionnaire_of("feber")
    assert assess(table, questionnaire, {}).danger_link is None
    assert assess(table, questionnaire, {"varning": ("kramp",)}).danger_link == "varning"


def test_a_second_danger_sign_is_found_beside_the_first(pack: Pack) -> None:
    answers = {"varning": ("roster",), "tankar": ("ta-livet",), "plan": ("bestamt",)}
    assert set(dangers(pack.table_of("oro"), pack.questionnaire_of("oro"), answers)) == {"varning", "plan"}


def test_a_danger_sign_in_a_question_no_longer_asked_counts_for_nothing(pack: Pack) -> None:
    answers = {"tankar": ("nej",), "plan": ("bestamt",)}
    found = assess(pack.table_of("oro"), pack.questionnaire_of("oro"), answers)
    assert (found.danger_link, found.suicide_flag) == (None, False)


def test_danger_signs_are_asked_first_everywhere(pack: Pack) -> None:
    for reason in pack.reasons_of("sok-vard"):
        questionnaire = pack.questionnaire_of(reason.id)
        first = pages(questionnaire, {})[0]
        codes = [option.code for option in first.options if not option.exclusive]
        for code in codes:
            answers = {first.link_id: (code,)}
            assert assess(pack.priorities[questionnaire.id], questionnaire, answers).danger_link == first.link_id


def test_every_questionnaire_says_that_nobody_has_validated_it(pack: Pack) -> None:
    assert len(pack.questionnaires) == 12
    for questionnaire in pack.questionnaires.values():
        assert not questionnaire.validated
        assert "inte kliniskt validerade" in questionnaire.notice
    for reason in pack.reasons_of("sok-vard"):
        assert 8 <= len(tuple(pack.questionnaire_of(reason.id).questions())) <= 14


def test_an_administrative_matter_asks_little_and_in_the_end_for_the_residents_own_words(pack: Pack) -> None:
    # VML, Administrativa frågor: nobody is triaged there (B5, B17).
    for reason in pack.reasons_of("andra-arenden"):
        questions = tuple(pack.questionnaire_of(reason.id).questions())
        assert len(questions) <= 4
        assert questions[-1].type == "text"
        assert (pack.table_of(reason.id).rules, pack.table_of(reason.id).default) == ((), 5)
