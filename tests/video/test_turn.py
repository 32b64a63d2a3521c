"""Credentials for TURN, as coturn reads them: made for one party, and good for an hour (N5)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from sluss.video.parts import Video
from sluss.video.turn import LIVES, Turn, read_urls

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TURN = Turn(("turn:turn.example.se:3478?transport=udp", "turns:turn.example.se:443?transport=tcp"), "HEMLIG")


def test_the_name_says_until_when_and_for_whom_and_the_password_proves_it() -> None:
    party = uuid4()
    stun, turn = TURN.ice_servers(party, NOW)
    until, who = turn["username"].split(":")
    assert (int(until), who) == (int((NOW + LIVES).timestamp()), str(party))
    digest = hmac.new(b"HEMLIG", turn["username"].encode(), hashlib.sha1).digest()
    assert turn["credential"] == base64.b64encode(digest).decode()
    assert turn["urls"] == list(TURN.urls)
    assert stun == {"urls": ["stun:turn.example.se:3478"]}


def test_no_two_parties_have_the_same_and_none_sees_the_secret() -> None:
    one, other = (TURN.ice_servers(uuid4(), NOW)[1]["credential"] for _ in range(2))
    assert one != other
    assert "HEMLIG" not in f"{TURN!r} {TURN.ice_servers(uuid4(), NOW)}"


def test_without_a_way_by_udp_nobody_is_asked_for_an_address() -> None:
    servers = Turn(("turns:turn.example.se:443?transport=tcp",), "x").ice_servers(uuid4(), NOW)
    assert [one["urls"] for one in servers] == [["turns:turn.example.se:443?transport=tcp"]]


@pytest.mark.parametrize(
    "text", ["turn:[2001:db8::1]:3478", "turn:turn.example.se", "turns:10.0.0.1:443?transport=tcp"]
)
def test_an_address_of_turn_is_read_as_the_standard_writes_it(text: str) -> None:
    assert read_urls(text) == (text,)


@pytest.mark.parametrize("text", ["", "turn.example.se", "stun:x", "turn:x:3478?transport=tls", "turn:x/y", "turn:x y"])
def test_what_is_no_address_of_turn_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="turn:host:3478"):
        read_urls(text)


def test_only_where_there_is_turn_can_addresses_be_kept_from_the_others() -> None:
    assert Video(None, TURN).relay_only(protected=True)
    assert not Video(None, TURN).relay_only(protected=False)
    assert Video(None, TURN, relay=True).relay_only(protected=False)
    assert not Video(None, None).relay_only(protected=True)
