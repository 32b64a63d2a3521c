"""What both sides read, and what the worker must know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sluss.core.people import Mandate
from sluss.core.policy import known
from sluss.core.proxies import grown, rights
from sluss.core.refusal import Hidden
from sluss.service.reading import Query, Reading
from sluss.service.sessions import Session
from sluss.store import contacts, journal_reads, people, reads, relations, sessions


@dataclass(frozen=True, slots=True)
class WhoIs(Query[Session]):
    """The session of a token, unless revoked, older than its end, or idle for longer than `idle`."""

    token_hash: bytes
    kind: Literal["resident", "staff"]
    idle: timedelta
    logged: bool = False


@dataclass(frozen=True, slots=True)
class AliveOf(Query[set[UUID]]):
    """Which of these sessions still stand; `*_idle` is how long each kind may be unused."""

    ids: Sequence[UUID]
    resident_idle: timedelta
    staff_idle: timedelta
    logged: bool = False


@dataclass(frozen=True, slots=True)
class PictureFile:
    id: UUID
    name: str
    kind: str
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class PictureOf(Query[PictureFile]):
    picture: UUID


@dataclass(frozen=True, slots=True)
class Addressed:
    """Where a notice goes, and how much it may say: of who has protected identity, or about somebody who has, nothing
    but that there is something to read (N5). `unit_name`: of the unit where the case lies. `email`: verified, and
    chosen instead of SMS (U4)."""

    phone: str | None
    protected: bool
    unit_name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class AddressOf(Query[Addressed]):
    case: UUID
    person: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class SpokenFor(Query[str | None]):
    """The personnummer of a child for whom somebody else has a case open; None when nobody has."""

    child: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class ErasableOf(Query[list[UUID]]):
    """The pictures that a discarded draft leaves in the file store."""

    case: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    case_id: UUID
    seq: int
    units: tuple[str | None, ...]
    resident: UUID


@dataclass(frozen=True, slots=True)
class ChangedSince(Query[list[Change]]):
    """What was committed since a time: the sweep tells again what a crash left untold."""

    at: datetime
    logged: bool = False


async def who_is(r: Reading, q: WhoIs) -> Session:
    row = await sessions.find(r.db, q.token_hash, q.kind, r.now, r.now - q.idle)
    if row is None:
        raise Hidden
    held = row["mandates"]
    family = await relations.of_guardian(r.db, row["subject"]) if row["guardian"] else []
    here = (row["shift_unit"], row["shift_role"]) == (row["unit"], row["role"])
    return Session(
        id=row["id"],
        kind=row["kind"],
        subject=row["subject"],
        name=row["name"],
        title=row["title"],
        mandates=tuple(Mandate(unit, role) for unit, role in held),
        mandate=Mandate(row["unit"], row["role"]) if row["unit"] else None,
        seen_at=row["seen_at"],
        settled=row["settled"],
        unread=row["unread"],
        title_only=row["title_only"],
        proxies=rights(family, r.pack.routine.proxies, r.now),
        guardian=any(not grown(child.born, r.now) for _, child in family),
        proxies_wait=row["proxies_wait"],
        shift=row["shift"] if here else None,
        elsewhere=None if here or row["shift"] is None else Mandate(row["shift_unit"], row["shift_role"]),
    )


async def alive(r: Reading, q: AliveOf) -> set[UUID]:
    return await sessions.alive(r.db, q.ids, r.now, r.now - q.resident_idle, r.now - q.staff_idle)


async def picture(r: Reading, q: PictureOf) -> PictureFile:
    row = await reads.picture(r.db, q.picture)
    if row is None:
        raise Hidden
    case = await r.case(row["case_id"])
    r.seen = [case.id]
    return PictureFile(row["id"], row["name"], row["kind"], row["wrapped"])


async def address(r: Reading, q: AddressOf) -> Addressed:
    _system(r)
    case, to = await r.case(q.case), await people.person(r.db, q.person)
    about = to if case.patient == q.person else await people.person(r.db, case.patient or q.person)
    # Who is not known is treated as protected.
    protected = to is None or about is None or to.protected or about.protected
    unit = known(r.pack.units, case.unit)
    email = await contacts.email(r.db, q.person)
    chosen = email["address"] if email and email["chosen"] and r.pack.texts.email else None
    return Addressed(to.phone if to else None, protected, unit.name if unit else "", chosen)


async def spoken_for(r: Reading, q: SpokenFor) -> str | None:
    _system(r)
    return await relations.spoken_for(r.db, q.child)


async def erasable(r: Reading, q: ErasableOf) -> list[UUID]:
    _system(r)
    return await reads.erasable(r.db, q.case)


async def changed(r: Reading, q: ChangedSince) -> list[Change]:
    _system(r)
    rows = await journal_reads.changed_since(r.db, q.at)
    return [Change(row["id"], row["seq"], tuple(row["units"]), row["resident"]) for row in rows]


def _system(r: Reading) -> None:
    if r.actor.kind != "system":
        raise Hidden
