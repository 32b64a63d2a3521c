"""Group visits, as staff of the unit see them (J11, J12). Participants read nothing of this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sluss.service.views.common import Choice

MemberState = Literal["expected", "waiting", "inside", "over", "no_show", "cancelled"]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Of the list: `waiting` are in the waiting room and `inside` let in, of those `booked`."""

    id: UUID
    title: str
    starts: datetime
    ends: datetime
    leader: str
    places: int
    booked: int
    waiting: int
    inside: int
    over: bool


@dataclass(frozen=True, slots=True)
class Groups:
    """`record`: what the record system is called, where the group must be booked too (J12). `may`: the reader is at
    work."""

    unit_name: str
    lines: tuple[GroupLine, ...]
    reasons: tuple[Choice, ...]
    record: str
    may: bool


@dataclass(frozen=True, slots=True)
class Member:
    """`shown_as`: what the others call this participant, empty before the waiting room. `mine`: the reader has the
    case. `in_call`: the group's call runs in it too."""

    case_id: UUID
    name: str
    age: int
    protected: bool
    state: MemberState
    arrived_at: datetime | None
    shown_as: str
    mine: bool
    in_call: bool
    unread: int


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The roster. `leads`: the reader does; `may`: is at work. `call`: the group's video is under way."""

    id: UUID
    unit: str
    title: str
    reason: str
    reason_title: str
    role: str
    staff: UUID
    starts: datetime
    ends: datetime
    leader: str
    places: int
    members: tuple[Member, ...]
    leads: bool
    may: bool
    call: UUID | None
    ended_at: datetime | None
    record: str
    async_choices: tuple[int, ...]
    async_default: int

    @property
    def left(self) -> int:
        return self.places - sum(member.state != "cancelled" for member in self.members)

    def those(self, *states: MemberState) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.state in states)
