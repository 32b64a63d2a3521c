"""What is told after a commit. A hint carries no content: who gets it reads anew, as themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Hint:
    """`topics` are those who may care; `case_id` is what has changed: a case, or a person's own notices (see `told`).
    `typing` is the side that writes just now, and then nothing has changed."""

    topics: tuple[str, ...]
    case_id: UUID | None = None
    seq: int = 0
    typing: str | None = None


Tell = Callable[[Hint], None]
# A unit has changed its own settings: every process lays them over its pack anew.
SETTINGS: Final = "settings"


def case_topic(case_id: UUID) -> str:
    return f"case:{case_id}"


def unit_topic(unit: str) -> str:
    return f"unit:{unit}"


def resident_topic(person_id: UUID) -> str:
    return f"resident:{person_id}"


def session_topic(session_id: UUID) -> str:
    return f"session:{session_id}"


def call_topic(call_id: UUID) -> str:
    """Who is in a call: somebody came, left, or was sent a signal."""
    return f"call:{call_id}"


def device_topic(device: UUID) -> str:
    """A device that is in a call: it was told something, by another party or by the SFU."""
    return f"device:{device}"


def meeting_topic(meeting: UUID) -> str:
    """A group visit: led by another, its call started or ended. Its patients' cases tell of themselves."""
    return f"meeting:{meeting}"


def staff_topic(staff_id: UUID) -> str:
    return f"staff:{staff_id}"


def told(staff_id: UUID) -> Hint:
    """A member of staff has a notice more, or has read some. The id is the person's: no case has changed."""
    return Hint((staff_topic(staff_id),), staff_id)


def changed(
    case_id: UUID, seq: int, units: Iterable[str | None], resident: UUID | None, staff: Iterable[UUID] = ()
) -> Hint:
    """A case has moved on to `seq`: for who reads it, for the worklists of `units`, for the resident's own list; for
    that of `staff` from other units, who are its guests."""
    topics = [case_topic(case_id), *(unit_topic(unit) for unit in dict.fromkeys(units) if unit)]
    if resident:
        topics.append(resident_topic(resident))
    topics.extend(staff_topic(one) for one in dict.fromkeys(staff))
    return Hint(tuple(topics), case_id, seq)
