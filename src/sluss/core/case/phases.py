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
    e.CountersignAsked,
    e.Countersigned,
    e.NoteReturned,
)
# What belongs to a conversation under way.
TALK = (e.ColleagueInvited, e.GuestLeft, e.FormSent, e.FormAnswered, e.PhoneAsked, e.PhoneAgreed)
# GAV 2.5, Q8: the closed case stays open for its documentation, and for what was still on its way.
PAPERWORK = (
    e.NoteSaved,
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
    Phase.NEW: _in(Phase.NEW, DraftStarted=Phase.DRAFT, CareCaseStarted=Phase.ASYNC, TicketGiven=Phase.TICKET),
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
    Phase.WAITING: _in(
        Phase.WAITING,
        CHAT,
        (e.CaseDeferred, e.TimeRanOut),
        CaseAccepted=Phase.ACCEPTED,
        AsyncAccepted=Phase.ASYNC,
    ),
    Phase.ACCEPTED: _in(Phase.ACCEPTED, CHAT, TEAM, VisitStarted=Phase.VISIT, CaseReturned=Phase.WAITING),
    Phase.VISIT: _in(
        Phase.VISIT,
        CHAT,
        TEAM,
        TALK,
        (e.CaseReturned,),
        VisitEnded=Phase.ASYNC,
        ConvertedToAsync=Phase.ASYNC,
        CaseEnded=Phase.ENDED,
    ),
    Phase.ASYNC: _in(
        Phase.ASYNC,
        CHAT,
        TEAM,
        TALK,
        (e.CaseReturned, e.AsyncExtended, e.MarkedDone, e.TimeRanOut),
        CaseEnded=Phase.ENDED,
    ),
    Phase.ENDED: _in(Phase.ENDED, PAPERWORK),
    Phase.DISCARDED: {},
    Phase.WITHDRAWN: _in(Phase.WITHDRAWN, (e.SmsReported,)),
}
