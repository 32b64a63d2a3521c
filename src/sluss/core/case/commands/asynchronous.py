"""The asynchronous case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command


@dataclass(frozen=True, slots=True)
class StartCareCase(Command):
    """Staff begin; `text` may be empty (*Markera som klar*), but not of a message that cannot be answered."""

    patient: UUID
    reason: str
    text: str
    days: int
    one_way: bool
    message_id: UUID


@dataclass(frozen=True, slots=True)
class ConvertToAsync(Command):
    days: int


@dataclass(frozen=True, slots=True)
class ExtendAsync(Command):
    days: int
    reason: str
    message_id: UUID


@dataclass(frozen=True, slots=True)
class MarkDone(Command):
    """*Markera som klar*: nothing more is to be written just now."""
