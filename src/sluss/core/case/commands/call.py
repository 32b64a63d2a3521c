"""Sound and picture, started by staff from a visit under way, also in an asynchronous case (F5, F6, F16)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command
from sluss.core.case.events import CallMode


@dataclass(frozen=True, slots=True)
class StartCall(Command):
    """*Starta video*, *Starta ljudsamtal*. `call` is its new id; the line in the chat is `message_id`."""

    call: UUID
    mode: CallMode
    message_id: UUID


@dataclass(frozen=True, slots=True)
class SwitchCall(Command):
    """F15: from sound to picture and back, without losing the case."""

    mode: CallMode


@dataclass(frozen=True, slots=True)
class EndCall(Command):
    """*Avsluta video*, the first of the two steps (J10, Q4): the chat lives on."""

    message_id: UUID
