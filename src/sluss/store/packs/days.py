"""Swedish holidays, and the days a pack closes besides."""

from __future__ import annotations

from collections.abc import Iterable

from holidays.countries.sweden import Sweden

from sluss.core.hours import Calendar
from sluss.core.policy import Pack


def calendar(pack: Pack, years: Iterable[int]) -> Calendar:
    """The closed days of these years (D10): public holidays, the eves of midsummer, Christmas and New Year, the pack's.

    Sundays that are no holiday are not among them: whether a unit opens on Sundays is said by its hours.
    """
    red = Sweden(years=set(years), categories=("public", "de_facto"), include_sundays=False, expand=False)
    return Calendar(frozenset(red) | pack.closed_days)
