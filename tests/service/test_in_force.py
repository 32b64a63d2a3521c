"""A version of the pack put in force on a real database: by two persons, on its day, in every process, and back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import asyncpg
import pytest

from sluss.core.case import commands as c
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden, Refused
from sluss.live.bus import Bus
from sluss.live.hub import Hub
from sluss.service.hints import SETTINGS
from sluss.service.ids import new_id
from sluss.service.in_force import (
    ApproveVersion,
    EndShadow,
    LoadVersion,
    ProposeVersion,
    RejectVersion,
    RollBack,
    StartShadow,
    WithdrawVersion,
)
from sluss.service.local import ChangeUnit
from sluss.service.pack_start import enter
from sluss.service.packs import Packs
from sluss.service.smaller import Smaller
from sluss.store.packs.archive import in_folder, zipped
from tests.core.case.scene import PACK
from tests.service.region import in_force, loaded, rolf, rut, start
from tests.service.test_local import CLOSED
from tests.service.world import HOURS, World
from tests.versions import DEMO, OLD, OTHER_PHONE, edited, files, version

pytestmark = pytest.mark.anyio

NEW = "demo@2"
MONDAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=STOCKHOLM)


async def journal(world: World) -> list[str]:
    return [row["what"] for row in await world.rows("select what from pack_journal order by seq")]


async def test_a_start_puts_its_pack_in_force_once_and_the_next_start_changes_nothing(begun: World) -> None:
    assert await journal(begun) == ["loaded", "approved"]
    await start(begun, Packs.of(PACK))
    assert await journal(begun) == ["loaded", "approved"]
    assert begun.service.pack.id == OLD


async def test_processes_that_start_together_write_it_once(world: World) -> None:
    await asyncio.gather(*(start(world, Packs.of(PACK)) for _ in range(4)))
    assert await journal(world) == ["loaded", "approved"]


async def test_a_later_folder_waits_for_the_region_and_in_the_demo_decides(begun: World) -> None:
    later = replace(PACK, version="2027")
    for decides, written in ((False, ["loaded"]), (True, ["approved"])):
        packs = Packs.of(later)
        service = replace(begun.service, packs=packs)
        before = await journal(begun)
        async with service.pool.acquire() as db, db.transaction():
            await enter(packs, db, begun.now, files("2027"), later, decides)
        await service.keep_up()
        assert (await journal(begun))[len(before) :] == written
        assert service.pack.id == ("demo@2027" if decides else OLD)


async def test_a_folder_edited_under_the_same_number_is_not_what_was_approved(
    begun: World, caplog: pytest.LogCaptureFixture
) -> None:
    other = edited(in_folder(DEMO), *OTHER_PHONE)
    changed = replace(PACK, region=replace(PACK.region, phone_advice="112"))
    packs = Packs.of(changed)
    async with begun.service.pool.acquire() as db, db.transaction():
        await enter(packs, db, begun.now, other, changed, False)
    assert packs.current.region.phone_advice == "1177"
    assert "give it a new version" in caplog.text
    async with begun.service.pool.acquire() as db, db.transaction():
        await enter(packs, db, begun.now, other, changed, True)
        await packs.refresh(db, begun.now)
    assert packs.current.region.phone_advice == "112", "in the demo who edits a folder sees what it does"
    assert packs.current.version.startswith("2026-11-20-")


async def test_a_version_decides_when_a_second_person_has_approved_it(begun: World) -> None:
    """(Y7)"""
    first, second = await rut(begun), await rolf(begun)
    assert await loaded(begun, first) == NEW
    proposal = await begun.service.run(first, new_id(), ProposeVersion(NEW, None, "Nytt nummer."))
    assert begun.service.pack.id == OLD
    with pytest.raises(Refused, match="second_person_needed"):
        await begun.service.run(first, new_id(), ApproveVersion(proposal))
    await begun.service.run(second, new_id(), ApproveVersion(proposal))
    assert (begun.service.pack.id, begun.service.pack.region.phone_advice) == (NEW, "112")
    assert all(hint.topics == (SETTINGS,) for hint in begun.hints if hint.case_id is None and SETTINGS in hint.topics)
    rows = await begun.rows("select name, what, pack, words from pack_journal order by seq offset 2")
    assert [tuple(row) for row in rows] == [
        ("Rut Ros", "loaded", NEW, ""),
        ("Rut Ros", "proposed", NEW, "Nytt nummer."),
        ("Rolf Rask", "approved", NEW, ""),
    ]


async def test_a_version_takes_over_at_its_midnight_in_every_process_and_untold(begun: World) -> None:
    other = replace(begun.service, packs=Packs.of(PACK))
    await in_force(begun, day=MONDAY)
    await other.keep_up()
    begun.now = MIDNIGHT - timedelta(seconds=1)
    assert [service.pack.id for service in (begun.service, other)] == [OLD, OLD]
    begun.now = MIDNIGHT
    assert [service.pack.id for service in (begun.service, other)] == [NEW, NEW], "nothing was refreshed"
    later = replace(begun.service, packs=Packs.of(PACK))
    await later.keep_up()
    assert later.pack.id == NEW


async def test_a_clock_that_jumps_ahead_and_back_leaves_the_version_of_the_day_in_force(begun: World) -> None:
    """(Y7)"""
    await in_force(begun, day=MONDAY)
    before = begun.now
    begun.now = MIDNIGHT + timedelta(days=3)
    assert begun.service.pack.id == NEW
    begun.now = before
    assert begun.service.pack.id == OLD
    begun.now = MIDNIGHT
    assert begun.service.pack.id == NEW


async def test_another_process_hears_of_it(begun: World, database: str) -> None:
    ours, theirs = (Bus(Hub(), database, HOURS, HOURS) for _ in range(2))
    other = replace(begun.service, packs=Packs.of(PACK), tell=theirs.tell)
    here = replace(begun.service, tell=ours.tell)
    carriers = [asyncio.create_task(bus.run(service)) for bus, service in ((ours, here), (theirs, other))]
    try:
        await in_force(replace(begun, service=here))
        while other.pack.id != NEW:
            await asyncio.sleep(0.01)
    finally:
        for carrier in carriers:
            carrier.cancel()
        await asyncio.gather(*carriers, return_exceptions=True)
    assert other.pack.region.phone_advice == "112"


async def test_one_person_goes_back_at_once_and_says_why(begun: World) -> None:
    """(Y7)"""
    await in_force(begun)
    who = await rut(begun)
    with pytest.raises(Refused, match="pack_changed"):
        await begun.service.run(who, new_id(), RollBack(OLD, "Fel nummer."))
    await begun.service.run(who, new_id(), RollBack(NEW, "Fel nummer."))
    assert begun.service.pack.id == OLD
    with pytest.raises(Refused, match="nothing_before"):
        await begun.service.run(who, new_id(), RollBack(OLD, "Fel nummer."))
    assert (await journal(begun))[-1] == "rolled_back"


async def test_each_decision_remembers_its_version_and_a_case_what_it_was_sent_under(begun: World) -> None:
    """(Y7)"""
    agneta, sara = await begun.resident(), await begun.staff()
    case = await begun.sent(agneta)
    await in_force(begun)
    await begun.service.run(sara, case, c.AcceptCase())
    rows = await begun.rows("select event, pack from journal where case_id = $1 order by seq", case)
    packs = {row["event"]: row["pack"] for row in rows}
    assert (packs["CaseSent"], packs["CaseAccepted"]) == (OLD, NEW)


async def test_what_a_unit_has_set_follows_it_into_the_next_version(begun: World) -> None:
    lotta = await begun.staff("Lotta Lind", "local_admin")
    await begun.service.run(lotta, new_id(), ChangeUnit(CLOSED, 0))
    await in_force(begun)
    assert begun.service.pack.id == f"{NEW}+1"
    assert begun.service.pack.units["vc-angen"].hours.exceptions == {CLOSED.day: ()}


async def test_the_closed_days_are_those_of_the_version_in_force(begun: World) -> None:
    """(D10)"""
    closed = ("pack.yaml", r"closed_days:.*\n", f"closed_days:\n  - {MONDAY.isoformat()}\n")
    begun.now = datetime(2026, 11, 20, 15, tzinfo=STOCKHOLM)
    before = await begun.sent(await begun.resident())
    await in_force(begun, version("2", closed))
    after = await begun.sent(await begun.resident("Vera Vik"))
    promised = [(await begun.case(one)).promised_at for one in (before, after)]
    assert promised == [datetime(2026, 11, day, 11, tzinfo=STOCKHOLM) for day in (23, 24)]


EVERYTHING: list[Smaller[object]] = [
    LoadVersion(b""),
    ProposeVersion(OLD, None),
    ApproveVersion(1),
    RejectVersion(1, "Nej."),
    WithdrawVersion(1),
    RollBack(OLD, "Fel."),
    StartShadow(OLD, 7),
    EndShadow(),
]


@pytest.mark.parametrize("command", EVERYTHING, ids=lambda one: type(one).__name__)
async def test_nobody_but_a_region_administrator_does_any_of_it(begun: World, command: Smaller[object]) -> None:
    """(Y7)"""
    for role in ("nurse", "physician", "local_admin", "log_reviewer"):
        with pytest.raises(Hidden):
            await begun.service.run(await begun.staff("Sara Sand", role), new_id(), command)
    with pytest.raises(Hidden):
        await begun.service.run(await begun.resident(), new_id(), command)
    assert await journal(begun) == ["loaded", "approved"]


async def test_two_who_approve_at_once_put_it_in_force_once(begun: World) -> None:
    first, second = await rut(begun), await rolf(begun)
    third = await begun.staff("Rakel Rot", "region_admin")
    await loaded(begun, first)
    proposal = await begun.service.run(first, new_id(), ProposeVersion(NEW, None))
    both = [begun.service.run(who, new_id(), ApproveVersion(proposal)) for who in (second, third)]
    done = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(one.code if isinstance(one, Refused) else "approved" for one in done) == [
        "approved",
        "proposal_answered",
    ]


async def test_a_version_of_another_region_is_loaded_and_never_in_force(begun: World) -> None:
    who = await rut(begun)
    theirs = version("2", ("pack.yaml", "  name: Region Demo", "  name: Region Annan"))
    await loaded(begun, who, theirs)
    with pytest.raises(Refused, match="pack_of_another_region"):
        await begun.service.run(who, new_id(), ProposeVersion(NEW, None))


async def test_a_version_whose_proof_fails_is_refused_with_its_first_counter_example(begun: World) -> None:
    """(D12)"""
    who = await rut(begun)
    # Nobody answers urgent matters at night: the contact centre keeps the hours of an office.
    office = ("units.yaml", "hours: always", 'hours: {weekdays: "08:00-16:00"}')
    await loaded(begun, who, version("2", office))
    with pytest.raises(Refused, match="pack_unproved") as refused:
        await begun.service.run(who, new_id(), ProposeVersion(NEW, None))
    assert refused.value.facts["hole"]


async def test_a_version_is_taken_in_once(begun: World) -> None:
    who = await rut(begun)
    await loaded(begun, who)
    with pytest.raises(Refused, match="version_loaded"):
        await loaded(begun, who)
    with pytest.raises(Refused, match="version_taken"):
        await loaded(begun, who, version("2"))


@pytest.mark.parametrize(
    ("data", "code", "fault"),
    [
        (b"no zip", "zip_broken", ""),
        (version("2", ("units.yaml", "kind: health_centre", "kind: kiosk")), "pack_faulty", "units.yaml, line 4"),
        (version("2", ("pack.yaml", "pictures:", "picturez:")), "pack_faulty", "pack.yaml, line"),
        (version("2", ("pack.yaml", "valid_from: 2026-11-20", "valid_from: 2026-02-30")), "pack_faulty", "line 4"),
        (version("nr 2/b"), "pack_version_odd", ""),
        (zipped({"units.yaml": b""}), "zip_no_pack", ""),
    ],
    ids=["no zip", "unknown kind", "unknown key", "impossible date", "odd number", "no pack"],
)
async def test_what_is_no_pack_is_refused_by_file_and_line(begun: World, data: bytes, code: str, fault: str) -> None:
    with pytest.raises(Refused, match=code) as refused:
        await loaded(begun, await rut(begun), data)
    assert fault in str(refused.value.facts.get("fault", ""))
    assert await journal(begun) == ["loaded", "approved"]


async def test_versions_and_their_journal_are_only_ever_added_to(begun: World) -> None:
    for table in ("pack_journal", "pack_version"):
        for attempt in (f"update {table} set name = 'x'", f"delete from {table}", f"truncate {table} cascade"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="is append-only"):
                await begun.rows(attempt)
            async with begun.service.pool.acquire() as db:
                with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
                    await db.execute(attempt)
