"""Guardians and children, as the population register last told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sluss.core.people import Person
from sluss.core.proxies import Guardian, Ward
from sluss.store.people import person_of
from sluss.store.pool import Connection

PERSON: Final = ", ".join(f"c.{name} as {name}" for name in Person.__slots__)
GUARDIAN: Final = """
r.guardian, g.given_name || ' ' || g.family_name as guardian_name, g.protected as guardian_protected,
r.shares_contact, r.position, r.checked_at, r.ended_at, r.chosen_at
"""
OF_GUARDIAN = f"""
select {GUARDIAN}, {PERSON}
from relation r join person c on c.id = r.child join person g on g.id = r.guardian
where r.guardian = $1 and r.ended_at is null order by c.born, c.id
"""
OF_CHILD = f"""
select {GUARDIAN} from relation r join person g on g.id = r.guardian
where r.child = $1 order by r.position, r.guardian
"""
KEEP = """
insert into relation (guardian, child, position, shares_contact, checked_at) values ($1, $2, $3, $4, $5)
on conflict (guardian, child) do update set position = excluded.position, shares_contact = excluded.shares_contact,
checked_at = excluded.checked_at, ended_at = null
"""
END_OF_GUARDIAN = """
update relation set ended_at = $3 where guardian = $1 and child <> all ($2) and ended_at is null returning child
"""
END_OF_CHILD = """
update relation set ended_at = $3 where child = $1 and guardian <> all ($2) and ended_at is null returning child
"""
CHOOSE = """
update relation set chosen_at = $4, chosen_by = $3 where child = $1 and guardian = $2 and ended_at is null
returning guardian
"""
# What a stream may stand open on: of each, where the case stands now.
OPEN_CASES = """
select id, seq, unit, resident from care_case
where patient = any ($1) and phase in ('ticket', 'booked', 'waiting', 'accepted', 'visit', 'async', 'ended')
order by created_at desc limit 200
"""
SPOKEN_FOR = """
select p.personnummer from person p where p.id = $1 and exists (
    select from care_case c where c.patient = p.id and c.patient <> c.resident
    and c.phase in ('draft', 'ticket', 'booked', 'waiting', 'accepted', 'visit', 'async')
)
"""


def _guardian(row: Any) -> Guardian:
    return Guardian(
        id=row["guardian"],
        name=row["guardian_name"],
        protected=row["guardian_protected"],
        shares_contact=row["shares_contact"],
        position=row["position"],
        checked_at=row["checked_at"],
        ended_at=row["ended_at"],
        chosen_at=row["chosen_at"],
    )


async def of_guardian(db: Connection, guardian: UUID) -> list[tuple[Guardian, Person]]:
    """The children of a guardian, the eldest first; what has ended is not among them."""
    return [(_guardian(row), person_of(row)) for row in await db.fetch(OF_GUARDIAN, guardian)]


async def ward(db: Connection, child: Person | None) -> Ward | None:
    """The child with all who are or were its guardians."""
    if child is None:
        return None
    return Ward(child, tuple(_guardian(row) for row in await db.fetch(OF_CHILD, child.id)))


async def keep(db: Connection, guardian: UUID, child: UUID, position: int, shares_contact: bool, now: datetime) -> None:
    await db.execute(KEEP, guardian, child, position, shares_contact, now)


async def end_of_guardian(db: Connection, guardian: UUID, but: Sequence[UUID], now: datetime) -> list[UUID]:
    """Ends those with other children than `but`; gives these children."""
    return [row["child"] for row in await db.fetch(END_OF_GUARDIAN, guardian, list(but), now)]


async def end_of_child(db: Connection, child: UUID, but: Sequence[UUID], now: datetime) -> list[UUID]:
    """Ends those with other guardians than `but`; gives the child, if any was ended."""
    return [row["child"] for row in await db.fetch(END_OF_CHILD, child, list(but), now)]


async def choose(db: Connection, child: UUID, guardian: UUID, staff: UUID, now: datetime) -> bool:
    """Whether there is such a guardian to choose."""
    return await db.fetchval(CHOOSE, child, guardian, staff, now) is not None


async def open_cases(db: Connection, children: Sequence[UUID]) -> list[Any]:
    return list(await db.fetch(OPEN_CASES, list(children)))


async def spoken_for(db: Connection, child: UUID) -> str | None:
    """The personnummer of a child for whom somebody else has a case open."""
    number: str | None = await db.fetchval(SPOKEN_FOR, child)
    return number
