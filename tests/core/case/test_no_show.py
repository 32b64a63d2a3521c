"""Nobody comes to a booked visit: telephoned first, ended then, or come late after all (J9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sluss.core.booked import came_late, no_show
from sluss.core.case import commands as c
from sluss.core.case.decide import decide
from sluss.core.case.model import Case
from sluss.core.case.offered import withheld
from sluss.core.case.phases import Phase
from tests.core.case.scene import AGNETA, FACTS, NOW, SARA, case_in, done, refusal

# It should have begun a minute ago.
BEGUN = replace(FACTS, now=NOW + timedelta(hours=1, minutes=1))


def called(case: Case, reached: bool = False) -> Case:
    return done(SARA, case, c.LogCall(reached, ""), BEGUN)


def test_nobody_is_absent_before_the_time() -> None:
    """(J9)"""
    case = case_in(Phase.BOOKED)
    assert refusal(SARA, case, c.NoteNoShow()).code == "not_begun_yet"
    assert "NoteNoShow" in withheld(case, FACTS)
    missed = done(SARA, case, c.NoteNoShow(), BEGUN)
    assert no_show(missed)
    assert decide(SARA, missed, c.NoteNoShow(), BEGUN) == []
    assert refusal(SARA, case_in(Phase.ACCEPTED), c.NoteNoShow(), BEGUN).code == "not_booked"


def test_an_absent_patient_is_telephoned_before_the_visit_is_ended() -> None:
    """(J9)"""
    case = case_in(Phase.BOOKED)
    assert refusal(SARA, case, c.EndNoShow("no_show"), BEGUN).code == "no_show_first"
    missed = done(SARA, case, c.NoteNoShow(), BEGUN)
    assert refusal(SARA, missed, c.EndNoShow("no_show"), BEGUN).code == "call_the_patient_first"
    assert refusal(SARA, called(missed), c.EndNoShow("egenvard"), BEGUN).code == "not_an_outcome"
    over = done(SARA, called(missed), c.EndNoShow("no_show"), BEGUN)
    assert (over.phase, over.outcome, over.notes_due) == (Phase.ENDED, "no_show", ())


def test_a_visit_held_by_telephone_is_documented_by_who_had_it() -> None:
    """(J9, P8)"""
    taken = done(SARA, case_in(Phase.BOOKED), c.AcceptCase(), BEGUN)
    missed = called(done(SARA, taken, c.NoteNoShow(), BEGUN), reached=True)
    assert done(SARA, missed, c.EndNoShow("by_phone"), BEGUN).notes_due == (SARA.id,)


def test_who_comes_late_after_all_is_no_longer_absent() -> None:
    """(J9)"""
    missed = called(done(SARA, case_in(Phase.BOOKED), c.NoteNoShow(), BEGUN))
    late = replace(BEGUN, now=BEGUN.now + timedelta(minutes=5))
    came = done(AGNETA, missed, c.EnterWaitingRoom(), late)
    assert came_late(came)
    assert not no_show(came)
    assert refusal(SARA, came, c.EndNoShow("no_show"), late).code == "has_come"
