"""What the events of several people at one case mean, and those of tickets and asynchronous cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from sluss.core.case import events as e
from sluss.core.case.model import ASYNC, DROP_IN, Case
from sluss.core.case.phases import Phase
from sluss.core.case.recorded import Recorded as Recorded
from sluss.core.case.risk import flagged, reprioritised

Fold = Callable[[Case, Recorded, Any], dict[str, Any]]
NO_HANDOVER: Final[dict[str, Any]] = dict.fromkeys(
    ("handover_by", "handover_unit", "handover_role", "handover_staff", "handover_priority", "handed_at")
)
NO_CONSULT: Final[dict[str, Any]] = dict.fromkeys(
    ("consult_by", "consult_unit", "consult_role", "consult_staff", "consult_at", "consult_answered_at")
)


def joined(some: tuple[UUID, ...], *more: UUID | None) -> tuple[UUID, ...]:
    """In order, each once."""
    return tuple(dict.fromkeys([*some, *(one for one in more if one)]))


def without(some: tuple[UUID, ...], one: UUID | None) -> tuple[UUID, ...]:
    return tuple(other for other in some if other != one)


def now_owned(case: Case, r: Recorded, x: e.CaseTakenOver | e.CaseAssigned) -> dict[str, Any]:
    """Another has the case: what was offered is offered no more, and who was its guest is one no longer."""
    guests = without(case.guests, x.staff)
    return {**NO_HANDOVER, "owner": x.staff, "guests": guests, **owes_note(case, x.note_due)}


def owes_note(case: Case, due: bool) -> dict[str, Any]:
    """Everybody documents their own assessment, also who leaves the case to another (H24; P5)."""
    return {"notes_due": joined(case.notes_due, case.owner)} if due else {}


def note_saved(case: Case, r: Recorded, x: e.NoteSaved) -> dict[str, Any]:
    """A note that is changed after it was countersigned or signed is no longer the one that was."""
    changed = case.countersign == "approved" and x.author == case.countersign_of
    undone = {"countersign": None, "countersign_of": None, "countersign_at": None} if changed else {}
    was_signed = x.author if x.author in case.signed else None
    due = without(case.notes_due, x.author) if x.settles else joined(case.notes_due, was_signed)
    documented = {"assessed_at": case.assessed_at or r.at, "signed": without(case.signed, x.author)}
    return {"notes_due": due, **documented, **undone}


def note_signed(case: Case, r: Recorded, x: e.NoteSigned) -> dict[str, Any]:
    """VML: signing is what documents (P8)."""
    return {"notes_due": without(case.notes_due, x.author), "signed": joined(case.signed, x.author)}


def note_unlocked(case: Case, r: Recorded, x: e.NoteUnlocked) -> dict[str, Any]:
    """To be signed anew: else what was said in it once would stand as withdrawn."""
    return {"notes_due": joined(case.notes_due, x.author), "signed": without(case.signed, x.author)}


def _offered(case: Case, r: Recorded, x: e.HandoverOffered) -> dict[str, Any]:
    return {
        "handover_by": x.by,
        "handover_unit": x.unit,
        "handover_role": x.role,
        "handover_staff": x.staff,
        "handover_priority": x.priority,
        "handed_at": r.at,
    }


def _accepted(case: Case, r: Recorded, x: e.HandoverAccepted) -> dict[str, Any]:
    """The giver stays as guest until the visit ends; each documents their own assessment (H24; P5, P8).

    Who has a note to write goes on seeing the case, also when it now lies at another unit.
    """
    giver, visiting = case.handover_by, case.phase is Phase.VISIT
    guests = without(case.guests, x.staff)
    guests = joined(guests, giver) if visiting else guests
    due = joined(case.notes_due, giver if x.note_due else None)
    helped = joined(case.helped, giver, *due)
    return {
        **NO_HANDOVER,
        "owner": x.staff,
        "unit": case.handover_unit,
        "role": case.handover_role,
        **reprioritised(case, case.handover_priority),
        "guests": guests,
        "helped": tuple(one for one in helped if one not in (*guests, x.staff)),
        "notes_due": due,
        "triaged_by": giver if x.triage else case.triaged_by,
        "last_at": r.at,
    }


def _consult_asked(case: Case, r: Recorded, x: e.ConsultAsked) -> dict[str, Any]:
    return {
        "consult_by": x.by,
        "consult_unit": x.unit,
        "consult_role": x.role,
        "consult_staff": x.staff,
        "consult_at": r.at,
        "consult_answered_at": None,
    }


def _countersign(state: str) -> Fold:
    return lambda case, r, x: {"countersign": state, "countersign_at": r.at}


TEAM_FOLDS: dict[type[e.Event], Fold] = {
    e.HandoverOffered: _offered,
    e.HandoverTakenBack: lambda case, r, x: NO_HANDOVER,
    e.HandoverDeclined: lambda case, r, x: NO_HANDOVER,
    e.HandoverAccepted: _accepted,
    e.ColleagueInvited: lambda case, r, x: {
        "guests": joined(case.guests, x.staff),
        "helped": without(case.helped, x.staff),
    },
    e.GuestLeft: lambda case, r, x: {
        "guests": without(case.guests, x.staff),
        "helped": joined(case.helped, x.staff),
    },
    e.StaffMessageSent: lambda case, r, x: {},
    e.ConsultAsked: _consult_asked,
    e.ConsultAnswered: lambda case, r, x: {
        "consult_staff": x.staff,
        "consult_answered_at": r.at,
        "helped": case.helped if x.staff in case.guests else joined(case.helped, x.staff),
    },
    e.CountersignAsked: lambda case, r, x: {
        "countersign": "asked",
        "countersign_of": x.author,
        "countersign_at": r.at,
    },
    e.Countersigned: _countersign("approved"),
    e.NoteReturned: _countersign("returned"),
    e.ConsultWithdrawn: lambda case, r, x: NO_CONSULT,
    e.CaseAssigned: now_owned,
    e.CaseReturned: lambda case, r, x: {
        **NO_HANDOVER,
        "owner": None,
        "accepted_at": None if case.phase is Phase.ACCEPTED else case.accepted_at,
        "waiting_since": case.waiting_since or (r.at if case.phase is Phase.VISIT else None),
        "last_at": r.at,
        **owes_note(case, x.note_due),
    },
}


def _care_case_started(case: Case, r: Recorded, x: e.CareCaseStarted) -> dict[str, Any]:
    return {
        "origin": "staff",
        "flow": ASYNC,
        "owner": x.staff,
        "resident": x.resident,
        "patient": x.patient,
        "service": x.service,
        "reason": x.reason,
        "unit": x.unit,
        "role": x.role,
        "priority": x.priority,
        "one_way": x.one_way,
        "open_until": x.open_until,
        "created_at": r.at,
        "sent_at": r.at,
        "accepted_at": r.at,
        "last_at": r.at,
    }


def _ticket_given(case: Case, r: Recorded, x: e.TicketGiven) -> dict[str, Any]:
    return {
        "origin": "ticket",
        "flow": DROP_IN,
        "resident": x.resident,
        "patient": x.patient,
        "service": x.service,
        "reason": x.reason,
        "unit": x.unit,
        "role": x.role,
        "priority": x.priority,
        "urgent": x.urgent,
        **flagged(x.suicide_flag),
        "ticket_until": x.until,
        "given_by": x.by,
        "from_unit": x.from_unit,
        "from_case": x.from_case,
        "created_at": r.at,
        "last_at": r.at,
    }


LATER_FOLDS: dict[type[e.Event], Fold] = {
    e.CareCaseStarted: _care_case_started,
    e.AsyncAccepted: lambda case, r, x: {
        "owner": x.staff,
        "accepted_at": r.at,
        "deferred_until": None,
        "last_at": r.at,
    },
    e.AsyncExtended: lambda case, r, x: {"open_until": x.open_until, "overdue": False},
    e.MarkedDone: lambda case, r, x: {"waiting_since": None},
    e.CaseDeferred: lambda case, r, x: {"deferred_until": x.until, "promised_at": x.promised_at},
    e.TimeRanOut: lambda case, r, x: {"overdue": True},
    e.TicketGiven: _ticket_given,
    e.TicketActivated: lambda case, r, x: {
        "sent_at": r.at,
        "waiting_since": r.at,
        "promised_at": x.promised_at,
        "last_at": r.at,
    },
    e.TicketCancelled: lambda case, r, x: {"ended_at": r.at, "outcome": "cancelled"},
    e.TicketExpired: lambda case, r, x: {"ended_at": r.at, "outcome": "expired"},
    e.FormSent: lambda case, r, x: {},
    e.FormAnswered: lambda case, r, x: {
        "urgent": case.urgent or x.urgent,
        **flagged(x.suicide_flag, case.risk),
        # O18: what signals suicide risk is closed by no clock.
        "open_until": None if x.suicide_flag else case.open_until,
        "resident_said": r.seq,
        "waiting_since": case.waiting_since or r.at,
        "last_at": r.at,
    },
    e.PhoneAsked: lambda case, r, x: {"phone": "asked"},
    e.PhoneAgreed: lambda case, r, x: {"phone": "agreed"},
}
