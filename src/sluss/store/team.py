"""Who is at work, what staff told each other at a case, and the forms sent in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.facts import Colleague, Form
from sluss.core.people import role_title
from sluss.store.pool import Connection

AT_WORK = "select count(*) from shift where unit = $1 and role = $2 and ended_at is null"
COLLEAGUE = """
select h.staff as id, coalesce(nullif(p.shown_name, ''), s.given_name || ' ' || s.family_name) as name,
       coalesce(nullif(p.title, ''), s.title) as title, coalesce(p.title_only, false) as title_only, h.unit, h.role
from shift h join staff s on s.id = h.staff left join staff_profile p on p.staff = h.staff
where h.ended_at is null
"""
ONE_COLLEAGUE = COLLEAGUE + " and h.staff = $1"
COLLEAGUES = COLLEAGUE + " order by h.unit, h.role, s.given_name, s.family_name"
# As what the one who last offered the case took part in it.
GIVER_ROLE = """
select role from journal where case_id = $1 and event = 'HandoverOffered' order by seq desc limit 1
"""
OPEN_DROP_IN = """
select id from care_case where patient = $1 and id <> $2 and flow = 'drop-in'
and phase in ('waiting', 'accepted', 'visit') and drill = '' order by created_at limit 1
"""
# As residents read them, and whether each has the chat open now (B24).
TAKING_PART = """
select s.id, coalesce(nullif(p.shown_name, ''), s.given_name || ' ' || s.family_name) as name,
       coalesce(nullif(p.title, ''), s.title) as title, coalesce(p.title_only, false) as title_only,
       (select w.role from shift w where w.staff = s.id and w.ended_at is null) as role,
       exists (select 1 from presence h where h.case_id = $2 and h.person = s.id and h.until > $3) as here
from staff s left join staff_profile p on p.staff = s.id where s.id = any ($1) order by name
"""
STAFF_MESSAGES = """
select seq, kind, author, name, title, text, at from staff_message where case_id = $1 order by seq
"""
FORM = "select form, answers from form where case_id = $1 and seq = $2"
# `pack`: under which it was answered, or sent.
FORMS = """
select f.seq, f.form, f.sent_at, f.answers, f.answered_at,
       (select j.pack from journal j where j.case_id = f.case_id and (j.seq = f.seq or j.event = 'FormAnswered'
        and j.at = f.answered_at) order by j.seq desc limit 1) as pack
from form f where f.case_id = $1 order by f.seq
"""


async def at_work(db: Connection, unit: str, role: str) -> int:
    """How many of the role have a running shift at the unit."""
    count: int = await db.fetchval(AT_WORK, unit, role)
    return count


async def colleague(db: Connection, staff: UUID) -> Colleague | None:
    """The person, if at work."""
    row = await db.fetchrow(ONE_COLLEAGUE, staff)
    return _colleague(row) if row else None


async def colleagues(db: Connection) -> list[Colleague]:
    """Everybody at work, by unit and role."""
    return [_colleague(row) for row in await db.fetch(COLLEAGUES)]


async def giver_role(db: Connection, case_id: UUID) -> str:
    return await db.fetchval(GIVER_ROLE, case_id) or ""


async def open_drop_in(db: Connection, patient: UUID, but: UUID) -> UUID | None:
    found: UUID | None = await db.fetchval(OPEN_DROP_IN, patient, but)
    return found


async def taking_part(db: Connection, staff: Iterable[UUID], case_id: UUID, now: datetime) -> dict[UUID, Any]:
    """The owner and the guests of a case, by id."""
    ids = list(staff)
    return {row["id"]: row for row in await db.fetch(TAKING_PART, ids, case_id, now)} if ids else {}


async def staff_messages(db: Connection, case_id: UUID) -> list[Any]:
    return list(await db.fetch(STAFF_MESSAGES, case_id))


async def form(db: Connection, case_id: UUID, seq: int) -> Form | None:
    row = await db.fetchrow(FORM, case_id, seq)
    return Form(row["form"], row["answers"] is not None) if row else None


async def forms(db: Connection, case_id: UUID) -> list[Any]:
    return list(await db.fetch(FORMS, case_id))


def _colleague(row: Any) -> Colleague:
    # Where a title is all that is shown, that of the role stands in for none.
    title = row["title"] or (role_title(row["role"]) if row["title_only"] else "")
    return Colleague(row["id"], row["name"], title, row["unit"], row["role"], row["title_only"])
