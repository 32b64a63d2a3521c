"""What must happen later because of booked visits. `notices` has the rest, and takes these in."""

from __future__ import annotations

from typing import Final

from sluss.core.booked import is_today, reminders
from sluss.core.case import events as e
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.planned import ALL_ROLES, Job, Plans, look_up, to_staff, to_unit


def _remind(case: Case, event: e.VisitBooked | e.BookingMoved, facts: Facts) -> list[Job]:
    """J1. One job a kind: moving the visit moves it, and what is left of an earlier time finds nothing to say."""
    found = reminders(event.starts, facts.pack.routine.booking, facts.now) if case.resident else ()
    starts = event.starts.isoformat()
    return [
        Job(
            f"booking:{case.id}:{one.kind}",
            "booking_reminder",
            one.at,
            {"case": str(case.id), "kind": one.kind, "starts": starts},
        )
        for one in found
    ]


def _come(case: Case, event: e.VisitBooked | e.BookingMoved, facts: Facts) -> list[Job]:
    """U8: a visit of today that the record system has booked or moved; who does it here knows."""
    return to_them(case, facts) if event.by is None and is_today(case, facts.now) else []


def to_them(case: Case, facts: Facts) -> list[Job]:
    """The one who has the visit, or whose it is; as long as it is nobody's, those of the role."""
    whose = case.owner or case.booked_staff
    if whose:
        return to_staff(case, "scheduled", facts, whose)
    return to_unit(case, "scheduled", facts, case.unit or "", case.role or ALL_ROLES)


MEETING_PLANS: Final[Plans] = {
    e.VisitBooked: (_remind, _come, look_up),
    e.BookingMoved: (_remind, _come),
    e.BookingReturned: (lambda case, event, facts: to_them(case, facts) if case.waiting_since else [],),
    e.ResidentArrived: (lambda case, event, facts: to_them(case, facts),),
}
