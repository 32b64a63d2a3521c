"""The resident's side of a booked visit, on the database: the page, the list, the start page (J2, K13, L10, L14)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.profile import Profile
from sluss.core.refusal import Hidden, Refused
from sluss.core.routine import Proxies
from sluss.service.profiles import SaveProfile
from sluss.service.queries.booked import UpcomingOf
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.views import MyCases, ResidentCase
from sluss.service.views.booked import Booked
from tests.service.booked import booked, let_in
from tests.service.family import BO, KIM, VERA, VIKTOR, id_of, log_in, routine, settle
from tests.service.world import World

pytestmark = pytest.mark.anyio


async def page(world: World, reader: Actor, case_id: UUID) -> ResidentCase:
    return await world.service.read(reader, ResidentCaseOf(case_id))


async def shown(world: World, reader: Actor, case_id: UUID) -> Booked:
    found = (await page(world, reader, case_id)).booked
    assert found is not None
    return found


async def mine(world: World, reader: Actor) -> MyCases:
    return await world.service.read(reader, MyCasesOf())


async def test_the_page_of_a_booked_visit_changes_by_the_clock_alone(world: World) -> None:
    """(J2)"""
    sara, agneta = await world.staff(), await world.resident()
    starts = world.now + timedelta(hours=1)
    case_id = await booked(world, sara, agneta.id, starts)
    early = await shown(world, agneta, case_id)
    assert (early.open, early.late, early.with_name) == (False, False, "Sara Sand")
    assert early.next_at == early.opens_at == starts - timedelta(minutes=10)
    with pytest.raises(Refused, match="waiting_room_shut"):
        await world.service.run(agneta, case_id, c.EnterWaitingRoom())
    world.wait(minutes=50)
    at_last = await shown(world, agneta, case_id)
    assert (at_last.open, at_last.late, at_last.next_at) == (True, False, starts)
    world.wait(minutes=10)
    late = await shown(world, agneta, case_id)
    assert (late.open, late.late, late.next_at) == (True, True, None)


async def test_who_enters_is_told_who_sees_it_and_twice_is_once(world: World) -> None:
    """(J2)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id = await booked(world, sara, agneta.id, world.now + timedelta(minutes=5))
    for _ in range(2):
        await world.service.run(agneta, case_id, c.EnterWaitingRoom())
    there = await shown(world, agneta, case_id)
    assert (there.arrived_at, there.open, there.with_name) == (world.now, False, "Sara Sand")
    arrived = await world.rows("select from journal where case_id = $1 and event = 'ResidentArrived'", case_id)
    assert len(arrived) == 1
    assert (await mine(world, agneta)).booked[0].arrived


async def test_who_waits_reads_the_new_time_when_it_is_moved_and_enters_anew(world: World) -> None:
    """(K13)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id = await booked(world, sara, agneta.id, world.now + timedelta(minutes=5))
    await world.service.run(agneta, case_id, c.EnterWaitingRoom())
    later = world.now + timedelta(hours=2)
    await world.service.run(sara, case_id, c.MoveBooking(later, later + timedelta(minutes=30)))
    moved = await shown(world, agneta, case_id)
    assert (moved.moved, moved.starts, moved.arrived_at, moved.open) == (True, later, None, False)


async def test_booked_visits_stand_by_their_time_and_the_next_one_on_the_start_page(world: World) -> None:
    """(J2)"""
    sara, agneta = await world.staff(), await world.resident()
    third = await booked(world, sara, agneta.id, world.now + timedelta(days=3))
    first = await booked(world, sara, agneta.id, world.now + timedelta(hours=3))
    second = await booked(world, sara, agneta.id, world.now + timedelta(days=2))
    assert [case.case_id for case in (await mine(world, agneta)).booked] == [first, second, third]
    soon = await world.service.read(agneta, UpcomingOf())
    assert soon is not None
    assert (soon.case_id, soon.about) == (first, "")
    await world.service.run(sara, first, c.CancelBooking())
    assert await world.service.read(agneta, UpcomingOf()) is None, "the other two are more than a day away"
    assert [case.phase for case in (await mine(world, agneta)).ended] == ["cancelled"]


async def test_another_resident_sees_nothing_of_it(world: World) -> None:
    sara, agneta, olle = await world.staff(), await world.resident(), await world.resident("Olle Olsson")
    case_id = await booked(world, sara, agneta.id, world.now + timedelta(minutes=5))
    for asked in (page(world, olle, case_id), world.service.run(olle, case_id, c.EnterWaitingRoom())):
        with pytest.raises(Hidden):
            await asked
    assert (await mine(world, olle)).booked == ()
    assert await world.service.read(olle, UpcomingOf()) is None


async def test_a_started_visit_goes_on_as_any_other(world: World) -> None:
    """(F1)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id = await booked(world, sara, agneta.id, world.now + timedelta(minutes=5))
    await world.service.run(agneta, case_id, c.EnterWaitingRoom())
    await let_in(world, sara, case_id)
    read = await page(world, agneta, case_id)
    assert (read.phase, read.can_write, read.booked and read.booked.kind) == ("visit", True, "visit")
    assert (await mine(world, agneta)).booked == ()


