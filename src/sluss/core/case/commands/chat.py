"""Writing to each other."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command
from sluss.core.case.events import NewPicture


@dataclass(frozen=True, slots=True)
class SendMessage(Command):
    """`seen` is the last sequence number on the sender's page: nobody answers blind."""

    text: str
    client_id: UUID
    message_id: UUID
    seen: int
    pictures: tuple[NewPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowTyping(Command):
    pass


@dataclass(frozen=True, slots=True)
class MarkRead(Command):
    up_to: int


@dataclass(frozen=True, slots=True)
class RemindBySms(Command):
    """*SMS-påminnelse*, when the resident does not answer (F14)."""
