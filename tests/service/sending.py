"""A record system that sends bookings, as the door takes them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case.model import Case
from sluss.core.received import Received
from sluss.service.ids import new_id
from sluss.service.queries.received import ToAskOf
from sluss.service.received import Answer, Registered, TakeBooking, sender
from tests.core.case.scene import NOW
from tests.service.world import World

COSMIC = sender("cosmic")
AGNETA = "196804122387"
START = NOW.astimezone(UTC) + timedelta(days=3)
HALF = timedelta(minutes=30)


def booking(version: int = 1, starts: datetime = START, **more: Any) -> Received:
    """Agneta sees the nurse at Ängen on video for half an hour."""
    one = Received(
        version=version,
        patient=AGNETA,
        born=date(1968, 4, 12),
        contact_type="Videobesök",
        unit="vc-angen",
        role="nurse",
        reason="uppfoljning",
        starts=starts,
        ends=starts + HALF,
    )
    return replace(one, **more)


def cancelled(version: int) -> Received:
    return Received(version, cancelled=True)


async def send(
    world: World,
    sent: Received,
    name: str = "B-1",
    *,
    key: str = "",
    by: Actor = COSMIC,
    units: frozenset[str] = frozenset(),
) -> Answer:
    """The way of the door: what must be asked outside first, then the message."""
    ask = await world.service.read(by, ToAskOf(name, sent, units))
    registered = None
    if ask != "nobody":
        registers = world.tools.registers
        record = await registers.persons.find(sent.patient)
        if record:
            family = await registers.guardians_of(record) if ask == "family" else None
            registered = Registered(await registers.person(record), family)
    hash = sha256(repr((name, sent.version, sent.starts, sent.cancelled)).encode()).digest()
    message = TakeBooking(name, key or str(new_id()), hash, sent, units, registered)
    return await world.service.run(by, by.id, message)


async def case_of(world: World, answer: Answer) -> Case:
    assert answer.case
    return await world.case(answer.case)


async def cases_of(world: World, number: str = AGNETA) -> list[UUID]:
    sql = "select c.id from care_case c join person p on p.id = c.patient where p.personnummer = $1 order by c.id"
    return [row["id"] for row in await world.rows(sql, number)]
