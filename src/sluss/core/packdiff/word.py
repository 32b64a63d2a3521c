"""What a value is called, and whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

RESIDENTS: Final = "För invånare"
STAFF: Final = "För personal"
ADMINISTRATORS: Final = "För administratörer"
AUDIENCES: Final = (RESIDENTS, STAFF, ADMINISTRATORS)


@dataclass(frozen=True, slots=True)
class Change:
    """`audience`: whom it concerns, one of AUDIENCES."""

    audience: str
    says: str


@dataclass(frozen=True, slots=True)
class Word:
    """`label` names the value, or one of them where it holds many by id; `codes` are the words of its codes."""

    label: str
    audience: str
    codes: Mapping[str, str] = field(default_factory=dict)


def to(audience: str, **labels: str) -> dict[str, Word]:
    return {name: Word(label, audience) for name, label in labels.items()}
