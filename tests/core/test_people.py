"""Ages, birthdays and roles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from sluss.core.people import ROLE_TITLES, age, birthday, may_log_in, role_title, shown, thirteenth_birthday

BIRTHS = st.dates(date(1900, 1, 1), date(2040, 12, 31))


def test_the_thirteenth_birthday_of_one_born_on_29_february_is_28_february() -> None:
    assert thirteenth_birthday(date(2012, 2, 29)) == date(2025, 2, 28)


def test_a_leap_day_child_has_its_birthday_on_the_leap_day_when_there_is_one() -> None:
    assert birthday(date(2012, 2, 29), 4) == date(2016, 2, 29)


def test_a_child_logs_in_itself_from_the_thirteenth_birthday_and_not_the_day_before() -> None:
    born = date(2013, 5, 16)
    assert not may_log_in(born, date(2026, 5, 15))
    assert may_log_in(born, date(2026, 5, 16))


def test_an_infant_is_nought_years_and_one_unborn_has_no_age() -> None:
    assert age(date(2026, 3, 5), date(2026, 11, 20)) == 0
    with pytest.raises(ValueError, match="before the birth"):
        age(date(2026, 3, 5), date(2026, 3, 4))


@given(BIRTHS, st.integers(1, 120))
def test_age_grows_by_one_on_the_birthday_and_on_no_other_day(born: date, years: int) -> None:
    day = birthday(born, years)
    assert age(born, day) == years
    assert age(born, day - timedelta(days=1)) == years - 1


@given(BIRTHS, st.integers(0, 50_000))
def test_one_may_log_in_exactly_from_the_age_of_13(born: date, days: int) -> None:
    today = born + timedelta(days=days)
    assert may_log_in(born, today) == (age(born, today) >= 13)


def test_every_role_has_its_swedish_title_and_an_unknown_one_none() -> None:
    assert [role_title(role) for role in ROLE_TITLES] == [
        "sjuksköterska",
        "läkare",
        "psykolog",
        "lokal administratör",
        "loggranskare",
        "regionadministratör",
    ]
    with pytest.raises(KeyError):
        role_title("janitor")


def test_a_personnummer_is_shown_as_people_write_it() -> None:
    assert shown("196804122387") == "19680412-2387"
