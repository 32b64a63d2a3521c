"""What staff read of themselves: *Namn och inställningar* and *Notifieringar* (E9, Y5, U7, U8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.access import sees
from sluss.core.policy import known
from sluss.core.profile import Profile
from sluss.core.refusal import Hidden
from sluss.service.profiles import licensed
from sluss.service.reading import Query, Reading
from sluss.store import notices, profiles


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """`directory_*` are what residents read when the profile's own are empty. `scheduled`: the unit has such visits."""

    profile: Profile
    saved: bool
    directory_name: str
    directory_title: str
    scheduled: bool


@dataclass(frozen=True, slots=True)
class ProfileOf(Query[ProfilePage]):
    logged: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """`case_id` and `reason_title` are empty when the reader may no longer see the case."""

    id: UUID
    kind: str
    at: datetime
    unread: bool
    case_id: UUID | None
    reason_title: str = ""


@dataclass(frozen=True, slots=True)
class Notices:
    rows: tuple[Notice, ...]

    @property
    def unread(self) -> int:
        return sum(row.unread for row in self.rows)

    @property
    def newest(self) -> UUID:
        """All that came before it, and itself, are marked as read together. ValueError: there is none."""
        return max(self.rows, key=lambda row: (row.at, row.id)).id


@dataclass(frozen=True, slots=True)
class NoticesOf(Query[Notices]):
    """The reader's own, the latest hundred, unread first."""


@dataclass(frozen=True, slots=True)
class Unread:
    """How many, and of the last of them id and kind."""

    number: int
    id: UUID | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class UnreadOf(Query[Unread]):
    logged: bool = False


@dataclass(frozen=True, slots=True)
class UnreadOfAll(Query[Mapping[UUID, Unread]]):
    """Of each of `staff`, asked by the process that serves their streams: one question however many are told."""

    staff: tuple[UUID, ...]
    logged: bool = False


@dataclass(frozen=True, slots=True)
class StaffNumberOf(Query[str | None]):
    """Where an SMS of this kind goes: the number of one who is at work and wants it, looked up when it is sent."""

    staff: UUID
    kind: str
    logged: bool = False


async def profile_page(r: Reading, q: ProfileOf) -> ProfilePage:
    licensed(r.actor)
    row = await profiles.find(r.db, r.actor.id)
    if row is None:
        raise Hidden
    unit = known(r.pack.units, r.actor.mandate.unit) if r.actor.mandate else None
    return ProfilePage(
        profile=profiles.profile_of(row),
        saved=row["shown_name"] is not None,
        directory_name=row["name"],
        directory_title=row["directory_title"],
        scheduled=unit is not None and "scheduled" in unit.functions,
    )


async def notices_page(r: Reading, q: NoticesOf) -> Notices:
    """Each drawn through the access rule of its case, as it stands now."""
    licensed(r.actor)
    rows = await notices.latest(r.db, r.actor.id)
    found = await notices.cases(r.db, {row["case_id"] for row in rows if row["case_id"]})
    mine = {id_: case for id_, case in found.items() if sees(r.actor, case)}
    r.seen = list(mine)

    def reason(case_id: UUID) -> str:
        found = known(r.pack.reasons, mine[case_id].reason)
        return found.title if found else ""

    return Notices(
        tuple(
            Notice(
                id=row["id"],
                kind=row["kind"],
                at=row["at"],
                unread=row["read_at"] is None,
                case_id=row["case_id"] if row["case_id"] in mine else None,
                reason_title=reason(row["case_id"]) if row["case_id"] in mine else "",
            )
            for row in rows
        )
    )


async def unread(r: Reading, q: UnreadOf) -> Unread:
    licensed(r.actor)
    return (await _unread(r, (r.actor.id,)))[r.actor.id]


async def unread_of_all(r: Reading, q: UnreadOfAll) -> Mapping[UUID, Unread]:
    if r.actor.kind != "system":
        raise Hidden
    return await _unread(r, q.staff)


async def _unread(r: Reading, staff: Collection[UUID]) -> dict[UUID, Unread]:
    found = await notices.unread(r.db, staff)
    return {
        one: Unread(found[one]["number"], found[one]["id"], found[one]["kind"]) if one in found else Unread(0)
        for one in staff
    }


async def staff_number(r: Reading, q: StaffNumberOf) -> str | None:
    if r.actor.kind != "system":
        raise Hidden
    at_work = await notices.one_at_work(r.db, q.staff)
    wanted = [found.mobile for found in map(profiles.profile_of, at_work) if found.wants_sms(q.kind)]
    return wanted[0] if wanted else None
