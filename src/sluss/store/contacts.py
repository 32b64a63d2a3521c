"""What residents have chosen about reminders and notices."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.contacts import Waiting
from sluss.store.pool import Connection

REMINDERS = """
select r.wanted, r.at, r.staff is not null as by_staff, s.given_name || ' ' || s.family_name as staff
from reminder_consent r left join staff s on s.id = r.staff where r.person = $1 order by r.id desc limit 1
"""
CONSENT = "insert into reminder_consent (person, wanted, at, staff) values ($1, $2, $3, $4)"
EMAIL = "select address, chosen from resident_email where person = $1"
# Who verifies an address wants it used.
KEEP = """
insert into resident_email (person, address, verified_at, chosen) values ($1, $2, $3, true)
on conflict (person) do update set address = excluded.address, verified_at = excluded.verified_at, chosen = true
"""
CHOOSE = "update resident_email set chosen = $2 where person = $1 returning person"
FORGET = "delete from resident_email where person = $1"
WAITING = "select address, code, sent_at, until, tries, sent from email_code where person = $1 for update"
SHOWN_WAITING = "select address, code, sent_at, until, tries, sent from email_code where person = $1"
ASK = """
insert into email_code (person, address, code, sent_at, until, tries, sent) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (person) do update set address = excluded.address, code = excluded.code, sent_at = excluded.sent_at,
until = excluded.until, tries = excluded.tries, sent = excluded.sent
"""
DROP = "delete from email_code where person = $1"


async def reminders_wanted(db: Connection, person: UUID) -> bool:
    """U1: only who has consented is reminded of a booked visit; who was never asked has not."""
    row = await consent(db, person)
    return row is not None and bool(row["wanted"])


async def consent(db: Connection, person: UUID) -> Any:
    """The last yes or no, when, and who of the staff noted it; None of who was never asked."""
    return await db.fetchrow(REMINDERS, person)


async def note_consent(db: Connection, person: UUID, wanted: bool, now: datetime, staff: UUID | None) -> None:
    """`staff`: who noted what was said to them; None when the resident chose."""
    await db.execute(CONSENT, person, wanted, now, staff)


async def email(db: Connection, person: UUID) -> Any:
    """The verified address, and whether notices go there."""
    return await db.fetchrow(EMAIL, person)


async def keep_email(db: Connection, person: UUID, address: str, now: datetime) -> None:
    await db.execute(KEEP, person, address, now)


async def choose_email(db: Connection, person: UUID, chosen: bool) -> bool:
    """Whether there was an address to choose."""
    return await db.fetchval(CHOOSE, person, chosen) is not None


async def forget_email(db: Connection, person: UUID) -> None:
    await db.execute(FORGET, person)
    await db.execute(DROP, person)


async def waiting(db: Connection, person: UUID, to_change: bool = False) -> Waiting | None:
    """The address that waits for its code; held until the end of the transaction by one who changes it."""
    row = await db.fetchrow(WAITING if to_change else SHOWN_WAITING, person)
    return Waiting(**dict(row)) if row else None


async def wait(db: Connection, person: UUID, x: Waiting) -> None:
    await db.execute(ASK, person, x.address, x.code, x.sent_at, x.until, x.tries, x.sent)


async def verified(db: Connection, person: UUID) -> None:
    await db.execute(DROP, person)
