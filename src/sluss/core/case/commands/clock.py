"""What the system itself orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.case.commands.base import Command


@dataclass(frozen=True, slots=True)
class CloseByClock(Command):
    pass


@dataclass(frozen=True, slots=True)
class SendAutomatic(Command):
    """*Meddelande*, some days after the visit; `since` is the sequence number with which it ended (G14)."""

    message_id: UUID
    since: int


@dataclass(frozen=True, slots=True)
class ReportSms(Command):
    key: str
    status: Literal["sent", "failed", "no_number", "emailed"]
