"""What a decision may know besides the case: nothing is looked up inside the core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sluss.core.hours import Calendar
from sluss.core.people import Person
from sluss.core.policy import Pack


@dataclass(frozen=True, slots=True)
class Facts:
    """`present`: the sides with the chat open now. `repeated`: this client id is already stored."""

    now: datetime
    pack: Pack
    calendar: Calendar
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pictures: frozenset[UUID] = frozenset()
    patient: Person | None = None
    owner_name: str = ""
    present: frozenset[str] = frozenset()
    repeated: bool = False
    note_revision: int = 0
