"""A call through the doors: who comes in, who is told what, and that it is put away (F5, F6, F15, J10, J6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.calls import EMPTY_FOR, FLOOD, LEFT_AFTER, LOST_AFTER, SIGNAL_LASTS
from sluss.core.case import commands as c
from sluss.core.refusal import Hidden, Refused
from sluss.service.calls import CallBeat, JoinCall, Joined, LeaveCall, PlaceParty
from sluss.service.calls_told import HeardTo, HearSfu, SendSignal, TellSfu
from sluss.service.ids import new_id
from sluss.service.queries.calls import CallOf, CallPageOf, SignalsFor
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.views.calls import CallState
from sluss.video.parts import Video
from tests.service.world import World
from tests.twin_sfu import TwinSfu

pytestmark = pytest.mark.anyio


@dataclass
class Call:
    """Agneta's visit with Sara, and a call in it. Each has a device."""

    world: World
    agneta: Actor
    sara: Actor
    case: UUID
    phone: UUID
    desk: UUID
    turn: bool = False

    async def join(self, actor: Actor, device: UUID, sfu: bool = False, relay: bool = False) -> Joined:
        return await self.world.service.run(actor, self.case, JoinCall(device, sfu, relay, relay_protected=self.turn))

    async def state(self, actor: Actor, device: UUID) -> CallState:
        return await self.world.service.read(actor, CallOf(self.case, device))

    async def told(self, actor: Actor, party: UUID, device: UUID, after: int = 0) -> list[tuple[UUID | None, str, str]]:
        found = await self.world.service.read(actor, SignalsFor(self.case, party, device, after))
        return [(one.sender, one.kind, one.body) for one in found]

    async def tell(self, actor: Actor, device: UUID, to: UUID, body: str = "{}", kind: str = "state") -> int | None:
        return await self.world.service.run(actor, self.case, SendSignal(device, to, kind, body))


async def begun(world: World, mode: str = "video") -> Call:
    agneta, sara = await world.resident(), await world.staff()
    case = await world.visit(agneta, sara)
    await world.service.run(sara, case, c.StartCall(new_id(), mode, new_id()))  # type: ignore[arg-type]
    return Call(world, agneta, sara, case, uuid4(), uuid4())


@pytest.fixture
async def call(world: World) -> Call:
    return await begun(world)


async def both(call: Call) -> tuple[Joined, Joined]:
    return await call.join(call.agneta, call.phone), await call.join(call.sara, call.desk)


async def third(call: Call) -> Actor:
    """A colleague whom the resident has agreed to."""
    petra = await call.world.staff("Petra Palm", "psychologist")
    await call.world.service.run(call.sara, call.case, c.InviteColleague(petra.id, "oral", new_id()))
    return petra


async def test_two_come_in_and_see_each_other_by_name(call: Call) -> None:
    first, second = await both(call)
    assert (first.topology, second.call) == ("p2p", first.call)
    state = await call.state(call.sara, call.desk)
    assert [(one.name, one.role, one.me) for one in state.parties] == [
        ("Agneta Andersson", "resident", False),
        ("Sara Sand", "staff", True),
    ]
    # Who came later has the greater id: the pages agree by it on who yields.
    assert first.party < second.party


async def test_a_staff_member_who_shows_the_title_alone_has_no_name_in_the_call_either(call: Call) -> None:
    """(B24) Decision 14."""
    await call.join(replace(call.sara, title_only=True), call.desk)
    [sara] = (await call.state(call.agneta, call.phone)).parties
    assert "Sara" not in sara.name


async def test_in_a_group_the_others_read_the_name_that_one_has_chosen_and_never_the_whole(call: Call) -> None:
    """(J11) And a group goes through the SFU from the first."""
    await call.world.owner_of_all.execute("update care_case set meeting = $2 where id = $1", call.case, new_id())
    with pytest.raises(Refused, match="call_full"):
        await call.join(call.agneta, call.phone)
    assert (await call.join(call.agneta, call.phone, sfu=True)).topology == "sfu"
    [agneta] = (await call.state(call.sara, call.desk)).parties
    assert "Andersson" not in agneta.name
    await call.world.owner_of_all.execute("insert into shown_name (case_id, name) values ($1, 'Agge')", call.case)
    await call.join(call.agneta, uuid4(), sfu=True)
    assert [one.name for one in (await call.state(call.sara, call.desk)).parties] == ["Agge"]


