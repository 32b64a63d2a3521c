"""How a fresh booked visit, and a guest from outside in it, come to where each of their commands can be given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bench.people import UNIT
from bench.stage import Stage, Story, guest, nurse, resident, system
from sluss.core.case import commands as c
from sluss.service.ids import new_id

HALF_AN_HOUR: Final = timedelta(minutes=30)


def _book(s: Stage) -> c.Command:
    who = s.cast["resident"].id
    return c.BookVisit(who, "visit", UNIT, "nurse", None, "provsvar", s.now, s.now + HALF_AN_HOUR)


def _receive(s: Stage) -> c.Command:
    who, ends = s.cast["resident"].id, s.now + HALF_AN_HOUR
    return c.ReceiveBooking(who, UNIT, "nurse", None, "provsvar", s.now, ends, "Videobesök")


def _invite(s: Stage) -> c.Command:
    return c.InviteExternal(s.guest, "relative", "email", "Elsa", "", "elsa@exempel.se", "oral")


BOOKED: Final[Story] = (nurse(_book),)
MISSED: Final[Story] = (*BOOKED, nurse(lambda s: c.NoteNoShow()))
BEGUN: Final[Story] = (*BOOKED, nurse(lambda s: c.AcceptCase()), nurse(lambda s: c.StartVisit(new_id())))
INVITED: Final[Story] = (*BEGUN, nurse(_invite))
OUTSIDE: Final[Story] = (*INVITED, guest(lambda s: c.ArriveAsExternal()))

VISITS: Final[Mapping[type[c.Command], Story]] = {
    c.BookVisit: BOOKED,
    c.ReceiveBooking: (system(_receive),),
    c.MoveBooking: (*BOOKED, nurse(lambda s: c.MoveBooking(s.now + HALF_AN_HOUR, s.now + 2 * HALF_AN_HOUR))),
    c.CancelBooking: (*BOOKED, nurse(lambda s: c.CancelBooking())),
    c.RemindOfBooking: (*BOOKED, system(lambda s: c.RemindOfBooking("just_before", s.now))),
    c.EnterWaitingRoom: (*BOOKED, resident(lambda s: c.EnterWaitingRoom())),
    c.NoteNoShow: MISSED,
    c.EndNoShow: (*MISSED, nurse(lambda s: c.LogCall(reached=False, text="")), nurse(lambda s: c.EndNoShow("no_show"))),
    c.InviteExternal: INVITED,
    c.ArriveAsExternal: OUTSIDE,
    c.AdmitExternal: (*OUTSIDE, nurse(lambda s: c.AdmitExternal(s.guest, "photo_id", new_id()))),
    c.RefuseExternal: (*OUTSIDE, nurse(lambda s: c.RefuseExternal(s.guest))),
    c.WithdrawExternal: (*OUTSIDE, nurse(lambda s: c.WithdrawExternal(s.guest, new_id()))),
    c.LeaveAsExternal: (*OUTSIDE, guest(lambda s: c.LeaveAsExternal(new_id()))),
}
