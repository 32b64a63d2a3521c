"""A personnummer as a person at a desk types it."""

from __future__ import annotations

from datetime import date

import pytest

from sluss.ports.persons import WrongNumber, spoken

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed", ["196804122387", "19680412-2387", "6804122387", "680412-2387", " 680412 2387 ", "19680412 2387"]
)
def test_ten_or_twelve_digits_with_or_without_a_sign_are_one_number(typed: str) -> None:
    """(A13)"""
    assert spoken(typed, TODAY).digits == "196804122387"


def test_ten_digits_are_of_the_latest_century_that_fits_and_a_plus_says_a_hundred_years_before() -> None:
    assert spoken("190314-2394", TODAY).digits == "201903142394"
    assert spoken("190314+2394", TODAY).digits == "191903142394"
    # Not born yet this year: then it was a hundred years ago.
    assert spoken("190314-2394", date(2019, 3, 13)).digits == "191903142394"


@pytest.mark.parametrize("typed", ["680412-2388", "680432-2387", "68041-2387", "1968-04-12-2387", "6804122387x", "2"])
def test_what_is_no_number_is_refused_and_says_nothing_of_what_was_typed(typed: str) -> None:
    with pytest.raises(WrongNumber) as wrong:
        spoken(typed, TODAY)
    assert typed not in str(wrong.value)
