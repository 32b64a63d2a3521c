"""A call under way, as one of those who may be in it sees it, and as the page of the case tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class InCall:
    """One of those who are there. `lost`: has not been heard of for a while, and may come back."""

    id: UUID
    name: str
    role: str
    me: bool
    joined: datetime
    lost: bool


@dataclass(frozen=True, slots=True)
class CallState:
    """`call` is None when there is none now. `party` is this device's own. `taken`: a newer device of the same person
    has taken its place; `elsewhere`: the person is there with another device. `outside`: who
    waits to be let in, as staff are told. `seat` is the SFU's own word, and is
    told to no browser."""

    call: UUID | None
    mode: str | None = None
    topology: str = "p2p"
    relay_only: bool = False
    parties: tuple[InCall, ...] = ()
    party: UUID | None = None
    taken: bool = False
    elsewhere: bool = False
    outside: tuple[str, ...] = ()
    seat: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Signal:
    id: int
    sender: UUID | None
    kind: str
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CallShown:
    """What the page of a case says of its call. `people`: who is in it now, without the reader."""

    mode: str
    people: tuple[str, ...] = ()
    there: bool = False
    open: bool = True
