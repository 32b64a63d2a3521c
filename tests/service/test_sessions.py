"""Sessions that stand, and those whose open streams are cut."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sluss.core.actor import SYSTEM
from sluss.service.queries.shared import AliveOf
from sluss.service.sessions import SignOut, Touch
from tests.service.world import World

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


async def test_a_session_left_idle_stands_no_longer_for_its_open_streams_either(world: World) -> None:
    agneta, sara = await world.resident(), await world.staff()
    assert agneta.session
    assert sara.session
    both = (agneta.session, sara.session)
    assert await world.service.read(SYSTEM, AliveOf(both, HOUR, HOUR)) == set(both)
    world.now += timedelta(minutes=50)
    await world.service.run(sara, sara.session, Touch())
    world.now += timedelta(minutes=20)
    assert await world.service.read(SYSTEM, AliveOf(both, HOUR, HOUR)) == {sara.session}
    assert await world.service.read(SYSTEM, AliveOf(both, 2 * HOUR, HOUR)) == set(both)


async def test_a_revoked_session_stands_no_longer(world: World) -> None:
    sara = await world.staff()
    assert sara.session
    await world.service.run(sara, sara.session, SignOut())
    assert await world.service.read(SYSTEM, AliveOf((sara.session,), HOUR, HOUR)) == set()
