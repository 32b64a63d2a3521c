"""Guests from outside, invited by staff and let in by hand (J6, J7, J8, A11, M3)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.commands.base import Command
from sluss.core.case.events import Checked, Consent, ExternalKind, Via


@dataclass(frozen=True, slots=True)
class InviteExternal(Command):
    """`guardian`: whom the register names, when it is the child's other guardian (H24). `consent` may be left for the
    moment when the guest is let in, as long as the visit has not begun."""

    external: UUID
    kind: ExternalKind
    via: Via
    first_name: str
    last_name: str
    address: str
    consent: Consent = ""
    guardian: UUID | None = None


@dataclass(frozen=True, slots=True)
class ArriveAsExternal(Command):
    """The guest has opened the link and waits outside."""


@dataclass(frozen=True, slots=True)
class AdmitExternal(Command):
    external: UUID
    checked: Checked
    message_id: UUID
    consent: Consent = ""


@dataclass(frozen=True, slots=True)
class RefuseExternal(Command):
    """Not let in, and the link is of no more use."""

    external: UUID


@dataclass(frozen=True, slots=True)
class WithdrawExternal(Command):
    external: UUID
    message_id: UUID


@dataclass(frozen=True, slots=True)
class LeaveAsExternal(Command):
    """The link still holds: the guest may come back, and waits again."""

    message_id: UUID
