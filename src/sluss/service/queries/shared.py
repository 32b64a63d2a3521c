"""What both sides read, and what the worker must know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sluss.core.people import Mandate
from sluss.core.refusal import Hidden
from sluss.service.reading import Query, Reading
from sluss.service.sessions import Session
from sluss.store import journal_reads, people, reads, sessions


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
class NumberOf(Query[str | None]):
    """Where a notice goes: the mobile number of a person."""

    person: UUID
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


async def number(r: Reading, q: NumberOf) -> str | None:
    _system(r)
    person = await people.person(r.db, q.person)
    return person.phone if person else None


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
