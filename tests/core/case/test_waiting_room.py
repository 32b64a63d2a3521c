"""The waiting room of a booked visit: H26, "Anslut dig cirka 10 minuter innan din bokade tid" (J2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from sluss.core.access import allowed
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.evolve import Recorded, evolve
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden, Refused
from sluss.core.waiting_room import opens_at
from tests.core.case.scene import CALENDAR, PACK, uuid

STARTS = datetime(2026, 11, 23, 10, tzinfo=STOCKHOLM)
AGNETA = Actor("resident", uuid(1), "Agneta Andersson")
PIA = Actor("resident", uuid(2), "Pia Persson")
SARA = uuid(3)


def booked(starts: datetime = STARTS, meeting: UUID | None = None) -> Case:
    event = e.VisitBooked(
        kind="group" if meeting else "visit",
        by=SARA,
        resident=AGNETA.id,
        patient=AGNETA.id,
        service="sok-vard",
        reason="halsont",
        unit="vc-angen",
        role="nurse",
        staff=SARA,
        starts=starts,
        ends=starts + timedelta(minutes=30),
        meeting=meeting,
    )
    return evolve(Case(uuid(9)), Recorded(1, starts - timedelta(days=3), event))


def after(case: Case, at: datetime, *events: e.Event) -> Case:
    for event in events:
        case = evolve(case, Recorded(case.seq + 1, at, event))
    return case


def enters(case: Case, at: datetime, actor: Actor = AGNETA) -> list[e.Event]:
    return decide(actor, case, c.EnterWaitingRoom(), Facts(at, PACK, CALENDAR))


def test_the_waiting_room_opens_ten_minutes_before_and_not_eleven() -> None:
    case = booked()
    with pytest.raises(Refused, match="waiting_room_shut") as no:
        enters(case, STARTS - timedelta(minutes=11))
    assert no.value.facts == {"opens": "09.50"}
    assert enters(case, STARTS - timedelta(minutes=10)) == [e.ResidentArrived()]


def test_another_region_opens_it_earlier() -> None:
    booking = replace(PACK.routine.booking, waiting_room=timedelta(minutes=20))
    pack = replace(PACK, routine=replace(PACK.routine, booking=booking))
    assert opens_at(STARTS, pack) == STARTS - timedelta(minutes=20)


def test_late_is_welcome_until_staff_have_ended_it() -> None:
    """Also when it is noted already that nobody came (J9)."""
    late = STARTS + timedelta(hours=3)
    noted = after(booked(), STARTS, e.NoShowNoted(SARA))
    assert enters(noted, late) == [e.ResidentArrived()]
    over = after(noted, late, e.CaseEnded(by_clock=False, note_due=False, outcome="no_show"))
    with pytest.raises(Refused, match="case_closed"):
        enters(over, late)


def test_entering_twice_changes_nothing() -> None:
    there = after(booked(), STARTS, e.ResidentArrived())
    assert enters(there, STARTS + timedelta(minutes=1)) == []
    assert "EnterWaitingRoom" not in allowed(AGNETA, there)


def test_who_was_there_and_was_noted_as_missing_comes_back() -> None:
    """(J9)"""
    there = after(booked(), STARTS, e.ResidentArrived())
    missed = after(there, STARTS + timedelta(minutes=20), e.NoShowNoted(SARA))
    assert enters(missed, STARTS + timedelta(minutes=21)) == [e.ResidentArrived()]


def test_who_waits_when_the_time_is_moved_enters_anew() -> None:
    there = after(booked(), STARTS, e.ResidentArrived())
    moved = after(there, STARTS, e.BookingMoved(SARA, STARTS + timedelta(hours=2), STARTS + timedelta(hours=3)))
    assert moved.arrived_at is None
    with pytest.raises(Refused, match="waiting_room_shut"):
        enters(moved, STARTS)
    assert enters(moved, STARTS + timedelta(hours=2)) == [e.ResidentArrived()]


def test_a_cancelled_visit_has_no_waiting_room() -> None:
    with pytest.raises(Refused, match="case_closed"):
        enters(after(booked(), STARTS, e.BookingCancelled(SARA)), STARTS)


def test_nobody_enters_another_persons_waiting_room() -> None:
    with pytest.raises(Hidden):
        enters(booked(), STARTS, PIA)


def test_a_visit_that_was_never_booked_has_no_waiting_room() -> None:
    drop_in = replace(booked(), booked_from=None)
    with pytest.raises(Refused, match="not_booked"):
        enters(drop_in, STARTS)
    assert "EnterWaitingRoom" not in allowed(AGNETA, drop_in)


@pytest.mark.parametrize(
    ("starts", "opens"),
    [
        # In March the clock goes from 02.00 to 03.00: ten minutes before 03.00 it is 01.50.
        (datetime(2027, 3, 28, 3, 0, tzinfo=STOCKHOLM), datetime(2027, 3, 28, 0, 50, tzinfo=UTC)),
        # In October it goes back: ten minutes before the second 02.05 it is the first hour's 02.55.
        (datetime(2026, 10, 25, 2, 5, tzinfo=STOCKHOLM, fold=1), datetime(2026, 10, 25, 0, 55, tzinfo=UTC)),
    ],
)
def test_ten_minutes_are_minutes_that_pass_also_when_the_clocks_change(starts: datetime, opens: datetime) -> None:
    assert opens_at(starts, PACK) == opens
