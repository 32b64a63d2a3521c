"""Whom coturn lets in, and for how long: what docs/video.md says of it is what it does (4.6.1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sluss.boot.media import Media
from sluss.video.turn import LIVES, Turn
from tests.video.stun import Asking, port_of

UNAUTHORIZED = 401
SOON = timedelta(seconds=2)


def _asking(media: Media, left: timedelta, secret: str = "") -> Asking:
    turn = Turn((media.turn_url,), secret or media.turn_secret)
    server = turn.ice_servers(uuid4(), datetime.now(UTC) - LIVES + left)[-1]
    return Asking(port_of(media.turn_url), server)


def test_a_party_of_ours_is_let_in_and_nobody_else(media: Media) -> None:
    ours, foreign = _asking(media, LIVES), _asking(media, LIVES, secret="another")
    assert ours.allocate() == 0
    assert foreign.allocate() == UNAUTHORIZED
    ours.close()
    foreign.close()


def test_credentials_of_a_visit_that_is_over_open_nothing(media: Media) -> None:
    late = _asking(media, -timedelta(seconds=1))
    assert late.allocate() == UNAUTHORIZED
    late.close()


def test_a_call_that_outlasts_its_credentials_is_not_cut(media: Media) -> None:
    """The time is looked at when an allocation is made, not when it is renewed."""
    server = Turn((media.turn_url,), media.turn_secret).ice_servers(uuid4(), datetime.now(UTC) - LIVES + SOON)[-1]
    early = Asking(port_of(media.turn_url), server)
    assert early.allocate() == 0
    while True:
        # Others come with the same credentials, until these are over.
        late = Asking(port_of(media.turn_url), server)
        answer = late.allocate()
        late.close()
        if answer:
            break
    assert answer == UNAUTHORIZED
    assert early.renew() == 0
    early.close()
