"""The asynchronous case: begun by staff, taken without a visit, prolonged, done, out of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.case.events.base import Event


@dataclass(frozen=True, slots=True)
class CareCaseStarted(Event):
    """`one_way`: *engångsutskick*, which cannot be answered (VML)."""

    staff: UUID
    resident: UUID
    patient: UUID
    service: str
    reason: str
    unit: str
    role: str
    priority: int
    one_way: bool
    open_until: datetime


@dataclass(frozen=True, slots=True)
class AsyncAccepted(Event):
    staff: UUID


@dataclass(frozen=True, slots=True)
class ConvertedToAsync(Event):
    """`open_until` is None when no clock may end it (O18)."""

    open_until: datetime | None
    note_due: bool = False


@dataclass(frozen=True, slots=True)
class AsyncExtended(Event):
    open_until: datetime


@dataclass(frozen=True, slots=True)
class MarkedDone(Event):
    staff: UUID


@dataclass(frozen=True, slots=True)
class CaseDeferred(Event):
    """Somebody looked, and it can wait until the unit opens again (H24: nothing urgent is left without action)."""

    staff: UUID
    until: datetime
    promised_at: datetime


@dataclass(frozen=True, slots=True)
class TimeRanOut(Event):
    """The days are over while the resident waits for an answer: nobody writes more, and staff must end it."""
