"""Questions about one case: messages, pictures, answers, history, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sluss.store.pool import Connection

MESSAGES = """
select id, seq, side, author, name, title, title_only, text, at from message where case_id = $1 order by seq
"""
PICTURES = """
select id, message_id, name, kind, size from picture where case_id = $1 and removed_at is null order by at, id
"""
PICTURE = """
select p.id, p.case_id, p.name, p.kind, p.wrapped from picture p where p.id = $1 and p.removed_at is null
"""
ERASABLE = "select id from picture where case_id = $1 and removed_at is not null"
ANSWERS = "select link_id, given from answer where case_id = $1 order by position"
# With the row of the pack that routed it, in the words that it had then (Y7).
TRIAGE = """
select t.because, t.history, j.pack, j.data ->> 'route' as route, j.data ->> 'route_says' as says,
       j.data ->> 'route_source' as source
from triage t join journal j on j.case_id = t.case_id and j.event in ('CaseSent', 'DrillStarted')
where t.case_id = $1
"""
NOTES = """
select n.author, n.revision, n.anamnes, n.status, n.assessment, n.diagnosis, n.secondary, n.saved_at,
       s.given_name || ' ' || s.family_name as author_name
from note n join staff s on s.id = n.author where n.case_id = $1 order by n.saved_at
"""
SIGNED = """
select author, revision, anamnes, status, assessment, diagnosis, secondary, nothing, signed_at
from signed_note where case_id = $1 order by signed_at
"""
REVISION = "select revision from note where case_id = $1 and author = $2"
NOTE = """
select revision, anamnes, status, assessment, diagnosis, secondary from note where case_id = $1 and author = $2
"""
NAMES = "select id, given_name || ' ' || family_name as name from staff where id = any ($1)"
# As residents read it: the name and title of the profile, or what the directory says (B24).
STAFF = """
select coalesce(nullif(p.shown_name, ''), s.given_name || ' ' || s.family_name) as name,
       coalesce(nullif(p.title, ''), s.title) as title
from staff s left join staff_profile p on p.staff = s.id where s.id = $1
"""
PRESENT = "select distinct side from presence where case_id = $1 and until > $2"
MESSAGE_SEQ = "select seq from message where case_id = $1 and client_id = $2"


async def messages(db: Connection, case_id: UUID) -> list[Any]:
    return list(await db.fetch(MESSAGES, case_id))


async def pictures(db: Connection, case_id: UUID) -> list[Any]:
    return list(await db.fetch(PICTURES, case_id))


async def picture(db: Connection, picture_id: UUID) -> Any:
    return await db.fetchrow(PICTURE, picture_id)


async def erasable(db: Connection, case_id: UUID) -> list[UUID]:
    return [row["id"] for row in await db.fetch(ERASABLE, case_id)]


async def answers(db: Connection, case_id: UUID) -> dict[str, tuple[str, ...]]:
    return {row["link_id"]: tuple(row["given"]) for row in await db.fetch(ANSWERS, case_id)}


async def triage(db: Connection, case_id: UUID) -> Any:
    """Why the priority is what it is, the history, both in sentences, and how it was routed; None: nobody sent it."""
    return await db.fetchrow(TRIAGE, case_id)


async def notes(db: Connection, case_id: UUID) -> list[Any]:
    return list(await db.fetch(NOTES, case_id))


async def signed(db: Connection, case_id: UUID) -> list[Any]:
    """What was signed, oldest first."""
    return list(await db.fetch(SIGNED, case_id))


async def note_revision(db: Connection, case_id: UUID, author: UUID) -> int:
    return await db.fetchval(REVISION, case_id, author) or 0


async def note(db: Connection, case_id: UUID, author: UUID) -> Any:
    return await db.fetchrow(NOTE, case_id, author)


async def staff(db: Connection, staff_id: UUID | None) -> Any:
    return await db.fetchrow(STAFF, staff_id) if staff_id else None


async def staff_names(db: Connection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of the directory."""
    return {row["id"]: row["name"] for row in await db.fetch(NAMES, list(ids))} if ids else {}


async def present(db: Connection, case_id: UUID, now: object) -> frozenset[str]:
    return frozenset(row["side"] for row in await db.fetch(PRESENT, case_id, now))
