"""Opening hours, holidays and the promises computed from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from sluss.core.hours import (
    STOCKHOLM,
    Calendar,
    Hours,
    Opening,
    expected_answer,
    is_open,
    next_open,
    open_until,
)

OFFICE = Hours({weekday: (Opening(8 * 60, 16 * 60),) for weekday in range(5)})
LUNCH = Hours({weekday: (Opening(8 * 60, 12 * 60), Opening(13 * 60, 17 * 60)) for weekday in range(4)})
ALWAYS = Hours({}, always=True)
CHRISTMAS = Calendar(frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)}))

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
hours = st.sampled_from([OFFICE, LUNCH, ALWAYS])
spans = st.timedeltas(timedelta(minutes=1), timedelta(days=4))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def test_a_unit_is_open_from_its_first_minute_until_before_its_last() -> None:
    assert not is_open(OFFICE, Calendar(), at("2026-11-20 07:59"))
    assert is_open(OFFICE, Calendar(), at("2026-11-20 08:00"))
    assert is_open(OFFICE, Calendar(), at("2026-11-20 15:59"))
    assert not is_open(OFFICE, Calendar(), at("2026-11-20 16:00"))


def test_hours_are_those_of_stockholm_whatever_zone_the_time_came_in() -> None:
    assert is_open(OFFICE, Calendar(), datetime(2026, 11, 20, 7, 30, tzinfo=UTC))
    assert not is_open(OFFICE, Calendar(), datetime(2026, 7, 17, 14, 30, tzinfo=UTC))


def test_a_closed_day_closes_the_unit_but_not_one_open_round_the_clock() -> None:
    assert not is_open(OFFICE, CHRISTMAS, at("2026-12-24 10:00"))
    assert is_open(ALWAYS, CHRISTMAS, at("2026-12-24 10:00"))


def test_friday_evening_before_new_year_opens_after_the_holidays() -> None:
    assert next_open(OFFICE, CHRISTMAS, at("2026-12-30 17:00")) == at("2027-01-04 08:00")


def test_an_answer_within_four_hours_sent_friday_afternoon_is_promised_on_monday() -> None:
    assert expected_answer(OFFICE, Calendar(), at("2026-11-20 15:00"), timedelta(hours=4)) == at("2026-11-23 11:00")


def test_an_answer_is_promised_by_closing_time_when_it_just_fits() -> None:
    assert expected_answer(OFFICE, Calendar(), at("2026-11-20 12:00"), timedelta(hours=4)) == at("2026-11-20 16:00")


def test_one_day_more_ends_at_closing_time_of_the_next_open_day() -> None:
    assert open_until(OFFICE, Calendar(), at("2026-11-19 15:00"), 1) == at("2026-11-20 16:00")
    assert open_until(OFFICE, Calendar(), at("2026-11-20 15:00"), 1) == at("2026-11-23 16:00")
    assert open_until(OFFICE, CHRISTMAS, at("2026-12-23 15:00"), 1) == at("2026-12-28 16:00")
    assert open_until(ALWAYS, Calendar(), at("2026-11-20 15:00"), 1) == at("2026-11-22 00:00")


def test_no_days_more_at_or_after_closing_time_still_ends_in_the_future() -> None:
    assert open_until(OFFICE, Calendar(), at("2026-11-20 16:00"), 0) == at("2026-11-23 16:00")
    assert open_until(OFFICE, Calendar(), at("2026-11-20 17:00"), 0) == at("2026-11-23 16:00")


def test_an_hour_of_waiting_is_an_hour_also_when_the_clocks_change() -> None:
    before = at("2026-10-25 01:30")
    answer = expected_answer(ALWAYS, Calendar(), before, timedelta(hours=3))
    assert answer.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=3)
    assert answer.replace(tzinfo=None) == datetime(2026, 10, 25, 3, 30)


def test_hours_that_never_open_are_refused_rather_than_searched_for_ever() -> None:
    with pytest.raises(LookupError):
        next_open(Hours({}), Calendar(), at("2026-11-20 10:00"))
    with pytest.raises(LookupError):
        open_until(Hours({}), Calendar(), at("2026-11-20 10:00"), 1)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        is_open(OFFICE, Calendar(), datetime(2026, 11, 20, 10))


@given(hours, moments)
def test_a_unit_is_open_at_its_next_opening_and_not_between(unit: Hours, now: datetime) -> None:
    opens = next_open(unit, CHRISTMAS, now)
    assert opens >= now
    assert is_open(unit, CHRISTMAS, opens)
    assert opens == now or not is_open(unit, CHRISTMAS, now)


@given(hours, moments, spans)
def test_a_promise_lies_in_open_time_and_never_before_the_time_it_takes(
    unit: Hours, now: datetime, within: timedelta
) -> None:
    promise = expected_answer(unit, CHRISTMAS, now, within)
    assert promise.astimezone(UTC) - now >= within
    assert is_open(unit, CHRISTMAS, promise - timedelta(microseconds=1))


@given(hours, moments, spans, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_who_writes_later_is_never_promised_an_earlier_answer(
    unit: Hours, now: datetime, within: timedelta, later: timedelta
) -> None:
    assert expected_answer(unit, CHRISTMAS, now, within) <= expected_answer(unit, CHRISTMAS, now + later, within)


@given(hours, moments, st.integers(0, 30))
def test_the_asynchronous_phase_ends_later_with_more_days_and_always_at_a_closing_time(
    unit: Hours, now: datetime, days: int
) -> None:
    end = open_until(unit, CHRISTMAS, now, days)
    assert end > now
    assert end <= open_until(unit, CHRISTMAS, now, days + 1)
    assert is_open(unit, CHRISTMAS, end - timedelta(microseconds=1))
    assert unit.always or not is_open(unit, CHRISTMAS, end)


def test_an_exception_closes_one_day_of_a_unit_also_of_one_open_round_the_clock() -> None:
    friday = {date(2026, 11, 20): ()}
    for unit in (replace(OFFICE, exceptions=friday), replace(ALWAYS, exceptions=friday)):
        assert not is_open(unit, Calendar(), at("2026-11-20 10:00"))
        assert is_open(unit, Calendar(), at("2026-11-23 10:00"))
    assert next_open(replace(ALWAYS, exceptions=friday), Calendar(), at("2026-11-20 10:00")) == at("2026-11-21 00:00")


def test_an_exception_opens_a_closed_day_and_gives_its_own_hours() -> None:
    unit = replace(OFFICE, exceptions={date(2026, 12, 24): (Opening(9 * 60, 11 * 60),)})
    assert is_open(unit, CHRISTMAS, at("2026-12-24 10:00"))
    assert not is_open(unit, CHRISTMAS, at("2026-12-24 11:00"))


def test_a_promise_counts_over_an_excepted_day() -> None:
    unit = replace(OFFICE, exceptions={date(2026, 11, 23): (), date(2026, 11, 24): (Opening(10 * 60, 12 * 60),)})
    assert expected_answer(unit, Calendar(), at("2026-11-20 15:00"), timedelta(hours=4)) == at("2026-11-25 09:00")
    assert open_until(unit, Calendar(), at("2026-11-20 15:00"), 1) == at("2026-11-24 12:00")
