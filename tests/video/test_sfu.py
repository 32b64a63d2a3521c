"""What every SFU must keep: Janus, and the one in memory that the other tests talk to (J6, J8, J10, J11)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from sluss.video.port import Sfu, SfuFailed
from tests.twin_sfu import TwinSfu

pytestmark = pytest.mark.anyio
SECONDS = 30


@pytest.fixture(params=["janus", "twin"])
def sfu(request: pytest.FixtureRequest) -> Sfu:
    found: Sfu = TwinSfu() if request.param == "twin" else request.getfixturevalue("janus")
    return found


@pytest.fixture
async def call(sfu: Sfu) -> AsyncIterator[UUID]:
    call = uuid4()
    yield call
    await sfu.close(call)


async def lost(sfu: Sfu, seat: str) -> str:
    """Listens until the seat is lost, and tells why."""
    async with asyncio.timeout(SECONDS):
        try:
            async for _ in sfu.hear(seat):
                continue
        except SfuFailed as failed:
            return failed.code
    return ""


async def test_a_seat_that_was_given_back_is_gone_and_may_be_given_back_again(sfu: Sfu, call: UUID) -> None:
    seat = await sfu.take_seat(call, uuid4())
    await sfu.leave(seat)
    await sfu.leave(seat)
    with pytest.raises(SfuFailed, match="gone"):
        await sfu.tell(seat, "publish", {"sdp": "v=0"})
    assert await lost(sfu, seat) == "gone"


async def test_who_takes_the_seat_on_another_device_puts_the_first_one_out(sfu: Sfu, call: UUID) -> None:
    party = uuid4()
    first = await sfu.take_seat(call, party)
    second = await sfu.take_seat(call, party)
    assert first != second
    assert await lost(sfu, first) == "gone"


async def test_a_room_that_is_taken_away_takes_everybody_with_it_and_may_be_made_anew(sfu: Sfu, call: UUID) -> None:
    party = uuid4()
    seat = await sfu.take_seat(call, party)
    listening = asyncio.create_task(lost(sfu, seat))
    # It has begun to listen, or is told so when it does.
    await asyncio.sleep(0)
    await sfu.close(call)
    assert await listening == "gone"
    await sfu.close(call)
    assert await sfu.take_seat(call, party)


async def test_one_call_knows_nothing_of_another(sfu: Sfu, call: UUID) -> None:
    other, party = uuid4(), uuid4()
    here, there = await sfu.take_seat(call, party), await sfu.take_seat(other, party)
    await sfu.close(other)
    assert await lost(sfu, there) == "gone"
    await sfu.tell(here, "candidates", {"of": "pub", "candidates": [{"candidate": ""}]})


@pytest.mark.parametrize("seat", ["", "sits", "1.2.3.4.5.6", "1.2.3.4.x.y"])
async def test_a_seat_that_is_none_is_gone(sfu: Sfu, seat: str) -> None:
    with pytest.raises(SfuFailed, match="gone"):
        await sfu.tell(seat, "publish", {"sdp": ""})
    await sfu.leave(seat)
