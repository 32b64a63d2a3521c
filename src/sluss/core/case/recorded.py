"""An event in the journal of its case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluss.core.case.events import Event


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its place in the journal of its case."""

    seq: int
    at: datetime
    event: Event
