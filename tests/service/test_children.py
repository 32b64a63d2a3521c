"""Guardians and their children through both doors, as the clock and the register move (L1 to L14)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden, Refused
from sluss.core.routine import Proxies
from sluss.service.hints import case_topic
from sluss.service.ids import new_id
from sluss.service.patients import KeepPatient
from sluss.service.queries.children import WhomOf
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.patients import PatientOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.relations import AskAgain, ChoosePrimary, KeepFamily
from tests.drop_ins import many_drop_ins
from tests.service.family import (
    BO,
    KIM,
    OLLE,
    VERA,
    VIKTOR,
    begun,
    id_of,
    in_visit,
    log_in,
    routine,
    sent,
    session,
    settle,
)
from tests.service.world import World

pytestmark = pytest.mark.anyio

MIDNIGHT = datetime(2026, 12, 23, tzinfo=STOCKHOLM)


async def sees_nothing(world: World, who: Actor, case: UUID) -> None:
    with pytest.raises(Hidden):
        await world.service.read(who, ResidentCaseOf(case))
    for command in (c.MarkRead(99), c.ShowTyping(), c.SendMessage("Hej", new_id(), new_id(), 99)):
        with pytest.raises(Hidden):
            await world.service.run(who, case, command)
    mine = await world.service.read(who, MyCasesOf())
    assert case not in {one.case_id for one in (*mine.open, *mine.ended, *mine.tickets)}


async def texts(world: World) -> dict[str, int]:
    return {number: len(found) for number, found in await world.phone.messages()}


async def test_both_guardians_take_part_and_each_is_named(world: World) -> None:
    """H26: båda vårdnadshavarna kan delta och svara på formulär (L10, L11)."""
    settle(world)
    vera, viktor, sara = await log_in(world, VERA), await log_in(world, VIKTOR), await world.staff()
    case = await in_visit(world, vera, await id_of(world, BO), sara)
    await world.say(vera, case, "Han har feber.")
    await world.say(viktor, case, "Och ont i halsen.")
    shown = await world.service.read(viktor, ResidentCaseOf(case))
    assert [(m.name, m.title, m.mine) for m in shown.messages if m.author == "resident"] == [
        ("Vera Vik", "vårdnadshavare", False),
        ("Viktor Vik", "vårdnadshavare", True),
    ]
    assert shown.about
    assert (shown.about.name, shown.about.age) == ("Bo Vik", "7 år")
    [mine] = (await world.service.read(viktor, MyCasesOf())).open
    assert (mine.case_id, mine.about, mine.about_age) == (case, "Bo Vik", "7 år")
    staff = await world.service.read(sara, StaffCaseOf(case))
    assert staff.speaker
    assert (staff.resident_name, staff.speaker.others, staff.speaker.why) == ("Vera Vik", ("Viktor Vik",), "")
    await sees_nothing(world, await log_in(world, OLLE), case)
    # The draft of one is not the other's.
    draft = await begun(world, vera, await id_of(world, BO))
    await sees_nothing(world, viktor, draft)


async def test_where_one_guardian_takes_part_the_other_sees_only_what_is_her_own(world: World) -> None:
    """H24: i nuläget endast går att boka in ett ombud till barnet (L4)."""
    settle(world)
    routine(world, proxies=Proxies(most=1, primary="chosen"))
    vera, viktor = await log_in(world, VERA), await log_in(world, VIKTOR)
    case = await sent(world, vera, await id_of(world, BO))
    await sees_nothing(world, viktor, case)
    assert (await world.service.read(vera, ResidentCaseOf(case))).can_write
    assert (await world.service.read(viktor, WhomOf("triaged"))).children[0].name == "Bo Vik"


async def test_a_guardian_s_access_ends_at_midnight_also_for_who_is_logged_in(world: World) -> None:
    """Decision 6 (L1, L2, L14): the same session, the same open page."""
    settle(world, KIM)
    world.now = MIDNIGHT - timedelta(hours=2)
    vera, sara = await log_in(world, VERA), await world.staff()
    kim = await id_of(world, KIM)
    case = await in_visit(world, vera, kim, sara)
    world.now = MIDNIGHT - timedelta(seconds=1)
    await world.say(vera, case, "Hon har ont i halsen.")
    assert (await world.service.read(vera, ResidentCaseOf(case))).until == MIDNIGHT
    world.now = MIDNIGHT
    await sees_nothing(world, vera, case)
    with pytest.raises(Refused, match="only_for_yourself"):
        await begun(world, vera, kim)
    assert (await world.service.read(vera, WhomOf("triaged"))).children == ()
    # Decision 7: the child sees its own, also what a guardian began, and alone is told.
    await world.work()
    child = await log_in(world, KIM)
    assert (await world.service.read(child, ResidentCaseOf(case))).can_write
    await world.say(child, case, "Det är jag som har ont.")
    before = await texts(world)
    await world.say(sara, case, "Hej Kim!")
    await world.work()
    after = await texts(world)
    assert {number for number in after if after[number] != before.get(number)} == {"+46701740609"}
    staff = await world.service.read(sara, StaffCaseOf(case))
    assert staff.speaker
    assert (staff.speaker.why, staff.resident_name) == ("grown", "Kim Vik")
    await sees_nothing(world, await log_in(world, VERA), case)


async def test_custody_lost_in_the_middle_of_a_case_is_noticed_at_night(world: World) -> None:
    """(L1, A14): who reads it has it cut, staff see why, the other guardian is told from now on."""
    settle(world)
    world.now = datetime(2026, 11, 20, 20, tzinfo=STOCKHOLM)
    vera, sara = await log_in(world, VERA), await world.staff()
    case = await in_visit(world, vera, await id_of(world, BO), sara)
    world.register.part(VERA, BO)
    await world.say(vera, case, "Jag är fortfarande här.")
    world.now = datetime(2026, 11, 21, 0, 59, tzinfo=STOCKHOLM)
    await world.work()
    assert (await world.service.read(vera, ResidentCaseOf(case))).can_write
    world.wait(minutes=1)
    world.hints.clear()
    await world.work()
    assert any(case_topic(case) in hint.topics for hint in world.hints)
    await sees_nothing(world, vera, case)
    staff = await world.service.read(sara, StaffCaseOf(case))
    assert staff.speaker
    assert (staff.speaker.why, staff.speaker.reads) == ("ended", "Viktor Vik")
    before = await texts(world)
    await world.say(sara, case, "Hur mår Bo?")
    await world.work()
    after = await texts(world)
    assert {number for number in after if after[number] != before.get(number)} == {"+46701740608"}
    # Both gone: nobody is told, and staff see that.
    world.register.part(VIKTOR, BO)
    world.wait(days=1)
    await world.work()
    await world.say(await world.taken(case), case, "Hallå?")
    assert (await world.case(case)).sms_status == "nobody"


async def test_as_long_as_the_register_is_silent_at_night_it_is_asked_again(world: World) -> None:
    settle(world)
    vera = await log_in(world, VERA)
    case = await sent(world, vera, await id_of(world, BO))
    world.register.part(VERA, BO)
    world.register.fails = "down"
    world.now = datetime(2026, 11, 21, 1, tzinfo=STOCKHOLM)
    await world.work()
    assert (await world.service.read(vera, ResidentCaseOf(case))).can_write
    world.register.fails = ""
    world.wait(minutes=59)
    await world.work()
    assert (await world.service.read(vera, ResidentCaseOf(case))).can_write
    world.wait(minutes=1)
    await world.work()
    await sees_nothing(world, vera, case)


async def test_when_nobody_speaks_for_the_child_any_more_the_register_is_left_in_peace(world: World) -> None:
    settle(world)
    vera = await log_in(world, VERA)
    draft = await begun(world, vera, await id_of(world, BO))
    await world.service.run(vera, draft, c.DiscardDraft())
    world.now = datetime(2026, 11, 21, 2, tzinfo=STOCKHOLM)
    await world.work()
    assert await world.rows("select from job where kind = 'family'") == []


@pytest.mark.parametrize("fails", ["down", "slow", "nonsense"])
async def test_when_the_register_is_silent_own_care_goes_on_and_proxy_care_waits(world: World, fails: str) -> None:
    """Never a guessed right (A14): what was said within a day holds, and no longer."""
    settle(world)
    first = await session(world, VERA)
    assert (len(first.proxies), first.proxies_wait) == (1, False)
    case = await sent(world, first.actor, await id_of(world, BO))
    world.register.fails = fails
    new = await session(world, VIKTOR)
    assert (new.proxies, new.proxies_wait) == ((), True)
    await sees_nothing(world, new.actor, case)
    own = await begun(world, new.actor, new.subject)
    assert (await world.service.read(new.actor, MyCasesOf())).open[0].case_id == own
    again = await session(world, VERA)
    assert (len(again.proxies), again.proxies_wait) == (1, True)
    world.wait(hours=24)
    await sees_nothing(world, again.actor, case)
    # Asked once more from the page.
    world.register.fails = ""
    record = await world.tools.registers.persons.find(VERA)
    assert record
    later = await session(world, VERA)
    registers = world.tools.registers
    found = (await registers.person(record), await registers.children_of(record))
    await world.service.run(later.actor, later.id, AskAgain(found))
    assert (await world.service.read(later.actor, ResidentCaseOf(case))).can_write


async def test_a_silent_register_unmarks_nobody_and_what_only_one_says_is_no_relation(world: World) -> None:
    """(N7): protected yesterday is protected today; the register must name both for a right."""
    settle(world, protected=True)
    assert (await session(world, VERA)).proxies == ()
    world.register.fails = "down"
    await session(world, VERA)
    assert (await world.rows("select protected from person where personnummer = $1", VERA))[0]["protected"]
    # Who was never looked up is named in no list until the register has answered.
    await session(world, OLLE)
    assert (await world.rows("select protected from person where personnummer = $1", OLLE))[0]["protected"]
    world.register.fails = ""
    await session(world, OLLE)
    assert not (await world.rows("select protected from person where personnummer = $1", OLLE))[0]["protected"]
    world.register.part(VIKTOR, BO)
    parted = world.register.records[VIKTOR]
    world.register.records[VIKTOR] = type(parted)(VIKTOR, "Viktor", "Vik", parted.born, guardians=(), children=(BO,))
    assert (await session(world, VIKTOR)).proxies == ()


async def test_two_guardians_put_a_child_into_one_queue_once(world: World) -> None:
    """A started drop-in blocks the next one of the same patient, whoever begins it (B18)."""
    settle(world)
    many_drop_ins(world.service.packs, allowed=False)
    vera, viktor = await log_in(world, VERA), await log_in(world, VIKTOR)
    bo = await id_of(world, BO)
    case = await sent(world, vera, bo)
    with pytest.raises(Refused, match="drop_in_open") as no:
        await begun(world, viktor, bo)
    assert no.value.facts["case"] == case
    # For herself she is not held back by it.
    await sent(world, vera, vera.id)


# --- what staff begin


async def keep(world: World, staff: Actor, number: str = BO) -> None:
    """*Skapa patient*, and the profile of the child, where the register is asked."""
    found = await world.tools.registers.family_of_child(number)
    assert found
    await world.service.run(staff, found[0].id, KeepPatient(found[0]))
    await world.service.run(staff, await id_of(world, number), KeepFamily(*found))


def care(patient: UUID) -> c.StartCareCase:
    return c.StartCareCase(patient, "provsvar", "Provet ser bra ut.", 3, False, new_id())


async def test_what_staff_begin_for_a_child_goes_to_the_primary_contact(world: World) -> None:
    """H26 (L3, L6 to L10, L13): by the rules, or chosen; a change touches only what is begun later."""
    settle(world)
    sara = await world.staff()
    await keep(world, sara)
    bo = await id_of(world, BO)
    page = await world.service.read(sara, PatientOf(bo, "relationer"))
    assert [(one.name, one.primary, one.chosen) for one in page.guardians] == [
        ("Vera Vik", False, False),
        # Rule 1: the only one with contact details on 1177.
        ("Viktor Vik", True, False),
    ]
    assert page.may == {"StartCareCase", "GiveTicket", "BookVisit"}
    first, ticket, later = new_id(), new_id(), new_id()
    await world.service.run(sara, first, care(bo))
    await world.service.run(sara, ticket, c.GiveTicket(bo, "vc-angen", "nurse", "halsont", 7, None, False))
    await world.service.run(sara, bo, ChoosePrimary(await id_of(world, VERA)))
    await world.service.run(sara, later, care(bo))
    residents = [(await world.case(case)).resident for case in (first, ticket, later)]
    vera, viktor = await id_of(world, VERA), await id_of(world, VIKTOR)
    assert residents == [viktor, viktor, vera]
    await world.work()
    assert await texts(world) == {"+46701740608": 2, "+46701740607": 1}
    # The other guardian sees it under Mina ärenden.
    mine = await world.service.read(await log_in(world, VERA), MyCasesOf())
    assert {one.case_id for one in (*mine.open, *mine.tickets)} == {first, ticket, later}
    [row] = await world.rows(
        "select staff, person from access_log l, lateral (select l.actor as staff) s "
        "where what = 'ChoosePrimary' and outcome = 'created'"
    )
    assert (row["staff"], row["person"]) == (sara.id, bo)


async def test_only_who_may_act_can_be_chosen_by_who_is_at_work_there(world: World) -> None:
    """(L9, L12, L13)"""
    settle(world)
    sara, off = await world.staff(), await world.staff("Sigge Sand", on_shift=False)
    await keep(world, sara)
    bo, vera = await id_of(world, BO), await id_of(world, VERA)
    for no in (await id_of(world, VIKTOR), new_id()):
        if no == await id_of(world, VIKTOR):
            world.register.part(VIKTOR, BO)
            await world.service.run(sara, bo, KeepFamily(*(await world.tools.registers.family_of_child(BO) or ())))
        with pytest.raises(Refused, match="not_a_guardian"):
            await world.service.run(sara, bo, ChoosePrimary(no))
    with pytest.raises(Refused, match="patient_needs_shift"):
        await world.service.run(off, bo, ChoosePrimary(vera))
    for stranger in (await world.staff("Britta Berg", unit="vc-berget"), await log_in(world, VERA)):
        with pytest.raises(Hidden):
            await world.service.run(stranger, bo, ChoosePrimary(vera))
    lotta = await world.staff("Lotta Lind", "local_admin")
    with pytest.raises(Hidden):
        await world.service.run(lotta, bo, ChoosePrimary(vera))
