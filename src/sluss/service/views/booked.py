"""A booked visit, as the resident reads it (J1 to J3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Booked:
    """`with_name`: whose visit it is, if that is said. The waiting room opens at `opens_at`; `open`: it has, `late`:
    the time has begun and nobody has come. `no_show`: staff have noted that nobody came. `moved`: it was another time
    at first. `cost` and `rebook_link` are of the pack. `group`: the title of a group visit; `shown_as`: what the others
    call its participant, first the name that is offered. `next_at`: when the page changes by the clock alone."""

    kind: str
    starts: datetime
    ends: datetime
    opens_at: datetime
    arrived_at: datetime | None
    open: bool
    late: bool
    no_show: bool
    moved: bool
    with_name: str
    cost: str
    rebook_link: str
    group: str = ""
    shown_as: str = ""
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next booked visit on the start page. `about`: the child it is for, empty of one's own."""

    case_id: UUID
    kind: str
    starts: datetime
    open: bool
    waiting: bool
    unit_name: str
    about: str
