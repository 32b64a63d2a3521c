"""Swedish identity numbers, checked by a maintained library and kept in one form: twelve digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from personnummer.personnummer import Personnummer, PersonnummerException

# Twelve digits or nothing: ten leave the century to a guess, and a login or a register never guesses.
_WRITTEN: Final = re.compile(r"([0-9]{8})-?([0-9]{4})")
_SHORT: Final = re.compile(r"([0-9]{2})([0-9]{4})([-+]?)([0-9]{4})")
HUNDRED: Final = 100


class WrongNumber(ValueError):
    """Neither a personnummer nor a samordningsnummer. Carries no part of what was given."""


@dataclass(frozen=True, slots=True)
class Number:
    """`digits` are twelve; `coordination` tells a samordningsnummer from a personnummer."""

    digits: str = field(repr=False)
    born: date = field(repr=False)
    coordination: bool


def number(written: str, today: date) -> Number:
    """Reads `YYYYMMDDNNNN` or `YYYYMMDD-NNNN`. WrongNumber: form, date, check digit, or a birth after `today`."""
    form = _WRITTEN.fullmatch(written.strip())
    if form is None:
        raise WrongNumber
    digits = form[1] + form[2]
    try:
        parsed = Personnummer(digits)
        born = parsed.get_date()
    except (PersonnummerException, ValueError):
        # The library's own message holds the number: it must not reach a log.
        raise WrongNumber from None
    if born > today:
        raise WrongNumber
    return Number(digits, born, parsed.is_coordination_number())


def spoken(written: str, today: date) -> Number:
    """Reads what a person at a desk types: twelve digits, or ten, whose century is the latest that fits.

    A plus sign says that a hundred years have passed. Only for a search, whose finding a human looks at.
    """
    form = _SHORT.fullmatch(written.strip().replace(" ", ""))
    if form is None:
        return number(written.replace(" ", ""), today)
    latest = today.year - HUNDRED if form[3] == "+" else today.year
    for century in (latest // HUNDRED, latest // HUNDRED - 1):
        year = century * HUNDRED + int(form[1])
        if year <= latest:
            try:
                return number(f"{year}{form[2]}{form[4]}", today)
            except WrongNumber:
                continue
    raise WrongNumber


def in_test_range(digits: str) -> bool:
    """Whether twelve digits end as the Tax Agency's test numbers do (238x or 239x): nobody's own."""
    return digits[8:11] in ("238", "239")
