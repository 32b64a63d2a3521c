"""Suicide risk (H24, Hantering av suicidal patient), and the priority that staff change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sluss.core.case.events.base import Event, content


@dataclass(frozen=True, slots=True)
class RiskRaised(Event):
    """Staff suspect it; the questionnaires raise it with CaseSent and FormAnswered."""

    by: UUID
    text: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class RiskAssessed(Event):
    """By psychologist or physician. `visit_by`: the physical visit of at least moderate risk. `priority`: raised by it,
    else None. What was found is content; `step` and the factors are ids of the pack."""

    staff: UUID
    level: Literal["none", "low", "moderate", "high"]
    visit_by: datetime | None
    priority: int | None
    step: str = content("")
    risk_factors: tuple[str, ...] = content(())
    protective_factors: tuple[str, ...] = content(())
    factors: str = content("")
    basis: tuple[str, ...] = content(())
    text: str = content("")
    opposes: bool = content(False)
    plan: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class SafeAsked(Event):
    """Whether it feels safe enough to go on online (O6)."""

    staff: UUID
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class SafeNoted(Event):
    staff: UUID
    safe: bool
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class PhysicalVisitDone(Event):
    staff: UUID
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class PhysicalVisitOverdue(Event):
    pass


@dataclass(frozen=True, slots=True)
class CallLogged(Event):
    """A telephone call to the patient (O13)."""

    staff: UUID
    reached: bool
    text: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class HandedOn(Event):
    """To the on-call physician, or to 112 (O15, O16)."""

    staff: UUID
    to: Literal["on_call", "112"]
    text: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class RiskClosed(Event):
    """Without further action, as the routine lets it be (O14, O17); the end of the case follows."""

    staff: UUID
    text: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class PriorityChanged(Event):
    by: UUID
    before: int
    priority: int
    text: str = content("")
    name: str = content("")
    title: str = content("")
