"""Sound and picture in a case that goes on as chat (F5, F6, F15, F16, J10). What is said in it is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.case.events.base import Event

CallMode = Literal["audio", "video"]


@dataclass(frozen=True, slots=True)
class CallStarted(Event):
    """`call` names the call; in a group visit the same one stands in every case of the group."""

    call: UUID
    mode: CallMode
    by: UUID
    meeting: UUID | None = None


@dataclass(frozen=True, slots=True)
class CallModeChanged(Event):
    mode: CallMode
    by: UUID


@dataclass(frozen=True, slots=True)
class CallEnded(Event):
    """*Avsluta video*: the visit goes on in the chat (J10). `by` is None when nobody was left in it."""

    by: UUID | None
