"""Suicide risk (H24, Hantering av suicidal patient), and another priority."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.case.commands.base import Command


@dataclass(frozen=True, slots=True)
class RaiseRisk(Command):
    reason: str


@dataclass(frozen=True, slots=True)
class HandOverDirectly(Command):
    """To psychologist or physician at once, without asking for consent (O2). `line_id`: what the resident
    reads of it."""

    message: str
    message_id: UUID
    line_id: UUID


@dataclass(frozen=True, slots=True)
class AssessRisk(Command):
    """`step` and the factors are ids of the pack; `opposes`: the patient will not be booked to the health centre.

    `message_id` names the question whether online feels safe, asked of none and low risk.
    """

    step: str
    risk_factors: tuple[str, ...]
    protective_factors: tuple[str, ...]
    factors: str
    level: str
    basis: tuple[str, ...]
    text: str
    opposes: bool
    plan: str
    message_id: UUID


@dataclass(frozen=True, slots=True)
class AskSafe(Command):
    message_id: UUID


@dataclass(frozen=True, slots=True)
class NoteSafe(Command):
    safe: bool


@dataclass(frozen=True, slots=True)
class VisitHasBeen(Command):
    """*Patienten har varit på sitt besök* (O9)."""


@dataclass(frozen=True, slots=True)
class RemindOfVisit(Command):
    """The clock: the physical visit has not been in time (O8)."""


@dataclass(frozen=True, slots=True)
class LogCall(Command):
    reached: bool
    text: str


@dataclass(frozen=True, slots=True)
class HandOn(Command):
    """Told to the on-call physician, or to 112."""

    to: Literal["on_call", "112"]
    text: str


@dataclass(frozen=True, slots=True)
class CloseRisk(Command):
    """`certain`: low risk with reasonable certainty (O14)."""

    certain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ChangePriority(Command):
    priority: int
    reason: str
