"""A listing register that is slow or down: nobody's care waits for it, and nobody's unit is guessed (D7)."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from sluss.core.people import Person
from sluss.ports.listing import CarefulListing
from sluss.service.ids import new_id
from sluss.service.sessions import ANONYMOUS, SignInResident
from tests.service.world import World

pytestmark = pytest.mark.anyio

AGNETA = "196804122387"


class Failing:
    def __init__(self, *, slow: bool) -> None:
        self.slow = slow

    async def listed_unit(self, personnummer: str) -> str | None:
        if self.slow:
            await asyncio.Event().wait()
        raise ConnectionError(personnummer)


async def _log_in(world: World, listed: str | None) -> str | None:
    """What stands of the unit after a login at which the register said so."""
    person = Person(new_id(), AGNETA, "Agneta", "Andersson", date(1968, 4, 12), listed_unit=listed)
    token = new_id().bytes
    await world.service.run(ANONYMOUS, new_id(), SignInResident(token, person, "bankid", timedelta(hours=1)))
    [row] = await world.rows("select listed_unit from person where personnummer = $1", AGNETA)
    found: str | None = row["listed_unit"]
    return found


@pytest.mark.parametrize("slow", [True, False])
async def test_when_the_listing_register_is_silent_what_is_known_stays(
    world: World, slow: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """(D7)"""
    assert await _log_in(world, "vc-angen") == "vc-angen"
    silent = await CarefulListing(Failing(slow=slow), limit=0.01).listed_unit(AGNETA)
    assert await _log_in(world, silent) == "vc-angen"
    assert AGNETA not in caplog.text
    assert await _log_in(world, None) is None


async def test_who_was_never_known_is_listed_nowhere_while_the_register_is_silent(world: World) -> None:
    """(D6)"""
    assert await _log_in(world, await CarefulListing(Failing(slow=False)).listed_unit(AGNETA)) is None
