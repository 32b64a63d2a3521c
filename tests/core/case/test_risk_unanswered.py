"""When the patient does not answer (H24): the steps in their order, and another priority (C6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.access import allowed
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from tests.core.case.scene import PETRA, SARA, SIGGE, case_in, done, refusal
from tests.core.case.test_risk import PETRAS, assessed, assessment


def close(certain: bool = True, reason: str = "Går inte att nå.") -> c.CloseRisk:
    return c.CloseRisk(certain, reason)


CALL = c.LogCall(reached=False, text="")


def test_an_assessment_on_available_information_comes_first_when_the_patient_does_not_answer() -> None:
    """Göras så långt som möjligt på basen av tillgänglig information (O12)."""
    assert refusal(PETRA, PETRAS, close()).code == "assess_first"
    assert done(PETRA, PETRAS, assessment("low", basis=("information",))).risk == "low"


def test_with_low_risk_and_no_contact_it_is_closed_after_an_attempt_on_the_telephone() -> None:
    """Men suicidrisken bedöms som låg med rimlig säkerhet, så avslutas kontakten utan ytterligare åtgärd (O13, O14)."""
    low = assessed("low")
    assert refusal(PETRA, low, close()).code == "call_first"
    called = done(PETRA, low, CALL)
    assert called.calls == 1
    assert refusal(PETRA, called, close(certain=False)).code == "certainty_needed"
    assert refusal(PETRA, called, close(reason="")).code == "reason_needed"
    assert done(PETRA, called, close()).phase is Phase.ENDED


@pytest.mark.parametrize("level", ["moderate", "high"])
def test_with_at_least_moderate_risk_on_call_or_112_is_contacted_before_it_is_closed(level: str) -> None:
    """Om risken bedöms kunna vara minst måttlig kontaktas beredskapsjour. I akuta situationer ring 112 (O15 to O17)."""
    case = done(PETRA, assessed(level), CALL)
    assert refusal(PETRA, case, close()).code == "hand_on_first"
    for to in ("on_call", "112"):
        told = done(SARA, case, c.HandOn(to, "Svarar inte."))
        assert told.handed_on == to
        # Also the last resort for who refuses care: the visit need not have been.
        assert done(PETRA, told, close(certain=False)).phase is Phase.ENDED


def test_a_nurse_closes_nothing_of_this() -> None:
    ready = replace(done(PETRA, assessed("moderate"), c.HandOn("112", "Akut.")), owner=SARA.id)
    assert refusal(SARA, ready, close()).code == "suicide_flag_stays_open"
    assert "CloseRisk" not in allowed(SARA, ready)
    assert refusal(SARA, case_in(Phase.VISIT), c.HandOn("112", "Akut.")).code == "no_risk_raised"
    assert refusal(SARA, ready, c.HandOn("", "Akut.")).code == "handed_on_missing"  # type: ignore[arg-type]
    assert refusal(SARA, ready, c.HandOn("112", " ")).code == "reason_needed"


def test_what_is_flagged_cannot_wait_until_tomorrow() -> None:
    flagged = replace(case_in(Phase.WAITING, suicide_flag=True), risk="moderate")
    assert refusal(SARA, flagged, c.DeferCase()).code == "urgent_cannot_wait"


def test_licensed_staff_change_the_priority_with_a_reason() -> None:
    """Det är alltid den legitimerade personalen som ansvarar för bedömningen (C6)."""
    case = case_in(Phase.VISIT)
    changed = done(SARA, case, c.ChangePriority(2, "Låter sämre än svaren."))
    assert (changed.priority, changed.triaged_priority) == (2, 4)
    again = done(SARA, changed, c.ChangePriority(3, "Bättre nu."))
    assert (again.priority, again.triaged_priority) == (3, 4)
    assert refusal(SARA, case, c.ChangePriority(2, " ")).code == "reason_needed"
    assert refusal(SARA, case, c.ChangePriority(4, "Samma.")).code == "priority_same"
    # (C3) 1 är högst, 5 är lägst
    assert refusal(SARA, case, c.ChangePriority(6, "Fel.")).code == "not_a_priority"
    assert refusal(SIGGE, case, c.ChangePriority(2, "Inte min.")).code == "not_owner"