async def test_a_visit_that_nobody_came_to_says_so(world: World) -> None:
    """(J9)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id = await booked(world, sara, agneta.id, world.now + timedelta(minutes=5))
    world.wait(minutes=15)
    await world.service.run(sara, case_id, c.NoteNoShow())
    assert (await shown(world, agneta, case_id)).no_show
    assert "EnterWaitingRoom" in (await page(world, agneta, case_id)).may, "late is better than never"
    world.wait(minutes=1)
    await world.service.run(agneta, case_id, c.EnterWaitingRoom())
    assert not (await shown(world, agneta, case_id)).no_show


async def test_a_visit_whose_staff_shows_the_title_alone_names_nobody(world: World) -> None:
    """(decision 14)"""
    sara, agneta = await world.staff(), await world.resident()
    await world.service.run(sara, sara.id, SaveProfile(Profile(title_only=True)))
    case_id = await booked(world, sara, agneta.id, world.now + timedelta(minutes=5))
    assert "Sara" not in (await shown(world, agneta, case_id)).with_name


async def test_both_guardians_see_the_visit_of_their_child_and_either_may_come(world: World) -> None:
    """H26: the other guardian sees it under Mina ärenden; notices go to the primary contact (L10)."""
    settle(world)
    vera, viktor, sara = await log_in(world, VERA), await log_in(world, VIKTOR), await world.staff()
    bo = await id_of(world, BO)
    case_id = await booked(world, sara, bo, world.now + timedelta(minutes=5))
    for guardian in (vera, viktor):
        [line] = (await mine(world, guardian)).booked
        assert (line.case_id, line.about) == (case_id, "Bo Vik")
        soon = await world.service.read(guardian, UpcomingOf())
        assert soon is not None
        assert soon.about == "Bo"
    await world.service.run(vera, case_id, c.EnterWaitingRoom())
    assert (await shown(world, viktor, case_id)).arrived_at == world.now


async def test_where_one_guardian_takes_part_only_that_one_sees_the_visit(world: World) -> None:
    """(H24, L10)"""
    settle(world)
    routine(world, proxies=Proxies(most=1, primary="chosen"))
    vera, viktor, sara = await log_in(world, VERA), await log_in(world, VIKTOR), await world.staff()
    case_id = await booked(world, sara, await id_of(world, BO), world.now + timedelta(minutes=5))
    written = (await world.case(case_id)).resident
    reader, other = (vera, viktor) if written == vera.id else (viktor, vera)
    assert [line.case_id for line in (await mine(world, reader)).booked] == [case_id]
    assert (await mine(world, other)).booked == ()
    assert await world.service.read(other, UpcomingOf()) is None
    with pytest.raises(Hidden):
        await world.service.run(other, case_id, c.EnterWaitingRoom())


async def test_no_guardian_sees_the_visit_of_a_child_of_thirteen(world: World) -> None:
    """(L14, HDK)"""
    settle(world, KIM)
    vera, sara = await log_in(world, VERA), await world.staff()
    kim = await id_of(world, KIM)
    case_id = await booked(world, sara, kim, world.now + timedelta(days=60))
    assert [line.case_id for line in (await mine(world, vera)).booked] == [case_id]
    world.wait(days=40)
    vera = await log_in(world, VERA)
    assert (await mine(world, vera)).booked == ()
    with pytest.raises(Hidden):
        await page(world, vera, case_id)
