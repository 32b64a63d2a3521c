"""The moments that differ: of a pack's own hours and calendar, over the year that begins on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from sluss.core.hours import MINUTES_A_DAY, STOCKHOLM, Calendar, Hours, Opening, openings_on
from sluss.core.policy import Pack

YEAR: Final = 366
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, and what is particular about it in Swedish."""

    at: datetime
    what: str


def moments(pack: Pack, calendar: Calendar, first: date) -> tuple[Moment, ...]:
    """Each instant once, in order; what names it is the first that is particular about it."""
    days = [first + timedelta(days=n) for n in range(YEAR)]
    found: dict[datetime, Moment] = {}
    for one in (*_of_units(pack, calendar, days), *_of_days(pack, calendar, days), *_of_the_clock(days)):
        found.setdefault(one.at.astimezone(UTC), one)
    return tuple(found[at] for at in sorted(found))


def _of_units(pack: Pack, calendar: Calendar, days: list[date]) -> Iterator[Moment]:
    for hours in _distinct(pack):
        seen: set[tuple[Opening, ...]] = set()
        for day in days:
            openings = openings_on(hours, calendar, day)
            if openings and openings not in seen and not hours.always:
                seen.add(openings)
                yield from _around(day, openings)
        for day in sorted(hours.exceptions.keys() & {*days}):
            yield from _around(day, hours.exceptions[day])
            yield Moment(_clock(day, 12 * 60), "en dag med andra öppettider")
        yield from _before_the_longest(hours, calendar, days)


def _of_days(pack: Pack, calendar: Calendar, days: list[date]) -> Iterator[Moment]:
    common = [day for day in days if day not in calendar.closed]
    for weekday, what in ((2, "en vardag"), (5, "en lördag"), (6, "en söndag")):
        day = next(one for one in common if one.weekday() == weekday)
        yield Moment(_clock(day, 12 * 60), what)
        yield Moment(_clock(day, 20 * 60), f"{what}, kvällen")
        yield Moment(_clock(day, 3 * 60), f"{what}, natten")
    for day in sorted(calendar.closed & {*days}):
        what = "en dag då regionen har stängt" if day in pack.closed_days else "en helgdag"
        yield Moment(_clock(day, 10 * 60), what)
        yield Moment(_clock(day, 16 * 60), what)
        yield Moment(_clock(day - timedelta(days=1), 16 * 60), f"dagen före {what}")


def _of_the_clock(days: list[date]) -> Iterator[Moment]:
    """The last minute before the clock is changed, the first after it, and both halves of the hour that comes twice."""
    for day in days:
        midnight, next_one = _clock(day, 0), _clock(day, MINUTES_A_DAY)
        if _ahead_of_utc(midnight) == _ahead_of_utc(next_one):
            continue
        begins = _ahead_of_utc(next_one) > _ahead_of_utc(midnight)
        what = "sommartid börjar" if begins else "sommartid slutar"
        start = midnight.astimezone(UTC)
        change = next(
            at
            for at in (start + timedelta(minutes=n) for n in range(1, 25 * 60))
            if _ahead_of_utc(at.astimezone(STOCKHOLM)) != _ahead_of_utc(midnight)
        )
        for at in (change - _MINUTE, change, change + timedelta(minutes=30), change - timedelta(minutes=30)):
            yield Moment(at.astimezone(STOCKHOLM), what)


def _ahead_of_utc(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta()


def _around(day: date, openings: tuple[Opening, ...]) -> Iterator[Moment]:
    for opening in openings:
        yield Moment(_clock(day, opening.start - 1), "minuten före öppningen")
        yield Moment(_clock(day, opening.start), "öppningsminuten")
        yield Moment(_clock(day, (opening.start + opening.end) // 2), "mitt i öppettiden")
        yield Moment(_clock(day, opening.end - 1), "sista minuten")
        yield Moment(_clock(day, opening.end), "stängningsminuten")


def _before_the_longest(hours: Hours, calendar: Calendar, days: list[date]) -> Iterator[Moment]:
    """Around the closing that is followed by the longest time until somebody is there again."""
    spans = [
        (_clock(day, one.start), _clock(day, one.end)) for day in days for one in openings_on(hours, calendar, day)
    ]
    gaps = [(opens.astimezone(UTC) - closes.astimezone(UTC), closes) for (_, closes), (opens, _) in pairwise(spans)]
    # Round the clock one opening follows another.
    if any(gap for gap, _ in gaps):
        _, closes = max(gaps, key=lambda gap: (gap[0], -gap[1].timestamp()))
        yield Moment(closes - _MINUTE, "sista minuten före årets längsta stängning")
        yield Moment(closes, "årets längsta stängning börjar")


def _distinct(pack: Pack) -> list[Hours]:
    found: list[Hours] = []
    for unit in pack.units.values():
        if unit.hours not in found:
            found.append(unit.hours)
    return found


def _clock(day: date, minute: int) -> datetime:
    ahead, minute = divmod(minute, MINUTES_A_DAY)
    return datetime.combine(day + timedelta(days=ahead), time(minute // 60, minute % 60), STOCKHOLM)
