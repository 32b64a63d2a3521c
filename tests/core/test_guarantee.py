"""Den nationella vårdgarantin gäller även vid kontakt via plattformen (H24): two clocks in calendar days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.guarantee import clocks, state
from sluss.core.hours import STOCKHOLM
from sluss.core.routine import Guarantee
from tests.core.case.scene import AGNETA, FACTS, NOW, PETRA, SARA, SIGGE, case_in, done, message, uuid


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("sent", "contact", "assessment"),
    [
        (at(11, 20, 10), at(11, 21), at(11, 24)),
        # Saturday night: closed days count.
        (at(11, 21, 23, 59), at(11, 22), at(11, 25)),
        # Over the change from summer time the days are days of the calendar.
        (at(10, 23, 12), at(10, 24), at(10, 27)),
    ],
    ids=str,
)
def test_contact_the_same_day_and_assessment_within_three(
    sent: datetime, contact: datetime, assessment: datetime
) -> None:
    """X1: until midnight of the last day."""
    assert clocks(Guarantee(), sent) == (contact, assessment)


def test_a_clock_runs_is_near_is_kept_or_missed() -> None:
    by = at(11, 21)
    assert state("contact", None, None, NOW) == ""
    assert state("contact", by, None, at(11, 20, 13, 59)) == "running"
    assert state("contact", by, None, at(11, 20, 14)) == "near"
    assert state("assessment", by, None, at(11, 20, 0)) == "near"
    assert state("contact", by, None, by) == "missed"
    assert state("contact", by, by - timedelta(seconds=1), at(12, 1)) == "kept"
    assert state("contact", by, by, at(12, 1)) == "missed"


def test_the_first_word_of_staff_is_the_contact_and_no_later_one() -> None:
    case = case_in(Phase.VISIT)
    assert done(AGNETA, case, message()).contacted_at is None
    said = done(SARA, case, message())
    assert said.contacted_at == NOW
    later = replace(FACTS, now=NOW + timedelta(hours=3))
    assert done(SARA, said, replace(message(number=700)), later).contacted_at == NOW


def test_a_call_in_which_the_patient_was_reached_is_a_contact() -> None:
    case = case_in(Phase.VISIT)
    assert done(SARA, case, c.LogCall(reached=True, text="")).contacted_at == NOW
    assert done(SARA, case, c.LogCall(reached=False, text="")).contacted_at is None


def test_an_ended_visit_a_note_or_an_assessed_risk_is_the_assessment() -> None:
    case = case_in(Phase.VISIT)
    assert done(SARA, case, c.EndVisit(1)).assessed_at == NOW
    assert done(SARA, case, c.EndVisit(0)).assessed_at == NOW
    assert done(SARA, case, c.SaveNote(0, "", "", "Bedömd.", "", "")).assessed_at == NOW
    risk = c.AssessRisk("suicidtankar", (), (), "", "low", ("chat",), "Låg.", False, "", uuid(710))
    assert done(PETRA, replace(case, owner=PETRA.id), risk).assessed_at == NOW
    # The conversation that goes on asynchronously is not assessed by that.
    assert done(SARA, case, c.ConvertToAsync(1)).assessed_at is None


def test_the_clock_runs_on_when_the_case_waits_or_is_handed_over() -> None:
    """Tid ska erbjudas patienten kommande dag; be inte patienten att söka på nytt (X3, D14)."""
    waiting = replace(case_in(Phase.WAITING), contact_by=at(11, 21), assess_by=at(11, 24))
    deferred = done(SARA, waiting, c.DeferCase())
    assert (deferred.contact_by, deferred.assess_by) == (waiting.contact_by, waiting.assess_by)
    taken = done(SARA, waiting, c.AcceptCase())
    over = done(SARA, taken, c.HandOver("vc-angen", "nurse", None, 3, "Tar du?", "", True, uuid(720)))
    accepted = done(SIGGE, over, c.AcceptHandover(uuid(721)))
    assert (accepted.contact_by, accepted.assess_by) == (waiting.contact_by, waiting.assess_by)


def test_what_staff_begin_and_other_matters_have_no_such_clock() -> None:
    begun = decide(SARA, case_in(Phase.NEW), c.StartCareCase(AGNETA.id, "provsvar", "", 3, False, uuid(730)), FACTS)
    assert isinstance(begun[0], e.CareCaseStarted)
    assert not hasattr(begun[0], "contact_by")
