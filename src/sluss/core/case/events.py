"""What has happened to a case. A field marked as content is kept in its own table, never in the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

Side = Literal["resident", "staff"]


def content(default: Any) -> Any:
    """A field that holds what a person wrote: stored beside the journal, so that it can be erased by law."""
    return field(default=default, metadata={"content": True})


class Event:
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A cleaned picture that lies in the file store under `id`; `wrapped` opens it."""

    id: UUID
    name: str
    kind: str
    size: int
    width: int
    height: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class DraftStarted(Event):
    resident: UUID
    patient: UUID
    service: str
    reason: str
    flow: str


@dataclass(frozen=True, slots=True)
class AnswerGiven(Event):
    """`danger` is the first danger sign that is not read yet, if any; `dropped` are no longer asked."""

    link_id: str
    danger: str | None
    values: tuple[str, ...] = content(())
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DangerRead(Event):
    """`danger` is the next danger sign that is not read yet, if any."""

    link_id: str
    danger: str | None


@dataclass(frozen=True, slots=True)
class PictureAdded(Event):
    picture_id: UUID
    picture: NewPicture | None = content(None)


@dataclass(frozen=True, slots=True)
class PictureRemoved(Event):
    picture_id: UUID


@dataclass(frozen=True, slots=True)
class CaseSent(Event):
    """Priority and destination as the pack decided them; `because` explains them in sentences."""

    unit: str
    role: str
    priority: int
    urgent: bool
    suicide_flag: bool
    promised_at: datetime | None
    because: tuple[str, ...] = content(())
    history: tuple[str, ...] = content(())


@dataclass(frozen=True, slots=True)
class CaseAccepted(Event):
    staff: UUID


@dataclass(frozen=True, slots=True)
class CaseTakenOver(Event):
    staff: UUID
    previous: UUID | None


@dataclass(frozen=True, slots=True)
class VisitStarted(Event):
    staff: UUID


@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    """`client_id` is chosen by the sender's device: sent twice is stored once."""

    side: Side
    author: UUID
    message_id: UUID
    client_id: UUID
    text: str = content("")
    name: str = content("")
    title: str = content("")
    pictures: tuple[NewPicture, ...] = content(())


@dataclass(frozen=True, slots=True)
class MessagesRead(Event):
    side: Side
    up_to: int


@dataclass(frozen=True, slots=True)
class SmsAsked(Event):
    """A notice is on its way to a person; neither number nor text stands here (U3, U5)."""

    key: str
    to: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class SmsReported(Event):
    key: str
    status: Literal["sent", "failed", "no_number"]


@dataclass(frozen=True, slots=True)
class VisitEnded(Event):
    """The asynchronous phase begins. `open_until` is None when no clock may end it (O18)."""

    open_until: datetime | None


@dataclass(frozen=True, slots=True)
class CaseEnded(Event):
    by_clock: bool


@dataclass(frozen=True, slots=True)
class NoteSaved(Event):
    author: UUID
    revision: int
    anamnes: str = content("")
    status: str = content("")
    assessment: str = content("")
    diagnosis: str = content("")
    secondary: str = content("")


@dataclass(frozen=True, slots=True)
class DraftDiscarded(Event):
    by_clock: bool


# A slotted dataclass is made anew; the class it was made from stays a subclass until it is collected.
EVENTS: tuple[type[Event], ...] = tuple(kind for kind in Event.__subclasses__() if globals()[kind.__name__] is kind)
