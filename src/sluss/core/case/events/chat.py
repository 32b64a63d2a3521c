"""What is written in a case, read, and notified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.case.events.base import Event, NewPicture, Side, content


@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    """`client_id` is chosen by the sender's device: sent twice is stored once. `title_only`: staff who let the
    resident read their title and no name (decision 14)."""

    side: Side
    author: UUID
    message_id: UUID
    client_id: UUID
    text: str = content("")
    name: str = content("")
    title: str = content("")
    pictures: tuple[NewPicture, ...] = content(())
    title_only: bool = False


@dataclass(frozen=True, slots=True)
class MessagesRead(Event):
    side: Side
    up_to: int


@dataclass(frozen=True, slots=True)
class SmsAsked(Event):
    """A notice is on its way to a person; neither number nor text stands here (U3, U5). `to` is None when nobody is
    left to tell: the guardian who wrote is one no longer."""

    key: str
    to: UUID | None
    kind: str


@dataclass(frozen=True, slots=True)
class SmsReported(Event):
    key: str
    status: Literal["sent", "failed", "no_number", "emailed"]
