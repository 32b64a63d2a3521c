"""What `make bench` says the cost of: every command, given where it can be given."""

from __future__ import annotations

import pytest

from bench.stage import Stage, give
from bench.stories import STORIES
from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c
from tests.service.world import World

pytestmark = pytest.mark.anyio


def test_every_command_has_a_story_that_ends_with_it() -> None:
    assert set(STORIES) == set(c.COMMANDS)
    assert all(not step.later for story in STORIES.values() for step in story[:-1]), "only the last step is waited for"


async def test_each_story_comes_to_where_its_command_is_obeyed(world: World) -> None:
    cast = {
        "system": SYSTEM,
        "nurse": await world.staff(),
        "colleague": await world.staff("Sigge Sand"),
        "physician": await world.staff("Fia Frisk", "physician"),
        "elsewhere": await world.staff("Britta Berg", unit="vc-berget"),
    }
    for command, story in STORIES.items():
        stage, began = Stage({**cast, "resident": await world.resident()}, now=world.now), world.now
        for step in story:
            world.now += step.later
            assert type(step.order(stage)) is command or step is not story[-1]
            outcome = await give(world.service, stage, step)
        world.now = began
        # What shows that somebody writes leaves nothing; of a visit that begins now nobody is reminded.
        assert outcome.events or command in (c.ShowTyping, c.RemindOfBooking), command
