"""What may be asked of a case. Commands order; whether they are obeyed is decided in `decide`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.case.events import NewPicture


class Command:
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StartDraft(Command):
    service: str
    reason: str
    patient: UUID


@dataclass(frozen=True, slots=True)
class GiveAnswer(Command):
    link_id: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfirmDanger(Command):
    pass


@dataclass(frozen=True, slots=True)
class AddPicture(Command):
    picture: NewPicture


@dataclass(frozen=True, slots=True)
class RemovePicture(Command):
    picture_id: UUID


@dataclass(frozen=True, slots=True)
class SendCase(Command):
    pass


@dataclass(frozen=True, slots=True)
class DiscardDraft(Command):
    pass


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


@dataclass(frozen=True, slots=True)
class AcceptCase(Command):
    pass


@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    pass


@dataclass(frozen=True, slots=True)
class StartVisit(Command):
    """`message_id` names the greeting that opens the chat (B25)."""

    message_id: UUID


@dataclass(frozen=True, slots=True)
class EndVisit(Command):
    async_days: int


@dataclass(frozen=True, slots=True)
class EndCase(Command):
    pass


@dataclass(frozen=True, slots=True)
class WrongPatient(Command):
    """*Fel patient*: somebody seeks care for another adult (L17–L19). `message_id` names the explanation."""

    message_id: UUID


@dataclass(frozen=True, slots=True)
class SaveNote(Command):
    """`revision` is the one the writer's page shows; 0 for a note not yet saved."""

    revision: int
    anamnes: str
    status: str
    assessment: str
    diagnosis: str
    secondary: str


@dataclass(frozen=True, slots=True)
class CloseByClock(Command):
    pass


@dataclass(frozen=True, slots=True)
class ReportSms(Command):
    key: str
    status: Literal["sent", "failed", "no_number"]


# A slotted dataclass is made anew; the class it was made from stays a subclass until it is collected.
COMMANDS: tuple[type[Command], ...] = tuple(
    kind for kind in Command.__subclasses__() if globals()[kind.__name__] is kind
)
