"""Booked visits and group visits of the service tests, as staff book them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.commands.booking import BookVisit
from sluss.service.groups import BookGroup
from sluss.service.ids import new_id
from sluss.service.queries.groups import GroupOf
from sluss.service.views.groups import GroupPage
from tests.service.world import World

HALF_AN_HOUR = timedelta(minutes=30)


async def booked(world: World, staff: Actor, patient: UUID, starts: datetime) -> UUID:
    case_id, whole = new_id(), ("vc-angen", "nurse", staff.id, "halsont", starts, starts + HALF_AN_HOUR)
    await world.service.run(staff, case_id, BookVisit(patient, "visit", *whole))
    return case_id


async def group(world: World, staff: Actor, starts: datetime, places: int = 5) -> UUID:
    meeting = new_id()
    asked = BookGroup("Sömnskola", "halsont", starts, starts + timedelta(hours=1), places)
    await world.service.run(staff, meeting, asked)
    return meeting


async def roster(world: World, staff: Actor, meeting: UUID) -> GroupPage:
    return await world.service.read(staff, GroupOf(meeting))


async def added(world: World, staff: Actor, meeting: UUID, patient: UUID) -> UUID:
    shown, case_id = await roster(world, staff, meeting), new_id()
    whole = (shown.unit, shown.role, shown.staff, shown.reason, shown.starts, shown.ends)
    await world.service.run(staff, case_id, BookVisit(patient, "group", *whole, meeting=meeting))
    return case_id


async def let_in(world: World, staff: Actor, case_id: UUID) -> None:
    await world.service.run(staff, case_id, c.AcceptCase())
    await world.service.run(staff, case_id, c.StartVisit(new_id()))
