"""The changes of a unit's own settings. Each stands in a slot, and the last one in its slot is what holds.

So nothing is ever taken back but by another change: undoing one says again what its slot held before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from sluss.core.hours import Opening


@dataclass(frozen=True, slots=True)
class PhraseSaved:
    """A phrase of the unit, added or written anew (VML, Hantera en chatt: nya fraser för enheten; F12)."""

    id: UUID
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PhraseRemoved:
    id: UUID


@dataclass(frozen=True, slots=True)
class HoursExcepted:
    """Other hours on one day; without openings the unit is closed. `reason` is for colleagues."""

    day: date
    openings: tuple[Opening, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class HoursExceptionRemoved:
    day: date


@dataclass(frozen=True, slots=True)
class FunctionTurned:
    """`function` is a key of FUNCTIONS (Y1)."""

    function: str
    on: bool


@dataclass(frozen=True, slots=True)
class FormTurned:
    """`form` is the id of a questionnaire among the forms of the pack."""

    form: str
    on: bool


@dataclass(frozen=True, slots=True)
class LinkSaved:
    """`where` is one of PLACES."""

    id: UUID
    title: str
    url: str
    where: str


@dataclass(frozen=True, slots=True)
class LinkRemoved:
    id: UUID


@dataclass(frozen=True, slots=True)
class RosterSet:
    """Who is responsible for the inflow, minutes after midnight; `staff` is empty for a name written by hand (D11)."""

    id: UUID
    day: date
    start: int
    end: int
    staff: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class RosterRemoved:
    id: UUID


Change: TypeAlias = (
    PhraseSaved
    | PhraseRemoved
    | HoursExcepted
    | HoursExceptionRemoved
    | FunctionTurned
    | FormTurned
    | LinkSaved
    | LinkRemoved
    | RosterSet
    | RosterRemoved
)
CHANGES: tuple[type[Change], ...] = (
    PhraseSaved,
    PhraseRemoved,
    HoursExcepted,
    HoursExceptionRemoved,
    FunctionTurned,
    FormTurned,
    LinkSaved,
    LinkRemoved,
    RosterSet,
    RosterRemoved,
)
Slot: TypeAlias = tuple[str, UUID | date | str]


def slot(change: Change) -> Slot:
    """What the change is about: two changes of one slot follow each other, of two slots stand beside each other."""
    match change:
        case PhraseSaved(id) | PhraseRemoved(id):
            return "phrase", id
        case HoursExcepted(day) | HoursExceptionRemoved(day):
            return "hours", day
        case FunctionTurned(name):
            return "function", name
        case FormTurned(name):
            return "form", name
        case LinkSaved(id) | LinkRemoved(id):
            return "link", id
        case RosterSet(id) | RosterRemoved(id):
            return "roster", id


def untouched(change: Change) -> Change:
    """What the slot says while nobody has set it: nothing of the unit's own, and in use what the region uses."""
    match change:
        case PhraseSaved(id):
            return PhraseRemoved(id)
        case HoursExcepted(day):
            return HoursExceptionRemoved(day)
        case FunctionTurned(name):
            return FunctionTurned(name, True)
        case FormTurned(name):
            return FormTurned(name, True)
        case LinkSaved(id):
            return LinkRemoved(id)
        case RosterSet(id):
            return RosterRemoved(id)
        case PhraseRemoved() | HoursExceptionRemoved() | LinkRemoved() | RosterRemoved():
            return change
