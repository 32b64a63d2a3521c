"""Local administration on a real database: whose it is, two at once, other processes, and what it changes (A19)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime

import asyncpg
import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.hours import STOCKHOLM, Opening
from sluss.core.local import events as e
from sluss.core.refusal import Hidden, Refused
from sluss.live.bus import Bus
from sluss.live.hub import Hub
from sluss.service.hints import SETTINGS
from sluss.service.ids import new_id
from sluss.service.local import ChangeUnit, UndoChange
from sluss.service.packs import Packs
from sluss.service.queries.local import UnitSettings, UnitSettingsOf
from tests.core.case.scene import NOW, PACK
from tests.service.world import HOURS, World

pytestmark = pytest.mark.anyio

MONDAY = date(2026, 11, 23)
CLOSED = e.HoursExcepted(MONDAY, (), "Planeringsdag")
FORM = PACK.forms[0]
OFF = e.FunctionTurned("reminder", False)
JOURNAL = "select unit, seq, actor, name, event, data, undoes from unit_journal order by unit, seq"


async def lotta(world: World, unit: str = "vc-angen") -> Actor:
    return await world.staff("Lotta Lind", "local_admin", unit)


def phrase(text: str = "Hej, {name}.") -> e.PhraseSaved:
    return e.PhraseSaved(new_id(), "Provtagning", text)


async def change(world: World, who: Actor, what: e.Change, seen: int = 99) -> int | None:
    return await world.service.run(who, new_id(), ChangeUnit(what, seen))


async def shown(world: World, who: Actor) -> UnitSettings:
    return await world.service.read(who, UnitSettingsOf())


async def test_a_change_is_journalled_dated_and_in_force_at_once(world: World) -> None:
    admin, said = await lotta(world), phrase()
    assert await change(world, admin, said) == 1
    [row] = await world.rows(JOURNAL)
    assert (row["unit"], row["actor"], row["name"], row["event"]) == ("vc-angen", admin.id, "Lotta Lind", "PhraseSaved")
    assert [p.title for p in world.service.pack.units["vc-angen"].phrases] == ["Provtagning"]
    assert world.service.pack.units["vc-berget"].phrases == ()
    assert [hint.topics for hint in world.hints] == [(SETTINGS,)]
    assert await change(world, admin, said) is None, "it was so already"
    assert len(await world.rows(JOURNAL)) == 1


async def test_every_kind_of_change_is_read_back_as_it_was_written(world: World) -> None:
    admin = await lotta(world)
    duty = e.RosterSet(new_id(), MONDAY, 480, 960, admin.id, "Sara Sand")
    link = e.LinkSaved(new_id(), "Stöd", "https://stod.example.se", "hjälp")
    hours = e.HoursExcepted(MONDAY, (Opening(480, 720),), "Planeringsdag")
    said = phrase()
    given: list[e.Change] = [
        said,
        hours,
        OFF,
        e.FormTurned(FORM, False),
        link,
        duty,
        replace(duty, id=new_id(), staff=None),
    ]
    gone = (e.PhraseRemoved(said.id), e.HoursExceptionRemoved(MONDAY), e.LinkRemoved(link.id), e.RosterRemoved(duty.id))
    for what in (*given, *gone):
        assert await change(world, admin, what)
    unit = world.service.pack.units["vc-angen"]
    assert (unit.phrases, unit.links, unit.hours.exceptions) == ((), (), {})
    assert [one.name for one in unit.roster] == ["Sara Sand"]
    assert "reminder" not in unit.functions
    words = [made.what for made in (await shown(world, admin)).changes]
    assert words[::-1] == [
        "Lade till frasen Provtagning",
        "23 november 2026: öppet kl. 08.00–12.00 (Planeringsdag)",
        "Stängde av funktionen SMS-påminnelse",
        f"Stängde av formuläret {PACK.questionnaires[FORM].title}",
        "Lade till länken Stöd",
        "Sara Sand är ansvarig 23 november 2026 kl. 08.00–16.00",
        "Sara Sand är ansvarig 23 november 2026 kl. 08.00–16.00",
        "Tog bort frasen Provtagning",
        "23 november 2026: ordinarie öppettider igen",
        "Tog bort länken Stöd",
        "Sara Sand är inte längre ansvarig 23 november 2026 kl. 08.00–16.00",
    ]


@pytest.mark.parametrize("role", ["nurse", "physician", "log_reviewer"])
async def test_nobody_but_the_local_administrator_finds_the_settings(world: World, role: str) -> None:
    """(A19)"""
    other = await world.staff("Sara Sand", role)
    for attempt in (ChangeUnit(phrase(), 0), UndoChange(1)):
        with pytest.raises(Hidden):
            await world.service.run(other, new_id(), attempt)
    with pytest.raises(Hidden):
        await shown(world, other)
    with pytest.raises(Hidden):
        await change(world, await world.resident(), phrase())
    assert await world.rows(JOURNAL) == []


async def test_the_administrator_of_one_unit_changes_nothing_of_another(world: World) -> None:
    """(A19)"""
    ours, theirs = await lotta(world), await lotta(world, "vc-berget")
    await change(world, ours, phrase())
    assert (await shown(world, theirs)).changes == ()
    with pytest.raises(Hidden):
        await world.service.run(theirs, new_id(), UndoChange(1))


async def test_two_administrators_at_once_lose_nothing(world: World) -> None:
    ours, hers = await lotta(world), await world.staff("Lisa Lind", "local_admin")
    many = [change(world, who, phrase(), seen=0) for who in (ours, hers) * 5]
    assert sorted(seq or 0 for seq in await asyncio.gather(*many)) == list(range(1, 11))
    assert len(world.service.pack.units["vc-angen"].phrases) == 10


async def test_of_two_who_change_the_same_thing_the_second_is_told(world: World) -> None:
    ours, hers, said = await lotta(world), await world.staff("Lisa Lind", "local_admin"), phrase()
    await change(world, ours, said)
    await change(world, hers, replace(said, text="Hej."), seen=1)
    with pytest.raises(Refused, match="settings_changed"):
        await change(world, ours, replace(said, text="Hejsan."), seen=1)
    [standing] = world.service.pack.units["vc-angen"].phrases
    assert standing.text == "Hej."


async def test_a_change_is_undone_once_even_by_two_at_the_same_time(world: World) -> None:
    admin = await lotta(world)
    await change(world, admin, OFF)
    assert "reminder" not in world.service.pack.units["vc-angen"].functions
    undoing = [world.service.run(admin, new_id(), UndoChange(1)) for _ in range(3)]
    done = await asyncio.gather(*undoing, return_exceptions=True)
    assert sorted(one.code if isinstance(one, Refused) else str(one) for one in done) == [
        "2",
        "already_undone",
        "already_undone",
    ]
    assert "reminder" in world.service.pack.units["vc-angen"].functions
    [latest, first] = (await shown(world, admin)).changes
    assert (first.undone, first.undoable, latest.undoes, latest.undoable) == (True, False, 1, True)


async def test_a_day_that_is_closed_moves_the_promise_of_a_new_case_and_the_case_remembers_why(world: World) -> None:
    agneta = await world.resident()
    world.now = datetime(2026, 11, 20, 15, tzinfo=STOCKHOLM)
    before = await world.sent(agneta)
    await change(world, await lotta(world), CLOSED)
    after = await world.sent(agneta)
    promised = [(await world.case(one)).promised_at for one in (before, after)]
    expected = [datetime(2026, 11, day, 11, tzinfo=STOCKHOLM) for day in (23, 24)]
    assert promised == expected, "what was promised stays promised"
    packs = [
        row["pack"] for row in await world.rows("select pack from journal where event = 'CaseSent' order by at, seq")
    ]
    assert sorted(packs) == [PACK.id, f"{PACK.id}+1"]


async def test_another_process_sees_the_change(world: World, database: str) -> None:
    heard: list[str] = []
    ours, theirs = (Bus(Hub(), database, HOURS, HOURS) for _ in range(2))
    other = replace(world.service, packs=Packs.of(PACK), tell=theirs.tell)
    here = replace(world.service, packs=Packs.of(PACK), tell=ours.tell)
    carriers = [asyncio.create_task(bus.run(service)) for bus, service in ((ours, here), (theirs, other))]
    try:
        await here.run(await lotta(world), new_id(), ChangeUnit(CLOSED, 0))
        while other.pack.changes < 1:
            await asyncio.sleep(0.01)
        heard.append(other.pack.id)
    finally:
        for carrier in carriers:
            carrier.cancel()
        await asyncio.gather(*carriers, return_exceptions=True)
    assert heard == [f"{PACK.id}+1"]
    assert other.pack.units["vc-angen"].hours.exceptions == {MONDAY: ()}


async def test_a_process_that_starts_later_begins_with_what_is_set(world: World) -> None:
    await change(world, await lotta(world), OFF)
    later = replace(world.service, packs=Packs.of(world.service.packs.region))
    await later.keep_up()
    assert later.pack == world.service.pack
    standing = later.pack
    await later.keep_up()
    assert later.pack is standing, "nothing new, nothing laid anew"


async def test_the_roster_offers_those_who_have_worked_here_in_a_role_that_answers(world: World) -> None:
    admin = await lotta(world)
    await world.staff("Sara Sand")
    await world.staff("Loa Lund", "log_reviewer")
    await world.staff("Britta Berg", unit="vc-berget")
    assert [one.title for one in (await shown(world, admin)).colleagues] == ["Sara Sand"]


async def test_what_the_units_have_set_is_only_ever_added_to(world: World) -> None:
    await change(world, await lotta(world), OFF)
    for attempt in ("update unit_journal set seq = 2", "delete from unit_journal", "truncate unit_journal"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="is append-only"):
            await world.rows(attempt)
        async with world.service.pool.acquire() as db:
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
                await db.execute(attempt)


async def test_a_change_that_was_refused_leaves_its_row_in_the_access_log(world: World) -> None:
    admin = await lotta(world)
    with pytest.raises(Refused, match="day_past"):
        await change(world, admin, replace(CLOSED, day=date(2026, 11, 19)))
    [row] = await world.rows("select actor, what, outcome from access_log where what = 'ChangeUnit'")
    assert (row["actor"], row["outcome"]) == (admin.id, "refused")
    assert NOW.date() == date(2026, 11, 20)


async def test_a_draft_begun_before_a_change_is_placed_by_what_holds_when_it_is_sent(world: World) -> None:
    agneta = await world.resident()
    case = await world.draft(agneta)
    await world.answer(agneta, case, "halsont")
    await change(world, await lotta(world), e.HoursExcepted(NOW.date(), (), "Strömavbrott"))
    sent = await world.service.run(agneta, case, c.SendCase())
    assert sent.case.promised_at == datetime(2026, 11, 23, 12, tzinfo=STOCKHOLM)
