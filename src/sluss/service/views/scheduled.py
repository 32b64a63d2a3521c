"""Booked visits on the pages of staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BookedLine:
    """Of a row in a worklist. `late`: should have begun; `no_show`: noted, and not come since; `due`: today, or
    before."""

    kind: str
    starts: datetime
    ends: datetime
    staff: UUID | None
    staff_name: str
    arrived_at: datetime | None
    no_show: bool
    late: bool
    due: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is written to: `name` is empty of the patient itself. `withheld`: no number of theirs is shown here."""

    name: str
    phone: str
    withheld: bool
    reminders: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """Of a booked visit on the page of its case. `due`: it should have begun; `takeable`: it can be accepted, on its
    day; `came_late`: noted as not come, and came after all. `contact`: whom to telephone when nobody comes; None:
    nobody is known. `through_door`: the record system booked it. `record`, `types`, `template`: what that system is
    called, and a video visit and its notice in it. `child`: its guardians are invited."""

    kind: str
    starts: datetime
    ends: datetime
    staff_name: str
    arrived_at: datetime | None
    no_show_at: datetime | None
    came_late: bool
    due: bool
    today: bool
    takeable: bool
    contact: Contact | None
    calls: int
    through_door: bool
    record: str
    types: tuple[str, ...]
    template: str
    child: bool
