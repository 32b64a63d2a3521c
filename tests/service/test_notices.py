"""Who is told of what, and who is not: in the page, and by SMS (U7, U8, U9, U10, H4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.profile import Profile
from sluss.core.refusal import Hidden
from sluss.ports.sms.port import Receipt, SmsFailed
from sluss.service.hints import told
from sluss.service.ids import new_id
from sluss.service.notices import MarkNoticesRead, TellStaff
from sluss.service.profiles import SaveProfile
from sluss.service.queries.notices import NoticesOf, ProfileOf, StaffNumberOf, Unread, UnreadOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.queries.shared import WhoIs
from sluss.service.sessions import Session
from sluss.work.loop import Worker
from tests.service.world import HOURS, World

pytestmark = pytest.mark.anyio

NUMBER = "+46701740606"
ALL_SMS = Profile(mobile=NUMBER, sms_async=True, sms_drop_in=True, sms_scheduled=True)
END = "update shift set ended_at = $2, ended_how = 'self' where staff = $1"


async def at_work(
    world: World, name: str, role: str = "nurse", unit: str = "vc-angen", wants: Profile = ALL_SMS
) -> Actor:
    staff = await world.staff(name, role, unit)
    await world.service.run(staff, staff.id, SaveProfile(wants))
    return staff


async def go_home(world: World, staff: Actor) -> None:
    await world.owner_of_all.execute(END, staff.id, world.now)


async def unread(world: World, staff: Actor) -> int:
    return (await world.service.read(staff, UnreadOf())).number


async def texts(world: World, number: str = NUMBER) -> list[str]:
    return [one.text for to, found in await world.phone.messages() if to == number for one in found]


async def session(world: World, staff: Actor) -> Session:
    assert staff.session
    return await world.service.read(SYSTEM, WhoIs(staff.session.bytes, "staff", HOURS))


async def test_those_at_work_in_the_role_of_the_case_are_told_and_nobody_else(world: World) -> None:
    """(U7, U8, U10)"""
    sara, sigge = await at_work(world, "Sara Sand"), await at_work(world, "Sigge Sand")
    david, britta = (
        await at_work(world, "David Dal", "physician"),
        await at_work(world, "Britta Berg", unit="vc-berget"),
    )
    home = await world.staff("Hanna Hem", on_shift=False)
    case_id = await world.sent(await world.resident())
    await world.work()
    for told_of in (sara, sigge):
        [notice] = (await world.service.read(told_of, NoticesOf())).rows
        assert (notice.kind, notice.case_id, notice.unread) == ("new_drop_in", case_id, True)
    assert [await unread(world, one) for one in (david, britta, home)] == [0, 0, 0]
    assert len(await texts(world)) == 2
    assert {hint for hint in world.hints if hint.topics[0].startswith("staff:")} == {told(sara.id), told(sigge.id)}


async def test_without_a_role_everybody_licensed_at_the_unit_is_told(world: World) -> None:
    sara, david = await at_work(world, "Sara Sand"), await at_work(world, "David Dal", "physician")
    loa = await at_work(world, "Lotta Lind", "nurse", "vc-berget")
    case_id = await world.sent(await world.resident())
    new = await world.service.run(SYSTEM, case_id, TellStaff("handover", "k1", "vc-angen"))
    assert new == {sara.id, david.id}
    assert await unread(world, loa) == 0


async def test_only_the_system_tells(world: World) -> None:
    sara = await at_work(world, "Sara Sand")
    with pytest.raises(Hidden):
        await world.service.run(sara, new_id(), TellStaff("handover", "k1", "vc-angen"))
    with pytest.raises(Hidden):
        await world.service.read(sara, StaffNumberOf(sara.id, "new_drop_in"))


async def test_the_one_who_went_home_between_the_event_and_the_work_is_told_nothing(world: World) -> None:
    """(U10)"""
    sara = await at_work(world, "Sara Sand")
    case_id = await world.sent(await world.resident())
    await go_home(world, sara)
    await world.work()
    assert (await unread(world, sara), await texts(world)) == (0, [])
    assert await world.service.run(SYSTEM, case_id, TellStaff("assigned", "k1", staff=sara.id)) == frozenset()


async def test_the_one_who_went_home_before_the_sms_was_sent_gets_none(world: World) -> None:
    """(U10)"""
    sara = await at_work(world, "Sara Sand")
    case_id = await world.sent(await world.resident())
    await world.service.run(SYSTEM, case_id, TellStaff("new_drop_in", "k1", "vc-angen", "nurse"))
    await go_home(world, sara)
    await world.work()
    assert await texts(world) == []


async def test_told_again_tells_nobody_twice(world: World) -> None:
    sara = await at_work(world, "Sara Sand")
    case_id = await world.sent(await world.resident())
    await world.work()
    command = TellStaff("new_drop_in", "k1", "vc-angen", "nurse")
    before = len(await texts(world))
    told_now = []
    for _ in range(2):
        told_now.append(await world.service.run(SYSTEM, case_id, command))
        await world.work()
    assert told_now == [{sara.id}, frozenset()]
    assert (len(await texts(world)) - before, await unread(world, sara)) == (1, before + 1)


async def test_an_sms_that_fails_is_tried_again_alone(world: World) -> None:
    await at_work(world, "Sara Sand")
    await at_work(world, "Sigge Sand", wants=replace(ALL_SMS, mobile="+46701740607"))
    await world.sent(await world.resident())

    class OneIsOut:
        async def send(self, number: str, sender: str, text: str) -> Receipt:
            if number == NUMBER:
                raise SmsFailed("no_signal", retry=True)
            return await world.phone.send(number, sender, text)

    worker = Worker(replace(world.tools, sms=OneIsOut()))
    while await worker.round():
        continue
    assert [len(await texts(world, n)) for n in (NUMBER, "+46701740607")] == [0, 1]
    world.wait(minutes=1)
    await world.work()
    assert [len(await texts(world, n)) for n in (NUMBER, "+46701740607")] == [1, 1]


async def test_who_has_asked_for_no_sms_is_told_in_the_page_alone(world: World) -> None:
    """(U8)"""
    sara = await at_work(world, "Sara Sand", wants=Profile(mobile=NUMBER, sms_async=True))
    await world.sent(await world.resident())
    await Worker(world.tools).round()
    assert await world.rows("select from job where kind = 'staff_sms'") == []
    assert (await unread(world, sara), await texts(world)) == (1, [])


async def test_who_changes_her_mind_before_the_sms_is_sent_gets_none(world: World) -> None:
    sara = await at_work(world, "Sara Sand")
    await world.sent(await world.resident())
    await Worker(world.tools).round()
    assert len(await world.rows("select from job where kind = 'staff_sms'")) == 1
    await world.service.run(sara, sara.id, SaveProfile(Profile(mobile=NUMBER)))
    await world.work()
    assert await texts(world) == []


async def test_the_sms_is_neutral_and_no_job_holds_a_number(world: World) -> None:
    """(U5, U13)"""
    await at_work(world, "Sara Sand")
    case_id = await world.sent(await world.resident())
    await Worker(world.tools).round()
    jobs = await world.rows("select key || data::text as all from job where kind = 'staff_sms'")
    assert jobs
    assert not any(word in row["all"] for row in jobs for word in ("+46", "Sara", "Agneta", "1968"))
    await world.work()
    [text] = await texts(world)
    assert text.endswith(f"http://127.0.0.1:1/clinic/arenden/{case_id}")
    assert not any(word in text for word in ("Ängen", "Halsont", "Agneta"))


async def test_a_notice_of_a_case_that_has_left_the_unit_says_nothing_of_it(world: World) -> None:
    sara = await at_work(world, "Sara Sand")
    case_id = await world.sent(await world.resident())
    await world.work()
    await world.owner_of_all.execute("update care_case set unit = 'vc-berget' where id = $1", case_id)
    [notice] = (await world.service.read(sara, NoticesOf())).rows
    assert (notice.case_id, notice.reason_title, notice.unread) == (None, "", True)


async def test_those_marked_as_read_are_ones_own_and_those_that_were_shown(world: World) -> None:
    sara, sigge = await at_work(world, "Sara Sand"), await at_work(world, "Sigge Sand")
    agneta = await world.resident()
    await world.sent(agneta)
    await world.work()
    shown = (await world.service.read(sara, NoticesOf())).newest
    world.wait(minutes=1)
    await world.sent(agneta)
    await world.work()
    await world.service.run(sigge, sigge.id, MarkNoticesRead(shown))
    assert await unread(world, sigge) == 2, "another's notice marks nothing"
    await world.service.run(sara, sara.id, MarkNoticesRead(shown))
    assert await unread(world, sigge) == 2, "hers alone"
    page = await world.service.read(sara, NoticesOf())
    assert [row.unread for row in page.rows] == [True, False]
    assert (await session(world, sara)).unread == page.unread == 1
    assert (await world.service.read(sara, UnreadOf())) == Unread(1, page.rows[0].id, "new_drop_in")


async def test_a_drop_in_visit_that_is_not_ended_is_told_to_its_owner_four_times(world: World) -> None:
    """(H3, H4)"""
    sara, sigge = await at_work(world, "Sara Sand", wants=Profile(mobile=NUMBER)), await at_work(world, "Sigge Sand")
    await world.visit(await world.resident(), sara)
    await world.work()
    before = await unread(world, sara)
    seen = []
    for at in ("15:44", "15:45", "16:00", "17:00", "18:00", "19:00"):
        hour, minute = at.split(":")
        world.now = world.now.replace(hour=int(hour), minute=int(minute))
        await world.work()
        seen.append(await unread(world, sara) - before)
    assert seen == [0, 1, 2, 3, 4, 4]
    assert len(await texts(world)) == 4 + 1, "Sigge's of the new case is the fifth"
    assert await unread(world, sigge) == before
    assert await world.rows("select from job where kind = 'unfinished'") == []


async def test_a_visit_that_was_ended_in_time_is_told_of_no_more(world: World) -> None:
    """(H4)"""
    sara = await at_work(world, "Sara Sand")
    case_id = await world.visit(await world.resident(), sara)
    await world.work()
    await world.service.run(sara, case_id, c.EndVisit(0))
    before = await unread(world, sara)
    world.now = world.now.replace(hour=15, minute=45)
    await world.work()
    assert await unread(world, sara) == before
    assert await world.rows("select from job where kind = 'unfinished'") == []


async def test_an_owner_who_is_not_at_work_is_not_told_but_the_one_who_takes_over_is(world: World) -> None:
    """(H4, U10)"""
    sara, sigge = await at_work(world, "Sara Sand"), await at_work(world, "Sigge Sand")
    case_id = await world.visit(await world.resident(), sara)
    await world.work()
    await go_home(world, sara)
    before = await unread(world, sara), await unread(world, sigge)
    world.now = world.now.replace(hour=15, minute=45)
    await world.work()
    assert (await unread(world, sara), await unread(world, sigge)) == before
    await world.service.run(sigge, case_id, c.TakeOver())
    world.wait(minutes=15)
    await world.work()
    assert (await unread(world, sara), await unread(world, sigge)) == (before[0], before[1] + 1)


async def test_the_name_and_title_of_the_profile_are_what_the_resident_reads(world: World) -> None:
    """(B24, Y5)"""
    agneta, sara = await world.resident(), await world.staff()
    case_id = await world.visit(agneta, sara)
    await world.service.run(sara, sara.id, SaveProfile(Profile("Sara S", "specialistsjuksköterska")))
    held = await session(world, sara)
    assert (held.name, held.title) == ("Sara S", "specialistsjuksköterska")
    await world.say(held.actor, case_id)
    page = await world.service.read(agneta, ResidentCaseOf(case_id))
    assert (page.staff_name, page.staff_title) == ("Sara S", "specialistsjuksköterska")
    assert (page.messages[-1].name, page.messages[-1].title) == ("Sara S", "specialistsjuksköterska")
    assert page.messages[-2].name == "Sara Sand", "what was said before stands as it was said"


async def test_a_profile_as_the_directory_says_follows_the_directory(world: World) -> None:
    """(Y5)"""
    sara = await world.staff()
    assert not (await session(world, sara)).settled
    await world.service.run(sara, sara.id, SaveProfile(Profile("Sara Sand", "sjuksköterska", NUMBER)))
    page = await world.service.read(sara, ProfileOf())
    assert page.profile == Profile(mobile=NUMBER)
    held = await session(world, sara)
    assert (held.settled, held.actor.name, held.actor.title) == (True, "Sara Sand", "sjuksköterska")


async def test_nobody_saves_anothers_profile_and_a_reviewer_has_none(world: World) -> None:
    """(W1)"""
    sara, sigge = await world.staff(), await world.staff("Sigge Sand")
    loa, agneta = await world.staff("Loa Lund", "log_reviewer"), await world.resident()
    about: tuple[tuple[Actor, UUID], ...] = ((sara, sigge.id), (loa, loa.id), (agneta, agneta.id))
    for actor, id_ in about:
        with pytest.raises(Hidden):
            await world.service.run(actor, id_, SaveProfile(Profile("Någon")))
    assert await world.rows("select from staff_profile") == []
    for query in (ProfileOf(), NoticesOf(), UnreadOf()):
        with pytest.raises(Hidden):
            await world.service.read(loa, query)


async def test_the_count_goes_no_further_than_a_hundred(world: World) -> None:
    sara = await at_work(world, "Sara Sand")
    await world.owner_of_all.execute(
        "insert into staff_notice (id, staff, at, kind, key) "
        "select gen_random_uuid(), $1, $2::timestamptz + n * interval '1 second', 'assigned', n::text "
        "from generate_series(1, 130) as n",
        sara.id,
        world.now - timedelta(hours=1),
    )
    assert (await unread(world, sara), (await session(world, sara)).unread) == (100, 100)
    assert len((await world.service.read(sara, NoticesOf())).rows) == 100
