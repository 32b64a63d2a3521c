"""Staff who show residents their title and no name (decision 14): colleagues and the log read it all the same."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c
from sluss.core.profile import Profile
from sluss.service.ids import new_id
from sluss.service.profiles import SaveProfile
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.notices import ProfileOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.queries.review import AccessLogOf
from sluss.service.queries.shared import WhoIs
from sluss.service.views import ResidentCase
from tests.core.case.scene import NOW
from tests.service.world import HOURS, World

pytestmark = pytest.mark.anyio


async def nameless(world: World, name: str = "Sara Sand", role: str = "nurse") -> Actor:
    """Who has saved that residents read the title alone, as the next request finds the session."""
    staff = await world.staff(name, role)
    await world.service.run(staff, staff.id, SaveProfile(Profile(title_only=True)))
    session = await world.service.read(SYSTEM, WhoIs((staff.session or new_id()).bytes, "staff", HOURS))
    return session.actor


def everything(page: ResidentCase) -> str:
    """All that the resident may read, in one string."""
    return repr(page)


async def test_the_resident_reads_the_title_and_no_name_from_the_greeting_on(world: World) -> None:
    """(B24, B25, decision 14)"""
    sara, agneta = await nameless(world), await world.resident()
    assert sara.title_only
    case_id = await world.visit(agneta, sara)
    await world.say(sara, case_id, "Hur länge har du haft ont?")
    page = await world.service.read(agneta, ResidentCaseOf(case_id))
    assert (page.staff_name, page.staff_title) == ("sjuksköterska", "sjuksköterska")
    assert [(m.name, m.title) for m in page.messages] == [("Sjuksköterska", "")] * 2
    assert "Jag är sjuksköterska" in page.messages[0].text
    assert "Sand" not in everything(page)
    await world.service.run(sara, case_id, c.EndVisit(3))
    assert "Sand" not in everything(await world.service.read(agneta, ResidentCaseOf(case_id)))


async def test_colleagues_and_the_log_read_the_name(world: World) -> None:
    sara, sigge = await nameless(world), await world.staff("Sigge Sand")
    case_id = await world.visit(await world.resident(), sara)
    page = await world.service.read(sigge, StaffCaseOf(case_id))
    assert page.owner_name == "Sara Sand"
    assert [(m.name, m.title) for m in page.messages] == [("Sara Sand", "sjuksköterska")]
    loa = await world.staff("Loa Lund", "log_reviewer")
    log = await world.service.read(loa, AccessLogOf(NOW.date()))
    assert "Sara Sand" in {row.staff for row in log.rows}


async def test_who_comes_takes_over_or_leaves_is_told_without_the_name(world: World) -> None:
    """(M2, M3)"""
    sigge, agneta = await world.staff("Sigge Berg"), await world.resident()
    sara = await nameless(world)
    case_id = await world.visit(agneta, sigge)
    await world.service.run(sigge, case_id, c.InviteColleague(sara.id, "oral", new_id()))
    page = await world.service.read(agneta, ResidentCaseOf(case_id))
    assert page.guests == ("sjuksköterska",)
    await world.service.run(sara, case_id, c.LeaveCase(new_id()))
    page = await world.service.read(agneta, ResidentCaseOf(case_id))
    assert [m.text for m in page.messages if m.author == "system"] == [
        "En kollega (sjuksköterska) är nu med i samtalet.",
        "En kollega (sjuksköterska) är inte längre med i samtalet.",
    ]
    assert "Sand" not in everything(page)
    assert page.staff_name == "Sigge Berg"


async def test_what_was_written_under_the_name_keeps_it_and_what_comes_later_does_not(world: World) -> None:
    sara, agneta = await world.staff(), await world.resident()
    case_id = await world.visit(agneta, sara)
    for now_hidden in (True, False):
        await world.service.run(sara, sara.id, SaveProfile(Profile(title_only=now_hidden)))
        await world.say(replace(sara, title_only=now_hidden), case_id, "Jag tänker efter.")
    names = [m.name for m in (await world.service.read(agneta, ResidentCaseOf(case_id))).messages]
    assert names == ["Sara Sand", "Sjuksköterska", "Sara Sand"]


async def test_it_is_a_choice_of_ones_own_that_is_kept(world: World) -> None:
    """(Y5)"""
    sara = await world.staff()
    assert not (await world.service.read(sara, ProfileOf())).profile.title_only
    await world.service.run(sara, sara.id, SaveProfile(Profile(title_only=True)))
    assert (await world.service.read(sara, ProfileOf())).profile.title_only
    row = UUID(int=sara.id.int)
    [saved] = await world.rows("select title_only from staff_profile where staff = $1", row)
    assert saved["title_only"]
