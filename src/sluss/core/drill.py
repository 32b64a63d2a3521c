"""A drill: the whole routine with a test patient, so that staff have done it before it is in earnest.

H24, Hantering av suicidal patient: what is done seldom, and may not go wrong. A drill is a case like any other to those
who practise. To everybody else it is none: nobody is told of it, and it counts in nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from sluss.core.people import Person

LASTS: Final = timedelta(hours=24)
# Stands in the name itself, so that no list can forget to say it.
MARK: Final = "(övning)"
# Before what is copied to the record.
COPIED: Final = "ÖVNING"
_PATIENTS: Final = UUID("6f3a1f0e-9b1c-4b52-9d35-0d0c6a4f7e21")


@dataclass(frozen=True, slots=True)
class Who:
    """The test patient; `personnummer`: twelve digits of the range that is given to nobody."""

    given_name: str
    family_name: str
    personnummer: str


@dataclass(frozen=True, slots=True)
class Drill:
    """A scenario. `text` says what one practises; `answers` are given already, `lines` are what the patient says in
    the chat, in order."""

    id: str
    title: str
    text: str
    who: Who
    reason: str
    answers: Mapping[str, tuple[str, ...]]
    lines: tuple[str, ...] = ()


def patient_of(who: Who) -> Person:
    """The same number is the same person in every drill, and can be told from one who has logged in."""
    number = who.personnummer
    born = date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    return Person(uuid5(_PATIENTS, number), number, who.given_name, f"{who.family_name} {MARK}", born)


def next_line(drill: Drill, left: int) -> str | None:
    """What the patient says now, when `left` of the lines are not said; None when there is nothing more to say."""
    return drill.lines[-left] if 0 < left <= len(drill.lines) else None
