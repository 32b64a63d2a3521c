"""What can wait until the unit opens again (H24, Innan tjänsten blir obemannad)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from sluss.core.access import allowed
from sluss.core.case import commands as c
from sluss.core.case.decide import decide
from sluss.core.case.offered import withheld
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from tests.core.case.scene import AGNETA, FACTS, NILS, SARA, SIGGE, case_in, done, message, refusal

WAITING = case_in(Phase.WAITING)
DEFERRED = done(SARA, WAITING, c.DeferCase())
MONDAY_AT_8 = datetime(2026, 11, 23, 8, tzinfo=STOCKHOLM)


def test_it_waits_until_the_unit_opens_again_and_the_promise_moves_with_it() -> None:
    # (Q5) From a Friday at ten, and as well from that evening: four open hours into Monday.
    for hour in (10, 20):
        now = datetime(2026, 11, 20, hour, tzinfo=STOCKHOLM)
        deferred = done(SARA, WAITING, c.DeferCase(), replace(FACTS, now=now))
        assert deferred.deferred_until == MONDAY_AT_8
        assert deferred.promised_at == MONDAY_AT_8.replace(hour=12)
        assert (deferred.phase, deferred.owner) == (Phase.WAITING, None)


@pytest.mark.parametrize("what", [{"urgent": True}, {"suicide_flag": True}, {"priority": 1}], ids=str)
def test_nothing_urgent_is_left_without_action(what: dict[str, object]) -> None:
    # (Q5) så att inga brådskande ärenden lämnas utan åtgärd
    urgent = replace(WAITING, **what)  # type: ignore[arg-type]
    assert refusal(SARA, urgent, c.DeferCase()).code == "urgent_cannot_wait"
    assert "DeferCase" not in allowed(SARA, urgent)
    assert "DeferCase" in allowed(SARA, WAITING)


def test_what_can_wait_was_decided_before_the_resident_wrote_more() -> None:
    assert done(AGNETA, DEFERRED, message("Nu är det värre.")).deferred_until is None


def test_what_can_wait_already_is_not_offered_to_wait_again_before_its_time() -> None:
    # (Q5)
    assert "DeferCase" not in withheld(WAITING, FACTS)
    assert "DeferCase" in withheld(DEFERRED, FACTS)
    assert "DeferCase" not in withheld(DEFERRED, replace(FACTS, now=MONDAY_AT_8))
    assert "DeferCase" in withheld(replace(WAITING, unit="kontaktcenter-1177"), FACTS), "it never closes"


def test_a_colleague_takes_it_before_that_time_as_well() -> None:
    assert done(SIGGE, DEFERRED, c.AcceptCase()).deferred_until is None


def test_a_unit_that_never_closes_has_no_next_opening() -> None:
    at_1177 = replace(WAITING, unit="kontaktcenter-1177")
    assert refusal(NILS, at_1177, c.DeferCase()).code == "always_open"


def test_what_somebody_has_taken_is_not_put_off() -> None:
    assert refusal(SIGGE, case_in(Phase.VISIT), c.DeferCase()).code == "already_accepted"
    assert decide(SIGGE, WAITING, c.DeferCase(), FACTS)
