"""Janus as an SFU, without browsers: seats, rooms, and what it says when it is away or wrongly set up (J6, J8, J11)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import httpx
import pytest

from sluss.boot.media import Media
from sluss.video.janus import JanusSfu
from sluss.video.janus_api import JanusApi, Said
from sluss.video.port import SfuFailed

pytestmark = pytest.mark.anyio


@pytest.fixture
async def api(media: Media, http: httpx.AsyncClient) -> JanusApi:
    return JanusApi(media.janus_url, media.janus_secret, http)


@pytest.fixture
async def call(janus: JanusSfu) -> AsyncIterator[UUID]:
    call = uuid4()
    yield call
    await janus.close(call)


async def test_two_who_come_first_at_once_come_into_one_room(janus: JanusSfu, api: JanusApi, call: UUID) -> None:
    parties = [uuid4(), uuid4()]
    await asyncio.gather(*(janus.take_seat(call, party) for party in parties))
    session = await api.session()
    asked = {"request": "listparticipants", "room": str(call)}
    found = await api.message(session, await api.attach(session), asked)
    assert {one["id"] for one in found["participants"]} == {str(party) for party in parties}
    await api.destroy(session)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("record", {"on": True}),
        ("publish", {}),
        ("publish", {"sdp": 1}),
        ("subscribed", {"sdp": "v=0"}),
        ("restart", {}),
    ],
)
async def test_what_is_no_word_of_a_call_is_refused(janus: JanusSfu, call: UUID, kind: str, body: object) -> None:
    seat = await janus.take_seat(call, uuid4())
    with pytest.raises(SfuFailed, match="refused"):
        await janus.tell(seat, kind, body)  # type: ignore[arg-type]
    await janus.leave(seat)


@pytest.mark.parametrize("found", [None, "x", [], [None, 1], [{}], [{"candidate": ""}]])
async def test_candidates_of_any_shape_harm_nobody(janus: JanusSfu, call: UUID, found: object) -> None:
    seat = await janus.take_seat(call, uuid4())
    with contextlib.suppress(SfuFailed):
        await janus.tell(seat, "candidates", {"of": "pub", "candidates": found})
    await janus.tell(seat, "candidates", {"of": "pub", "candidates": [{"candidate": ""}]})
    await janus.leave(seat)


async def test_the_room_is_hidden_locked_and_recorded_by_nobody(janus: JanusSfu, api: JanusApi, call: UUID) -> None:
    seat = await janus.take_seat(call, uuid4())
    session = await api.session()
    handle = await api.attach(session)
    assert str(call) not in str(await api.message(session, handle, {"request": "list"}))
    room = {"room": str(call)}
    with pytest.raises(Said):
        await api.message(session, handle, {"request": "enable_recording", "record": True, **room})
    with pytest.raises(Said):
        await api.message(session, handle, {"request": "destroy", **room})
    await api.message(session, handle, {"request": "join", "ptype": "publisher", "pin": "guessed", **room})
    event = next(one for one in await api.events(session) if one["janus"] == "event")
    assert event["plugindata"]["data"]["error_code"] == 433
    await api.destroy(session)
    await janus.leave(seat)


async def test_a_janus_that_is_away_is_unavailable(http: httpx.AsyncClient, media: Media, call: UUID) -> None:
    seat = str(await JanusSfu(media.janus_url, media.janus_secret, http).take_seat(call, uuid4()))
    away = JanusSfu("http://127.0.0.1:1/janus", "x", http)
    told = (away.tell(seat, "publish", {"sdp": ""}), away.leave(seat))
    for failing in (away.take_seat(call, uuid4()), away.close(call), *told):
        with pytest.raises(SfuFailed, match="unavailable"):
            await failing


async def test_something_else_at_the_address_is_unavailable(http: httpx.AsyncClient, media: Media) -> None:
    other = JanusSfu(media.janus_url.removesuffix("/janus"), media.janus_secret, http)
    with pytest.raises(SfuFailed, match="unavailable"):
        await other.take_seat(uuid4(), uuid4())


async def test_a_wrong_secret_is_named_to_the_operator_and_nothing_else_is(
    http: httpx.AsyncClient, media: Media, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "sluss")
    call, party = uuid4(), uuid4()
    with pytest.raises(SfuFailed, match="refused") as refused:
        await JanusSfu(media.janus_url, "HEMLIG", http).take_seat(call, party)
    assert "SLUSS_JANUS_SECRET" in caplog.text
    for word in ("HEMLIG", media.janus_secret, str(call), str(party)):
        assert word not in caplog.text + repr(refused.value)
