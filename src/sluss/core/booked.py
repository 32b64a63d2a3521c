"""Booked visits, as pages, lists and jobs ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from sluss.core.case.commands.booking import Reminder
from sluss.core.case.model import BOOKED, Case
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM, local_day
from sluss.core.routine import Booking

# What a booked visit is until it has been.
AHEAD: Final = frozenset({Phase.BOOKED, Phase.ACCEPTED, Phase.VISIT})
# What a booked visit ended with, when it was not held here, and what the worklist says of it.
OUTCOMES: Final = {"no_show": "Uteblivet besök", "by_phone": "Besöket hölls på telefon", "cancelled": "Avbokat"}


@dataclass(frozen=True, slots=True)
class Reminding:
    kind: Reminder
    at: datetime


def tomorrow(now: datetime) -> datetime:
    """The midnight that ends the day in Stockholm."""
    return datetime.combine(local_day(now) + timedelta(days=1), time(), STOCKHOLM)


def ahead(case: Case) -> bool:
    """Whether it lies among the booked visits that are still to be held."""
    return case.flow == BOOKED and case.phase in AHEAD


def came_late(case: Case) -> bool:
    """Noted as not come, and came after all."""
    return case.no_show_at is not None and case.arrived_at is not None and case.arrived_at > case.no_show_at


def no_show(case: Case) -> bool:
    return case.no_show_at is not None and not came_late(case)


def is_today(case: Case, now: datetime) -> bool:
    return case.booked_from is not None and local_day(case.booked_from) == local_day(now)


def may_be_taken(case: Case, now: datetime) -> bool:
    """On its day: taken earlier it would keep its owner at work, who goes home before it begins (V2)."""
    return case.booked_from is None or local_day(case.booked_from) <= local_day(now)


def awaited(case: Case, now: datetime) -> bool:
    """Nobody has taken it, and the patient is there, or it should have begun."""
    begun = case.booked_from is not None and case.booked_from <= now
    return case.phase is Phase.BOOKED and (begun or case.arrived_at is not None)


def reminders(starts: datetime, rules: Booking, now: datetime) -> tuple[Reminding, ...]:
    """J1: the same day, and just before. What would come before now, or after the next one, is left out.

    The clock of the day is that of Stockholm; the minutes before are minutes that pass, also in the night when the
    clocks change.
    """
    day = datetime.combine(local_day(starts), rules.same_day_at, STOCKHOLM)
    before = starts.astimezone(UTC) - rules.just_before
    found = [Reminding("just_before", before)] if before > now else []
    return (*([Reminding("same_day", day)] if now < day < before else []), *found)
