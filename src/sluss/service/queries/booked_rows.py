"""What a booked visit says in the worklists: its time, whose it is, and whether the patient is there (E6, J9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sluss.core.booked import tomorrow
from sluss.core.case.model import BOOKED
from sluss.core.hours import local_day
from sluss.service.views.clinic import WorklistRow
from sluss.service.views.scheduled import BookedLine

AHEAD: Final = frozenset({"booked", "accepted", "visit"})


def booked_today(row: Any, now: datetime) -> bool:
    return local_day(row["booked_from"]) == local_day(now)


def booked_line(row: Any, now: datetime) -> BookedLine | None:
    """None of what was never booked, and of a visit that has been."""
    if row["flow"] != BOOKED or row["phase"] not in AHEAD:
        return None
    arrived, missed = row["arrived_at"], row["no_show_at"]
    absent = missed is not None and (arrived is None or arrived < missed)
    return BookedLine(
        kind=row["booked_kind"],
        starts=row["booked_from"],
        ends=row["booked_until"],
        staff=row["booked_staff"],
        staff_name=row["booked_name"] or "",
        arrived_at=arrived,
        no_show=absent,
        late=row["phase"] != "visit" and not absent and now >= row["booked_from"],
        due=row["booked_from"] < tomorrow(now),
    )


def hidden_booked(rows: Sequence[WorklistRow]) -> tuple[int, int]:
    """E14: what a filter hides and should not be missed: risk, and who waits for somebody who has yet to come."""
    awaited = [row for row in rows if row.owner is None and row.booked and _waits(row.booked)]
    return sum(row.urgent or row.suicide_flag for row in rows), len(awaited)


def _waits(line: BookedLine) -> bool:
    return line.arrived_at is not None or line.late or line.no_show
