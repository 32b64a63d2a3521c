"""What booked visits, calls and guests from outside mean for the case. `folds.py` has the rest."""

from __future__ import annotations

from typing import Any, Final

from sluss.core.case import events as e
from sluss.core.case.folds import NO_HANDOVER, Fold, joined, without
from sluss.core.case.model import BOOKED, Case
from sluss.core.case.recorded import Recorded

# What ends with a visit: the call, and the links of those who came by one.
PARTED: Final[dict[str, Any]] = {"call": None, "call_mode": None, "externals": (), "admitted": ()}


def _booked(case: Case, r: Recorded, x: e.VisitBooked) -> dict[str, Any]:
    return {
        "origin": "staff" if x.by else "booking",
        "flow": BOOKED,
        "booked_kind": x.kind,
        "resident": x.resident,
        "patient": x.patient,
        "service": x.service,
        "reason": x.reason,
        "unit": x.unit,
        "role": x.role,
        "priority": BOOKED_PRIORITY,
        "booked_staff": x.staff,
        "booked_from": x.starts,
        "booked_until": x.ends,
        "meeting": x.meeting,
        "created_at": r.at,
        "sent_at": r.at,
        "last_at": r.at,
    }


# A booked time is no matter of triage; its place in a list is its time.
BOOKED_PRIORITY: Final = 3

MEETING_FOLDS: Final[dict[type[e.Event], Fold]] = {
    e.VisitBooked: _booked,
    e.BookingMoved: lambda case, r, x: {
        "booked_from": x.starts,
        "booked_until": x.ends,
        "arrived_at": None,
        "waiting_since": None,
        "no_show_at": None,
        "last_at": r.at,
    },
    e.BookingCancelled: lambda case, r, x: {**PARTED, "ended_at": r.at, "outcome": "cancelled", "waiting_since": None},
    e.ResidentArrived: lambda case, r, x: {"arrived_at": r.at, "waiting_since": case.waiting_since or r.at},
    e.BookingReturned: lambda case, r, x: {
        **NO_HANDOVER,
        "owner": None,
        "accepted_at": None,
        "waiting_since": case.waiting_since or case.arrived_at,
        "last_at": r.at,
    },
    e.NoShowNoted: lambda case, r, x: {"no_show_at": r.at},
    e.CallStarted: lambda case, r, x: {"call": x.call, "call_mode": x.mode, "last_at": r.at},
    e.CallModeChanged: lambda case, r, x: {"call_mode": x.mode},
    e.CallEnded: lambda case, r, x: {"call": None, "call_mode": None, "last_at": r.at},
    e.ExternalInvited: lambda case, r, x: {"externals": joined(case.externals, x.external)},
    e.ExternalArrived: lambda case, r, x: {},
    e.ExternalAdmitted: lambda case, r, x: {"admitted": joined(case.admitted, x.external)},
    e.ExternalRefused: lambda case, r, x: _out(case, x.external),
    e.ExternalWithdrawn: lambda case, r, x: _out(case, x.external),
    e.ExternalLeft: lambda case, r, x: {"admitted": without(case.admitted, x.external)},
}


def _out(case: Case, external: Any) -> dict[str, Any]:
    return {"externals": without(case.externals, external), "admitted": without(case.admitted, external)}
