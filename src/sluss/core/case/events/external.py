"""Guests from outside: a relative, a second guardian, an interpreter, a colleague without account (J4 to J8, A11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.case.events.base import Consent, Event, content

ExternalKind = Literal["relative", "guardian", "interpreter", "colleague", "other"]
Via = Literal["email", "sms"]
# A11: how staff made sure of who the guest is.
Checked = Literal["photo_id", "known", "by_patient", "not_needed"]


@dataclass(frozen=True, slots=True)
class ExternalInvited(Event):
    """A link of its own to this visit, without e-ID. M3: `consent` of the patient, or empty until the guest enters."""

    external: UUID
    kind: ExternalKind
    via: Via
    by: UUID
    consent: Consent
    first_name: str = content("")
    last_name: str = content("")
    address: str = content("")


@dataclass(frozen=True, slots=True)
class ExternalArrived(Event):
    """Waits outside until staff let the guest in."""

    external: UUID


@dataclass(frozen=True, slots=True)
class ExternalAdmitted(Event):
    """`consent`: of the patient, when it was not noted with the invitation (M3)."""

    external: UUID
    by: UUID
    checked: Checked
    consent: Consent = ""


@dataclass(frozen=True, slots=True)
class ExternalRefused(Event):
    external: UUID
    by: UUID


@dataclass(frozen=True, slots=True)
class ExternalWithdrawn(Event):
    """The link no longer leads anywhere; who was in is out."""

    external: UUID
    by: UUID


@dataclass(frozen=True, slots=True)
class ExternalLeft(Event):
    external: UUID
