"""What the answers to a form in the chat signal is seen in the worklist, as when care is sought with them."""

from __future__ import annotations

from uuid import UUID

import pytest

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.events import FormSent
from sluss.core.case.phases import Phase
from sluss.service.ids import new_id
from sluss.service.queries.worklists import WorklistOf
from sluss.service.views import Filter, WorklistRow
from tests.core.case.test_tools import CALM
from tests.service.world import World

pytestmark = pytest.mark.anyio


async def sent(world: World, staff: Actor, resident: Actor) -> tuple[UUID, int]:
    """A form about worry, in a case whose visit has ended; and the number under which it was sent."""
    case_id = await world.visit(resident, staff)
    await world.service.run(staff, case_id, c.EndVisit(3))
    done = await world.service.run(staff, case_id, c.SendForm("oro", new_id()))
    place = [type(event) for event in done.events].index(FormSent)
    return case_id, done.case.seq - len(done.events) + 1 + place


async def rows(world: World, staff: Actor) -> dict[UUID, WorklistRow]:
    page = await world.service.read(staff, WorklistOf("asynkrona", Filter()))
    return {row.case_id: row for row in page.rows}


async def test_answers_that_signal_suicide_risk_flag_the_case_in_the_worklist(world: World) -> None:
    """(O1, F3)"""
    sara, agneta, olle = await world.staff(), await world.resident(), await world.resident("Olle Olsson")
    worried, form = await sent(world, sara, agneta)
    calm, other = await sent(world, sara, olle)
    await world.service.run(agneta, worried, c.AnswerForm(form, {**CALM, "tankar": ("ta-livet",)}))
    await world.service.run(olle, calm, c.AnswerForm(other, CALM))
    shown = await rows(world, sara)
    found = [(shown[case].suicide_flag, shown[case].urgent, shown[case].open_until) for case in (worried, calm)]
    assert found[0] == (True, False, None)
    assert found[1][:2] == (False, False)
    assert found[1][2], "it ends as it would have"


async def test_a_danger_sign_in_a_form_is_urgent_in_the_worklist(world: World) -> None:
    """(F3)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id, form = await sent(world, sara, agneta)
    assert not (await rows(world, sara))[case_id].urgent
    await world.service.run(agneta, case_id, c.AnswerForm(form, {**CALM, "varning": ("brost",)}))
    row = (await rows(world, sara))[case_id]
    assert (row.urgent, row.suicide_flag) == (True, False)


async def test_no_clock_closes_what_a_form_has_flagged(world: World) -> None:
    """(O1, O18)"""
    sara, agneta = await world.staff(), await world.resident()
    case_id, form = await sent(world, sara, agneta)
    await world.service.run(agneta, case_id, c.AnswerForm(form, {**CALM, "plan": ("bestamt",), "tankar": ("slippa",)}))
    await world.service.run(sara, case_id, c.MarkDone())
    world.wait(days=30)
    await world.work()
    assert await world.phase(case_id) is Phase.ASYNC
    assert (await world.case(case_id)).suicide_flag
