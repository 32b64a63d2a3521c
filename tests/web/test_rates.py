"""How often a key may ask: a bucket that empties, and fills as time passes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sluss.web.api.rate import Rates

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_so_many_at_once_and_so_many_more_each_minute() -> None:
    rates = Rates(at_once=3, a_minute=6)
    assert [rates.wait("a", NOW) for _ in range(4)] == [0, 0, 0, 10]
    assert rates.wait("a", NOW + timedelta(seconds=9)) == 1
    assert rates.wait("a", NOW + timedelta(seconds=10)) == 0
    assert rates.wait("b", NOW) == 0


def test_it_holds_no_more_than_at_once_however_long_nobody_asks() -> None:
    rates = Rates(at_once=2, a_minute=60)
    assert rates.wait("a", NOW) == 0
    later = NOW + timedelta(days=1)
    assert [rates.wait("a", later) for _ in range(3)] == [0, 0, 1]


def test_a_clock_that_is_set_back_fills_nothing_and_locks_nobody_out() -> None:
    rates = Rates(at_once=1, a_minute=60)
    assert rates.wait("a", NOW) == 0
    assert rates.wait("a", NOW - timedelta(hours=1)) == 1
    assert rates.wait("a", NOW - timedelta(hours=1) + timedelta(seconds=1)) == 0
