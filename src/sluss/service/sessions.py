"""Sessions: opened by a login, ended by their owner, by idleness or by age. They live here, not in a cookie.

The cookie holds a random token; only its SHA-256 is stored.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sluss.core import shift
from sluss.core.actor import Actor
from sluss.core.people import Mandate, Person, role_title
from sluss.core.proxies import Proxy
from sluss.core.refusal import Hidden, Refused
from sluss.service.hints import Hint, case_topic, session_topic
from sluss.service.relations import NO_CHILDREN, Family, keep_family
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import people, presence, sessions, shifts

ANONYMOUS = Actor("nobody", UUID(int=1))
TOUCHED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Session:
    """`shift`: the running one under this mandate; `elsewhere`: the mandate of one that runs under another.
    `proxies`: the children for whom a resident may act; `guardian`: the register names children, whether or not they
    are among these; `proxies_wait`: it was silent when it was asked.
    `settled`: staff have saved *Namn och inställningar* (Y9). `unread`: notices, counted to a hundred."""

    id: UUID
    kind: Literal["resident", "staff"]
    subject: UUID
    name: str
    title: str
    mandates: tuple[Mandate, ...]
    mandate: Mandate | None
    seen_at: datetime
    shift: UUID | None = None
    elsewhere: Mandate | None = None
    settled: bool = True
    unread: int = 0
    title_only: bool = False
    proxies: tuple[Proxy, ...] = ()
    guardian: bool = False
    proxies_wait: bool = False

    @property
    def actor(self) -> Actor:
        title = self.title or (role_title(self.mandate.role) if self.mandate else "")
        who = (self.kind, self.subject, self.name, title, self.mandate, self.id)
        return Actor(*who, self.shift, self.title_only, self.proxies)


@dataclass(frozen=True, slots=True)
class SignInResident(Smaller[UUID]):
    """`person` is what the registers say now, or when the population register is silent (`known` is False) what the
    e-ID says; `token_hash` the SHA-256 of the cookie's token. `family`: None when it is not known."""

    token_hash: bytes
    person: Person
    provider: str
    lasts: timedelta
    known: bool = True
    family: Family | None = NO_CHILDREN


@dataclass(frozen=True, slots=True)
class SignInStaff(Smaller[UUID]):
    token_hash: bytes
    staff_id: UUID
    hsa_id: str
    given_name: str
    family_name: str
    title: str
    mandates: tuple[Mandate, ...]
    provider: str
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class ChooseMandate(Smaller[UUID]):
    mandate: Mandate


@dataclass(frozen=True, slots=True)
class Touch(Smaller[UUID]):
    pass


@dataclass(frozen=True, slots=True)
class SignOut(Smaller[UUID]):
    pass


@dataclass(frozen=True, slots=True)
class BeginLogin(Smaller[UUID]):
    """A login on its way: what to remember until the browser comes back. `token_hash` binds it to that browser."""

    token_hash: bytes
    data: Mapping[str, str]
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class TakeLogin(Smaller[Mapping[str, str]]):
    """Takes the remembered login away, once only; Hidden when it is not there, too old, or taken before."""

    token_hash: bytes


@dataclass(frozen=True, slots=True)
class Arrive(Smaller[UUID]):
    """Somebody has the chat of `case` open on a stream; known until `lasts` after the last StillHere."""

    case: UUID
    person: UUID
    side: str
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class StillHere(Smaller[None]):
    streams: Sequence[UUID]
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class Leave(Smaller[None]):
    case: UUID


async def _begin_login(d: Doing, x: BeginLogin) -> Done:
    await sessions.keep_login(d.db, d.about, x.token_hash, dict(x.data), d.now, d.now + x.lasts)
    return d.about, ()


async def _take_login(d: Doing, x: TakeLogin) -> Done:
    taken = await sessions.take_login(d.db, x.token_hash, d.now)
    if taken is None:
        raise Hidden
    return taken, ()


async def _arrive(d: Doing, x: Arrive) -> Done:
    await presence.arrive(d.db, d.about, x.case, x.person, x.side, d.now + x.lasts)
    return d.about, (Hint((case_topic(x.case),), x.case),)


async def _still_here(d: Doing, x: StillHere) -> Done:
    await presence.still_here(d.db, x.streams, d.now, d.now + x.lasts)
    return None, ()


async def _leave(d: Doing, x: Leave) -> Done:
    await presence.leave(d.db, d.about)
    return None, (Hint((case_topic(x.case),), x.case),)


async def _sign_in_resident(d: Doing, x: SignInResident) -> Done:
    """H24: who has protected identity is not handled at all, and gets no session (N1). What the register said before
    holds while it is silent; of who was never seen, the careful guess is kept: nobody shows the name in a list."""
    before = None if x.known else await people.by_number(d.db, x.person.personnummer)
    person = before or (x.person if x.known else replace(x.person, protected=True))
    if person.protected and (x.known or before) and not d.pack.routine.protected.own:
        raise Refused("protected_not_here")
    subject = await people.keep_person(d.db, person, d.now)
    row: tuple[Any, ...] = (
        d.about,
        x.token_hash,
        "resident",
        subject,
        x.person.name,
        "",
        [],
        None,
        None,
        x.provider,
        x.family is None,
    )
    await sessions.add(d.db, row, d.now, d.now + x.lasts)
    return subject, await keep_family(d, subject, x.family) if x.family else ()


async def _sign_in_staff(d: Doing, x: SignInStaff) -> Done:
    subject = await people.keep_staff(d.db, x.staff_id, x.hsa_id, x.given_name, x.family_name, x.title, d.now)
    chosen = shift.at_login(x.mandates, await shifts.running(d.db, subject))
    unit, role = (chosen.unit, chosen.role) if chosen else (None, None)
    held = [[m.unit, m.role] for m in x.mandates]
    name = f"{x.given_name} {x.family_name}"
    row = (d.about, x.token_hash, "staff", subject, name, x.title, held, unit, role, x.provider, False)
    await sessions.add(d.db, row, d.now, d.now + x.lasts)
    return subject, ()


async def _choose_mandate(d: Doing, x: ChooseMandate) -> Done:
    """Only among those that the login gave; a stream opened under the former mandate is cut."""
    found = await sessions.choose(d.db, d.about, x.mandate.unit, x.mandate.role)
    if found is None:
        raise Hidden
    shift.may_switch_to(x.mandate)
    return found, (Hint((session_topic(d.about),)),)


async def _touch(d: Doing, x: Touch) -> Done:
    await sessions.touch(d.db, d.about, d.now)
    return d.about, ()


async def _sign_out(d: Doing, x: SignOut) -> Done:
    await sessions.revoke(d.db, d.about, d.now)
    return d.about, (Hint((session_topic(d.about),)),)


SESSION_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    BeginLogin: _begin_login,
    TakeLogin: _take_login,
    Arrive: _arrive,
    StillHere: _still_here,
    Leave: _leave,
    SignInResident: _sign_in_resident,
    SignInStaff: _sign_in_staff,
    ChooseMandate: _choose_mandate,
    Touch: _touch,
    SignOut: _sign_out,
}