async def test_who_joins_and_who_leaves_stands_in_the_access_log(call: Call) -> None:
    """(W1)"""
    await both(call)
    await call.world.service.run(
        call.agneta, call.case, LeaveCall((await call.world.case(call.case)).call or new_id(), call.phone)
    )
    rows = await call.world.rows("select what, actor, case_id from access_log where outcome = 'done' order by id")
    assert [(row["what"], row["actor"]) for row in rows] == [
        ("JoinCall", call.agneta.id),
        ("JoinCall", call.sara.id),
        ("LeaveCall", call.agneta.id),
    ]
    assert {row["case_id"] for row in rows} == {call.case}


async def test_the_journal_tells_that_it_was_started_changed_and_ended_and_nothing_of_what_was_sent(call: Call) -> None:
    one, _ = await both(call)
    await call.tell(call.sara, call.desk, one.party, '{"sdp": "hemligt 10.0.0.1"}', "description")
    await call.world.service.run(call.sara, call.case, c.SwitchCall("audio"))
    await call.world.service.run(call.sara, call.case, c.EndCall(new_id()))
    rows = await call.world.rows("select event, actor, data::text from journal where event like 'Call%' order by seq")
    assert [(row["event"], row["actor"]) for row in rows] == [
        ("CallStarted", call.sara.id),
        ("CallModeChanged", call.sara.id),
        ("CallEnded", call.sara.id),
    ]
    every = await call.world.rows("select data::text from journal union all select what from access_log")
    assert not [row for row in every if "hemligt" in row[0] or "10.0.0.1" in row[0]]


@pytest.mark.parametrize(
    "command", [JoinCall(uuid4()), SendSignal(uuid4(), uuid4(), "state", "{}"), TellSfu(uuid4(), "publish", "{}")]
)
async def test_a_guessed_case_and_another_resident_s_are_the_same_nothing(call: Call, command: JoinCall) -> None:
    olle = await call.world.resident("Olle Olsson")
    for actor, case in ((olle, call.case), (call.agneta, new_id()), (SYSTEM, call.case)):
        with pytest.raises(Hidden):
            await call.world.service.run(actor, case, command)
    for actor, case in ((olle, call.case), (call.agneta, new_id())):
        for query in (CallOf(case, call.phone), SignalsFor(case, new_id(), call.phone, 0), CallPageOf(case)):
            with pytest.raises(Hidden):
                await call.world.service.read(actor, query)


async def test_a_colleague_who_reads_the_case_is_told_why_she_is_not_in(call: Call) -> None:
    sigge = await call.world.staff("Sigge Sand")
    with pytest.raises(Refused, match="not_in_call"):
        await call.join(sigge, uuid4())
    with pytest.raises(Refused, match="not_in_call"):
        await call.world.service.read(sigge, CallPageOf(call.case))
    with pytest.raises(Hidden):
        await call.state(sigge, uuid4())


async def test_without_a_call_there_is_nothing_to_join(call: Call) -> None:
    await call.world.service.run(call.sara, call.case, c.EndCall(new_id()))
    with pytest.raises(Refused, match="call_none"):
        await call.join(call.agneta, call.phone)
    assert await call.state(call.agneta, call.phone) == CallState(None)


async def test_the_resident_on_two_devices_is_there_with_the_newer(call: Call) -> None:
    tablet = uuid4()
    old, _ = await both(call)
    new = await call.join(call.agneta, tablet)
    before, now = await call.state(call.agneta, call.phone), await call.state(call.agneta, tablet)
    assert (before.party, before.taken, before.elsewhere) == (None, True, True)
    assert (now.party, now.taken, now.elsewhere) == (new.party, False, False)
    assert len(now.parties) == 2
    with pytest.raises(Refused, match="call_left"):
        await call.tell(call.agneta, call.phone, new.party)
    assert await call.told(call.agneta, old.party, call.phone) == []


async def test_a_page_that_was_never_in_says_that_one_is_there_with_another(call: Call) -> None:
    await both(call)
    state = await call.state(call.agneta, uuid4())
    assert (state.taken, state.elsewhere) == (False, True)


async def test_after_a_crash_staff_come_back_as_themselves(call: Call) -> None:
    await both(call)
    again = uuid4()
    await call.join(call.sara, again)
    parties = (await call.state(call.agneta, call.phone)).parties
    assert sorted(one.name for one in parties) == ["Agneta Andersson", "Sara Sand"]
    # And the same page, which has lost its network, has the same place.
    assert (await call.join(call.sara, again)).party == (await call.join(call.sara, again)).party


