"""Bookings as the record systems number them, and the answers that a message sent twice gets again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.received import Received, Standing, Status
from sluss.store.cases import COLUMNS, case_of
from sluss.store.pool import Connection

SENDER = "insert into booking_sender (id, name) values ($1, $2) on conflict do nothing"
# Two at once of one key wait here for each other: the second finds what the first has answered.
CLAIM = """
insert into idempotency (sender, key, hash, at) values ($1, $2, $3, $4) on conflict do nothing returning key
"""
ANSWERED = "select hash, answer from idempotency where sender = $1 and key = $2"
ANSWER = "update idempotency set answer = $3 where sender = $1 and key = $2"
PURGE = "delete from idempotency where at < $1"
# The job of a day is planned once; another message neither moves it nor waits for it.
PURGE_LATER = """
insert into job (key, kind, data, run_at) values ('purge-keys:' || ($1::timestamptz)::date, 'purge_keys', '{}', $1)
on conflict do nothing
"""
# Messages about one booking come in a row, also those about one that is not here yet.
ONE_IN_A_ROW = "select pg_advisory_xact_lock(hashtextextended($1::text || '/' || $2, 13))"
STANDING = f"""
select b.version, b.status, b.staff, p.personnummer, {", ".join("c." + name for name in COLUMNS)}
from booking b left join care_case c on c.id = b.case_id left join person p on p.id = c.patient
where b.sender = $1 and b.external_id = $2
"""
KEEP = """
insert into booking (sender, external_id, version, status, case_id, staff, at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (sender, external_id) do update set version = excluded.version, status = excluded.status,
case_id = excluded.case_id, staff = excluded.staff, at = excluded.at
"""
STAFF = "select id from staff where hsa_id = $1"


async def keep_sender(db: Connection, sender: UUID, name: str) -> None:
    await db.execute(SENDER, sender, name)


async def claim(db: Connection, sender: UUID, key: str, hash: bytes, now: datetime) -> Any:
    """None when the key is new, and now taken; else what it was used for, and what was answered."""
    if await db.fetchval(CLAIM, sender, key, hash, now) is not None:
        return None
    return await db.fetchrow(ANSWERED, sender, key)


async def answered(db: Connection, sender: UUID, key: str, answer: Mapping[str, Any]) -> None:
    await db.execute(ANSWER, sender, key, dict(answer))


async def purge_later(db: Connection, at: datetime) -> None:
    await db.execute(PURGE_LATER, at)


async def purge(db: Connection, before: datetime) -> None:
    await db.execute(PURGE, before)


async def one_in_a_row(db: Connection, sender: UUID, external_id: str) -> None:
    await db.execute(ONE_IN_A_ROW, str(sender), external_id)


async def standing(db: Connection, sender: UUID, external_id: str) -> Standing | None:
    row = await db.fetchrow(STANDING, sender, external_id)
    if row is None:
        return None
    case: Case | None = case_of(row) if row["id"] else None
    return Standing(row["version"], row["status"], case, row["personnummer"] or "", row["staff"])


async def keep(
    db: Connection, sender: UUID, external_id: str, sent: Received, status: Status, case: UUID | None, now: datetime
) -> None:
    await db.execute(KEEP, sender, external_id, sent.version, status, case, sent.staff, now)


async def staff_of(db: Connection, hsa_id: str) -> UUID | None:
    """None of who has never logged in here: the visit is then the role's."""
    found: UUID | None = await db.fetchval(STAFF, hsa_id) if hsa_id else None
    return found
