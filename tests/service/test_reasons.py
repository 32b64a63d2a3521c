"""What a resident may choose among follows the age of the patient (C9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.refusal import Hidden
from sluss.service.ids import new_id
from sluss.service.queries.reasons import ReasonsFor
from tests.service.world import World

pytestmark = pytest.mark.anyio


async def test_an_adult_is_not_offered_what_is_for_children(world: World) -> None:
    agneta = await world.resident()
    offered = {reason.id for reason in await world.service.read(agneta, ReasonsFor(agneta.id, "sok-vard"))}
    assert {"feber", "brostsmarta", "forkylning"} <= offered
    assert not [id_ for id_ in offered if id_.endswith("-barn")]


async def test_the_reasons_of_somebody_else_are_hidden(world: World) -> None:
    agneta, olle, sara = await world.resident(), await world.resident("Olle Olsson"), await world.staff()
    for stranger in (olle, sara, replace(agneta, kind="staff")):
        with pytest.raises(Hidden):
            await world.service.read(stranger, ReasonsFor(agneta.id, "sok-vard"))
    with pytest.raises(Hidden):
        await world.service.read(agneta, ReasonsFor(new_id(), "sok-vard"))
