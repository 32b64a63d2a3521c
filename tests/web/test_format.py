from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from sluss.web.format import clock, counted, day, filesize, phone, stamp, telephone, until, waited, when

NOW = datetime(2026, 11, 20, 12, 20, tzinfo=UTC)


def test_a_time_is_shown_on_swedish_clocks() -> None:
    assert clock(NOW) == "13.20"


def test_summer_time_is_one_hour_further_from_utc() -> None:
    assert clock(datetime(2026, 7, 1, 6, 5, tzinfo=UTC)) == "08.05"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (NOW, "i dag kl. 13.20"),
        (NOW - timedelta(days=1), "i går kl. 13.20"),
        (NOW + timedelta(days=1), "i morgon kl. 13.20"),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), "måndag 23 november kl. 08.00"),
        (datetime(2027, 1, 4, 7, 0, tzinfo=UTC), "måndag 4 januari 2027 kl. 08.00"),
    ],
)
def test_a_moment_is_told_as_one_says_it(at: datetime, expected: str) -> None:
    assert when(at, NOW) == expected


def test_the_day_changes_at_swedish_midnight_not_at_that_of_utc() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert day(late, NOW) == "i morgon"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        clock(NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, "0 min"), (12, "12 min"), (60, "1 tim"), (125, "2 tim 5 min"), (1440, "1 dygn"), (1560, "1 dygn 2 tim")],
)
def test_waiting_is_told_in_its_two_largest_units(minutes: int, expected: str) -> None:
    assert waited(NOW - timedelta(minutes=minutes), NOW) == expected


def test_a_clock_that_runs_ahead_shows_no_negative_waiting() -> None:
    assert waited(NOW + timedelta(minutes=3), NOW) == "0 min"


def test_the_machine_readable_time_is_in_utc() -> None:
    assert stamp(NOW) == "2026-11-20T12:20:00Z"


def test_one_case_is_singular() -> None:
    assert [counted(n, "ärende", "ärenden") for n in (0, 1, 2)] == ["0 ärenden", "1 ärende", "2 ärenden"]


def test_a_telephone_address_holds_digits_and_plus_only() -> None:
    assert telephone("+46 (0)70-174 06 05") == "+460701740605"


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))
def test_any_moment_can_be_told(at: datetime) -> None:
    assert when(at, NOW).endswith(clock(at))


def test_what_ends_at_midnight_ends_with_its_day() -> None:
    now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert until(datetime(2026, 11, 21, 23, 0, tzinfo=UTC), now) == "i morgon kl. 24.00"
    assert until(datetime(2026, 11, 21, 15, 0, tzinfo=UTC), now) == "i morgon kl. 16.00"


def test_a_swedish_mobile_number_reads_as_people_write_it() -> None:
    assert phone("+46701740605") == "070-174 06 05"
    assert phone("+4520123456") == "+4520123456"


@pytest.mark.parametrize(
    ("size", "expected"),
    [(0, "1 kB"), (214_300, "214 kB"), (999_499, "999 kB"), (999_500, "1,0 MB"), (15_728_640, "15,7 MB")],
)
def test_the_size_of_a_file_is_told_in_whole_kilobytes_or_tenths_of_megabytes(size: int, expected: str) -> None:
    assert filesize(size) == expected
