"""What a resident does until the case is sent."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command
from sluss.core.case.events import NewPicture


@dataclass(frozen=True, slots=True)
class StartDraft(Command):
    service: str
    reason: str
    patient: UUID


@dataclass(frozen=True, slots=True)
class GiveAnswer(Command):
    """`link_id` is a key of core.triage.keys; `asked` the questionnaire with the version that the page showed."""

    link_id: str
    values: tuple[str, ...]
    asked: str = ""


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
    """`referral_read`: the advice of routing.CALLS that the resident has read and sends in spite of (C14, D9)."""

    referral_read: str = ""


@dataclass(frozen=True, slots=True)
class DiscardDraft(Command):
    pass
