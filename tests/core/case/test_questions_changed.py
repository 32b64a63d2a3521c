"""A draft that was begun under another version of its questionnaire (C1, C2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.triage.priority import OneOf, Rule, Table
from tests.core.case.scene import AGNETA, FACTS, PATIENT, WIDER, case_in, done, refusal
from tests.core.triage.items import HIDDEN, ask, calculated, choice, read

BEGUN = replace(case_in(Phase.DRAFT), asked_version="halsont|1")


def under(*items: object, version: str, **answers: tuple[str, ...]) -> Facts:
    """What is asked of a sore throat now; whoever chooses `b` at `c` comes first."""
    questionnaire = replace(read(*items, version=version), id="halsont")  # type: ignore[arg-type]
    table = Table("halsont", (Rule((OneOf("c", ("b",)),), 1, danger=True),), 5)
    pack = replace(
        WIDER,
        questionnaires={**WIDER.questionnaires, "halsont": questionnaire},
        priorities={**WIDER.priorities, "halsont": table},
    )
    return replace(FACTS, pack=pack, answers=answers, patient=PATIENT)


WORDS, THREE, LETTER = ask("t", "text"), ask("n", "integer", required=True), choice("c", 0, 1)


def test_a_draft_remembers_under_which_version_it_was_begun_and_last_answered() -> None:
    start = c.StartDraft("sok-vard", "halsont", AGNETA.id)
    begun = done(AGNETA, case_in(Phase.NEW), start, under(WORDS, LETTER, version="7"))
    assert begun.asked_version == "halsont|7"
    newer = under(WORDS, LETTER, version="8")
    assert done(AGNETA, begun, c.GiveAnswer("t", ("x",), "halsont|8"), newer).asked_version == "halsont|8"


@pytest.mark.parametrize("asked", ["", "halsont|1", "halsont|3"])
def test_an_answer_to_another_version_is_refused(asked: str) -> None:
    facts = under(WORDS, LETTER, version="2")
    assert refusal(AGNETA, BEGUN, c.GiveAnswer("t", ("x",), asked), facts).code == "questions_changed"


def test_nothing_is_sent_before_an_answer_was_given_under_the_version_in_force() -> None:
    facts = under(WORDS, LETTER, version="2")
    assert refusal(AGNETA, BEGUN, c.SendCase(), facts).code == "questions_changed"
    answered = done(AGNETA, BEGUN, c.GiveAnswer("t", ("x",), "halsont|2"), facts)
    assert done(AGNETA, answered, c.SendCase(), facts).phase is Phase.WAITING


def test_what_no_longer_fits_is_dropped_and_sets_no_priority() -> None:
    """`z` was an option once, and `n` a text."""
    facts = under(THREE, LETTER, version="2", n=("tre",), c=("z",), gone=("x",))
    (given,) = decide(AGNETA, BEGUN, c.GiveAnswer("n", ("3",), "halsont|2"), facts)
    assert isinstance(given, e.AnswerGiven)
    assert set(given.dropped) == {"c", "gone"}
    case = replace(BEGUN, asked_version="halsont|2")
    assert refusal(AGNETA, case, c.SendCase(), facts).code == "unanswered"
    (sent,) = decide(AGNETA, case, c.SendCase(), replace(facts, answers={"n": ("3",), "c": ("z",)}))
    assert isinstance(sent, e.CaseSent)
    assert (sent.priority, sent.history) == (5, ("n? 3.",))
    (sent,) = decide(
        AGNETA, replace(case, dangers_read=("c",)), c.SendCase(), replace(facts, answers={"n": ("3",), "c": ("b",)})
    )
    assert isinstance(sent, e.CaseSent)
    assert sent.priority == 1


def test_an_answer_already_given_is_looked_at_with_the_new_rules() -> None:
    facts = under(WORDS, LETTER, version="2", c=("b",))
    (given,) = decide(AGNETA, BEGUN, c.GiveAnswer("t", ("x",), "halsont|2"), facts)
    assert isinstance(given, e.AnswerGiven)
    assert given.danger == "c"


@pytest.mark.parametrize("link", ["secret", "sum", "later", "nej", "c~1~x"])
def test_what_is_not_asked_cannot_be_answered(link: str) -> None:
    secret = ask("secret", "string", HIDDEN, initial=[{"valueString": "x"}])
    later = ask("later", enableWhen=[{"question": "c", "operator": "exists", "answerBoolean": True}])
    facts = under(LETTER, secret, ask("sum", "integer", calculated("1 + 1")), later, version="1")
    assert refusal(AGNETA, BEGUN, c.GiveAnswer(link, ("x",)), facts).code == "question_not_asked"


def test_a_danger_sign_is_met_however_it_was_sent() -> None:
    facts = under(LETTER, version="1")
    for sent in (("b",), (" b ",), ("b", "b")):
        (given,) = decide(AGNETA, BEGUN, c.GiveAnswer("c", sent), facts)
        assert isinstance(given, e.AnswerGiven)
        assert (given.values, given.danger, given.dropped) == (("b",), "c", ())


def test_a_sign_that_only_new_rules_see_is_read_before_the_case_is_sent() -> None:
    """The table of priorities has changed, and the questions have not."""
    case, facts = replace(BEGUN, asked_version="halsont|2"), under(WORDS, LETTER, version="2", c=("b",))
    assert refusal(AGNETA, case, c.SendCase(), facts).code == "danger_not_read"
    assert done(AGNETA, replace(case, dangers_read=("c",)), c.SendCase(), facts).phase is Phase.WAITING
