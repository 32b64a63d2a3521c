"""Who has which chat open. Lost in a crash, and then true again within a minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sluss.store.pool import Connection

ARRIVE = """
insert into presence (stream, case_id, person, side, until) values ($1, $2, $3, $4, $5)
on conflict (case_id, stream) do update set until = excluded.until
"""
STILL_HERE = "update presence set until = $2 where stream = any ($1)"
GONE = "delete from presence where until < $1"
LEAVE = "delete from presence where stream = $1"


async def arrive(db: Connection, stream: UUID, case_id: UUID, person: UUID, side: str, until: datetime) -> None:
    await db.execute(ARRIVE, stream, case_id, person, side, until)


async def still_here(db: Connection, streams: Sequence[UUID], now: datetime, until: datetime) -> None:
    await db.execute(STILL_HERE, list(streams), until)
    await db.execute(GONE, now)


async def leave(db: Connection, stream: UUID) -> None:
    await db.execute(LEAVE, stream)
