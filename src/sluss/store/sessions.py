"""Session rows. A revoked, idle or aged session is not found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.store.pool import Connection

ADD = """
insert into session (id, token_hash, kind, subject, name, title, mandates, unit, role, provider, proxies_wait,
                     created_at, seen_at, ends_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)
"""
FIND = """
select s.id, s.kind, s.subject, coalesce(nullif(p.shown_name, ''), s.name) as name,
       coalesce(nullif(p.title, ''), s.title) as title, coalesce(p.title_only, false) as title_only,
       p.staff is not null as settled,
       (select count(*) from (
           select from staff_notice n where n.staff = s.subject and n.read_at is null limit 100
       ) as few) as unread,
       s.proxies_wait, s.kind = 'resident' and exists (
           select from relation r where r.guardian = s.subject and r.ended_at is null
       ) as guardian,
       s.mandates, s.unit, s.role, s.seen_at, h.id as shift, h.unit as shift_unit, h.role as shift_role
from session s left join staff_profile p on p.staff = s.subject
     left join shift h on h.staff = s.subject and h.ended_at is null
where s.token_hash = $1 and s.kind = $2 and s.revoked_at is null and s.ends_at > $3 and s.seen_at > $4
"""
HELD = "select mandates, unit, role from session where id = $1 and subject = $2 and revoked_at is null"
CHOOSE = """
update session set unit = $2, role = $3
where id = $1 and revoked_at is null and mandates @> jsonb_build_array(jsonb_build_array($2::text, $3::text))
returning id
"""
PROXIES_ASKED = "update session set proxies_wait = $2 where id = $1"
TOUCH = "update session set seen_at = $2 where id = $1 and revoked_at is null"
REVOKE = "update session set revoked_at = $2 where id = $1 and revoked_at is null"
ALIVE = """
select id from session
where id = any ($1) and revoked_at is null and ends_at > $2
      and seen_at > case kind when 'staff' then $4::timestamptz else $3::timestamptz end
"""
KEEP_LOGIN = "insert into login (id, token_hash, data, created_at, ends_at) values ($1, $2, $3, $4, $5)"
TAKE_LOGIN = "delete from login where token_hash = $1 and ends_at > $2 returning data"
FORGET_LOGINS = "delete from login where ends_at <= $1"


async def keep_login(
    db: Connection, login_id: UUID, token_hash: bytes, data: dict[str, str], now: datetime, ends_at: datetime
) -> None:
    await db.execute(FORGET_LOGINS, now)
    await db.execute(KEEP_LOGIN, login_id, token_hash, data, now, ends_at)


async def take_login(db: Connection, token_hash: bytes, now: datetime) -> dict[str, str] | None:
    taken: dict[str, str] | None = await db.fetchval(TAKE_LOGIN, token_hash, now)
    return taken


async def add(db: Connection, values: Sequence[Any], now: datetime, ends_at: datetime) -> None:
    await db.execute(ADD, *values, now, ends_at)


async def find(db: Connection, token_hash: bytes, kind: str, now: datetime, seen_after: datetime) -> Any:
    return await db.fetchrow(FIND, token_hash, kind, now, seen_after)


async def held(db: Connection, session_id: UUID, subject: UUID) -> Any:
    """The mandates that the login gave, and the one that is chosen."""
    return await db.fetchrow(HELD, session_id, subject)


async def choose(db: Connection, session_id: UUID, unit: str, role: str) -> UUID | None:
    chosen: UUID | None = await db.fetchval(CHOOSE, session_id, unit, role)
    return chosen


async def proxies_asked(db: Connection, session_id: UUID, wait: bool) -> None:
    """Whether the register was silent when it was asked for the guardian's children."""
    await db.execute(PROXIES_ASKED, session_id, wait)


async def touch(db: Connection, session_id: UUID, now: datetime) -> None:
    await db.execute(TOUCH, session_id, now)


async def revoke(db: Connection, session_id: UUID, now: datetime) -> None:
    await db.execute(REVOKE, session_id, now)


async def alive(
    db: Connection, ids: Sequence[UUID], now: datetime, residents_seen_after: datetime, staff_seen_after: datetime
) -> set[UUID]:
    """Which of the sessions are neither revoked, nor too old, nor idle for too long."""
    rows = await db.fetch(ALIVE, list(ids), now, residents_seen_after, staff_seen_after)
    return {row["id"] for row in rows}
