"""Several at one case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command
from sluss.core.case.events import Consent, InvitedBy


@dataclass(frozen=True, slots=True)
class HandOver(Command):
    """*Lämna över besök*: to a role at a unit, or to one person in it. `although_empty`: nobody is there now, and
    the giver has read that."""

    unit: str
    role: str
    staff: UUID | None
    priority: int
    message: str
    consent: Consent
    although_empty: bool
    message_id: UUID


@dataclass(frozen=True, slots=True)
class TakeBack(Command):
    pass


@dataclass(frozen=True, slots=True)
class AcceptHandover(Command):
    """`message_id` names the line that the resident reads."""

    message_id: UUID


@dataclass(frozen=True, slots=True)
class DeclineHandover(Command):
    reason: str
    message_id: UUID


@dataclass(frozen=True, slots=True)
class InviteColleague(Command):
    """`via`: how the invitation goes out besides lying in the worklist (J4, J5)."""

    staff: UUID
    consent: Consent
    message_id: UUID
    via: InvitedBy = ""


@dataclass(frozen=True, slots=True)
class LeaveCase(Command):
    """A guest leaves. `message_id` names the line that the resident reads."""

    message_id: UUID


@dataclass(frozen=True, slots=True)
class WriteToColleagues(Command):
    text: str
    message_id: UUID


@dataclass(frozen=True, slots=True)
class GiveFeedback(Command):
    """Internal, about the visit (GAV 2.5)."""

    text: str
    message_id: UUID


@dataclass(frozen=True, slots=True)
class AskConsult(Command):
    unit: str
    role: str
    staff: UUID | None
    text: str
    message_id: UUID


@dataclass(frozen=True, slots=True)
class AnswerConsult(Command):
    text: str
    message_id: UUID


@dataclass(frozen=True, slots=True)
class WithdrawConsult(Command):
    """Nobody answers, or the answer is no longer needed."""


@dataclass(frozen=True, slots=True)
class AskCountersign(Command):
    pass


@dataclass(frozen=True, slots=True)
class Countersign(Command):
    pass


@dataclass(frozen=True, slots=True)
class ReturnNote(Command):
    text: str
    message_id: UUID
