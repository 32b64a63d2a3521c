"""Whom something is about: the resident, or a child that the resident speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class About:
    """The child that a page is about. `access_ends`: when the guardian's right ends, told when that is soon."""

    name: str
    age: str
    access_ends: date | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """One to choose at *Vem gäller det?* `closed`: the code of why not this service. `access_ends` as above."""

    person: UUID
    name: str
    age: str = ""
    closed: str = ""
    access_ends: date | None = None


@dataclass(frozen=True, slots=True)
class WhomPage:
    """`waits`: the register was silent when it was asked for children. `withheld`: the resident has protected
    identity, and speaks for nobody here (N3). `least_age` in years, of what is triaged."""

    me: str
    children: tuple[Whom, ...]
    waits: bool = False
    withheld: bool = False
    least_age: int = 0


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who stands on the resident's side of a child's case, as staff read it. `why` is empty while the guardian may act,
    else one of core.proxies.why_not; `reads`: who follows the case instead, if anybody; `others` see it besides.
    `grown_at`: when the child turns thirteen, if it has not."""

    guardian: str
    why: str
    reads: str
    others: tuple[str, ...] = ()
    grown_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GuardianLine:
    """A guardian in the child's profile (L3). `name` is None of a protected person; `why` as above. `chosen`: by staff,
    else by the region's rule."""

    id: UUID
    name: str | None
    why: str
    shares_contact: bool
    primary: bool
    chosen: bool