async def test_without_an_sfu_two_is_all_it_holds(call: Call) -> None:
    """(J6)"""
    petra = await third(call)
    await both(call)
    with pytest.raises(Refused, match="call_full"):
        await call.join(petra, uuid4())
    assert (await call.state(call.sara, call.desk)).topology == "p2p"


async def test_with_an_sfu_the_third_comes_in_and_everybody_is_told_to_go_through_it(call: Call) -> None:
    petra = await third(call)
    await both(call)
    call.world.hints.clear()
    assert (await call.join(petra, uuid4(), sfu=True)).topology == "sfu"
    assert call.case in {hint.case_id for hint in call.world.hints}
    state = await call.state(call.sara, call.desk)
    assert (state.topology, len(state.parties)) == ("sfu", 3)


async def test_two_who_come_at_once_after_two_others_are_counted_in_a_row(call: Call) -> None:
    """The row of the call is held while one joins."""
    await call.join(call.agneta, call.phone)
    await call.join(call.sara, call.desk)
    petra = await third(call)
    for _ in range(2):
        with pytest.raises(Refused, match="call_full"):
            await call.join(petra, uuid4())


@pytest.mark.parametrize(("relay", "protected"), [(True, False), (False, True)])
async def test_addresses_are_kept_from_the_others_where_the_region_says_so_or_somebody_is_protected(
    world: World, relay: bool, protected: bool
) -> None:
    """(N5)"""
    call = await begun(world)
    assert not (await call.state(call.sara, call.desk)).relay_only
    if protected:
        await world.owner_of_all.execute("update person set protected = true where id = $1", call.agneta.id)
    call.turn = True
    await call.join(call.sara, call.desk, relay=relay)
    assert (await call.state(call.sara, call.desk)).relay_only


async def test_without_turn_nobody_is_kept_out_of_the_call(call: Call) -> None:
    await call.world.owner_of_all.execute("update person set protected = true where id = $1", call.agneta.id)
    await call.join(call.sara, call.desk)
    assert not (await call.state(call.sara, call.desk)).relay_only


async def test_signals_come_once_and_in_order_also_after_a_cut_stream(call: Call) -> None:
    agneta, sara = await both(call)
    numbers = [await call.tell(call.sara, call.desk, agneta.party, f'{{"n": {n}}}', "candidates") for n in range(5)]
    assert numbers == sorted(set(numbers), key=lambda n: n or 0)
    whole = await call.told(call.agneta, agneta.party, call.phone)
    assert [body for _, _, body in whole] == [f'{{"n": {n}}}' for n in range(5)]
    assert {sender for sender, _, _ in whole} == {sara.party}
    # Cut after the third.
    rest = await call.told(call.agneta, agneta.party, call.phone, numbers[2] or 0)
    assert [body for _, _, body in rest] == ['{"n": 3}', '{"n": 4}']
    assert await call.told(call.sara, sara.party, call.desk) == []


async def test_what_has_been_heard_is_forgotten_and_the_rest_in_a_minute(call: Call) -> None:
    agneta, _ = await both(call)
    first = await call.tell(call.sara, call.desk, agneta.party)
    await call.tell(call.sara, call.desk, agneta.party)
    await call.world.service.run(call.agneta, call.case, HeardTo(agneta.party, first or 0))
    assert len(await call.world.rows("select from call_signal")) == 1
    call.world.now += SIGNAL_LASTS + timedelta(seconds=1)
    await call.world.service.run(call.agneta, call.case, CallBeat(agneta.call, call.phone, agneta.party))
    assert await call.world.rows("select from call_signal") == []


async def test_nobody_makes_another_forget_or_reads_what_is_another_s(call: Call) -> None:
    agneta, _ = await both(call)
    await call.tell(call.sara, call.desk, agneta.party, '{"sdp": "hemligt"}', "description")
    await call.world.service.run(call.sara, call.case, HeardTo(agneta.party, 10**9))
    assert await call.told(call.sara, agneta.party, call.desk) == []
    assert len(await call.told(call.agneta, agneta.party, call.phone)) == 1


async def test_a_signal_to_a_stranger_is_to_nobody(call: Call) -> None:
    """Another call's party, and one that never was."""
    await both(call)
    other = await begun(call.world)
    stranger = await other.join(other.agneta, other.phone)
    for to in (stranger.party, new_id()):
        with pytest.raises(Hidden):
            await call.tell(call.sara, call.desk, to)
    assert await other.told(other.agneta, stranger.party, other.phone) == []


