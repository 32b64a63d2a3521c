"""Guests from outside: as staff see them beside a case, and the little that a guest is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

# Where a guest stands. `over`: the visit has ended or was cancelled; `taken`: the link was opened on another device.
Standing = Literal["invited", "waiting", "in", "left", "refused", "withdrawn", "over", "taken"]


@dataclass(frozen=True, slots=True)
class GuestLine:
    """`kind` and `checked` in words; `at`: since when the guest stands as it does. `told`: asked, sent or failed.
    `asks_consent`: the patient has not agreed yet (M3)."""

    id: UUID
    kind: str
    name: str
    via: str
    address: str
    standing: Standing
    at: datetime
    told: str
    told_at: datetime
    checked: str
    asks_consent: bool


@dataclass(frozen=True, slots=True)
class Inviting:
    """What *Bjud in* is filled in with: the interpreter service's mailbox, and the child's other guardians."""

    interpreter_email: str
    guardians: tuple[tuple[UUID, str], ...]
    asks_consent: bool
    consent_may_wait: bool


@dataclass(frozen=True, slots=True)
class GuestVisit:
    """All that a guest is shown: nothing of the case, the patient or other guests. `unit_name` is empty where the
    region names no unit, and for everybody around a person whose identity is protected."""

    guest: UUID
    case_id: UUID
    kind: str
    first_name: str
    standing: Standing
    staff_name: str
    staff_title: str
    unit_name: str
    starts: datetime | None
    begun: bool
    calling: bool
    device: int

    @property
    def holds(self) -> bool:
        """Whether the link leads anywhere."""
        return self.standing in ("invited", "waiting", "in", "left")
