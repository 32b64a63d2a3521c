"""*Varför?*: the rule that decided, where it is written, and under which version (Y7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Why:
    """Of a case that a resident sent; the row in the words that it had then, `says`, which are empty for a case sent
    before rows were kept."""

    questionnaire: str
    questionnaire_version: str
    row: str
    says: str
    source: str
    pack: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`by` is a role, or who else it was, in words."""

    at: datetime
    what: str
    by: str
    pack: str
