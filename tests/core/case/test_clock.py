"""What the clock may do to a case, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c
from sluss.core.case import events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from tests.core.case.scene import FACTS, NOW, case_in


@pytest.mark.parametrize(("late", "flagged", "closes"), [(0, False, True), (-1, False, False), (0, True, False)])
def test_the_clock_closes_at_the_minute_and_never_what_is_flagged(late: int, flagged: bool, closes: bool) -> None:
    # O18, decision 15: also when the flag was raised after the end was set.
    case = replace(case_in(Phase.ASYNC), open_until=NOW, suicide_flag=flagged)
    facts = replace(FACTS, now=NOW + timedelta(seconds=late))
    assert decide(SYSTEM, case, c.CloseByClock(), facts) == ([e.CaseEnded(by_clock=True)] if closes else [])
