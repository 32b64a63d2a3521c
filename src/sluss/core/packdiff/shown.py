"""A value of a pack as Swedish words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from itertools import groupby
from typing import Final

from sluss.core.hours import Hours, Opening
from sluss.core.policy import Head

NOTHING: Final = "inget"
_DAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# What is longer is a text that somebody reads, and stands between quotation marks.
_WORD: Final = 30


def shown(value: object, codes: Mapping[str, str]) -> str:
    """Total over what packs hold; `codes` are the words of its codes."""
    match value:
        case bool():
            return "ja" if value else "nej"
        case None | "":
            return NOTHING
        case str():
            return codes.get(value, value if len(value) <= _WORD and "\n" not in value else f"”{value.strip()}”")
        case timedelta():
            return _time(value)
        case time():
            return f"{value:%H.%M}"
        case date():
            return value.isoformat()
        case Hours():
            return hours(value)
        case Head():
            return f"{value.name}, {value.mobile}"
        case Mapping():
            return _listed(f"{shown(key, codes)}: {shown(one, codes)}" for key, one in value.items())
        case frozenset() | set():
            return _listed(sorted(shown(one, codes) for one in value))
        case tuple():
            return _listed(_pair(one, codes) if isinstance(one, tuple) else shown(one, codes) for one in value)
        case _:
            return str(value)


def _pair(value: tuple[object, ...], codes: Mapping[str, str]) -> str:
    """A name that becomes another."""
    return " blir ".join(shown(one, codes) for one in value)


def hours(value: Hours) -> str:
    said = "dygnet runt, alla dagar" if value.always else _week(value.week)
    own = "; ".join(f"{day.isoformat()}: {_openings(value.exceptions[day])}" for day in sorted(value.exceptions))
    return f"{said}, utom {own}" if own else said


def _week(week: Mapping[int, tuple[Opening, ...]]) -> str:
    """Days that follow on each other with the same times are said together."""
    runs = [list(run) for _, run in groupby(range(7), key=lambda day: week.get(day, ()))]
    return ", ".join(f"{_span(run)} {_openings(week[run[0]])}" for run in runs if week.get(run[0]))


def _span(days: list[int]) -> str:
    return _DAYS[days[0]] if len(days) == 1 else f"{_DAYS[days[0]]}–{_DAYS[days[-1]]}"


def _openings(openings: tuple[Opening, ...]) -> str:
    return " och ".join(f"{_clock(one.start)}–{_clock(one.end)}" for one in openings) or "stängt"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}.{minute % 60:02}"


def _time(value: timedelta) -> str:
    for unit, one, several in ((_DAY, "dygn", "dygn"), (_HOUR, "timme", "timmar"), (_MINUTE, "minut", "minuter")):
        if value >= unit and not value % unit:
            number = value // unit
            return f"{number} {one if number == 1 else several}"
    return f"{value.total_seconds():g} sekunder"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or NOTHING
