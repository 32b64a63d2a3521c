"""Calls under way, who is in them, and the signals between them. What a signal says is read by its receiver alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.store.pool import Connection

BEGIN = "insert into call (id, began_at) values ($1, $2) on conflict (id) do nothing"
# Two who join at once join in a row: the second counts the first.
LOCK = "select topology, relay_only from call where id = $1 for update"
SHAPE = "update call set topology = $2, relay_only = $3 where id = $1"
CALL = "select topology, relay_only from call where id = $1"
# Also those who have left: a device is told when a newer one took its place.
PARTIES = """
select id, case_id, kind, person, name, device, seat, joined_at, seen_at, left_at from call_party where call = $1
order by joined_at, id
"""
JOIN = """
insert into call_party (id, call, case_id, kind, person, name, device, session, joined_at, seen_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
"""
BACK = "update call_party set seen_at = $2, session = $3, name = $4, seat = '' where id = $1"
SEEN = """
update call_party set seen_at = $4 where call = $1 and person = $2 and device = $3 and left_at is null
"""
LEAVE = "update call_party set left_at = $2 where id = any ($1) and left_at is null"
SIT = "update call_party set seat = $2 where id = $1 and left_at is null"
STAND = "update call_party set seat = '' where id = any ($1)"
# The one who tells, the device of the one who is told, and how much has been told lately.
BETWEEN = """
select one.id, other.device, (
    select count(*) from call_signal s where s.from_party = one.id and s.at > $5
) as recently
from call_party one left join call_party other on other.call = $1 and other.id = $4
where one.call = $1 and one.person = $2 and one.device = $3 and one.left_at is null
"""
# The receiver's row is held until the commit, so that the numbers come in the order in which they can be read.
SEND = """
with receiver as (select id from call_party where id = $1 and left_at is null for update)
insert into call_signal (to_party, from_party, kind, body, at)
select id, $2, $3, $4, $5 from receiver returning id
"""
TELL = """
update call_party set told = case when told_from > $5 then told + 1 else 1 end,
       told_from = case when told_from > $5 then told_from else $4 end
where call = $1 and person = $2 and device = $3 and left_at is null returning seat, told
"""
SIGNALS = "select id, from_party, kind, body from call_signal where to_party = $1 and id > $2 order by id"
FORGET_SIGNALS = """
delete from call_signal where to_party in (select id from call_party where id = $1 and person = $2)
       and (id <= $3 or at < $4)
"""
FORGET_OF = "delete from call_signal where to_party = any ($1)"
DEVICE = "select device from call_party where id = $1 and left_at is null"
# When somebody was last in it; of one that nobody has come to, when it was started.
LAST_SEEN = """
select coalesce((select max(coalesce(left_at, seen_at)) from call_party where call = $1),
                (select max(at) from journal where case_id = $2 and event = 'CallStarted'))
"""
RUNS = "select exists (select from care_case where call = $1)"
FORGET = "delete from call where id = $1"


async def begin(db: Connection, call: UUID, now: datetime) -> Any:
    """The call, held until the transaction ends."""
    await db.execute(BEGIN, call, now)
    return await db.fetchrow(LOCK, call)


async def shape(db: Connection, call: UUID, topology: str, relay_only: bool) -> None:
    await db.execute(SHAPE, call, topology, relay_only)


async def one(db: Connection, call: UUID) -> Any:
    return await db.fetchrow(CALL, call)


async def parties(db: Connection, call: UUID) -> list[Any]:
    return list(await db.fetch(PARTIES, call))


async def join(db: Connection, values: Sequence[Any]) -> None:
    """`values`: id, call, case, kind, person, name, device, session, now."""
    await db.execute(JOIN, *values)


async def back(db: Connection, party: UUID, now: datetime, session: UUID | None, name: str) -> None:
    """The same device again, after a reload or a lost network; its seat is taken anew."""
    await db.execute(BACK, party, now, session, name)


async def seen(db: Connection, call: UUID, person: UUID, device: UUID, now: datetime) -> None:
    await db.execute(SEEN, call, person, device, now)


async def leave(db: Connection, who: Sequence[UUID], at: datetime) -> None:
    await db.execute(LEAVE, list(who), at)
    await db.execute(FORGET_OF, list(who))


async def sit(db: Connection, party: UUID, seat: str) -> None:
    await db.execute(SIT, party, seat)


async def stand(db: Connection, who: Sequence[UUID]) -> None:
    await db.execute(STAND, list(who))


async def between(db: Connection, call: UUID, person: UUID, device: UUID, to: UUID, since: datetime) -> Any:
    return await db.fetchrow(BETWEEN, call, person, device, to, since)


async def send(db: Connection, to: UUID, sender: UUID | None, kind: str, body: str, now: datetime) -> int | None:
    """The signal's number; None when the receiver has left."""
    number: int | None = await db.fetchval(SEND, to, sender, kind, body, now)
    return number


async def tell(db: Connection, call: UUID, person: UUID, device: UUID, now: datetime, since: datetime) -> Any:
    """The seat of the one who tells the SFU something, and how much it has told since."""
    return await db.fetchrow(TELL, call, person, device, now, since)


async def signals(db: Connection, party: UUID, after: int) -> list[Any]:
    return list(await db.fetch(SIGNALS, party, after))


async def forget_signals(db: Connection, party: UUID, person: UUID, up_to: int, before: datetime) -> None:
    """Those that the party's own page has had, up to a number, and those that are too old to be of use."""
    await db.execute(FORGET_SIGNALS, party, person, up_to, before)


async def device_of(db: Connection, party: UUID) -> UUID | None:
    device: UUID | None = await db.fetchval(DEVICE, party)
    return device


async def last_seen(db: Connection, call: UUID, case_id: UUID) -> datetime | None:
    seen_at: datetime | None = await db.fetchval(LAST_SEEN, call, case_id)
    return seen_at


async def runs(db: Connection, call: UUID) -> bool:
    """Whether any case is still in the call."""
    return bool(await db.fetchval(RUNS, call))


async def forget(db: Connection, call: UUID) -> None:
    """With its parties and their signals."""
    await db.execute(FORGET, call)
