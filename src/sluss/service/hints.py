"""What is told after a commit. A hint carries no content: who gets it reads anew, as themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Hint:
    """`topics` are those who may care; `typing` is the side that writes just now, and then nothing has changed."""

    topics: tuple[str, ...]
    case_id: UUID | None = None
    seq: int = 0
    typing: str | None = None


Tell = Callable[[Hint], None]


def case_topic(case_id: UUID) -> str:
    return f"case:{case_id}"


def unit_topic(unit: str) -> str:
    return f"unit:{unit}"


def resident_topic(person_id: UUID) -> str:
    return f"resident:{person_id}"


def session_topic(session_id: UUID) -> str:
    return f"session:{session_id}"


def changed(case_id: UUID, seq: int, unit: str | None, resident: UUID | None) -> Hint:
    """A case has moved on to `seq`: for who reads it, for its unit's worklists, for the resident's own list."""
    topics = [case_topic(case_id)]
    if unit:
        topics.append(unit_topic(unit))
    if resident:
        topics.append(resident_topic(resident))
    return Hint(tuple(topics), case_id, seq)
