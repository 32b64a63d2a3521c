"""*Meddelande* at *Avsluta besök*: written by the clock after three days (GAV 2.3)."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.policy import Autosend, Pack
from sluss.service.packs import Packs
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.views import Message
from sluss.work import handlers
from tests.service.world import World

pytestmark = pytest.mark.anyio


def without_autosend(packs: Packs) -> None:
    """As in Region Gävleborg: not turned on."""
    for name in ("region", "current"):
        pack: Pack = getattr(packs, name)
        setattr(packs, name, replace(pack, autosend=Autosend()))


async def ended(world: World, message: bool = True) -> tuple[UUID, Actor, Actor]:
    sara, agneta = await world.staff(), await world.resident()
    case_id = await world.visit(agneta, sara)
    await world.service.run(sara, case_id, c.EndVisit(10, message=message))
    await world.work()
    return case_id, sara, agneta


async def automatic(world: World, case_id: UUID, resident: Actor) -> list[Message]:
    page = await world.service.read(resident, ResidentCaseOf(case_id))
    return [one for one in page.messages if one.title == "automatiskt meddelande"]


async def three_days(world: World) -> None:
    world.wait(days=3)
    await world.work()


async def test_after_three_days_of_silence_the_resident_is_written_to_and_told_by_sms(world: World) -> None:
    """(G14, Q3)"""
    case_id, _, agneta = await ended(world)
    [(_, before)] = await world.phone.messages()
    world.wait(days=3, minutes=-1)
    await world.work()
    assert await automatic(world, case_id, agneta) == []
    world.wait(minutes=1)
    await world.work()
    [said] = await automatic(world, case_id, agneta)
    assert (said.author, said.name, said.text) == ("system", "Vårdcentralen Ängen", world.service.pack.autosend.text)
    [(_, after)] = await world.phone.messages()
    assert len(after) == len(before) + 1
    assert "Ängen" not in after[0].text
    case = await world.case(case_id)
    assert (case.phase, case.waiting_since) == (Phase.ASYNC, None)
    await world.say(agneta, case_id, "Det är mycket bättre, tack.")
    assert (await world.case(case_id)).waiting_since == world.now


async def test_who_has_been_written_to_or_has_written_is_not_written_to_by_itself(world: World) -> None:
    """(G14)"""
    silent, ours, theirs = [await ended(world) for _ in range(3)]
    await world.say(ours[1], ours[0], "Hur går det?")
    await world.say(theirs[2], theirs[0], "Det gör fortfarande ont.")
    await three_days(world)
    found = [len(await automatic(world, case_id, agneta)) for case_id, _, agneta in (silent, ours, theirs)]
    assert found == [1, 0, 0]


async def test_nothing_is_written_in_a_case_that_is_ended_or_when_nobody_asked_for_it(world: World) -> None:
    """(G14, Q3)"""
    over, unasked = await ended(world), await ended(world, message=False)
    await world.service.run(over[1], over[0], c.EndCase())
    await three_days(world)
    for case_id, _, agneta in (over, unasked):
        assert await automatic(world, case_id, agneta) == []
    assert await world.rows("select from job where kind = 'autosend'") == []


async def test_where_the_region_has_it_off_it_makes_no_difference_how_it_is_set(world: World) -> None:
    """(G14, Y2)"""
    asked_before = await ended(world)
    without_autosend(world.service.packs)
    asked_after = await ended(world)
    assert len(await world.rows("select from job where kind = 'autosend'")) == 1
    await three_days(world)
    for case_id, _, agneta in (asked_before, asked_after):
        assert await automatic(world, case_id, agneta) == []


async def test_a_job_that_is_worked_twice_writes_once(world: World) -> None:
    case_id, _, agneta = await ended(world)
    [job] = await world.rows("select data from job where kind = 'autosend'")
    world.wait(days=3)
    for _ in range(2):
        await handlers.autosend(world.tools, "", json.loads(job["data"]))
    assert len(await automatic(world, case_id, agneta)) == 1
    assert len(await world.rows("select from job where kind = 'sms'")) == 1
