"""Who tries addresses that are nobody's is told to wait; how many are remembered has an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sluss.web.guesses import MOST, REMEMBERED, TRIES, Guesses

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_so_many_guesses_are_answered_and_then_none_for_a_while() -> None:
    guesses = Guesses()
    assert [guesses.another("192.0.2.1", NOW) for _ in range(TRIES + 1)] == [True] * TRIES + [False]
    assert guesses.another("192.0.2.2", NOW), "another address is not to blame"
    assert not guesses.another("192.0.2.1", NOW + REMEMBERED - timedelta(seconds=1))
    assert guesses.another("192.0.2.1", NOW + REMEMBERED)


def test_however_many_try_no_more_than_so_many_are_remembered() -> None:
    guesses = Guesses()
    for number in range(MOST + 50):
        guesses.another(f"2001:db8::{number:x}", NOW)
    assert len(guesses) == MOST
