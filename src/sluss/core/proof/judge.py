"""Whether what becomes of a case is right: a person, a promised day, or 112 and 1177 in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sluss.core.guidance import ADVICE_LINE, EMERGENCY, URGENT, by_the_table, nobody_answers, while_waiting
from sluss.core.hours import Calendar, is_open
from sluss.core.policy import Pack, Placement

# How far off a promised day may be, longest closing of the year and all: over Christmas or Easter five days.
LONGEST_WAIT: Final = timedelta(days=5)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is empty when all is well, else a key of `words.FAULTS`. `leans`: the accepted risk that it takes."""

    fault: str = ""
    leans: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """One case as it is sent: `on` is the day for which the pack is proved."""

    pack: Pack
    calendar: Calendar
    place: Placement
    priority: int
    at: datetime
    staffed: bool
    on: date


def judge(s: Situation) -> Verdict:
    place = s.place
    told = by_the_table(place.advice)
    if place.role not in place.unit.roles:
        return Verdict("no_role")
    if not place.row.send:
        return _turned_away(s, told)
    if place.promised_at.astimezone(UTC) - s.at.astimezone(UTC) > LONGEST_WAIT:
        return Verdict("far")
    if not is_open(place.unit.hours, s.calendar, place.promised_at - _INSTANT):
        return Verdict("promise_closed")
    if s.priority not in URGENT:
        return Verdict()
    if not place.open:
        return _in_a_closed_queue(s, told)
    return _in_an_open_queue(s, told)


def _turned_away(s: Situation, told: tuple[str, ...]) -> Verdict:
    """Nothing is sent, so the words are all there is."""
    if not told:
        return Verdict("turned_away_silent")
    return Verdict("wrong_number") if s.priority == 1 and told[0] != EMERGENCY else Verdict()


def _in_a_closed_queue(s: Situation, told: tuple[str, ...]) -> Verdict:
    """Decision 4: priority 1 waits for the next opening only by a named risk, and after 112; priority 2 by either."""
    risk = s.pack.accepted_risks.get(s.place.row.accepted_risk or "")
    if risk and risk.until < s.on:
        return Verdict("risk_over")
    leans = risk.id if risk else ""
    if s.priority != 1:
        return Verdict(leans="" if told else leans) if told or risk else Verdict("closed_silent")
    if not told:
        return Verdict("closed_silent")
    if told[0] != EMERGENCY:
        return Verdict("wrong_number")
    return Verdict(leans=leans) if risk else Verdict("no_risk")


def _in_an_open_queue(s: Situation, told: tuple[str, ...]) -> Verdict:
    """Decision 2: when nobody is there, or it closes first, the resident is told whom to call at once."""
    place = s.place
    if not nobody_answers(place.unit, s.calendar, s.at, place.promised_at, s.staffed):
        return Verdict()
    if s.priority == 1:
        return Verdict() if told[:1] == (EMERGENCY,) else Verdict("unstaffed_silent")
    on_the_page = while_waiting(s.priority, nobody=True)
    return Verdict() if ADVICE_LINE in (*told, *on_the_page) else Verdict("unstaffed_silent")
