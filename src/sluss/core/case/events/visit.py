"""From *Ta emot* to the note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.case.events.base import Consent, Event, content


@dataclass(frozen=True, slots=True)
class CaseAccepted(Event):
    staff: UUID


@dataclass(frozen=True, slots=True)
class CaseTakenOver(Event):
    """`note_due`: the one who had it has begun a visit and not documented it (P5)."""

    staff: UUID
    previous: UUID | None
    consent: Consent = ""
    note_due: bool = False


@dataclass(frozen=True, slots=True)
class VisitStarted(Event):
    staff: UUID


@dataclass(frozen=True, slots=True)
class VisitEnded(Event):
    """The asynchronous phase begins. `open_until` is None when no clock may end it (O18).

    `note_due`: its owner has not written a note yet (P8). `outcome`: an id of the pack's outcomes (P9).
    `message_at`: when something is said if nobody has written by then (G14).
    """

    open_until: datetime | None
    note_due: bool = False
    outcome: str = ""
    message_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseEnded(Event):
    by_clock: bool
    note_due: bool = False
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class NoteSaved(Event):
    """`settles`: its author's part is documented by this alone, where the region does not sign notes (P8)."""

    author: UUID
    revision: int
    anamnes: str = content("")
    status: str = content("")
    assessment: str = content("")
    diagnosis: str = content("")
    secondary: str = content("")
    settles: bool = True
