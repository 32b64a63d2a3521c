"""Who goes on shift, and what keeps somebody from leaving it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sluss.core import shift as rules
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.people import Mandate
from sluss.core.refusal import Hidden, Refused
from sluss.core.shift import CasesLeft, InflowLeft, InflowTaken, Leaving, Shift, ShiftEnded, ShiftStarted
from tests.core.case.scene import NOW, SARA, SIGGE, case_in, uuid

NURSE, ADMIN = Mandate("vc-angen", "nurse"), Mandate("vc-angen", "local_admin")
AT_BERGET = Mandate("vc-berget", "nurse")
SHIFT = Shift(uuid(700), SARA.id, NURSE, False, NOW - timedelta(hours=6))
REASON = "Brandlarm, alla måste ut."
LATER, EARLIER = NOW + timedelta(hours=18), NOW - timedelta(minutes=1)


def refused(call: Any, *arguments: Any) -> str:
    with pytest.raises(Refused) as no:
        call(*arguments)
    return no.value.code


def leaving(*cases: Case, others: int = 0) -> Leaving:
    return Leaving(NOW, SHIFT, others, [case for case in cases if case.owner == SARA.id], cases)


def waiting(**changes: Any) -> Case:
    return replace(case_in(Phase.WAITING), **changes)


def talked(**changes: Any) -> Case:
    """An asynchronous case of Sara's in which nobody waits for an answer."""
    return replace(case_in(Phase.ASYNC), **{"waiting_since": None, **changes})


def test_a_shift_is_begun_in_a_licensed_role_that_the_login_gave() -> None:
    assert rules.start([NURSE, ADMIN], NURSE, True, None) == [ShiftStarted("vc-angen", "nurse", True)]
    for held, wanted in (([NURSE, ADMIN], ADMIN), ([NURSE], AT_BERGET), ([], NURSE)):
        with pytest.raises(Hidden):
            rules.start(held, wanted, False, None)


def test_a_person_is_at_one_place_at_a_time_and_goes_on_with_the_shift_that_runs() -> None:
    both = [NURSE, AT_BERGET]
    assert rules.start(both, NURSE, True, SHIFT) == []
    assert refused(rules.start, both, AT_BERGET, False, SHIFT) == "shift_elsewhere"


def test_the_running_shift_is_found_again_at_the_next_login() -> None:
    assert rules.at_login([ADMIN, NURSE], SHIFT) == NURSE
    assert rules.at_login([AT_BERGET], SHIFT) == AT_BERGET
    assert rules.at_login([ADMIN, AT_BERGET], SHIFT) is None
    assert rules.at_login([NURSE], None) == NURSE
    assert rules.at_login([ADMIN, NURSE], None) is None


def test_a_role_with_patients_is_entered_only_by_beginning_a_shift() -> None:
    assert refused(rules.may_switch_to, NURSE) == "shift_first"
    rules.may_switch_to(ADMIN)


def test_one_answers_for_the_inflow_or_no_longer() -> None:
    """(D11)"""
    assert rules.answer_for_inflow(SHIFT, True) == [InflowTaken()]
    assert rules.answer_for_inflow(replace(SHIFT, inflow=True), False) == [InflowLeft()]
    assert rules.answer_for_inflow(SHIFT, False) == []


@pytest.mark.parametrize(
    ("name", "case", "kept"),
    [
        ("taken and not started", case_in(Phase.ACCEPTED), True),
        ("a visit under way", case_in(Phase.VISIT), True),
        ("offered in a handover that nobody has accepted", talked(handover_unit="vc-berget"), True),
        ("an unanswered message", talked(waiting_since=EARLIER), True),
        ("an asynchronous case that waits for the resident", talked(), False),
        ("ended", case_in(Phase.ENDED), False),
        ("a colleague's visit", case_in(Phase.VISIT, owner=SIGGE), False),
    ],
)
def test_nobody_leaves_open_cases_of_their_own(name: str, case: Case, kept: bool) -> None:
    """H24: Kontrollera att du inte har några pågående besök som ska avslutas (V2, Q7)."""
    facts = Leaving(NOW, SHIFT, 1, [case], [])
    if kept:
        assert refused(rules.end, facts, None) == "shift_open_cases", name
    else:
        assert rules.end(facts, None) == [ShiftEnded("self")], name


