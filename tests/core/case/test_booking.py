"""Booked visits: when they may be, whose they are, moved, cancelled, and when nobody comes (K1 to K14, J1, J9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from sluss.core.booked import reminders
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import BOOKED, Case
from sluss.core.case.offered import withheld
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.notices import jobs
from sluss.core.routine import Booking, Protected
from tests.core.case.scene import (
    AGNETA,
    BRITTA,
    FACTS,
    NOW,
    PACK,
    PATIENT,
    SARA,
    SIGGE,
    after,
    at_work,
    case_in,
    done,
    refusal,
    uuid,
)

HALF = timedelta(minutes=30)
KNOWN = replace(FACTS, colleague=at_work(SARA))


def book(starts: datetime = NOW + timedelta(days=3), lasts: timedelta = HALF, **more: object) -> c.BookVisit:
    asked = c.BookVisit(AGNETA.id, "visit", "vc-angen", "nurse", SARA.id, "provsvar", starts, starts + lasts)
    return replace(asked, **more)  # type: ignore[arg-type]


def booked() -> Case:
    return done(SARA, Case(uuid(100)), book(), KNOWN)


def test_a_visit_is_booked_without_any_consent_and_the_patient_is_told() -> None:
    """(K13, K14, U3)"""
    events = decide(SARA, Case(uuid(100)), book(), KNOWN)
    assert [type(x) for x in events] == [e.VisitBooked, e.SmsAsked]
    case = after(Case(uuid(100)), events)
    assert (case.phase, case.flow, case.booked_staff, case.resident) == (Phase.BOOKED, BOOKED, SARA.id, AGNETA.id)
    assert events[1] == e.SmsAsked(f"sms:{case.id}:1", AGNETA.id, "booked")
    assert case.owner is None
    assert "consent" not in c.BookVisit.__slots__


@pytest.mark.parametrize(
    ("starts", "lasts", "code"),
    [
        (NOW + timedelta(days=1), timedelta(0), "ends_before_start"),
        (NOW + timedelta(days=1), timedelta(hours=-1), "ends_before_start"),
        (NOW - timedelta(hours=1, minutes=1), HALF, "time_is_past"),
        (NOW + timedelta(days=1), timedelta(hours=8, minutes=1), "visit_too_long"),
        (NOW + timedelta(days=732), HALF, "time_too_far"),
    ],
)
def test_times_that_nobody_means_are_refused(starts: datetime, lasts: timedelta, code: str) -> None:
    assert refusal(SARA, Case(uuid(100)), book(starts, lasts), KNOWN).code == code
    moved = refusal(SARA, booked(), c.MoveBooking(starts, starts + lasts))
    assert moved.code == code


def test_what_begins_now_or_has_just_begun_can_be_booked() -> None:
    for starts in (NOW, NOW - timedelta(minutes=59), NOW + timedelta(days=730)):
        assert decide(SARA, Case(uuid(100)), book(starts, timedelta(hours=8)), KNOWN)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"unit": "vc-berget"}, "booking_elsewhere"),
        ({"reason": "finns-inte"}, "reason_unknown"),
        ({"reason": "intyg"}, "reason_unknown"),
        ({"role": "local_admin"}, "recipient_unknown"),
        ({"role": "physician"}, "colleague_not_here"),
        ({"staff": SIGGE.id}, None),
    ],
)
def test_a_visit_is_booked_at_ones_own_unit_for_somebody_who_works_there(
    changed: dict[str, Any], code: str | None
) -> None:
    if code is None:
        there = replace(KNOWN, colleague=at_work(SIGGE))
        assert decide(SARA, Case(uuid(100)), replace(book(), **changed), there)
        return
    assert refusal(SARA, Case(uuid(100)), replace(book(), **changed), KNOWN).code == code


def test_whose_visit_it_is_may_be_left_open_and_a_stranger_is_nobody() -> None:
    assert decide(SARA, Case(uuid(100)), book(staff=None), FACTS)
    assert refusal(SARA, Case(uuid(100)), book(), replace(FACTS, colleague=None)).code == "colleague_not_here"
    assert (
        refusal(SARA, Case(uuid(100)), book(), replace(FACTS, colleague=at_work(BRITTA))).code == "colleague_not_here"
    )


def test_who_is_no_patient_here_or_has_protected_identity_where_that_is_not_handled_is_not_booked() -> None:
    assert refusal(SARA, Case(uuid(100)), book(), replace(KNOWN, patient=None)).code == "patient_unknown"
    routine = replace(PACK.routine, protected=Protected(own=False, advice="Ring."))
    none = replace(KNOWN, pack=replace(FACTS.pack, routine=routine), patient=replace(PATIENT, protected=True))
    assert refusal(SARA, Case(uuid(100)), book(), none).code == "protected_not_here"


def test_a_time_that_overlaps_another_of_the_same_person_is_warned_of_and_can_be_booked_all_the_same() -> None:
    clash = replace(KNOWN, clash=(NOW + timedelta(days=3), NOW + timedelta(days=3, minutes=45)))
    no = refusal(SARA, Case(uuid(100)), book(), clash)
    assert (no.code, no.facts) == ("booked_already", {"starts": "10.00", "ends": "10.45"})
    assert decide(SARA, Case(uuid(100)), book(although=True), clash)
    move = c.MoveBooking(NOW + timedelta(days=4), NOW + timedelta(days=4, hours=1))
    assert refusal(SARA, booked(), move, clash).code == "booked_already"
    assert decide(SARA, booked(), replace(move, although=True), clash)


def test_a_moved_visit_begins_anew_and_the_same_time_is_no_move() -> None:
    """(K13)"""
    case = booked()
    assert decide(SARA, case, c.MoveBooking(case.booked_from, case.booked_until), FACTS) == []  # type: ignore[arg-type]
    late = replace(case, arrived_at=NOW, waiting_since=NOW, no_show_at=NOW)
    moved = done(SARA, late, c.MoveBooking(NOW + timedelta(days=9), NOW + timedelta(days=9, hours=1)))
    assert (moved.arrived_at, moved.no_show_at, moved.waiting_since) == (None, None, None)
    assert moved.phase is Phase.BOOKED


def test_a_cancelled_visit_is_told_of_and_over() -> None:
    """(K13)"""
    events = decide(SARA, booked(), c.CancelBooking(), FACTS)
    assert [type(x) for x in events] == [e.SmsAsked, e.BookingCancelled]
    case = after(booked(), events)
    assert (case.phase, case.outcome) == (Phase.WITHDRAWN, "cancelled")
    assert refusal(SARA, case, c.MoveBooking(NOW, NOW + HALF)).code == "case_closed"


def test_a_booked_visit_is_accepted_and_started_as_a_drop_in_and_begins_in_chat_with_the_greeting() -> None:
    """(K12, F1)"""
    case = done(SIGGE, case_in(Phase.BOOKED), c.AcceptCase())
    assert (case.phase, case.owner) == (Phase.ACCEPTED, SIGGE.id)
    events = decide(SIGGE, case, c.StartVisit(uuid(700)), FACTS)
    assert isinstance(events[0], e.VisitStarted)
    assert isinstance(events[1], e.MessageSent)
    unit, words = FACTS.pack.units[case.unit or ""], FACTS.pack.texts.greeting_booked
    assert events[1].text == words.format(unit=unit.name, name=SIGGE.name, title=SIGGE.title)
    assert after(case, events).phase is Phase.VISIT


def test_it_is_accepted_on_its_day_and_not_before() -> None:
    tomorrow = replace(case_in(Phase.BOOKED), booked_from=NOW + timedelta(days=1))
    assert refusal(SARA, tomorrow, c.AcceptCase()).code == "not_today"
    assert "AcceptCase" in withheld(tomorrow, FACTS)
    assert "AcceptCase" not in withheld(case_in(Phase.BOOKED), FACTS)


def test_laid_back_it_stands_among_the_booked_visits_with_its_time() -> None:
    """(K12)"""
    taken = done(SARA, case_in(Phase.BOOKED), c.AcceptCase())
    back = done(SARA, taken, c.ReleaseCase())
    assert (back.phase, back.owner, back.booked_from) == (Phase.BOOKED, None, taken.booked_from)
    # A drop-in goes to the queue.
    assert done(SARA, case_in(Phase.ACCEPTED), c.ReleaseCase()).phase is Phase.WAITING


def test_only_who_has_consented_is_reminded_and_nobody_twice() -> None:
    """(U1)"""
    case = case_in(Phase.BOOKED)
    assert case.booked_from
    remind = c.RemindOfBooking("just_before", case.booked_from)
    system = replace(SARA, kind="system", mandate=None)
    asked = replace(FACTS, reminders=True)
    [sms] = decide(system, case, remind, asked)
    assert isinstance(sms, e.SmsAsked)
    assert (sms.kind, sms.to) == ("just_before", AGNETA.id)
    for nothing, facts in (
        (case, FACTS),
        (case, replace(asked, reminded=True)),
        (replace(case, booked_from=NOW + timedelta(hours=3)), asked),
        (replace(case, arrived_at=NOW), asked),
        (case, replace(asked, now=case.booked_from)),
    ):
        assert decide(system, nothing, remind, facts) == []


def test_reminders_stand_on_the_day_and_just_before_by_the_clock_in_stockholm() -> None:
    """(J1)"""
    rules = Booking(time(8), timedelta(minutes=15), timedelta(minutes=10))
    starts = datetime(2026, 11, 24, 10, tzinfo=STOCKHOLM)
    found = {one.kind: one.at for one in reminders(starts, rules, NOW)}
    assert found["same_day"] == datetime(2026, 11, 24, 8, tzinfo=STOCKHOLM)
    assert found["just_before"] == datetime(2026, 11, 24, 9, 45, tzinfo=STOCKHOLM)
    # Booked at nine of the same day: the first is past. In ten minutes: both are. At half past seven: one is enough.
    assert [one.kind for one in reminders(starts, rules, starts - timedelta(hours=1))] == ["just_before"]
    assert reminders(starts, rules, starts - timedelta(minutes=10)) == ()
    assert [one.kind for one in reminders(starts.replace(hour=7, minute=30), rules, NOW)] == ["just_before"]


def test_minutes_before_are_minutes_that_pass_in_the_night_when_the_clocks_change() -> None:
    """(J1)"""
    rules = Booking(time(2), timedelta(minutes=30))
    # 29 March 2026: from 01.59 to 03.00.
    spring = datetime(2026, 3, 29, 3, 10, tzinfo=STOCKHOLM)
    now = datetime(2026, 3, 28, 12, tzinfo=STOCKHOLM)
    before = {one.kind: one.at for one in reminders(spring, rules, now)}["just_before"]
    assert before.astimezone(STOCKHOLM).strftime("%H.%M") == "01.40"
    assert spring.astimezone(UTC) - before == timedelta(minutes=30)


def test_moving_asks_for_the_same_jobs_at_another_time() -> None:
    """(J1, U8)"""
    case = booked()
    planned = {job.key: job.run_at for job in jobs(case, decide(SARA, Case(uuid(100)), book(), KNOWN), KNOWN)}
    assert {f"booking:{case.id}:same_day", f"booking:{case.id}:just_before"} <= {*planned}
    later = NOW + timedelta(days=5)
    events = decide(SARA, case, c.MoveBooking(later, later + HALF), FACTS)
    moved = {job.key: job.run_at for job in jobs(after(case, events), events, FACTS)}
    for key in planned.keys() & moved.keys():
        assert moved[key] - planned[key] in (timedelta(days=2), timedelta(0))
    assert not [key for key in moved if key.startswith("notice:")], "who moves it here knows"


def test_whose_visit_it_is_hears_that_the_patient_has_come() -> None:
    """(U8)"""
    case = case_in(Phase.BOOKED)
    here = replace(FACTS, now=NOW + timedelta(minutes=55))
    events = decide(AGNETA, case, c.EnterWaitingRoom(), here)
    [job] = [job for job in jobs(after(case, events), events, here) if job.kind == "staff_notice"]
    assert (job.data["notice"], job.data["staff"]) == ("scheduled", str(SARA.id))
    nobodys = replace(case, booked_staff=None)
    [job] = [job for job in jobs(after(nobodys, events), events, here) if job.kind == "staff_notice"]
    assert (job.data["unit"], job.data["role"]) == ("vc-angen", "nurse")
