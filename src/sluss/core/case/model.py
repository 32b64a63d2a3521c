"""The case as it stands: what `evolve` makes of its events, and the row that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.case.phases import Phase

DROP_IN = "drop-in"
ASYNC = "async"


@dataclass(frozen=True, slots=True)
class Case:
    """`*_said` and `*_read` are sequence numbers: the side's last message, and how far the side has read."""

    id: UUID
    seq: int = 0
    phase: Phase = Phase.NEW
    flow: str = DROP_IN
    service: str = ""
    reason: str = ""
    resident: UUID | None = None
    patient: UUID | None = None
    unit: str | None = None
    role: str | None = None
    priority: int | None = None
    urgent: bool = False
    suicide_flag: bool = False
    danger: str | None = None
    dangers_read: tuple[str, ...] = ()
    pictures: int = 0
    owner: UUID | None = None
    created_at: datetime | None = None
    sent_at: datetime | None = None
    promised_at: datetime | None = None
    waiting_since: datetime | None = None
    accepted_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    open_until: datetime | None = None
    last_at: datetime | None = None
    resident_said: int = 0
    staff_said: int = 0
    staff_said_by: UUID | None = None
    resident_unread: int = 0
    staff_unread: int = 0
    resident_read: int = 0
    staff_read: int = 0
    sms_key: str | None = None
    sms_status: str | None = None
    reminded_at: datetime | None = None
