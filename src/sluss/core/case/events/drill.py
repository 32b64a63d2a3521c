"""*Öva*: a case with a test patient."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.events.base import Event, content
from sluss.core.people import Person


@dataclass(frozen=True, slots=True)
class DrillStarted(Event):
    """As a case that has been sent, with neither promise nor clock. `lines`: how many the patient has to say."""

    staff: UUID
    scenario: str
    patient: UUID
    service: str
    reason: str
    asked: str
    unit: str
    role: str
    priority: int
    urgent: bool
    suicide_flag: bool
    lines: int
    who: Person | None = content(None)
    answers: tuple[tuple[str, tuple[str, ...]], ...] = content(())
    because: tuple[str, ...] = content(())
    history: tuple[str, ...] = content(())


@dataclass(frozen=True, slots=True)
class DrillLineSaid(Event):
    """The message itself stands beside it; `left` are not said yet."""

    left: int


@dataclass(frozen=True, slots=True)
class DrillEnded(Event):
    by_clock: bool
