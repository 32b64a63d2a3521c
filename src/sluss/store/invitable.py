"""Colleagues who can be invited: everybody who has been at work somewhere in the region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sluss.core.facts import Colleague
from sluss.core.people import role_title
from sluss.store.pool import Connection

# As what they are at work now, or were last. `title_only` is for residents alone: colleagues read the name.
KNOWN = """
select w.staff as id, coalesce(nullif(p.shown_name, ''), s.given_name || ' ' || s.family_name) as name,
       coalesce(nullif(p.title, ''), s.title) as title, coalesce(p.title_only, false) as title_only, w.unit, w.role,
       w.ended_at is null as at_work, p.mobile is not null as mobile,
       p.email is not null and p.by_email as email
from (select distinct on (staff) staff, unit, role, ended_at from shift
      order by staff, ended_at is not null, started_at desc) as w
     join staff s on s.id = w.staff left join staff_profile p on p.staff = w.staff
"""
ONE = KNOWN + " where w.staff = $1"
# Each word begins one of the name. Who is at work comes first.
NAMED = (
    KNOWN
    + """
where ' ' || name_key(s.given_name || ' ' || s.family_name) || ' ' || name_key(coalesce(p.shown_name, ''))
      like all ($1::text[]) and w.staff <> $2
order by w.ended_at is not null, s.given_name, s.family_name, w.staff limit $3
"""
)
# What they have said of themselves; of the one who is at the case as guest now.
ADDRESS = """
select p.email, p.mobile from staff_profile p join care_case c on c.guests @> array[p.staff]
where p.staff = $1 and c.id = $2
"""


async def one(db: Connection, staff: UUID) -> Colleague | None:
    row = await db.fetchrow(ONE, staff)
    return _colleague(row) if row else None


async def named(db: Connection, words: Sequence[str], but: UUID, most: int) -> list[Colleague]:
    """By words of the name in small letters; without any, everybody."""
    return [_colleague(row) for row in await db.fetch(NAMED, [f"% {word}%" for word in words], but, most)]


async def address(db: Connection, staff: UUID, case: UUID) -> Any:
    """E-mail and mobile of a guest, as they are now; None of who is guest no longer."""
    return await db.fetchrow(ADDRESS, staff, case)


def _colleague(row: Any) -> Colleague:
    title = row["title"] or (role_title(row["role"]) if row["title_only"] else "")
    reach = tuple(way for way, there in (("email", row["email"]), ("sms", row["mobile"])) if there)
    who = (row["id"], row["name"], title, row["unit"], row["role"], row["title_only"])
    return Colleague(*who, at_work=row["at_work"], reach=reach)
