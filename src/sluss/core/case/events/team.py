"""Several at one case: handed over, taken part in, asked about, countersigned, talked over among staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.case.events.base import Consent, Event, content

InvitedBy = Literal["", "email", "sms"]


@dataclass(frozen=True, slots=True)
class HandoverOffered(Event):
    """To a role, or to one person in it. `consent`: how the resident agreed, empty when none is needed (decision 9)."""

    by: UUID
    unit: str
    role: str
    staff: UUID | None
    priority: int
    consent: Consent
    message_id: UUID
    message: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class HandoverTakenBack(Event):
    pass


@dataclass(frozen=True, slots=True)
class HandoverDeclined(Event):
    staff: UUID
    message_id: UUID
    message: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class HandoverAccepted(Event):
    """`triage`: a nurse's visit that leads to a physician counts as triage, and is not registered (H24; P6)."""

    staff: UUID
    triage: bool
    note_due: bool


@dataclass(frozen=True, slots=True)
class ColleagueInvited(Event):
    """`via`: how the invitation went out besides lying in the worklist (J4, J5)."""

    staff: UUID
    by: UUID
    consent: Consent
    via: InvitedBy = ""


@dataclass(frozen=True, slots=True)
class GuestLeft(Event):
    staff: UUID


@dataclass(frozen=True, slots=True)
class StaffMessageSent(Event):
    """*Vårdgivarchatten*: never the resident's."""

    author: UUID
    message_id: UUID
    kind: Literal["message", "feedback", "reason"] = "message"
    text: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class ConsultAsked(Event):
    """The case stays with the one who asks (decision 8)."""

    by: UUID
    unit: str
    role: str
    staff: UUID | None
    message_id: UUID
    text: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class ConsultAnswered(Event):
    staff: UUID
    message_id: UUID
    text: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class ConsultWithdrawn(Event):
    pass


@dataclass(frozen=True, slots=True)
class CountersignAsked(Event):
    author: UUID


@dataclass(frozen=True, slots=True)
class Countersigned(Event):
    staff: UUID


@dataclass(frozen=True, slots=True)
class NoteReturned(Event):
    staff: UUID
    message_id: UUID
    text: str = content("")
    name: str = content("")
    title: str = content("")


@dataclass(frozen=True, slots=True)
class CaseAssigned(Event):
    """`note_due`: the one who had it has begun a visit and not documented it (P5)."""

    staff: UUID
    by: UUID
    consent: Consent = ""
    note_due: bool = False


@dataclass(frozen=True, slots=True)
class CaseReturned(Event):
    """Back to the queue of the unit: given back by its owner, or its owner is not at work."""

    previous: UUID | None
    absent: bool
    note_due: bool = False
