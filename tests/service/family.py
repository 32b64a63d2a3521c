"""A family in the register, and its members as they log in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.people import Person
from sluss.ports.persons import PersonsSilent
from sluss.service.ids import new_id
from sluss.service.queries.shared import WhoIs
from sluss.service.relations import NO_CHILDREN, Family
from sluss.service.sessions import Session, SignInResident
from tests.service.world import HOURS, World

VERA, VIKTOR, OLLE = "198802152382", "198506302390", "197909232394"
# Seven years old, and twelve until 23 December 2026.
BO, KIM = "201903142394", "201312232380"


def settle(world: World, child: str = BO, **more: Any) -> None:
    """Vera and Viktor with a child; Olle is nobody's guardian."""
    world.register.add(VERA, "Vera Vik", phone="+46701740607", **more)
    world.register.add(VIKTOR, "Viktor Vik", phone="+46701740608", shares_contact=True)
    world.register.add(OLLE, "Olle Olsson", phone="+46701740606")
    world.register.add(child, "Bo Vik" if child == BO else "Kim Vik", guardians=(VERA, VIKTOR), phone="+46701740609")


def routine(world: World, **parts: Any) -> None:
    """From now on the region's routine has these parts."""
    for name in ("region", "current"):
        pack = getattr(world.service.packs, name)
        setattr(world.service.packs, name, replace(pack, routine=replace(pack.routine, **parts)))


async def log_in(world: World, number: str) -> Actor:
    return (await session(world, number)).actor


async def session(world: World, number: str) -> Session:
    """The way of the login: the registers first, then the session."""
    registers, known, family = world.tools.registers, True, NO_CHILDREN
    asked: Family | None = family
    person = Person(new_id(), number, "Vera", "Vik", world.register.records[number].born)
    try:
        record = await registers.persons.find(number)
        if record:
            person = replace(record.person(new_id(), "vc-angen"))
            asked = await registers.children_of(record)
    except PersonsSilent:
        known, asked = False, None
    token = new_id().bytes
    await world.service.run(SYSTEM, new_id(), SignInResident(token, person, "bankid", HOURS, known, asked))
    return await world.service.read(SYSTEM, WhoIs(token, "resident", HOURS))


async def id_of(world: World, number: str) -> UUID:
    [row] = await world.rows("select id from person where personnummer = $1", number)
    return UUID(str(row["id"]))


async def begun(world: World, guardian: Actor, child: UUID, reason: str = "halsont") -> UUID:
    case = new_id()
    await world.service.run(guardian, case, c.StartDraft("sok-vard", reason, child))
    return case


async def sent(world: World, guardian: Actor, child: UUID) -> UUID:
    case = await begun(world, guardian, child)
    await world.answer(guardian, case, "halsont")
    await world.service.run(guardian, case, c.SendCase())
    return case


async def in_visit(world: World, guardian: Actor, child: UUID, staff: Actor) -> UUID:
    case = await sent(world, guardian, child)
    await world.service.run(staff, case, c.AcceptCase())
    await world.service.run(staff, case, c.StartVisit(new_id()))
    return case
