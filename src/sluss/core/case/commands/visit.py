"""From *Ta emot* to the note."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command
from sluss.core.case.events import Consent


@dataclass(frozen=True, slots=True)
class AcceptCase(Command):
    pass


@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    """`consent`: needed of the resident when another role takes it (decision 9)."""

    consent: Consent = ""


@dataclass(frozen=True, slots=True)
class StartVisit(Command):
    """`message_id` names the greeting that opens the chat (B25)."""

    message_id: UUID


@dataclass(frozen=True, slots=True)
class EndVisit(Command):
    """`outcome` is an id of the pack's outcomes, or empty (P9). `message`: *Meddelande*, where the region has it on."""

    async_days: int
    outcome: str = ""
    message: bool = False


@dataclass(frozen=True, slots=True)
class EndCase(Command):
    outcome: str = ""


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
class CloseForTheDay(Command):
    """Says *Stängning* and leaves the chat open until the next day, when the resident does not answer (H24)."""

    message_id: UUID


@dataclass(frozen=True, slots=True)
class DeferCase(Command):
    """It can wait until the unit opens again."""


@dataclass(frozen=True, slots=True)
class ReleaseCase(Command):
    """Back to the queue of the unit."""


@dataclass(frozen=True, slots=True)
class AssignCase(Command):
    staff: UUID
    consent: Consent = ""
