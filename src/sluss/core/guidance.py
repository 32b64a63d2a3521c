"""Whom the resident is told to call besides waiting: what the pages say, and what the proof of a pack counts on."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sluss.core.hours import Calendar, open_throughout
from sluss.core.policy import Unit

EMERGENCY: Final = "112"
ADVICE_LINE: Final = "1177"
# The priorities that no queue may hold in silence: 1, and 2 by default.
URGENT: Final = frozenset({1, 2})


def by_the_table(advice: str | None) -> tuple[str, ...]:
    """The numbers that a routing row tells, the first one first (C14, decisions 2 and 4)."""
    if advice in ("urgent", "call_112"):
        return (EMERGENCY, ADVICE_LINE)
    return (ADVICE_LINE, EMERGENCY) if advice == "call_1177" else ()


def nobody_answers(unit: Unit, calendar: Calendar, now: datetime, promised_at: datetime, staffed: bool) -> bool:
    """Whether the case lies where nobody will see it now: closed, about to close before the answer, or unstaffed."""
    return not staffed or not open_throughout(unit.hours, calendar, now, max(now, promised_at))


def while_waiting(priority: int, nobody: bool) -> tuple[str, ...]:
    """The numbers that the case's own page tells the one who waits where nobody answers."""
    return (ADVICE_LINE, EMERGENCY) if priority in URGENT and nobody else ()
