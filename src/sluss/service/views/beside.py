"""What stands beside a case that staff read: who does not answer, and where the patient was sent on to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Absent:
    """The routine when the resident does not answer (H6): reminded when, closable from when, and whether it is now.
    `end_all`: no visit is left open over the night (VML)."""

    reminded_at: datetime | None
    closable_at: datetime | None
    closable: bool
    end_all: bool = False


@dataclass(frozen=True, slots=True)
class GivenTicket:
    """A *drop in-biljett*. `state`: of core.patients.ticket_state; `blocked`: not to be used before the visit ends."""

    to: str
    state: str
    until: datetime | None
    blocked: bool


@dataclass(frozen=True, slots=True)
class Drilled:
    """A case with a test patient: what is practised, and until when."""

    title: str
    text: str
    until: datetime
