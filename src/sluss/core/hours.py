"""When a unit is open. Times come in and go out aware; the hours are those of a clock in Stockholm (D10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
MINUTES_A_DAY: Final = 24 * 60

# Longer than any row of closed days: who looks further looks at hours that never open.
_HORIZON = 400


@dataclass(frozen=True, slots=True)
class Opening:
    """Minutes after midnight, from `start` until before `end` (1440 is midnight)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Openings by weekday (0 is Monday), in order and apart. `always`: round the clock, also on closed days.

    A day among `exceptions` has those openings instead, none when it is closed, whatever else is said of it.
    """

    week: Mapping[int, tuple[Opening, ...]]
    always: bool = False
    exceptions: Mapping[date, tuple[Opening, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which only round-the-clock units are open."""

    closed: frozenset[date] = frozenset()


def is_open(hours: Hours, calendar: Calendar, at: datetime) -> bool:
    return any(start <= at < end for start, end in _openings(hours, calendar, local_day(at)))


def next_open(hours: Hours, calendar: Calendar, at: datetime) -> datetime:
    """`at` itself when open, else the next opening. LookupError for hours that never open."""
    start, _ = next(_ahead(hours, calendar, at))
    return start.astimezone(STOCKHOLM)


def expected_answer(hours: Hours, calendar: Calendar, at: datetime, within: timedelta) -> datetime:
    """When an answer can be expected at the latest: `within` counts open time only (decision 3)."""
    left = within
    for start, end in _ahead(hours, calendar, at):
        if end - start >= left:
            return (start + left).astimezone(STOCKHOLM)
        left -= end - start
    raise AssertionError("openings ahead never end without an error")


def open_until(hours: Hours, calendar: Calendar, at: datetime, days: int) -> datetime:
    """Closing time of the first open day at least `days` from today, and always after `at` (decision 12)."""
    first = local_day(at) + timedelta(days=days)
    for day in (first + timedelta(days=offset) for offset in range(_HORIZON)):
        openings = _openings(hours, calendar, day)
        if openings and openings[-1][1] > at:
            return openings[-1][1].astimezone(STOCKHOLM)
    raise LookupError("these hours never open")


def openings_on(hours: Hours, calendar: Calendar, day: date) -> tuple[Opening, ...]:
    if day in hours.exceptions:
        return hours.exceptions[day]
    if hours.always:
        return (Opening(0, MINUTES_A_DAY),)
    return () if day in calendar.closed else hours.week.get(day.weekday(), ())


def local_day(at: datetime) -> date:
    """The day it is in Stockholm. ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone is no time here")
    return at.astimezone(STOCKHOLM).date()


def open_throughout(hours: Hours, calendar: Calendar, start: datetime, end: datetime) -> bool:
    """Whether it is open at `start` and does not close before `end`."""
    at = start
    for opens, closes in _ahead(hours, calendar, start):
        if opens > at:
            return False
        if closes >= end:
            return True
        at = closes
    raise AssertionError("openings ahead never end without an error")


def _ahead(hours: Hours, calendar: Calendar, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Openings from `at` on, the one under way cut at `at`. LookupError after a year and more without any."""
    day, last = local_day(at), local_day(at)
    while (day - last).days < _HORIZON:
        for start, end in _openings(hours, calendar, day):
            if end > at:
                last = day
                yield max(start, at.astimezone(UTC)), end
        day += timedelta(days=1)
    raise LookupError("these hours never open")


def _openings(hours: Hours, calendar: Calendar, day: date) -> list[tuple[datetime, datetime]]:
    opened = openings_on(hours, calendar, day)
    return [(_instant(day, opening.start), _instant(day, opening.end)) for opening in opened]


def _instant(day: date, minute: int) -> datetime:
    """UTC, since differences of local times count no lost or won hour."""
    ahead, minute = divmod(minute, MINUTES_A_DAY)
    clock = time(minute // 60, minute % 60, tzinfo=STOCKHOLM)
    return datetime.combine(day + timedelta(days=ahead), clock).astimezone(UTC)
