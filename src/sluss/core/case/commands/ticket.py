"""*Drop in-biljetten*, and the booking ticket."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command


@dataclass(frozen=True, slots=True)
class GiveTicket(Command):
    """`although_higher`: the case it comes from was triaged higher, and staff have read that (decision 10)."""

    patient: UUID
    unit: str
    role: str
    reason: str
    valid_days: int
    from_case: UUID | None
    although_higher: bool


@dataclass(frozen=True, slots=True)
class ActivateTicket(Command):
    pass


@dataclass(frozen=True, slots=True)
class CancelTicket(Command):
    pass


@dataclass(frozen=True, slots=True)
class ExpireTicket(Command):
    pass


@dataclass(frozen=True, slots=True)
class SendBookingTicket(Command):
    """*Bokningsbiljett* in the chat: the times as written by staff, or the link of the pack alone."""

    times: str
    message_id: UUID