async def test_one_who_has_just_left_is_told_nothing_and_nobody_is_blamed(call: Call) -> None:
    agneta, sara = await both(call)
    await call.world.service.run(call.agneta, call.case, LeaveCall(agneta.call, call.phone))
    assert await call.tell(call.sara, call.desk, agneta.party) is None
    assert [one.name for one in (await call.state(call.sara, call.desk)).parties] == ["Sara Sand"]
    assert sara.call == agneta.call


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [("publish", "{}", "signal_unknown"), ("state", "x" * 65_537, "signal_too_long")],
)
async def test_what_is_told_is_of_our_kinds_and_not_too_long(call: Call, kind: str, body: str, code: str) -> None:
    agneta, _ = await both(call)
    with pytest.raises(Refused, match=code):
        await call.tell(call.sara, call.desk, agneta.party, body, kind)


async def test_a_flood_is_refused_and_passes(call: Call) -> None:
    agneta, _ = await both(call)
    for _ in range(FLOOD):
        await call.tell(call.sara, call.desk, agneta.party)
    with pytest.raises(Refused, match="signal_flood"):
        await call.tell(call.sara, call.desk, agneta.party)
    # The other is not silenced by it.
    sara = (await call.state(call.sara, call.desk)).party
    assert sara
    assert await call.tell(call.agneta, call.phone, sara)
    call.world.wait(seconds=11)
    assert await call.tell(call.sara, call.desk, agneta.party)


async def test_the_sfu_is_told_by_who_has_a_seat_and_never_too_much(call: Call) -> None:
    await both(call)
    told = TellSfu(call.desk, "publish", "{}")
    with pytest.raises(Refused, match="call_left"):
        await call.world.service.run(call.sara, call.case, told)
    sara = (await call.state(call.sara, call.desk)).party
    assert sara
    await call.world.service.run(call.sara, call.case, PlaceParty(sara, "a seat"))
    assert await call.world.service.run(call.sara, call.case, told) == "a seat"
    assert "a seat" not in repr(await call.state(call.sara, call.desk))
    with pytest.raises(Refused, match="signal_unknown"):
        await call.world.service.run(call.sara, call.case, TellSfu(call.desk, "kick", "{}"))
    for _ in range(FLOOD - 2):
        await call.world.service.run(call.sara, call.case, told)
    with pytest.raises(Refused, match="signal_flood"):
        await call.world.service.run(call.sara, call.case, told)


async def test_what_the_sfu_says_is_kept_for_the_party_it_is_for(call: Call) -> None:
    agneta, _ = await both(call)
    await call.world.service.run(SYSTEM, call.case, HearSfu(agneta.party, "offer", '{"sdp": "x"}'))
    assert await call.told(call.agneta, agneta.party, call.phone) == [(None, "offer", '{"sdp": "x"}')]
    with pytest.raises(Hidden):
        await call.world.service.run(call.sara, call.case, HearSfu(agneta.party, "offer", "{}"))
    with pytest.raises(Hidden):
        await call.world.service.run(SYSTEM, call.case, HearSfu(agneta.party, "description", "{}"))


async def test_who_is_silent_is_lost_and_has_then_left_by_the_server_s_clock_alone(call: Call) -> None:
    _, sara = await both(call)
    call.world.now += LOST_AFTER + timedelta(seconds=1)
    await call.world.service.run(call.sara, call.case, CallBeat(sara.call, call.desk, sara.party))
    parties = (await call.state(call.sara, call.desk)).parties
    assert [(one.role, one.lost) for one in parties] == [("resident", True), ("staff", False)]
    call.world.now += LEFT_AFTER
    await call.world.service.run(call.sara, call.case, CallBeat(sara.call, call.desk, sara.party))
    assert [one.role for one in (await call.state(call.sara, call.desk)).parties] == ["staff"]
    # And who comes back is there again.
    await call.join(call.agneta, call.phone)
    assert len((await call.state(call.sara, call.desk)).parties) == 2


async def test_when_the_case_has_another_owner_the_former_is_out_at_once(call: Call) -> None:
    _, sara = await both(call)
    sigge = await call.world.taken(call.case)
    with pytest.raises(Hidden):
        await call.state(call.sara, call.desk)
    with pytest.raises(Refused, match="not_in_call"):
        await call.tell(call.sara, call.desk, sara.party)
    assert [one.role for one in (await call.state(call.agneta, call.phone)).parties] == ["resident"]
    await call.join(sigge, uuid4())
    assert [one.name for one in (await call.state(call.agneta, call.phone)).parties] == [
        "Agneta Andersson",
        "Sigge Sand",
    ]


