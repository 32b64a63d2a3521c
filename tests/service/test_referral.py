"""Through the doors: who is referred, what the case remembers of it, and who reads whom to call while waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden, Refused
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.referral import ReferralOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.queries.route_trial import RouteTrialOf
from sluss.service.queries.why import DecisionsOf
from tests.core.after_hours import AFTER_HOURS
from tests.service.world import World

pytestmark = pytest.mark.anyio

EVENING = datetime(2026, 11, 20, 20, tzinfo=STOCKHOLM)
LAST_MINUTE = datetime(2026, 11, 20, 15, 59, tzinfo=STOCKHOLM)


def after_hours(world: World, now: datetime) -> None:
    packs = world.service.packs
    changed = {name: getattr(AFTER_HOURS, name) for name in ("units", "routing", "accepted_risks", "sources")}
    packs.region, packs.current = replace(packs.region, **changed), replace(packs.current, **changed)
    world.now = now


async def answered(world: World, resident: Actor) -> UUID:
    case_id = await world.draft(resident)
    await world.answer(resident, case_id, "halsont")
    return case_id


async def test_who_is_referred_reads_it_and_sends_and_the_case_remembers_by_which_row(world: World) -> None:
    """(C14, D8, D9, Y7)"""
    after_hours(world, EVENING)
    agneta, sara = await world.resident(), await world.staff()
    case_id = await answered(world, agneta)
    with pytest.raises(Refused, match="referral_not_read"):
        await world.service.run(agneta, case_id, c.SendCase())
    referral = await world.service.read(agneta, ReferralOf(case_id))
    assert referral is not None
    assert (referral.advice, referral.may_send, referral.unit_name) == ("call_1177", True, "Vårdcentralen Ängen")
    assert referral.opens_at == datetime(2026, 11, 23, 8, tzinfo=STOCKHOLM)
    await world.service.run(agneta, case_id, c.SendCase(referral.advice))
    case = await world.case(case_id)
    assert (case.phase, case.promised_at) == (Phase.WAITING, referral.promised_at)
    found = (await world.service.read(sara, StaffCaseOf(case_id))).why
    assert found is not None
    assert (found.row, found.pack) == ("routing.10", world.service.pack.id)
    assert found.says.endswith(
        "går till den listade mottagningen. Invånaren hänvisas först till sjukvårdsrådgivningen."
    )
    decisions = await world.service.read(sara, DecisionsOf(case_id))
    assert [one.what.partition(":")[0] for one in decisions] == ["Ärendet påbörjades", "Ärendet skickades"]


async def test_in_opening_hours_there_is_nothing_to_refer_to(world: World) -> None:
    agneta = await world.resident()
    assert await world.service.read(agneta, ReferralOf(await answered(world, agneta))) is None


async def test_the_words_of_the_row_hold_nothing_of_the_patient(world: World) -> None:
    agneta = await world.resident()
    case_id = await world.sent(agneta)
    [row] = await world.rows("select data::text from journal where case_id = $1 and event = 'CaseSent'", case_id)
    assert "route_says" in row["data"]
    assert "Agneta" not in row["data"]


async def test_a_referral_is_its_residents_alone(world: World) -> None:
    agneta, olle, sara = await world.resident(), await world.resident("Olle Olsson"), await world.staff()
    case_id = await answered(world, agneta)
    for other in (olle, sara):
        with pytest.raises(Hidden):
            await world.service.read(other, ReferralOf(case_id))


async def test_an_urgent_case_where_nobody_answers_tells_whom_to_call(world: World) -> None:
    """Decision 2, for priority 2: nobody at work, at work, and too late in the day."""
    agneta = await world.resident()
    case_id = await world.sent(agneta)

    async def alone() -> bool:
        return (await world.service.read(agneta, ResidentCaseOf(case_id))).alone

    assert not await alone(), "what can wait is told nothing of who is at work"
    await world.owner_of_all.execute("update care_case set priority = 2 where id = $1", case_id)
    assert await alone()
    await world.staff()
    assert not await alone()
    world.now = LAST_MINUTE
    case = await world.case(case_id)
    assert case.promised_at
    late = datetime(2026, 11, 23, 12, tzinfo=STOCKHOLM)
    await world.owner_of_all.execute("update care_case set promised_at = $2 where id = $1", case_id, late)
    assert await alone()
    world.now = datetime(2026, 11, 23, 9, tzinfo=STOCKHOLM)
    await world.service.run(await world.staff("Sigge Sand"), case_id, c.AcceptCase())
    assert not await alone(), "somebody has it"


async def test_only_administrators_ask_where_a_case_would_go(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    lotta = await world.staff("Lotta Lind", "local_admin")
    rut = await world.staff("Rut Ros", "region_admin")
    for admin in (lotta, rut):
        assert (await world.service.read(admin, RouteTrialOf())).ends is None
    for other in (agneta, sara):
        with pytest.raises(Hidden):
            await world.service.read(other, RouteTrialOf())
