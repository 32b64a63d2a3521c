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
    WAITING = "waiting"
    ACCEPTED = "accepted"
    VISIT = "visit"
    ASYNC = "async"
    ENDED = "ended"
    DISCARDED = "discarded"


# What may happen in any phase in which both sides may read the case.
CHAT: Mapping[type[e.Event], None] = {
    e.MessageSent: None,
    e.MessagesRead: None,
    e.SmsAsked: None,
    e.SmsReported: None,
}


def _with_chat(phase: Phase, moves: Mapping[type[e.Event], Phase]) -> Mapping[type[e.Event], Phase]:
    return {**dict.fromkeys(CHAT, phase), **moves}


PHASES: Mapping[Phase, Mapping[type[e.Event], Phase]] = {
    Phase.NEW: {e.DraftStarted: Phase.DRAFT},
    Phase.DRAFT: {
        e.AnswerGiven: Phase.DRAFT,
        e.DangerRead: Phase.DRAFT,
        e.PictureAdded: Phase.DRAFT,
        e.PictureRemoved: Phase.DRAFT,
        e.CaseSent: Phase.WAITING,
        e.DraftDiscarded: Phase.DISCARDED,
    },
    Phase.WAITING: _with_chat(Phase.WAITING, {e.CaseAccepted: Phase.ACCEPTED}),
    Phase.ACCEPTED: _with_chat(
        Phase.ACCEPTED,
        {e.CaseTakenOver: Phase.ACCEPTED, e.VisitStarted: Phase.VISIT, e.NoteSaved: Phase.ACCEPTED},
    ),
    Phase.VISIT: _with_chat(
        Phase.VISIT,
        {
            e.CaseTakenOver: Phase.VISIT,
            e.NoteSaved: Phase.VISIT,
            e.VisitEnded: Phase.ASYNC,
            e.CaseEnded: Phase.ENDED,
        },
    ),
    Phase.ASYNC: _with_chat(
        Phase.ASYNC,
        {e.CaseTakenOver: Phase.ASYNC, e.NoteSaved: Phase.ASYNC, e.CaseEnded: Phase.ENDED},
    ),
    # GAV 2.5, Q8: the closed case stays open for its documentation, and for what was still on its way.
    Phase.ENDED: {
        e.NoteSaved: Phase.ENDED,
        e.MessagesRead: Phase.ENDED,
        e.SmsReported: Phase.ENDED,
    },
    Phase.DISCARDED: {},
}