async def test_a_visit_that_has_ended_has_no_call_and_its_rows_are_put_away(call: Call) -> None:
    """(J10, Q4)"""
    agneta, _ = await both(call)
    await call.tell(call.sara, call.desk, agneta.party)
    await call.world.service.run(call.sara, call.case, c.EndVisit(1))
    assert await call.state(call.agneta, call.phone) == CallState(None)
    for command in (JoinCall(call.phone), SendSignal(call.phone, agneta.party, "state", "{}")):
        with pytest.raises(Refused, match="call_none"):
            await call.world.service.run(call.agneta, call.case, command)
    await call.world.work()
    for table in ("call", "call_party", "call_signal"):
        assert await call.world.rows(f"select from {table}") == [], table
    assert not await call.world.rows("select from job where kind = 'call'")


async def test_a_call_that_nobody_is_in_ends_by_itself_and_the_chat_goes_on(call: Call) -> None:
    world = call.world
    agneta, _ = await both(call)
    world.now += EMPTY_FOR
    # Somebody is still there.
    await world.service.run(call.agneta, call.case, CallBeat(agneta.call, call.phone, agneta.party))
    await world.work()
    assert (await world.case(call.case)).call == agneta.call
    await world.service.run(call.agneta, call.case, LeaveCall(agneta.call, call.phone))
    for _ in range(6):
        world.wait(minutes=1)
        await world.work()
    case = await world.case(call.case)
    assert (case.call, case.phase) == (None, "visit")
    shown = await world.service.read(call.agneta, ResidentCaseOf(call.case))
    assert shown.messages[-1].text == "Videosamtalet avslutades, för ingen var med längre."
    assert await world.rows("select from call") == []


async def test_a_new_call_right_after_the_old_leaves_nothing_of_that_behind(call: Call) -> None:
    old, _ = await both(call)
    await call.world.service.run(call.sara, call.case, c.EndCall(new_id()))
    await call.world.service.run(call.sara, call.case, c.StartCall(new_id(), "audio", new_id()))
    new = await call.join(call.sara, call.desk)
    await call.world.work()
    assert [row["id"] for row in await call.world.rows("select id from call")] == [new.call]
    assert new.call != old.call


async def test_a_call_that_nobody_came_to_ends_too(call: Call) -> None:
    for _ in range(7):
        call.world.wait(minutes=1)
        await call.world.work()
    assert (await call.world.case(call.case)).call is None


async def test_seats_are_given_back_and_the_room_closed_also_when_the_sfu_was_away(call: Call) -> None:
    world, sfu = call.world, TwinSfu()
    world.tools = replace(world.tools, video=Video(sfu, None))
    _, sara = await both(call)
    seat = await sfu.take_seat(sara.call, sara.party)
    await world.service.run(call.sara, call.case, PlaceParty(sara.party, seat))
    sfu.down = True
    await world.taken(call.case)
    await world.work()
    sfu.down = False
    world.wait(minutes=2)
    await world.work()
    assert sfu.left == [seat]
    world.wait(minutes=2)
    await world.work()
    assert sfu.left == [seat], "given back once"
    sigge = await world.staff("Sture Sten")
    await world.service.run(sigge, call.case, c.TakeOver())
    await world.service.run(sigge, call.case, c.EndVisit(0))
    await world.work()
    assert sfu.closed == [sara.call]


async def test_the_pages_of_the_case_tell_of_the_call(call: Call) -> None:
    """(F5)"""
    world = call.world
    await call.join(call.agneta, call.phone)
    staff = await world.service.read(call.sara, StaffCaseOf(call.case))
    assert staff.call
    assert (staff.call.mode, staff.call.people, staff.call.there, staff.call.open) == (
        "video",
        ("Agneta Andersson",),
        False,
        True,
    )
    sigge = await world.staff("Sigge Sand")
    seen = await world.service.read(sigge, StaffCaseOf(call.case))
    assert seen.call
    assert not seen.call.open
    resident = await world.service.read(call.agneta, ResidentCaseOf(call.case))
    assert resident.call
    assert resident.call.there
    [mine] = (await world.service.read(call.agneta, MyCasesOf())).open
    assert mine.call_mode == "video"


async def test_the_resident_who_is_not_there_gets_one_text_message_a_call_with_the_way_to_the_case(
    world: World,
) -> None:
    """(U5)"""
    call = await begun(world)
    await world.work()
    [(_, messages)] = await world.phone.messages()
    texts = [one.text for one in messages if "samtal" in one.text]
    assert len(texts) == 1
    assert f"/arenden/{call.case}" in texts[0]
    assert "Sara" not in texts[0]
