"""What a party asks of Janus as others come and go: one thing at a time, and no more bits than the network bears."""

from __future__ import annotations

from typing import Any

import pytest

from sluss.video.listening import BITRATES, LEAST_BITRATE, Listening, Request, bitrate
from sluss.video.port import SfuFailed

JOIN_FIRST, NO_SUCH_FEED, ALREADY_IN = 424, 428, 425


def _listening(*senders: str) -> Listening:
    found = Listening("me", {"room": "r"})
    found.found([{"id": "me", "publisher": True}, *({"id": one, "publisher": True} for one in senders)])
    return found


def _event(**data: Any) -> dict[str, Any]:
    jsep = {"jsep": {"type": "offer", "sdp": data.pop("sdp")}} if "sdp" in data else {}
    return {"janus": "event", "plugindata": {"data": data}, **jsep}


def _begins(name: str) -> dict[str, Any]:
    return _event(videoroom="event", publishers=[{"id": name, "streams": [{"mid": "0"}, {"mid": "1"}]}])


def _offer(*senders: str, kind: str = "updated") -> dict[str, Any]:
    streams = [{"mid": f"{n}", "feed_id": one, "feed_mid": "0"} for n, one in enumerate(senders)]
    return _event(videoroom=kind, streams=streams, sdp="v=0")


def _into(asked: list[Request]) -> list[dict[str, Any]]:
    return [one.body for one in asked if one.into]


def test_who_sends_already_is_asked_for_at_once_and_oneself_is_not() -> None:
    (join,) = _into(_listening("a", "b").requests())
    assert (join["request"], join["ptype"], join["streams"]) == ("join", "subscriber", [{"feed": "a"}, {"feed": "b"}])
    assert not _into(_listening().requests())


def test_who_begins_while_an_answer_is_awaited_is_asked_for_after_it() -> None:
    listening = _listening("a")
    listening.requests()
    assert not list(listening.heard("pub", _begins("b")))
    assert not _into(listening.requests())
    (offer,) = listening.heard("sub", _offer("a", kind="attached"))
    assert offer == ("offer", {"sdp": "v=0", "streams": {"0": "a"}})
    (more,) = _into(listening.requests())
    assert (more["request"], more["streams"]) == ("subscribe", [{"feed": "b", "mid": "0"}, {"feed": "b", "mid": "1"}])


def test_what_is_got_already_is_not_asked_for_again() -> None:
    listening = _listening("a")
    listening.requests()
    list(listening.heard("sub", _offer("a", kind="attached")))
    again = _event(videoroom="event", publishers=[{"id": "a", "streams": [{"mid": "0"}]}])
    list(listening.heard("pub", again))
    assert not _into(listening.requests())


def test_who_left_before_being_heard_is_forgotten() -> None:
    listening = _listening("a")
    listening.requests()
    list(listening.heard("pub", _begins("b")))
    gone = list(listening.heard("pub", _event(videoroom="event", unpublished="b")))
    assert gone == [("gone", {"party": "b"})]
    # Told twice by Janus, once by us.
    assert not list(listening.heard("pub", _event(videoroom="event", leaving="b")))
    list(listening.heard("sub", _event(error_code=NO_SUCH_FEED)))
    assert not _into(listening.requests())


def test_a_network_found_anew_by_one_who_is_alone_costs_no_seat() -> None:
    assert not list(_listening().heard("sub", _event(error_code=JOIN_FIRST)))


@pytest.mark.parametrize(
    ("of", "event"),
    [
        ("sub", _event(error_code=ALREADY_IN)),
        ("pub", _event(videoroom="destroyed")),
        ("pub", _event(videoroom="event", leaving="ok", reason="kicked")),
        ("", {"janus": "timeout"}),
        ("pub", {"janus": "detached"}),
    ],
)
def test_what_takes_the_seat_away_is_said_so(of: str, event: dict[str, Any]) -> None:
    with pytest.raises(SfuFailed, match="gone"):
        list(_listening().heard(of, event))


def test_the_more_there_are_the_smaller_is_each_picture() -> None:
    """(J11)"""
    listening = _listening("a")
    assert [one.body["bitrate"] for one in listening.requests() if not one.into] == [bitrate(2)]
    list(listening.heard("pub", _begins("b")))
    assert [one.body["bitrate"] for one in listening.requests() if not one.into] == [bitrate(3)]
    assert not listening.requests()
    sizes = [bitrate(senders) for senders in range(1, 25)]
    assert sizes == sorted(sizes, reverse=True)
    # What a phone gets on a bad day holds the pictures of a group.
    assert all(bits * (most - 1) <= 2_000_000 for most, bits in BITRATES)
    assert sizes[-1] == LEAST_BITRATE