@pytest.mark.parametrize(
    ("name", "case", "why"),
    [
        ("nobody has decided about it", waiting(), "undecided"),
        ("it could wait until a time that has come", waiting(deferred_until=EARLIER), "undecided"),
        ("it can wait", waiting(deferred_until=LATER), None),
        ("urgent, whatever was decided", waiting(urgent=True, deferred_until=LATER), "urgent"),
        ("priority 1", waiting(priority=1), "urgent"),
        ("a flag for suicide risk", waiting(suicide_flag=True), "urgent"),
        ("urgent, with one who has gone home", replace(case_in(Phase.VISIT, owner=SIGGE), urgent=True), "urgent"),
        ("taken, and not urgent", case_in(Phase.VISIT, owner=SIGGE), None),
        ("urgent and unanswered in the days after", talked(urgent=True, waiting_since=EARLIER), "urgent"),
        ("urgent and answered", talked(urgent=True), None),
        ("not urgent, unanswered", talked(waiting_since=EARLIER), None),
        ("a visit that went back to the queue", case_in(Phase.VISIT, owner=None), "undecided"),
        ("handed to the unit", replace(case_in(Phase.VISIT), unit="x", handover_unit="vc-angen"), "handover"),
        ("handed to another unit", replace(case_in(Phase.VISIT), handover_unit="x"), None),
        ("at another unit", waiting(unit="vc-berget", urgent=True), None),
        ("ended", replace(case_in(Phase.ENDED), urgent=True), None),
    ],
)
def test_the_last_one_cannot_leave_while_something_cannot_wait(name: str, case: Case, why: str | None) -> None:
    """H24: innan tjänsten blir obemannad så att inga brådskande ärenden lämnas utan åtgärd (V5, Q5)."""
    assert rules.cannot_wait(case, "vc-angen", NOW) == why, name
    last, with_colleague = Leaving(NOW, SHIFT, 0, [], [case]), Leaving(NOW, SHIFT, 1, [], [case])
    if why:
        assert refused(rules.end, last, None) == "last_one_urgent", name
    else:
        assert rules.end(last, None) == [ShiftEnded("self")], name
    assert rules.end(with_colleague, None) == [ShiftEnded("self")], name


def test_who_must_leave_all_the_same_writes_why() -> None:
    """(V5)"""
    facts = leaving(case_in(Phase.VISIT), waiting(urgent=True))
    for said in (None, "", "   \n  "):
        assert refused(rules.end, facts, said) == "shift_open_cases"
    assert refused(rules.end, facts, "  måste gå  ") == "leave_reason_short"
    assert refused(rules.end, facts, "x" * 1001) == "leave_reason_long"
    assert rules.end(facts, REASON) == [
        CasesLeft(("shift_open_cases", "last_one_urgent")),
        ShiftEnded("override"),
    ]


def test_a_reason_that_was_not_needed_makes_no_exception() -> None:
    assert rules.end(leaving(), REASON) == [ShiftEnded("self")]


def test_the_clock_ends_a_forgotten_shift_and_says_what_it_left() -> None:
    """(V3)"""
    assert rules.end_by_clock(leaving()) == [ShiftEnded("clock")]
    left = rules.end_by_clock(leaving(waiting(), others=0))
    assert left == [CasesLeft(("last_one_urgent",)), ShiftEnded("clock")]


def test_the_head_is_told_of_what_was_left_and_whether_anybody_is_there() -> None:
    """(V5)"""
    longest = timedelta(hours=14)
    [ending] = rules.jobs(SHIFT, [ShiftStarted("vc-angen", "nurse", False)], 0, NOW, longest)
    assert (ending.kind, ending.run_at) == ("end_shift", NOW + longest)
    left: list[rules.Event] = [CasesLeft(("shift_open_cases",)), ShiftEnded("override")]
    for others, template in ((0, "unit_left"), (2, "shift_left")):
        alert, back = rules.jobs(SHIFT, left, others, NOW, longest)
        assert (back.kind, back.data) == ("give_back", {"staff": str(SARA.id), "unit": "vc-angen"})
        assert (alert.kind, alert.run_at) == ("unit_alert", NOW)
        assert alert.data == {"unit": "vc-angen", "template": template}
    assert rules.jobs(SHIFT, [ShiftEnded("self")], 0, NOW, longest) == []
    [alert] = rules.jobs(SHIFT, [CasesLeft(("last_one_urgent",)), ShiftEnded("clock")], 0, NOW, longest)
    assert alert.kind == "unit_alert", "there is nothing to give back"


@pytest.mark.parametrize(
    ("case", "at_work", "needs"),
    [
        (waiting(), False, ("undecided",)),
        (waiting(deferred_until=LATER), False, ()),
        (case_in(Phase.ACCEPTED), True, ("not_started", "unanswered")),
        (replace(case_in(Phase.VISIT), waiting_since=None), True, ("visit",)),
        (replace(case_in(Phase.VISIT), waiting_since=None), False, ("owner_away", "visit")),
        (replace(case_in(Phase.VISIT, owner=None), waiting_since=None), False, ("unowned", "visit")),
        (talked(), False, ()),
        (talked(waiting_since=EARLIER), True, ("unanswered",)),
        (talked(handover_unit="vc-berget"), True, ("handover",)),
        (talked(overdue=True), True, ("overdue",)),
        (replace(case_in(Phase.ENDED), notes_due=(SIGGE.id,)), True, ("note",)),
        (case_in(Phase.ENDED), False, ()),
    ],
)
def test_the_review_of_the_day_says_what_each_case_needs(case: Case, at_work: bool, needs: tuple[str, ...]) -> None:
    """H24: kontrollera att inget ärende är bortglömt (E15, Q5)."""
    assert rules.needs(case, at_work, NOW) == needs
