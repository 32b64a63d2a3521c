"""What two administrators of the region do in the tests: load, propose, approve."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sluss.core.actor import Actor
from sluss.service.ids import new_id
from sluss.service.in_force import ApproveVersion, LoadVersion, ProposeVersion
from sluss.service.pack_start import enter
from sluss.service.packs import Packs
from sluss.store.packs.archive import in_folder
from tests.core.case.scene import PACK
from tests.drop_ins import many_drop_ins
from tests.service.world import World
from tests.versions import DEMO, OTHER_PHONE, version


async def start(world: World, packs: Packs | None = None, decides: bool = False) -> None:
    service = world.service if packs is None else replace(world.service, packs=packs)
    async with service.pool.acquire() as db, db.transaction():
        await enter(service.packs, db, world.now, in_folder(DEMO), PACK, decides)
    many_drop_ins(service.packs)
    await service.keep_up()


async def rut(world: World) -> Actor:
    return await world.staff("Rut Ros", "region_admin", "kontaktcenter-1177")


async def rolf(world: World) -> Actor:
    return await world.staff("Rolf Rask", "region_admin", "kontaktcenter-1177")


async def loaded(world: World, who: Actor, data: bytes | None = None) -> str:
    return await world.service.run(who, new_id(), LoadVersion(data or version("2", OTHER_PHONE)))


async def in_force(world: World, data: bytes | None = None, day: date | None = None) -> int:
    """Loaded and proposed by one, approved by another."""
    first, second = await rut(world), await rolf(world)
    pack = await loaded(world, first, data)
    proposal = await world.service.run(first, new_id(), ProposeVersion(pack, day))
    return await world.service.run(second, new_id(), ApproveVersion(proposal))
