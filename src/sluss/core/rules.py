"""The table of commands: who may give each, in which phases, and what it needs besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sluss.core.case import commands as c
from sluss.core.case.phases import Phase

NEW = frozenset({Phase.NEW})
DRAFT = frozenset({Phase.DRAFT})
TICKET = frozenset({Phase.TICKET})
BOOKED = frozenset({Phase.BOOKED})
WAITING = frozenset({Phase.WAITING})
VISIT = frozenset({Phase.VISIT})
ASYNC = frozenset({Phase.ASYNC})
RESIDENT_WRITES = frozenset({Phase.WAITING, Phase.ACCEPTED, Phase.VISIT, Phase.ASYNC})
STAFF_WRITES = frozenset({Phase.VISIT, Phase.ASYNC})
OWNED = frozenset({Phase.ACCEPTED, Phase.VISIT, Phase.ASYNC})
PAPERWORK = OWNED | {Phase.ENDED}
ANYWHERE = RESIDENT_WRITES | {Phase.ENDED, Phase.TICKET, Phase.BOOKED, Phase.WITHDRAWN}
# A booked visit until it is over, and where guests from outside may be expected.
EXPECTED = BOOKED | RESIDENT_WRITES
BEFORE_VISIT = BOOKED | {Phase.ACCEPTED, Phase.VISIT}


class Who(Enum):
    RESIDENT = "the resident whose case it is"
    STAFF = "licensed staff who may read the case"
    PART = "licensed staff of the unit where the case lies, and who takes or took part in it"
    COLLEAGUE = "licensed staff of the unit where the case lies"
    OWNER = "the one who has taken the case"
    GUEST = "a colleague who takes part as guest"
    TALKERS = "the resident, the owner and the guests"
    RESIDENT_OR_CLOCK = "the resident, or the clock that forgets an old draft"
    ASSESSOR = "psychologist or physician who has the case, or is its guest"
    COLLEAGUE_OR_CLOCK = "licensed staff of the unit where the drill lies, or the clock that ends it"
    OWNER_OR_CLOCK = "the owner, or the end of the owner's shift"
    EITHER_SIDE = "the resident, or licensed staff who may read the case"
    RECIPIENT = "the one, or the role, that the case is handed to"
    GIVER = "the one who hands it over"
    CONSULTED = "the one, or the role, that was asked"
    COLLEAGUE_OR_DOOR = "licensed staff of the unit where the case lies, or the bookings door"
    EXTERNAL = "a guest from outside whose link holds"
    TICKET_GIVERS = "licensed staff of the unit that gave the ticket, or of the one it leads to"
    SYSTEM = "the system's clock or worker"


@dataclass(frozen=True, slots=True)
class Rule:
    """`otherwise` is the code of the refusal in a phase that is not among `phases`; of an ended case: case_closed.

    `function`: a key of FUNCTIONS without which the unit does not have it. `at_work`: asks staff for a running shift.
    """

    who: Who
    phases: frozenset[Phase]
    otherwise: str = "wrong_phase"
    function: str = ""
    at_work: bool = True


# What begins a case, and the kind of actor who may.
BEGINNINGS: Final[Mapping[type[c.Command], str]] = {
    c.StartDraft: "resident",
    c.StartCareCase: "staff",
    c.GiveTicket: "staff",
    c.StartDrill: "staff",
    c.BookVisit: "staff",
    c.ReceiveBooking: "system",
}

RULES: Final[Mapping[type[c.Command], Rule]] = {
    c.StartDraft: Rule(Who.RESIDENT, NEW),
    c.GiveAnswer: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.ConfirmDanger: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.AddPicture: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.RemovePicture: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.SendCase: Rule(Who.RESIDENT, DRAFT, "already_sent"),
    c.DiscardDraft: Rule(Who.RESIDENT_OR_CLOCK, DRAFT, "already_sent"),
    c.SendMessage: Rule(Who.TALKERS, RESIDENT_WRITES),
    c.ShowTyping: Rule(Who.TALKERS, RESIDENT_WRITES),
    c.RemindBySms: Rule(Who.OWNER, STAFF_WRITES, function="reminder"),
    c.MarkRead: Rule(Who.EITHER_SIDE, RESIDENT_WRITES | {Phase.ENDED}, at_work=False),
    c.AcceptCase: Rule(Who.COLLEAGUE, WAITING | BOOKED, "already_accepted"),
    c.DeferCase: Rule(Who.COLLEAGUE, WAITING, "already_accepted"),
    c.TakeOver: Rule(Who.COLLEAGUE, OWNED),
    c.AssignCase: Rule(Who.COLLEAGUE, OWNED),
    c.ReleaseCase: Rule(Who.OWNER_OR_CLOCK, OWNED),
    c.StartVisit: Rule(Who.OWNER, frozenset({Phase.ACCEPTED}), "already_started"),
    c.EndVisit: Rule(Who.OWNER, VISIT, "not_in_visit"),
    c.CloseForTheDay: Rule(Who.OWNER, VISIT, "not_in_visit"),
    c.ConvertToAsync: Rule(Who.OWNER, VISIT, "not_in_visit", function="convert"),
    c.WrongPatient: Rule(Who.OWNER, VISIT, "not_in_visit"),
    c.EndCase: Rule(Who.OWNER, ASYNC),
    # Q8: the closed visit stays open for the one who documents it, also after the shift.
    c.SaveNote: Rule(Who.PART, PAPERWORK, at_work=False),
    c.SignNote: Rule(Who.PART, PAPERWORK, at_work=False),
    c.UnlockNote: Rule(Who.PART, PAPERWORK, at_work=False),
    c.AskCountersign: Rule(Who.PART, PAPERWORK, function="countersign", at_work=False),
    c.Countersign: Rule(Who.COLLEAGUE, PAPERWORK, function="countersign"),
    c.ReturnNote: Rule(Who.COLLEAGUE, PAPERWORK, function="countersign"),
    c.HandOver: Rule(Who.OWNER, OWNED, function="handover"),
    c.TakeBack: Rule(Who.GIVER, OWNED),
    c.AcceptHandover: Rule(Who.RECIPIENT, OWNED),
    c.DeclineHandover: Rule(Who.RECIPIENT, OWNED),
    c.InviteColleague: Rule(Who.OWNER, STAFF_WRITES, function="guests"),
    c.LeaveCase: Rule(Who.GUEST, STAFF_WRITES),
    c.WriteToColleagues: Rule(Who.STAFF, PAPERWORK, function="staff_chat"),
    c.GiveFeedback: Rule(Who.PART, PAPERWORK, function="feedback", at_work=False),
    c.AskConsult: Rule(Who.OWNER, OWNED, function="consult"),
    c.WithdrawConsult: Rule(Who.OWNER, OWNED),
    c.AnswerConsult: Rule(Who.CONSULTED, PAPERWORK),
    c.StartCareCase: Rule(Who.COLLEAGUE, NEW, function="async_start"),
    c.ExtendAsync: Rule(Who.OWNER, ASYNC),
    c.MarkDone: Rule(Who.OWNER, ASYNC),
    c.GiveTicket: Rule(Who.COLLEAGUE, NEW, function="drop_in_ticket"),
    c.ActivateTicket: Rule(Who.RESIDENT, TICKET, "ticket_used"),
    c.CancelTicket: Rule(Who.TICKET_GIVERS, TICKET, "ticket_used"),
    c.ExpireTicket: Rule(Who.SYSTEM, TICKET, "ticket_used"),
    c.SendBookingTicket: Rule(Who.OWNER, STAFF_WRITES, function="booking_ticket"),
    c.SendForm: Rule(Who.OWNER, STAFF_WRITES, function="forms"),
    c.AnswerForm: Rule(Who.RESIDENT, STAFF_WRITES),
    c.AskPhone: Rule(Who.OWNER, STAFF_WRITES, function="phone"),
    c.ContinueByPhone: Rule(Who.OWNER, STAFF_WRITES, function="phone"),
    c.RaiseRisk: Rule(Who.STAFF, RESIDENT_WRITES),
    c.HandOverDirectly: Rule(Who.OWNER, OWNED),
    c.AssessRisk: Rule(Who.ASSESSOR, OWNED),
    c.AskSafe: Rule(Who.OWNER, STAFF_WRITES),
    c.NoteSafe: Rule(Who.OWNER, OWNED),
    c.VisitHasBeen: Rule(Who.COLLEAGUE, RESIDENT_WRITES),
    c.RemindOfVisit: Rule(Who.SYSTEM, RESIDENT_WRITES),
    c.LogCall: Rule(Who.COLLEAGUE, OWNED | BOOKED),
    c.HandOn: Rule(Who.COLLEAGUE, OWNED),
    c.CloseRisk: Rule(Who.OWNER, STAFF_WRITES),
    c.ChangePriority: Rule(Who.OWNER, OWNED),
    c.StartDrill: Rule(Who.COLLEAGUE, NEW, function="drill"),
    c.SayAsPatient: Rule(Who.COLLEAGUE, RESIDENT_WRITES),
    c.EndDrill: Rule(Who.COLLEAGUE_OR_CLOCK, RESIDENT_WRITES | {Phase.ENDED}),
    c.BookVisit: Rule(Who.COLLEAGUE, NEW, function="scheduled"),
    c.ReceiveBooking: Rule(Who.SYSTEM, NEW),
    c.MoveBooking: Rule(Who.COLLEAGUE_OR_DOOR, BOOKED, "already_started"),
    c.CancelBooking: Rule(Who.COLLEAGUE_OR_DOOR, BOOKED, "already_started"),
    c.EnterWaitingRoom: Rule(Who.RESIDENT, BEFORE_VISIT),
    c.NoteNoShow: Rule(Who.COLLEAGUE, BEFORE_VISIT),
    c.EndNoShow: Rule(Who.COLLEAGUE, BEFORE_VISIT),
    c.RemindOfBooking: Rule(Who.SYSTEM, BOOKED | {Phase.ACCEPTED}),
    c.StartCall: Rule(Who.OWNER, STAFF_WRITES, function="video"),
    c.SwitchCall: Rule(Who.OWNER, STAFF_WRITES, function="video"),
    c.EndCall: Rule(Who.OWNER_OR_CLOCK, STAFF_WRITES),
    c.InviteExternal: Rule(Who.COLLEAGUE, EXPECTED, function="externals"),
    c.ArriveAsExternal: Rule(Who.EXTERNAL, EXPECTED),
    # A guest enters a visit that has begun: before that there is nothing to enter.
    c.AdmitExternal: Rule(Who.COLLEAGUE, STAFF_WRITES, "start_before_guests"),
    c.RefuseExternal: Rule(Who.COLLEAGUE, EXPECTED),
    c.WithdrawExternal: Rule(Who.COLLEAGUE, EXPECTED, at_work=False),
    c.LeaveAsExternal: Rule(Who.EXTERNAL, EXPECTED),
    c.CloseByClock: Rule(Who.SYSTEM, frozenset({Phase.WAITING, Phase.ASYNC})),
    c.SendAutomatic: Rule(Who.SYSTEM, ASYNC),
    c.ReportSms: Rule(Who.SYSTEM, ANYWHERE),
}
