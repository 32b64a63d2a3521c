"""A version in shadow: what it would have said of the cases that are sent, and nothing of who sent them (C1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.in_force import SHADOW_KEPT, EndShadow, StartShadow
from sluss.service.queries.trial import TrialOf
from sluss.service.shadow import CompareShadow, PurgeShadow
from sluss.store.packs.archive import in_folder, whole, zipped
from tests.core.case.scene import PACK
from tests.service.region import loaded, rut
from tests.service.world import World
from tests.versions import DEMO, WITHOUT_THROAT, edited, version

pytestmark = pytest.mark.anyio

RESULTS = "select reason, in_force, shadow, complete from shadow_result"


def sooner() -> bytes:
    """Who can drink comes sooner, and who cannot does not."""
    found = edited(whole(in_folder(DEMO), PACK), "pack.yaml", r'version: ".*"', 'version: "2"')
    return zipped(edited(found, "library/priority/halsont.yaml", r'any_of: \["false"\]', 'any_of: ["true"]'))


async def started(world: World, data: bytes, days: int = 14) -> int:
    who = await rut(world)
    pack = await loaded(world, who, data)
    return await world.service.run(who, new_id(), StartShadow(pack, days))


async def test_each_case_that_is_sent_is_ranked_beside_and_the_case_is_as_it_was(begun: World) -> None:
    """(C1)"""
    await started(begun, sooner())
    case = await begun.sent(await begun.resident())
    assert await begun.rows(RESULTS) == [], "the resident does not wait for it"
    await begun.work()
    [row] = await begun.rows(RESULTS)
    now = (await begun.case(case)).priority
    assert (row["reason"], row["in_force"], row["shadow"], row["complete"]) == ("halsont", now, 2, True)
    page = await begun.service.read(await rut(begun), TrialOf())
    assert (page.cases, page.higher, page.same, page.incomplete) == (1, 1, 0, 0)
    assert page.table[(now or 0) - 1][1] == 1
    assert [one.reason for one in page.reasons] == ["Halsont"]


async def test_answers_that_the_version_does_not_take_are_counted_as_missing(begun: World) -> None:
    found = edited(whole(in_folder(DEMO), PACK), "pack.yaml", r'version: ".*"', 'version: "2"')
    for name in ("library/questionnaires/halsont.json", "library/priority/halsont.yaml"):
        found[name] = found[name].replace(b"varning", b"varningar")
    found.pop("library/vignettes/halsont.yaml", None)
    await started(begun, zipped(found))
    await begun.sent(await begun.resident())
    await begun.work()
    [row] = await begun.rows(RESULTS)
    assert row["complete"] is False


async def test_a_reason_that_the_version_does_not_have_is_not_ranked(begun: World) -> None:
    await started(begun, version("2", WITHOUT_THROAT))
    await begun.sent(await begun.resident())
    await begun.work()
    page = await begun.service.read(await rut(begun), TrialOf())
    assert (page.cases, page.unranked) == (1, 1)


async def test_it_ends_by_itself_after_its_days_and_is_forgotten_some_months_later(begun: World) -> None:
    await started(begun, sooner(), days=2)
    await begun.sent(await begun.resident())
    await begun.work()
    begun.now = (begun.now.astimezone(STOCKHOLM) + timedelta(days=3)).replace(hour=9)
    await begun.sent(await begun.resident("Vera Vik"))
    await begun.work()
    assert len(await begun.rows(RESULTS)) == 1
    page = await begun.service.read(await rut(begun), TrialOf())
    assert page.trial
    assert not page.trial.running
    begun.now += SHADOW_KEPT
    await begun.work()
    assert await begun.rows(RESULTS) == []


async def test_it_can_be_ended_sooner_and_one_runs_at_a_time(begun: World) -> None:
    await started(begun, sooner())
    who = await rut(begun)
    with pytest.raises(Refused, match="shadow_running"):
        await begun.service.run(who, new_id(), StartShadow("demo@2", 7))
    await begun.service.run(who, new_id(), EndShadow())
    await begun.sent(await begun.resident())
    await begun.work()
    assert await begun.rows(RESULTS) == []
    with pytest.raises(Refused, match="no_shadow"):
        await begun.service.run(who, new_id(), EndShadow())
    assert await begun.service.run(who, new_id(), StartShadow("demo@2", 7))


async def test_the_clock_alone_ranks_and_forgets(begun: World) -> None:
    case = await begun.sent(await begun.resident())
    for command in (CompareShadow(3), PurgeShadow(3)):
        with pytest.raises(Hidden):
            await begun.service.run(await rut(begun), case, command)
    with pytest.raises(Hidden):
        await begun.service.read(await begun.staff(), TrialOf())
