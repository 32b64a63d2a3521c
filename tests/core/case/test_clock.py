"""What the clock may do to a case, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import ASYNC, Case
from sluss.core.case.phases import Phase
from tests.core.case.scene import AGNETA, FACTS, NOW, SARA, case_in, done, message, refusal

# Its days are over this minute, and nobody waits for an answer.
OVER = replace(case_in(Phase.ASYNC), open_until=NOW, waiting_since=None)
UNANSWERED = replace(OVER, waiting_since=NOW - timedelta(hours=2), resident_said=15)
CLOSE = c.CloseByClock()


@pytest.mark.parametrize(("late", "flagged", "closes"), [(0, False, True), (-1, False, False), (0, True, False)])
def test_the_clock_closes_at_the_minute_and_never_what_is_flagged(late: int, flagged: bool, closes: bool) -> None:
    # O18, decision 15: also when the flag was raised after the end was set.
    case = replace(OVER, suicide_flag=flagged)
    facts = replace(FACTS, now=NOW + timedelta(seconds=late))
    assert decide(SYSTEM, case, CLOSE, facts) == ([e.CaseEnded(by_clock=True)] if closes else [])


def test_a_case_without_an_end_is_closed_by_no_clock() -> None:
    assert decide(SYSTEM, replace(OVER, open_until=None), CLOSE, replace(FACTS, now=NOW + timedelta(days=90))) == []


@pytest.mark.parametrize(
    "case",
    [UNANSWERED, replace(case_in(Phase.WAITING), flow=ASYNC, open_until=NOW)],
    ids=["the answer of one who was asked", "a matter that nobody has accepted"],
)
def test_a_message_that_nobody_has_answered_is_never_closed_away(case: Case) -> None:
    """The case stays, and is shown as one whose time ran out (G1)."""
    assert decide(SYSTEM, case, CLOSE, FACTS) == [e.TimeRanOut()]
    late = done(SYSTEM, case, CLOSE)
    assert (late.phase, late.overdue, late.waiting_since) == (case.phase, True, case.waiting_since)
    # The clock comes again and finds nothing more to do.
    assert decide(SYSTEM, late, CLOSE, replace(FACTS, now=NOW + timedelta(days=9))) == []


def test_a_case_whose_time_ran_out_stays_in_sight_until_staff_end_it() -> None:
    """To answer is not to end: the resident can write no more, so what is answered would else lie there for ever."""
    late = done(SYSTEM, UNANSWERED, CLOSE)
    assert refusal(AGNETA, late, message()).code == "case_closed"
    for answered in (done(SARA, late, message()), done(SARA, late, c.MarkDone())):
        assert (answered.overdue, answered.waiting_since) == (True, None)
        ended = done(SARA, answered, c.EndCase())
        assert (ended.phase, ended.overdue) == (Phase.ENDED, False)


def test_staff_answer_once_after_the_end_and_write_no_more_then() -> None:
    answered = done(SARA, done(SYSTEM, UNANSWERED, CLOSE), message())
    assert refusal(SARA, answered, message(number=600)).code == "case_closed"
    assert refusal(SARA, OVER, message()).code == "case_closed"
