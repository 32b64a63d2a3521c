"""Folds events into the case. No rule stands here, only what each event means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any
from uuid import UUID

from sluss.core.case import events as e
from sluss.core.case.drill import DRILL_FOLDS
from sluss.core.case.folds import (
    LATER_FOLDS,
    NO_HANDOVER,
    TEAM_FOLDS,
    Recorded as Recorded,
    joined,
    note_saved,
    note_signed,
    note_unlocked,
    now_owned,
)
from sluss.core.case.meeting import MEETING_FOLDS, PARTED
from sluss.core.case.model import ASYNC, Case
from sluss.core.case.phases import PHASES
from sluss.core.case.risk import RISK_FOLDS, flagged

_NAMES = tuple(field.name for field in fields(Case))
_PLACE = {name: place for place, name in enumerate(_NAMES)}
_values = attrgetter(*_NAMES)


def evolve(case: Case, recorded: Recorded) -> Case:
    """The case after the event. KeyError: the table PHASES does not let it happen."""
    event = recorded.event
    phase = PHASES[case.phase][type(event)]
    return _with(case, {**FOLDS[type(event)](case, recorded, event), "seq": recorded.seq, "phase": phase})


def _with(case: Case, changes: Mapping[str, Any]) -> Case:
    """As `dataclasses.replace`, at half its cost: each message in the chat pays for the width of the row."""
    values = list(_values(case))
    for name, value in changes.items():
        values[_PLACE[name]] = value
    return Case(*values)


def fold(case: Case, history: Iterable[Recorded]) -> Case:
    for recorded in history:
        case = evolve(case, recorded)
    return case


def _draft_started(case: Case, r: Recorded, x: e.DraftStarted) -> dict[str, Any]:
    return {
        "resident": x.resident,
        "patient": x.patient,
        "service": x.service,
        "reason": x.reason,
        "flow": x.flow,
        "asked_version": x.asked,
        "created_at": r.at,
        "last_at": r.at,
    }


def _case_sent(case: Case, r: Recorded, x: e.CaseSent) -> dict[str, Any]:
    return {
        "unit": x.unit,
        "role": x.role,
        "priority": x.priority,
        "urgent": x.urgent,
        **flagged(x.suicide_flag),
        "contact_by": x.contact_by,
        "assess_by": x.assess_by,
        "promised_at": x.promised_at,
        "open_until": x.open_until,
        "sent_at": r.at,
        "waiting_since": r.at,
        "last_at": r.at,
    }


def _message_sent(case: Case, r: Recorded, x: e.MessageSent) -> dict[str, Any]:
    if x.side == "system":
        return {"last_at": r.at}
    if x.side == "resident":
        return {
            "resident_said": r.seq,
            "staff_unread": case.staff_unread + 1,
            "resident_unread": 0,
            "resident_read": max(case.resident_read, case.staff_said),
            "waiting_since": case.waiting_since or r.at,
            # What could wait was decided before this was said.
            "deferred_until": None,
            "last_at": r.at,
        }
    return {
        "staff_said": r.seq,
        "staff_said_by": x.author,
        # X1: the first word of staff is the contact.
        "contacted_at": case.contacted_at or r.at,
        "resident_unread": case.resident_unread + 1,
        "staff_unread": 0,
        "staff_read": max(case.staff_read, case.resident_said),
        "waiting_since": None,
        "last_at": r.at,
    }


def _messages_read(case: Case, r: Recorded, x: e.MessagesRead) -> dict[str, Any]:
    return {f"{x.side}_read": x.up_to, f"{x.side}_unread": 0}


def _visit_ended(case: Case, r: Recorded, x: e.VisitEnded | e.ConvertedToAsync) -> dict[str, Any]:
    ended: dict[str, Any] = {"open_until": x.open_until, "ended_at": r.at, "waiting_since": None, "last_at": r.at}
    ended |= {"assessed_at": case.assessed_at or r.at}
    if isinstance(x, e.ConvertedToAsync):
        # H5: the conversation goes on: what waits goes on waiting.
        ended |= {"flow": ASYNC, "ended_at": None, "waiting_since": case.waiting_since}
        ended |= {"assessed_at": case.assessed_at}
    else:
        ended |= {"outcome": x.outcome or case.outcome}
    return ended | _parted(case) | _note_due(case, case.owner, x.note_due)


def _case_ended(case: Case, r: Recorded, x: e.CaseEnded) -> dict[str, Any]:
    ended: dict[str, Any] = {
        "ended_at": case.ended_at or r.at,
        "open_until": None,
        "waiting_since": None,
        "last_at": r.at,
    }
    ended |= {"overdue": False, "outcome": x.outcome or case.outcome}
    if not x.by_clock:
        ended |= {"assessed_at": case.assessed_at or r.at}
    return ended | _parted(case) | _note_due(case, case.owner, x.note_due)


def _parted(case: Case) -> dict[str, Any]:
    """The visit is over: nobody is offered it any more, the guests have been there, the call and its links are gone
    (P3, M3, J10)."""
    return {**NO_HANDOVER, **PARTED, "guests": (), "helped": joined(case.helped, *case.guests)}


def _note_due(case: Case, author: UUID | None, due: bool) -> dict[str, Any]:
    return {"notes_due": joined(case.notes_due, author)} if due and author else {}


FOLDS: dict[type[e.Event], Callable[[Case, Recorded, Any], dict[str, Any]]] = {
    e.DraftStarted: _draft_started,
    e.AnswerGiven: lambda case, r, x: {
        "danger": x.danger,
        "dangers_read": tuple(link for link in case.dangers_read if link != x.link_id),
        "asked_version": x.asked,
        "last_at": r.at,
    },
    e.DangerRead: lambda case, r, x: {"danger": x.danger, "dangers_read": (*case.dangers_read, x.link_id)},
    e.PictureAdded: lambda case, r, x: {"pictures": case.pictures + 1, "last_at": r.at},
    e.PictureRemoved: lambda case, r, x: {"pictures": case.pictures - 1},
    e.CaseSent: _case_sent,
    e.CaseAccepted: lambda case, r, x: {"owner": x.staff, "accepted_at": r.at, "deferred_until": None},
    e.CaseTakenOver: now_owned,
    e.VisitStarted: lambda case, r, x: {"started_at": r.at},
    e.MessageSent: _message_sent,
    e.MessagesRead: _messages_read,
    e.SmsAsked: lambda case, r, x: {
        "sms_key": x.key,
        "sms_status": "asked" if x.to else "nobody",
        "reminded_at": r.at if x.kind == "reminder" else case.reminded_at,
    },
    e.SmsReported: lambda case, r, x: {"sms_status": x.status} if x.key == case.sms_key else {},
    e.VisitEnded: _visit_ended,
    e.ConvertedToAsync: _visit_ended,
    e.CaseEnded: _case_ended,
    e.NoteSaved: note_saved,
    e.NoteSigned: note_signed,
    e.NoteUnlocked: note_unlocked,
    e.DraftDiscarded: lambda case, r, x: {"ended_at": r.at},
    **TEAM_FOLDS,
    **LATER_FOLDS,
    **RISK_FOLDS,
    **DRILL_FOLDS,
    **MEETING_FOLDS,
}
