"""The whole life of a case: in each phase, the events that may happen and the phase that follows.

The table is the specification; the picture in ARCHITECTURE.md is drawn from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sluss.core.case import events as e


class Phase(StrEnum):
    NEW = "new"
    DRAFT = "draft"
    TICKET = "ticket"
    BOOKED = "booked"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    VISIT = "visit"
    ASYNC = "async"
    ENDED = "ended"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"


# What may happen in any phase in which both sides may read the case.
CHAT = (e.MessageSent, e.MessagesRead, e.SmsAsked, e.SmsReported)

# What may happen while somebody has taken the case; it stays where it is.
TEAM = (
    e.CaseTakenOver,
    e.CaseAssigned,
    e.HandoverOffered,
    e.HandoverTakenBack,
    e.HandoverDeclined,
    e.HandoverAccepted,
    e.StaffMessageSent,
    e.ConsultAsked,
    e.ConsultAnswered,
    e.ConsultWithdrawn,
    e.NoteSaved,
    e.NoteSigned,
    e.NoteUnlocked,
    e.CountersignAsked,
    e.Countersigned,
    e.NoteReturned,
)
# H24, Hantering av suicidal patient: as soon as somebody has the case, and as long as it lasts.
RISK = (
    e.RiskAssessed,
    e.PhysicalVisitDone,
    e.PhysicalVisitOverdue,
    e.CallLogged,
    e.HandedOn,
    e.PriorityChanged,
    e.SafeNoted,
    e.RiskRaised,
)
# K12: a booked visit is accepted and started as a drop-in; until then it may be moved or cancelled.
BOOKED = (
    e.BookingMoved,
    e.ResidentArrived,
    e.NoShowNoted,
    e.CallLogged,
    e.SmsAsked,
    e.SmsReported,
)
# J6: guests from outside may be invited from the booking on, and wait until they are let in.
EXTERNALS = (
    e.ExternalInvited,
    e.ExternalArrived,
    e.ExternalAdmitted,
    e.ExternalRefused,
    e.ExternalWithdrawn,
    e.ExternalLeft,
)
# What belongs to a conversation under way.
TALK = (
    e.ColleagueInvited,
    e.GuestLeft,
    e.FormSent,
    e.FormAnswered,
    e.PhoneAsked,
    e.PhoneAgreed,
    e.SafeAsked,
    e.RiskClosed,
    e.CallStarted,
    e.CallModeChanged,
    e.CallEnded,
)
# What the patient of a drill says.
DRILL = (e.DrillLineSaid,)
# GAV 2.5, Q8: the closed case stays open for its documentation, and for what was still on its way.
PAPERWORK = (
    e.NoteSaved,
    e.NoteSigned,
    e.NoteUnlocked,
    e.CountersignAsked,
    e.Countersigned,
    e.NoteReturned,
    e.StaffMessageSent,
    e.ConsultAnswered,
    e.ConsultWithdrawn,
    e.MessagesRead,
    e.SmsReported,
)

Stays = tuple[type[e.Event], ...]


def _in(phase: Phase, *stays: Stays, **moves: Phase) -> Mapping[type[e.Event], Phase]:
    kept: dict[type[e.Event], Phase] = dict.fromkeys([kind for group in stays for kind in group], phase)
    return kept | {getattr(e, name): to for name, to in moves.items()}


PHASES: Mapping[Phase, Mapping[type[e.Event], Phase]] = {
    Phase.NEW: _in(
        Phase.NEW,
        DraftStarted=Phase.DRAFT,
        CareCaseStarted=Phase.ASYNC,
        TicketGiven=Phase.TICKET,
        DrillStarted=Phase.WAITING,
        VisitBooked=Phase.BOOKED,
    ),
    Phase.DRAFT: _in(
        Phase.DRAFT,
        (e.AnswerGiven, e.DangerRead, e.PictureAdded, e.PictureRemoved),
        CaseSent=Phase.WAITING,
        DraftDiscarded=Phase.DISCARDED,
    ),
    Phase.TICKET: _in(
        Phase.TICKET,
        (e.SmsAsked, e.SmsReported),
        TicketActivated=Phase.WAITING,
        TicketCancelled=Phase.WITHDRAWN,
        TicketExpired=Phase.WITHDRAWN,
    ),
    Phase.BOOKED: _in(
        Phase.BOOKED,
        BOOKED,
        EXTERNALS,
        CaseAccepted=Phase.ACCEPTED,
        BookingCancelled=Phase.WITHDRAWN,
        CaseEnded=Phase.ENDED,
    ),
    Phase.WAITING: _in(
        Phase.WAITING,
        CHAT,
        (e.CaseDeferred, e.TimeRanOut, e.RiskRaised, e.PhysicalVisitDone, e.PhysicalVisitOverdue),
        DRILL,
        EXTERNALS,
        CaseAccepted=Phase.ACCEPTED,
        AsyncAccepted=Phase.ASYNC,
        DrillEnded=Phase.DISCARDED,
    ),
    Phase.ACCEPTED: _in(
        Phase.ACCEPTED,
        CHAT,
        TEAM,
        RISK,
        DRILL,
        EXTERNALS,
        (e.ResidentArrived, e.NoShowNoted),
        CaseEnded=Phase.ENDED,
        BookingReturned=Phase.BOOKED,
        VisitStarted=Phase.VISIT,
        CaseReturned=Phase.WAITING,
        DrillEnded=Phase.DISCARDED,
    ),
    Phase.VISIT: _in(
        Phase.VISIT,
        CHAT,
        TEAM,
        TALK,
        RISK,
        DRILL,
        EXTERNALS,
        (e.CaseReturned, e.ResidentArrived, e.NoShowNoted),
        VisitEnded=Phase.ASYNC,
        ConvertedToAsync=Phase.ASYNC,
        CaseEnded=Phase.ENDED,
        DrillEnded=Phase.DISCARDED,
    ),
    Phase.ASYNC: _in(
        Phase.ASYNC,
        CHAT,
        TEAM,
        TALK,
        RISK,
        DRILL,
        EXTERNALS,
        (e.CaseReturned, e.AsyncExtended, e.MarkedDone, e.TimeRanOut),
        CaseEnded=Phase.ENDED,
        DrillEnded=Phase.DISCARDED,
    ),
    Phase.ENDED: _in(Phase.ENDED, PAPERWORK, DrillEnded=Phase.DISCARDED),
    Phase.DISCARDED: {},
    Phase.WITHDRAWN: _in(Phase.WITHDRAWN, (e.SmsReported,)),
}
