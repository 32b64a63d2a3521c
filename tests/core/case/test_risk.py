"""Hantering av suicidal patient (H24): the sentences of the routine, each allowed beside what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from sluss.core.access import allowed
from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import Case
from sluss.core.case.offered import withheld
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.notices import jobs
from sluss.core.routine import RiskRules, Routine
from tests.core.case.scene import (
    AGNETA,
    DAVID,
    FACTS,
    NILS,
    NOW,
    PACK,
    PETRA,
    SARA,
    SIGGE,
    after,
    case_in,
    done,
    refusal,
    uuid,
)

FLAGGED = replace(case_in(Phase.VISIT, suicide_flag=True), risk="unassessed", staff_said=5)
PETRAS = replace(FLAGGED, owner=PETRA.id)
RAISE = c.RaiseRisk("Skriver att hen inte orkar mer.")
# NOW is a Friday: 48 hours on is a Sunday.
MONDAY = replace(FACTS, now=datetime(2026, 11, 23, 10, tzinfo=STOCKHOLM))


def assessment(level: str, **changes: Any) -> c.AssessRisk:
    values: dict[str, Any] = {
        "step": "suicidtankar",
        "risk_factors": ("depression",),
        "protective_factors": ("narstaende",),
        "factors": "",
        "basis": ("chat",),
        "text": "Har tankar men ingen avsikt.",
        "opposes": False,
        "plan": "",
    }
    return c.AssessRisk(level=level, message_id=uuid(610), **{**values, **changes})


def assessed(level: str, case: Case = PETRAS) -> Case:
    return done(PETRA, case, assessment(level), MONDAY)


def test_on_suspicion_staff_raise_the_flag_with_a_reason() -> None:
    """Vid misstanke om suicidrisk (C11, O18)."""
    calm = replace(case_in(Phase.ASYNC), open_until=NOW + timedelta(days=1))
    raised = done(SARA, calm, RAISE)
    assert (raised.suicide_flag, raised.risk, raised.open_until) == (True, "unassessed", None)
    assert refusal(SARA, calm, c.RaiseRisk("  ")).code == "reason_needed"
    assert refusal(SARA, raised, RAISE).code == "risk_raised_already"
    assert "RaiseRisk" in allowed(SARA, calm)
    assert "RaiseRisk" not in allowed(SARA, raised)


def test_a_resident_who_raises_no_flag_is_never_asked_to() -> None:
    assert refusal(AGNETA, case_in(Phase.VISIT), RAISE).code == "not_yours"


@pytest.mark.parametrize("actor", [SARA, SIGGE, NILS, AGNETA], ids=lambda actor: actor.name)
def test_nobody_but_psychologist_or_physician_sets_the_level(actor: Actor) -> None:
    """En samlad suicidriskbedömning görs sedan av psykolog eller läkare (O3, decision 15)."""
    case = replace(FLAGGED, owner=actor.id, guests=(NILS.id,))
    assert refusal(actor, case, assessment("none")).code == "not_yours"
    assert "AssessRisk" not in allowed(actor, case)


@pytest.mark.parametrize("actor", [DAVID, PETRA], ids=lambda actor: actor.name)
def test_psychologist_and_physician_assess_with_ladder_and_factors(actor: Actor) -> None:
    """I suicidriskbedömningen skall ingå suicidstegen samt en kartläggning av risk- och skyddsfaktorer (O3, O4, O5)."""
    found = decide(actor, replace(FLAGGED, owner=actor.id), assessment("low"), FACTS)[0]
    assert isinstance(found, e.RiskAssessed)
    assert (found.step, found.risk_factors, found.protective_factors) == (
        "suicidtankar",
        ("depression",),
        ("narstaende",),
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"step": ""}, "ladder_step_missing"),
        ({"step": "elsewhere"}, "ladder_step_missing"),
        ({"risk_factors": ("unknown",)}, "factor_unknown"),
        ({"protective_factors": ("unknown",)}, "factor_unknown"),
        ({"basis": ()}, "basis_missing"),
        ({"basis": ("tarot",)}, "basis_missing"),
        ({"text": " "}, "assessment_empty"),
        ({"level": "unassessed"}, "risk_level_missing"),
        ({"level": ""}, "risk_level_missing"),
    ],
    ids=str,
)
def test_an_assessment_that_lacks_something_says_what(changes: dict[str, Any], code: str) -> None:
    assert refusal(PETRA, PETRAS, assessment(**{"level": "low", **changes})).code == code


def test_a_pack_without_a_ladder_has_no_assessment() -> None:
    facts = replace(FACTS, pack=replace(PACK, routine=Routine(risk=RiskRules())))
    assert refusal(PETRA, PETRAS, assessment("low"), facts).code == "function_off"
    assert "AssessRisk" in withheld(PETRAS, facts)
    assert "AssessRisk" not in withheld(PETRAS, FACTS)


@pytest.mark.parametrize("level", ["none", "low"])
def test_with_no_or_low_risk_the_patient_is_asked_whether_online_feels_safe(level: str) -> None:
    """Fråga patienten om det känns tillräckligt tryggt att fortsätta vården online (O6)."""
    events = decide(PETRA, PETRAS, assessment(level), FACTS)
    asked = next(x for x in events if isinstance(x, e.MessageSent))
    assert (asked.side, asked.text) == ("staff", PACK.routine.risk.ask_safe)
    case = assessed(level)
    assert (case.suicide_flag, case.risk, case.feels_safe, case.visit_by) == (False, level, "asked", None)
    assert done(PETRA, case, c.NoteSafe(safe=True)).feels_safe == "yes"
    assert done(PETRA, case, c.NoteSafe(safe=False)).feels_safe == "no"
    # Then a nurse may end it, and the clock too.
    assert done(SARA, replace(case, owner=SARA.id), c.EndVisit(0)).phase is Phase.ENDED


def test_before_the_visit_the_question_waits_until_the_chat_is_open() -> None:
    case = done(PETRA, replace(PETRAS, phase=Phase.ACCEPTED), assessment("low"))
    assert case.feels_safe is None
    assert "AskSafe" not in allowed(PETRA, case)
    opened = replace(case, phase=Phase.VISIT)
    assert "AskSafe" in allowed(PETRA, opened)
    assert done(PETRA, opened, c.AskSafe(uuid(620))).feels_safe == "asked"
    assert refusal(PETRA, PETRAS, c.AskSafe(uuid(620))).code == "safe_not_asked_now"
    assert refusal(PETRA, PETRAS, c.NoteSafe(safe=True)).code == "safe_not_asked"


def test_with_moderate_risk_the_physical_visit_is_within_48_hours_of_the_assessment() -> None:
    """Besöket skall ske inom 2 dagar (O7, O8, decision 11)."""
    case = assessed("moderate")
    assert case.visit_by == MONDAY.now + timedelta(hours=48)
    assert (case.suicide_flag, case.feels_safe, case.open_until) == (True, None, None)
    # To assess anew moves no clock that runs.
    later = replace(MONDAY, now=MONDAY.now + timedelta(hours=20))
    assert done(PETRA, case, assessment("moderate"), later).visit_by == case.visit_by


def test_a_case_with_moderate_risk_stays_open_until_the_physical_visit_has_been() -> None:
    """Ha kvar patienten i chatten (asynkron fas) tills hen har varit på sitt fysiska besök (O9, O18)."""
    case = assessed("moderate")
    assert refusal(PETRA, case, c.EndVisit(0)).code == "visit_first"
    waiting = done(PETRA, case, c.EndVisit(1))
    assert (waiting.phase, waiting.open_until) == (Phase.ASYNC, None)
    assert refusal(PETRA, waiting, c.EndCase()).code == "visit_first"
    assert decide(SYSTEM, waiting, c.CloseByClock(), replace(FACTS, now=NOW + timedelta(days=99))) == []
    been = done(SARA, waiting, c.VisitHasBeen())
    assert refusal(SARA, been, c.VisitHasBeen()).code == "no_visit_awaited"
    assert done(PETRA, been, c.EndCase()).phase is Phase.ENDED
    assert refusal(SARA, replace(been, owner=SARA.id), c.EndCase()).code == "suicide_flag_stays_open"


def test_what_nobody_has_assessed_is_ended_by_nobody() -> None:
    """O18, decision 15: also the psychologist assesses first."""
    assert refusal(PETRA, PETRAS, c.EndVisit(0)).code == "assess_first"
    assert refusal(PETRA, replace(PETRAS, phase=Phase.ASYNC), c.EndCase()).code == "assess_first"


def test_when_48_hours_end_on_a_weekend_the_individual_plan_is_written() -> None:
    """Vid helg och långhelg görs en individuell handläggning av psykolog/läkare (O11, decision 11)."""
    assert refusal(PETRA, PETRAS, assessment("moderate"), FACTS).code == "plan_needed"
    assert done(PETRA, PETRAS, assessment("moderate", plan="Ringer på lördag."), FACTS).risk == "moderate"
    # The second day after Wednesday 23 December 2026 is Christmas Day.
    christmas = replace(FACTS, now=datetime(2026, 12, 23, 10, tzinfo=STOCKHOLM))
    assert refusal(PETRA, PETRAS, assessment("moderate"), christmas).code == "plan_needed"


def test_when_the_patient_opposes_booking_the_individual_plan_is_written() -> None:
    """Eller om patienten motsätter sig bokning till vårdcentralen (O11)."""
    assert refusal(PETRA, PETRAS, assessment("moderate", opposes=True), MONDAY).code == "plan_needed"
    assert done(PETRA, PETRAS, assessment("moderate", opposes=True, plan="Ringer i kväll."), MONDAY).visit_by


def test_staff_and_head_are_told_when_the_visit_has_not_been_in_time() -> None:
    """O8: the clock, once; not after the visit, nor before its time."""
    case = assessed("moderate")
    assert case.visit_by
    planned = jobs(case, [decide(PETRA, PETRAS, assessment("moderate"), MONDAY)[0]], MONDAY)
    assert [(job.kind, job.run_at) for job in planned] == [("visit_overdue", case.visit_by)]
    assert decide(SYSTEM, case, c.RemindOfVisit(), replace(FACTS, now=case.visit_by - timedelta(minutes=1))) == []
    late = replace(FACTS, now=case.visit_by)
    overdue = done(SYSTEM, case, c.RemindOfVisit(), late)
    assert overdue.visit_overdue
    assert decide(SYSTEM, overdue, c.RemindOfVisit(), late) == []
    told = jobs(overdue, [e.PhysicalVisitOverdue()], late)
    assert {job.kind for job in told} == {"staff_notice", "visit_alert"}
    been = done(SARA, case, c.VisitHasBeen())
    assert decide(SYSTEM, been, c.RemindOfVisit(), late) == []


def test_a_higher_risk_comes_before_a_lower_in_the_order_of_work() -> None:
    """Dessa patienter prioriteras framför andra patienter med lägre suicidrisk (O10); triage's own is kept (C6)."""
    case = replace(PETRAS, priority=4)
    for level, priority in (("high", 1), ("moderate", 2), ("low", 4)):
        assert assessed(level, case).priority == priority
    assert assessed("moderate", case).triaged_priority == 4
    assert assessed("moderate", replace(case, priority=1)).priority == 1


def test_what_signals_again_after_low_risk_is_unassessed_and_what_was_moderate_stays_so() -> None:
    """O1, C11: a form answered later raises it anew."""
    answered = e.FormAnswered(1, urgent=False, suicide_flag=True, answers={})
    from_low, from_moderate = (after(assessed(level), [answered]) for level in ("low", "moderate"))
    assert (from_low.risk, from_low.suicide_flag) == ("unassessed", True)
    assert from_moderate.risk == "moderate"
