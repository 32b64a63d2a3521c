"""The note is signed, and opened again (VML, Avsluta drop in chatt). What it says was told by NoteSaved."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.case.events.base import Event


@dataclass(frozen=True, slots=True)
class NoteSigned(Event):
    """`nothing`: the author chose *Inget att anteckna* (decision 13)."""

    author: UUID
    revision: int
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class NoteUnlocked(Event):
    """A new revision begins; what was signed is kept beside it."""

    author: UUID
    revision: int
