"""Booked visits: booked, moved and cancelled by staff here or through the bookings door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sluss.core.case.commands.base import Command
from sluss.core.case.events import BookedKind

Reminder = Literal["same_day", "just_before"]


@dataclass(frozen=True, slots=True)
class BookVisit(Command):
    """`staff`: whose visit it is, if that is decided. `meeting`: the group that it belongs to. `although`: who books
    has read that the time overlaps another of the same member of staff."""

    patient: UUID
    kind: BookedKind
    unit: str
    role: str
    staff: UUID | None
    reason: str
    starts: datetime
    ends: datetime
    meeting: UUID | None = None
    although: bool = False


@dataclass(frozen=True, slots=True)
class ReceiveBooking(Command):
    """As BookVisit, through the bookings door (K2, K4, K5): by the system, in the name of the record system."""

    patient: UUID
    unit: str
    role: str
    staff: UUID | None
    reason: str
    starts: datetime
    ends: datetime
    contact_type: str


@dataclass(frozen=True, slots=True)
class MoveBooking(Command):
    starts: datetime
    ends: datetime
    although: bool = False


@dataclass(frozen=True, slots=True)
class CancelBooking(Command):
    pass


@dataclass(frozen=True, slots=True)
class EnterWaitingRoom(Command):
    """The resident is there, from ten minutes before (J2). `shown_as`: the first name that the others of a group visit
    see; empty: one's own."""

    shown_as: str = ""


@dataclass(frozen=True, slots=True)
class NoteNoShow(Command):
    """J9: not come, or cannot connect; the telephone number is shown at once."""


@dataclass(frozen=True, slots=True)
class EndNoShow(Command):
    """The patient was not reached (`no_show`), or the visit was held by telephone (`by_phone`)."""

    outcome: str = ""


@dataclass(frozen=True, slots=True)
class RemindOfBooking(Command):
    """The clock: the same day, or just before, of the visit that `starts` then (J1)."""

    kind: Reminder
    starts: datetime
