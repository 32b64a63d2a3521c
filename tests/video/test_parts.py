"""Janus, coturn and Chromium together, with nothing of sluss but its way to them (J6, J8, J11, N5)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.async_api import Browser

from sluss.boot.media import Media
from sluss.video.janus import JanusSfu
from sluss.video.port import SfuFailed
from sluss.video.turn import Turn
from tests.video.conftest import Comes
from tests.video.parties import Party, two

pytestmark = pytest.mark.anyio


def _turn(media: Media) -> Turn:
    return Turn((media.turn_url,), media.turn_secret)


async def test_two_see_each_other_through_turn_and_neither_learns_the_others_address(
    media: Media, browser: Browser
) -> None:
    """(N5)"""
    one, other = await Party.at(browser), await Party.at(browser)
    now = datetime.now(UTC)
    await two(one, other, (_turn(media).ice_servers(one.id, now), _turn(media).ice_servers(other.id, now)), relay=True)
    for party in (one, other):
        await party.page.evaluate("talks()")
        assert await party.pair() == "relay,relay"


async def test_three_see_each_other_and_who_leaves_is_gone_and_may_come_back(comes: Comes) -> None:
    """(J6, J8)"""
    call = uuid4()
    one, two_, three = await comes(), await comes(), await comes()
    for party in (one, two_, three):
        await party.join(call)
    await one.sees(two_, three)
    await two_.sees(one, three)
    await three.sees(one, two_)
    await three.leave()
    await one.sees(two_)
    await two_.sees(one)
    await three.join(call)
    await three.sees(one, two_)
    await one.sees(two_, three)


async def test_a_group_of_five_see_and_hear_each_other_at_320_by_240(comes: Comes) -> None:
    """(J11)"""
    call = uuid4()
    group = [await comes() for _ in range(5)]
    for party in group:
        await party.join(call)
    for party in group:
        await party.sees(*(other for other in group if other is not party))


async def test_a_party_behind_a_closed_network_reaches_the_group_through_turn(media: Media, comes: Comes) -> None:
    call = uuid4()
    one, other = await comes(), await comes()
    await one.join(call)
    await other.join(call, _turn(media).ice_servers(other.id, datetime.now(UTC)), relay=True)
    await one.sees(other)
    await other.sees(one)
    assert (await other.pair("up")).startswith("relay")
    assert (await other.pair("down")).startswith("relay")


async def test_after_a_lost_network_both_ways_are_found_anew(comes: Comes) -> None:
    call = uuid4()
    one, other = await comes(), await comes()
    await one.join(call)
    await other.join(call)
    await one.sees(other)
    await one.page.evaluate("restart()")
    await one.sees(other)
    await other.sees(one)


async def test_when_janus_is_killed_the_seat_is_lost_and_the_call_is_taken_up_again(
    media: Media, janus: JanusSfu, comes: Comes
) -> None:
    call = uuid4()
    one, other = await comes(), await comes()
    await one.join(call)
    await other.join(call)
    await one.sees(other)
    media.janus.kill()
    try:
        assert (await one.lost()).code == (await other.lost()).code == "unavailable"
        with pytest.raises(SfuFailed, match="unavailable"):
            await janus.take_seat(call, one.id)
    finally:
        media.janus.start()
    for party in (one, other):
        await party.join(call)
    await one.sees(other)
    await other.sees(one)
