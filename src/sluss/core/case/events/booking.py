"""Booked visits: a case that begins as a time in the calendar (K1 to K14, J1, J9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sluss.core.case.events.base import Event, content

# A visit with the patient; a talk with a relative (J13, J14); one of several patients in a group (J11).
BookedKind = Literal["visit", "relative", "group"]


@dataclass(frozen=True, slots=True)
class VisitBooked(Event):
    """`by`: who booked it here; None when it came through the bookings door. `staff`: whose visit it is, if said.
    `resident` is None when nobody stands on the resident's side: a talk with a relative who is a guest (H24)."""

    kind: BookedKind
    by: UUID | None
    resident: UUID | None
    patient: UUID
    service: str
    reason: str
    unit: str
    role: str
    staff: UUID | None
    starts: datetime
    ends: datetime
    contact_type: str = ""
    meeting: UUID | None = None


@dataclass(frozen=True, slots=True)
class BookingMoved(Event):
    by: UUID | None
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class BookingCancelled(Event):
    """`guests`: from outside, whose links led to the visit; they are told too."""

    by: UUID | None
    guests: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ResidentArrived(Event):
    """Is in the waiting room, from ten minutes before (J2). `shown_as`: in a group visit, what the others call this
    participant (J11)."""

    shown_as: str = content("")


@dataclass(frozen=True, slots=True)
class NoShowNoted(Event):
    """J9: has not come, and is to be telephoned at once by the one whose visit it is."""

    by: UUID


@dataclass(frozen=True, slots=True)
class BookingReturned(Event):
    """Accepted and laid back before it began: it stands among the booked visits again, with its time. `absent`: the one
    who had it has gone home."""

    staff: UUID
    absent: bool = False
