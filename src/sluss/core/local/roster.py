"""*Bemanning*: a named person for the inflow in every opening hour, and where there is none (D11, V6).

H24, Hantering av chatt: minst en schemalagd och namngiven person på enheten som är ansvarig för inflödet i chatten
under hela öppettiden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sluss.core.hours import Calendar, Opening, openings_on
from sluss.core.policy import Duty, Unit

# A week: who is missing is found while there is still time to ask somebody.
SHOWN_AHEAD: Final = 7


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One day of a unit: when it is open, who is responsible, and the spans in which nobody is."""

    day: date
    openings: tuple[Opening, ...]
    duties: tuple[Duty, ...]
    gaps: tuple[Opening, ...]


def week_of(unit: Unit, calendar: Calendar, today: date) -> tuple[DutyDay, ...]:
    return tuple(_day(unit, calendar, today + timedelta(days=ahead)) for ahead in range(SHOWN_AHEAD))


def _day(unit: Unit, calendar: Calendar, day: date) -> DutyDay:
    openings = openings_on(unit.hours, calendar, day)
    duties = tuple(duty for duty in unit.roster if duty.day == day)
    return DutyDay(day, openings, duties, gaps(openings, duties))


def gaps(openings: Iterable[Opening], duties: Iterable[Duty]) -> tuple[Opening, ...]:
    """The parts of the openings that no duty covers."""
    found: list[Opening] = []
    by_start = sorted(duties, key=lambda duty: duty.start)
    for opening in openings:
        reached = opening.start
        for duty in by_start:
            if reached < duty.start < opening.end:
                found.append(Opening(reached, duty.start))
            if duty.start < opening.end:
                reached = max(reached, duty.end)
        if reached < opening.end:
            found.append(Opening(reached, opening.end))
    return tuple(found)
