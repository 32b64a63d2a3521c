"""Group visits on the database: the places, the roster, the lobby of each, and what no participant sees (J11, J12)."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.refusal import Hidden, Refused
from sluss.service.calls import JoinCall
from sluss.service.groups import EndGroup, EndGroupCall, LeadGroup, StartGroupCall
from sluss.service.ids import new_id
from sluss.service.queries.calls import CallOf
from sluss.service.queries.groups import GroupOf, GroupsOf
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.resident import ResidentCaseOf
from tests.service.booked import added, booked, group, let_in, roster
from tests.service.world import World

pytestmark = pytest.mark.anyio


async def call_of_the_group(world: World, staff: Actor, meeting: UUID, *cases: UUID) -> UUID:
    call = await world.service.run(staff, meeting, StartGroupCall(sfu=True))
    for case_id in cases:
        await world.service.run(staff, case_id, c.StartCall(call, "video", new_id()))
    return call


async def joins(world: World, actor: Actor, case_id: UUID) -> UUID:
    device = new_id()
    await world.service.run(actor, case_id, JoinCall(device, sfu=True))
    return device


async def test_a_group_has_one_case_for_each_patient_and_a_roster(world: World) -> None:
    sara, agneta, olle = await world.staff(), await world.resident(), await world.resident("Olle Olsson")
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    first, second = await added(world, sara, meeting, agneta.id), await added(world, sara, meeting, olle.id)
    assert first != second
    await world.service.run(agneta, first, c.EnterWaitingRoom("Nettan"))
    shown = await roster(world, sara, meeting)
    assert [(one.name, one.state, one.shown_as) for one in shown.members] == [
        ("Agneta Andersson", "waiting", "Nettan"),
        ("Olle Olsson", "expected", ""),
    ]
    [line] = (await world.service.read(sara, GroupsOf())).lines
    assert (line.booked, line.waiting, line.inside, line.places) == (2, 1, 0, 5)
    assert shown.record == "Journalen", "J12: it is to be booked there too"


async def test_the_last_place_is_taken_once_when_two_book_it_at_the_same_time(world: World) -> None:
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    meeting = await group(world, sara, world.now + timedelta(hours=1), places=2)
    await added(world, sara, meeting, (await world.resident()).id)
    others = [await world.resident("Olle Olsson"), await world.resident("Vera Vik")]
    tries = (added(world, who, meeting, other.id) for who, other in zip((sara, sigge), others, strict=True))
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert [one.code for one in done if isinstance(one, Refused)] == ["group_full"]
    assert (await roster(world, sara, meeting)).left == 0


async def test_the_same_patient_has_one_place(world: World) -> None:
    sara, agneta = await world.staff(), await world.resident()
    meeting = await group(world, sara, world.now + timedelta(hours=1))
    done = await asyncio.gather(*(added(world, sara, meeting, agneta.id) for _ in range(3)), return_exceptions=True)
    assert [one.code for one in done if isinstance(one, Refused)] == ["group_twice", "group_twice"]


async def test_a_group_is_booked_once_when_the_form_is_posted_twice(world: World) -> None:
    sara = await world.staff()
    meeting = await group(world, sara, world.now + timedelta(hours=1))
    [kept] = await world.rows("select title, created_by from meeting where id = $1", meeting)
    assert (kept["title"], kept["created_by"]) == ("Sömnskola", sara.id)
    with pytest.raises(Refused, match="time_is_past"):
        await group(world, sara, world.now - timedelta(days=1))


async def test_the_roster_is_for_the_staff_of_the_unit_alone(world: World) -> None:
    sara, agneta = await world.staff(), await world.resident()
    meeting = await group(world, sara, world.now + timedelta(hours=1))
    britta = await world.staff("Britta Berg", unit="vc-berget")
    lotta = await world.staff("Lotta Lind", role="local_admin")
    assert (await roster(world, await world.staff("Sigge Sand"), meeting)).leads is False
    for other in (britta, lotta, agneta):
        for asked in (world.service.read(other, GroupOf(meeting)), world.service.run(other, meeting, LeadGroup())):
            with pytest.raises(Hidden):
                await asked
    assert (await world.service.read(britta, GroupsOf())).lines == ()
    with pytest.raises(Hidden):
        await world.service.read(agneta, GroupsOf())


async def test_who_has_protected_identity_is_named_in_no_roster(world: World) -> None:
    """(N5)"""
    sara, agneta = await world.staff(), await world.resident()
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    case_id = await added(world, sara, meeting, agneta.id)
    await world.owner_of_all.execute("update person set protected = true where id = $1", agneta.id)
    await world.service.run(agneta, case_id, c.EnterWaitingRoom())
    [member] = (await roster(world, sara, meeting)).members
    assert (member.name, member.shown_as) == ("Skyddade personuppgifter", "Deltagare")


async def test_no_participant_sees_anything_of_another(world: World) -> None:
    """Field by field: of two who are inside, in the same call, neither reads a fact of the other."""
    sara, agneta, olle = await world.staff(), await world.resident(), await world.resident("Olle Olsson")
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    hers, his = await added(world, sara, meeting, agneta.id), await added(world, sara, meeting, olle.id)
    for who, case_id in ((agneta, hers), (olle, his)):
        await world.service.run(who, case_id, c.EnterWaitingRoom())
        await let_in(world, sara, case_id)
        await world.say(who, case_id, f"Hemligt av {who.name}")
    await call_of_the_group(world, sara, meeting, hers, his)
    devices = {agneta.id: await joins(world, agneta, hers), olle.id: await joins(world, olle, his)}
    for who, case_id, other, others in ((agneta, hers, olle, his), (olle, his, agneta, hers)):
        page = await world.service.read(who, ResidentCaseOf(case_id))
        cases = await world.service.read(who, MyCasesOf())
        secrets = (str(others), str(other.id), other.name, other.name.split()[1], f"Hemligt av {other.name}")
        for name, value in (asdict(page) | {"mine": repr(cases)}).items():
            assert not [fact for fact in secrets if fact in repr(value)], name
        # In the call the first name, and nothing else.
        call = await world.service.read(who, CallOf(case_id, devices[who.id]))
        assert sorted(one.name for one in call.parties) == ["Agneta", "Olle"]
        assert not [fact for fact in secrets[:1] + secrets[2:] if fact in repr(call)]
        for asked in (
            world.service.read(who, ResidentCaseOf(others)),
            world.service.read(who, CallOf(others, devices[who.id])),
            world.service.run(who, others, c.EnterWaitingRoom()),
        ):
            with pytest.raises(Hidden):
                await asked


async def test_each_is_let_in_from_a_lobby_of_their_own_and_comes_into_the_same_call(world: World) -> None:
    sara, agneta, olle = await world.staff(), await world.resident(), await world.resident("Olle Olsson")
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    hers, his = await added(world, sara, meeting, agneta.id), await added(world, sara, meeting, olle.id)
    for who, case_id in ((agneta, hers), (olle, his)):
        await world.service.run(who, case_id, c.EnterWaitingRoom())
    await let_in(world, sara, hers)
    call = await call_of_the_group(world, sara, meeting, hers)
    with pytest.raises(Refused):
        await joins(world, olle, his)
    await let_in(world, sara, his)
    assert await call_of_the_group(world, sara, meeting, his) == call, "who comes later comes into the same"
    await joins(world, olle, his)
    shown = await roster(world, sara, meeting)
    assert (shown.call, [one.in_call for one in shown.members]) == (call, [True, True])


async def test_without_a_server_for_video_no_group_meets(world: World) -> None:
    """(J11)"""
    sara = await world.staff()
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    with pytest.raises(Refused, match="group_sfu"):
        await world.service.run(sara, meeting, StartGroupCall(sfu=False))


async def test_the_video_ends_and_the_visits_go_on_and_then_end(world: World) -> None:
    """(J10, Q4)"""
    sara, agneta = await world.staff(), await world.resident()
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    case_id = await added(world, sara, meeting, agneta.id)
    await let_in(world, sara, case_id)
    await call_of_the_group(world, sara, meeting, case_id)
    await world.service.run(sara, meeting, EndGroupCall())
    await world.service.run(sara, case_id, c.EndCall(new_id()))
    assert (await roster(world, sara, meeting)).call is None
    assert await world.phase(case_id) is Phase.VISIT
    await world.service.run(sara, case_id, c.EndVisit(0))
    await world.service.run(sara, meeting, EndGroup())
    assert await world.phase(case_id) is Phase.ENDED
    with pytest.raises(Refused, match="group_over"):
        await added(world, sara, meeting, (await world.resident("Olle Olsson")).id)


async def test_a_colleague_takes_the_group_over(world: World) -> None:
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    with pytest.raises(Refused, match="group_not_leader"):
        await world.service.run(sigge, meeting, StartGroupCall(sfu=True))
    await world.service.run(sigge, meeting, LeadGroup())
    assert (await roster(world, sigge, meeting)).leader == "Sigge Sand"
    with pytest.raises(Refused, match="group_not_leader"):
        await world.service.run(sara, meeting, StartGroupCall(sfu=True))


async def test_what_is_done_with_a_group_leaves_a_trace(world: World) -> None:
    """(W1)"""
    sara = await world.staff()
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    await world.service.run(sara, meeting, EndGroup())
    rows = await world.rows("select what from access_log where actor = $1 and outcome = 'done' order by at", sara.id)
    assert [row["what"] for row in rows] == ["BookGroup", "EndGroup"]


async def test_a_visit_that_is_no_groups_is_in_no_roster(world: World) -> None:
    sara, agneta = await world.staff(), await world.resident()
    meeting = await group(world, sara, world.now + timedelta(minutes=5))
    await booked(world, sara, agneta.id, world.now + timedelta(hours=3))
    assert (await roster(world, sara, meeting)).members == ()
