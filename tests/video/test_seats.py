"""What every SFU does with seats, with nobody's sound in it: Janus where it is installed, and the twin of the tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest

from sluss.video.port import Sfu, SfuFailed
from tests.twin_sfu import TwinSfu

pytestmark = pytest.mark.anyio
Check = Callable[[Sfu], Awaitable[None]]


async def _each_party_gets_a_seat_of_its_own(sfu: Sfu) -> None:
    call = uuid4()
    assert await sfu.take_seat(call, uuid4()) != await sfu.take_seat(call, uuid4())
    await sfu.close(call)


async def _the_newer_device_of_a_party_takes_its_seat_over(sfu: Sfu) -> None:
    call, party = uuid4(), uuid4()
    assert await sfu.take_seat(call, party) != await sfu.take_seat(call, party)
    await sfu.close(call)


async def _giving_back_is_said_as_often_as_one_likes(sfu: Sfu) -> None:
    call = uuid4()
    seat = await sfu.take_seat(call, uuid4())
    await sfu.leave(seat)
    await sfu.leave(seat)
    await sfu.close(call)
    await sfu.close(call)


async def _a_seat_that_was_given_back_is_gone(sfu: Sfu) -> None:
    call = uuid4()
    seat = await sfu.take_seat(call, uuid4())
    await sfu.leave(seat)
    with pytest.raises(SfuFailed, match="gone"):
        await sfu.tell(seat, "publish", {"sdp": ""})
    await sfu.close(call)


CHECKS: tuple[Check, ...] = (
    _each_party_gets_a_seat_of_its_own,
    _the_newer_device_of_a_party_takes_its_seat_over,
    _giving_back_is_said_as_often_as_one_likes,
    _a_seat_that_was_given_back_is_gone,
)


@pytest.mark.parametrize("check", CHECKS)
async def test_the_twin_keeps_to_what_an_sfu_does(check: Check) -> None:
    await check(TwinSfu())


@pytest.mark.parametrize("check", CHECKS)
async def test_janus_does_what_an_sfu_does(check: Check, janus: Sfu) -> None:
    await check(janus)
