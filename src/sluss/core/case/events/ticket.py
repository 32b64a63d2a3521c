"""*Drop in-biljetten*: a case that begins when the resident wants it to (VML)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.case.events.base import Event


@dataclass(frozen=True, slots=True)
class TicketGiven(Event):
    """`suicide_flag`: of the case that it comes from; it follows the resident to the new queue (decision 15)."""

    by: UUID
    resident: UUID
    patient: UUID
    service: str
    reason: str
    unit: str
    role: str
    priority: int
    urgent: bool
    until: datetime
    from_unit: str
    from_case: UUID | None
    suicide_flag: bool = False


@dataclass(frozen=True, slots=True)
class TicketActivated(Event):
    promised_at: datetime


@dataclass(frozen=True, slots=True)
class TicketCancelled(Event):
    by: UUID


@dataclass(frozen=True, slots=True)
class TicketExpired(Event):
    pass
