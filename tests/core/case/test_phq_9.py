"""PHQ-9 as a form in the chat: its ninth question is about thoughts of death (C11, O1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.facts import Form
from tests.core.case.scene import AGNETA, FACTS, PACK, case_in, done, refusal

ASKED = replace(FACTS, form=Form("phq-9", answered=False))
SCORED = [item.link_id for item in PACK.questionnaires["phq-9"].questions() if any(o.weight for o in item.options)]
DAYS = ("flera", "halften", "nastan")


def answers(all_of: str, ninth: str) -> dict[str, tuple[str, ...]]:
    return {**dict.fromkeys(SCORED, (all_of,)), "tankar": (ninth,), "svarigheter": ("vissa",)}


@pytest.mark.parametrize("ninth", DAYS)
@pytest.mark.parametrize("others", ["inte-alls", "nastan"])
def test_above_zero_on_the_ninth_question_flags_the_case_whatever_the_sum(others: str, ninth: str) -> None:
    answered = done(AGNETA, case_in(Phase.ASYNC), c.AnswerForm(20, answers(others, ninth)), ASKED)
    assert (answered.suicide_flag, answered.open_until) == (True, None)


def test_a_high_sum_without_thoughts_of_death_is_no_flag() -> None:
    answered = done(AGNETA, case_in(Phase.ASYNC), c.AnswerForm(20, answers("nastan", "inte-alls")), ASKED)
    assert not answered.suicide_flag


def test_nobody_is_spared_the_ninth_question() -> None:
    said = {**answers("inte-alls", "inte-alls"), "tankar": ()}
    wrong = refusal(AGNETA, case_in(Phase.ASYNC), c.AnswerForm(20, said), ASKED)
    assert (wrong.code, wrong.facts["link_id"]) == ("required", "tankar")


def test_a_unit_may_send_it() -> None:
    assert "phq-9" in PACK.forms
