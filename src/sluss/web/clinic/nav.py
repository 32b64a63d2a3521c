"""The ways through the clinic: the views of *Patientliggaren* in the bar, the rest in *Huvudmeny* (E1 to E9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Way:
    """`view` names the page that is open and the count beside the title; without its `function` it is not shown."""

    view: str
    title: str
    path: str
    function: str = ""


VIEWS: Final = (
    Way("drop-in", "Drop in", "/clinic/drop-in"),
    Way("asynkrona", "Asynkrona", "/clinic/asynkrona"),
)
MENU: Final[tuple[Way, ...]] = ()


def shown(ways: tuple[Way, ...], functions: frozenset[str]) -> tuple[Way, ...]:
    """Those that the unit uses (Y1)."""
    return tuple(way for way in ways if not way.function or way.function in functions)
