"""Guests from outside, a row each: written from the events of their case, and found by the link they hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sluss.core.case import events as e
from sluss.core.case.recorded import Recorded
from sluss.core.externals import External
from sluss.store.pool import Connection

INVITED = """
insert into external_guest
    (id, case_id, kind, via, first_name, last_name, address, consent, invited_by, invited_at, told_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
"""
# Who comes back after having left waits once more.
ARRIVED = """
update external_guest set arrived_at = $2, left_at = null, admitted_at = null, admitted_by = null where id = $1
"""
ADMITTED = """
update external_guest set admitted_at = $2, admitted_by = $3, checked = $4, consent = coalesce(nullif($5, ''), consent)
where id = $1
"""
REFUSED = "update external_guest set refused_at = $2 where id = $1"
WITHDRAWN = "update external_guest set withdrawn_at = $2 where id = $1"
LEFT = "update external_guest set left_at = $2 where id = $1"
# The new time is told to everybody whose link holds.
MOVED = """
update external_guest set told = 'asked', told_at = $2
where case_id = $1 and refused_at is null and withdrawn_at is null
"""
_COLUMNS = """id, case_id, kind, via, first_name, last_name, address, consent, invited_at, told, told_at, device,
       arrived_at, admitted_at, checked, left_at, refused_at, withdrawn_at"""
GUEST = f"select {_COLUMNS} from external_guest where id = $1"
OF_CASE = f"select {_COLUMNS} from external_guest where case_id = $1 order by invited_at, id"
OPENED = "update external_guest set device = device + 1 where id = $1 returning device"
ASKED = "update external_guest set told = 'asked', told_at = $2 where id = $1"
TOLD = "update external_guest set told = $2 where id = $1"


_MOMENTS: Final[Mapping[type[e.Event], str]] = {
    e.ExternalArrived: ARRIVED,
    e.ExternalRefused: REFUSED,
    e.ExternalWithdrawn: WITHDRAWN,
    e.ExternalLeft: LEFT,
}
WRITTEN: Final[tuple[type[e.Event], ...]] = (e.ExternalInvited, e.ExternalAdmitted, e.BookingMoved, *_MOMENTS)


async def write(db: Connection, case_id: UUID, r: Recorded, event: Any) -> None:
    match event:
        case e.ExternalInvited() as x:
            who = (x.kind, x.via, x.first_name, x.last_name, x.address, x.consent, x.by)
            await db.execute(INVITED, x.external, case_id, *who, r.at)
        case e.ExternalAdmitted() as x:
            await db.execute(ADMITTED, x.external, r.at, x.by, x.checked, x.consent)
        case e.BookingMoved():
            await db.execute(MOVED, case_id, r.at)
        case moment:
            await db.execute(_MOMENTS[type(moment)], moment.external, r.at)


async def guest(db: Connection, guest_id: UUID) -> Any:
    return await db.fetchrow(GUEST, guest_id)


async def external(db: Connection, case_id: UUID, guest_id: UUID) -> External | None:
    """As decisions about the case know the guest; None of one who is no guest of it."""
    row = await guest(db, guest_id)
    if row is None or row["case_id"] != case_id:
        return None
    return External(row["kind"], row["first_name"], row["consent"], here=is_here(row))


def is_here(row: Any) -> bool:
    """Has opened the link, and not left since."""
    return row["arrived_at"] is not None and row["left_at"] is None


async def of_case(db: Connection, case_id: UUID) -> list[Any]:
    return list(await db.fetch(OF_CASE, case_id))


async def opened(db: Connection, guest_id: UUID) -> int:
    """The number of the device that counts from now on."""
    number: int = await db.fetchval(OPENED, guest_id)
    return number


async def asked_again(db: Connection, guest_id: UUID, at: datetime) -> None:
    await db.execute(ASKED, guest_id, at)


async def told(db: Connection, guest_id: UUID, status: str) -> None:
    await db.execute(TOLD, guest_id, status)
