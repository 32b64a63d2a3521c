"""A unit's own settings: the sum of its changes, and the journal that they are the sum of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sluss.core.local.events import Change, Slot, slot, untouched

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """The last change of each slot, in the order in which the slots were first set."""

    last: Mapping[Slot, Change] = field(default_factory=dict)

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The slots that now say something of this kind, for example every phrase that is not removed."""
        return tuple(change for change in self.last.values() if isinstance(change, kind))

    def standing(self, change: Change) -> Change:
        """What now holds in the slot of `change`."""
        return self.last.get(slot(change), untouched(change))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the unit's journal; `name` is what the administrator was called then."""

    seq: int
    at: datetime
    actor: UUID
    name: str
    change: Change
    undoes: int | None = None


def fold(changes: Iterable[Change]) -> LocalSettings:
    return LocalSettings({slot(change): change for change in changes})


def settings_of(entries: Iterable[Entry]) -> LocalSettings:
    return fold(entry.change for entry in entries)


def before(entries: Sequence[Entry], entry: Entry) -> Change:
    """What the slot of an entry said before it."""
    return settings_of(one for one in entries if one.seq < entry.seq).standing(entry.change)


def undone(entries: Iterable[Entry]) -> frozenset[int]:
    return frozenset(entry.undoes for entry in entries if entry.undoes is not None)
