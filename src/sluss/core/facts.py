"""What a decision may know besides the case: nothing is looked up inside the core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.externals import External
from sluss.core.hours import Calendar
from sluss.core.people import Person
from sluss.core.policy import Pack
from sluss.core.proxies import Ward


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff: where, and as what. `at_work`: with a running shift; else as when the last one ended.
    `title_only` as of the actor. `reach`: the ways in which an invitation can go out (J4)."""

    id: UUID
    name: str
    title: str
    unit: str
    role: str
    title_only: bool = False
    at_work: bool = True
    reach: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form sent in the chat: the questionnaire's id, and whether it is answered already."""

    id: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group visit (J11): `staff` leads it, whose name is `leader`; `patients` have a place in it. `call`: the one
    that it has now."""

    id: UUID
    unit: str
    title: str
    reason: str
    role: str
    staff: UUID
    starts: datetime
    ends: datetime
    places: int
    leader: str = ""
    call: UUID | None = None
    ended_at: datetime | None = None
    patients: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """`present`: the sides with the chat open now. `repeated`: this client id is already stored.

    `owner_at_work`: the owner has a running shift, in `owner_role`. `at_work`: how many of the role asked for have
    one, `colleague` is the person asked for, and `giver_role` what the one who hands over is there as. `open_drop_in`:
    another started drop-in of the same resident (B18). `origin`: the case that a ticket comes from. `note`: the actor's
    own note. `form`: what was sent to be answered. `ward`: the child, and who may speak for it, when the case is not of
    who stands on the resident's side of it. `assessors`: the roles that assess suicide risk with somebody at work at
    the unit of the case. `call`: the one under way before the command; somebody was last seen in it at `call_seen`.
    `group`: the one that a visit is booked in. `clash`: another booked visit of the same member of staff at that time;
    `reminders`: who would be reminded wants to be, and `reminded` is so already.
    """

    now: datetime
    pack: Pack
    calendar: Calendar
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pictures: frozenset[UUID] = frozenset()
    patient: Person | None = None
    ward: Ward | None = None
    owner_name: str = ""
    present: frozenset[str] = frozenset()
    repeated: bool = False
    note_revision: int = 0
    note: Mapping[str, str] = field(default_factory=dict)
    owner_at_work: bool = True
    owner_role: str = ""
    at_work: int = 0
    colleague: Colleague | None = None
    giver_role: str = ""
    open_drop_in: UUID | None = None
    origin: Case | None = None
    form: Form | None = None
    assessors: frozenset[str] = frozenset()
    clash: tuple[datetime, datetime] | None = None
    reminders: bool = False
    reminded: bool = False
    external: External | None = None
    call: UUID | None = None
    call_seen: datetime | None = None
    group: Group | None = None
