"""Seeking care, until the case is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.case.events.base import Event, NewPicture, content


@dataclass(frozen=True, slots=True)
class DraftStarted(Event):
    """`asked` is the questionnaire with its version, `halsont|2`."""

    resident: UUID
    patient: UUID
    service: str
    reason: str
    flow: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGiven(Event):
    """`danger` is the first danger sign that is not read yet, if any; `dropped` are no longer asked, or will not do.

    `asked` is the questionnaire in force with its version.
    """

    link_id: str
    danger: str | None
    values: tuple[str, ...] = content(())
    dropped: tuple[str, ...] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True)
class DangerRead(Event):
    """`danger` is the next danger sign that is not read yet, if any."""

    link_id: str
    danger: str | None


@dataclass(frozen=True, slots=True)
class PictureAdded(Event):
    picture_id: UUID
    picture: NewPicture | None = content(None)


@dataclass(frozen=True, slots=True)
class PictureRemoved(Event):
    picture_id: UUID


@dataclass(frozen=True, slots=True)
class CaseSent(Event):
    """Priority and destination as the pack decided them; `because` explains them in sentences.

    `open_until`: of an administrative matter, whose days begin now (VML). `contact_by` and `assess_by`: the care
    guarantee of what is not (X1). `route`: the row that decided, `routing.3`, with its words and their source as they
    were then.
    """

    unit: str
    role: str
    priority: int
    urgent: bool
    suicide_flag: bool
    promised_at: datetime | None
    open_until: datetime | None = None
    contact_by: datetime | None = None
    assess_by: datetime | None = None
    route: str = ""
    route_says: str = ""
    route_source: str = ""
    because: tuple[str, ...] = content(())
    history: tuple[str, ...] = content(())


@dataclass(frozen=True, slots=True)
class DraftDiscarded(Event):
    by_clock: bool
