"""Forms in the chat, and the change to the phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command


@dataclass(frozen=True, slots=True)
class SendForm(Command):
    form: str
    message_id: UUID


@dataclass(frozen=True, slots=True)
class AnswerForm(Command):
    """`sent` is the sequence number under which the form was sent."""

    sent: int
    answers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AskPhone(Command):
    """HDK: the question is put in the channel that the patient chose first."""

    message_id: UUID


@dataclass(frozen=True, slots=True)
class ContinueByPhone(Command):
    """The patient has answered; the sentence goes into the note of the one who calls."""
