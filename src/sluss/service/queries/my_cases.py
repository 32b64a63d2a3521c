"""*Mina ärenden*: a resident's own, and those of the children that the resident speaks for (L10, L14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.access import speaks_for
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.people import age_in_words, role_title
from sluss.core.policy import known
from sluss.core.refusal import Hidden
from sluss.service.reading import Query, Reading
from sluss.service.views import MyCase, MyCases, Underway
from sluss.store import team, worklist

# A case that is ended, and a ticket that came to nothing.
OVER = ("ended", "expired", "cancelled")


@dataclass(frozen=True, slots=True)
class UnderwayOf(Query[Underway | None]):
    """The started drop-in of a patient: the resident, or a child that the resident speaks for."""

    patient: UUID


@dataclass(frozen=True, slots=True)
class MyCasesOf(Query[MyCases]):
    pass


async def blocked_by(r: Reading, patient: UUID, but: UUID) -> UUID | None:
    return await team.open_drop_in(r.db, patient, but) if r.pack.drop_in.one_at_a_time else None


async def underway(r: Reading, q: UnderwayOf) -> Underway | None:
    """H24: where each guardian has their own cases, one is told that something blocks and not what."""
    if r.actor.kind != "resident" or not speaks_for(r.actor, q.patient, r.actor.id):
        raise Hidden
    found = await blocked_by(r, q.patient, r.actor.id)
    r.seen = [found] if found else []
    if found is None:
        return None
    try:
        case = await r.case(found)
    except Hidden:
        r.seen = []
        return Underway(None, "", "")
    return Underway(case.id, r.pack.reasons[case.reason].title, r.pack.units[case.unit or ""].name)


async def my_cases(r: Reading, q: MyCasesOf) -> MyCases:
    if r.actor.kind != "resident":
        raise Hidden
    every = [proxy.child for proxy in r.actor.proxies if proxy.every_case]
    rows = await worklist.mine(r.db, r.actor.id, every, [proxy.child for proxy in r.actor.proxies])
    r.seen = [row["id"] for row in rows]
    waiting = {row["patient"] for row in rows if row["phase"] == Phase.TICKET}
    blocks = {patient: await blocked_by(r, patient, r.actor.id) for patient in waiting}
    mine = [_my_case(r, row, blocks.get(row["patient"])) for row in rows]
    return MyCases(
        open=tuple(case for case in mine if case.phase not in (*OVER, Phase.TICKET, Phase.BOOKED)),
        ended=tuple(case for case in mine if case.phase in OVER),
        tickets=tuple(case for case in mine if case.phase == Phase.TICKET),
        booked=tuple(sorted((case for case in mine if case.phase == Phase.BOOKED), key=_time)),
        several=bool(r.actor.proxies),
    )


def _time(case: MyCase) -> datetime:
    """By their time; a booked visit always has one."""
    return case.starts or case.last_at


def _my_case(r: Reading, row: Any, blocked: UUID | None) -> MyCase:
    unit = known(r.pack.units, row["unit"])
    expired = row["phase"] == Phase.TICKET and r.now >= row["ticket_until"]
    reason, own = known(r.pack.reasons, row["reason"]), row["patient"] == r.actor.id
    return MyCase(
        case_id=row["id"],
        title=reason.title if reason else "Ärende",
        phase="expired" if expired else row["outcome"] if row["phase"] == Phase.WITHDRAWN else row["phase"],
        unit_name=unit.name if unit else "",
        last_at=row["last_at"],
        unread=row["resident_unread"],
        promised_at=row["promised_at"],
        open_until=row["open_until"],
        ticket_until=row["ticket_until"],
        flow=row["flow"],
        origin=row["origin"],
        role_title=role_title(row["role"]) if row["role"] else "",
        unit_phone=unit.phone if unit else "",
        one_way=row["one_way"],
        overdue=row["overdue"],
        about="" if own else row["patient_name"],
        about_age="" if own else age_in_words(row["born"], r.now.astimezone(STOCKHOLM).date()),
        booked_kind=row["booked_kind"],
        starts=row["booked_from"],
        arrived=row["arrived_at"] is not None,
        blocked_by=blocked,
        call_mode=row["call_mode"],
    )
