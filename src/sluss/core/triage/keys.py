"""Under which key an answer is kept: its link id, and in a repeated group the instance before it.

`lakemedel~2~namn` is the name in the second instance of the group `lakemedel`, and `lakemedel~2~` says whether there is
a third. The number stays with its instance. A tilde means nothing in an address, and stands in no link id.
"""

from __future__ import annotations

from typing import Final

SIGN: Final = "~"
# What would be read as something else in a key, in the address of a page, or in the name of a field.
FORBIDDEN: Final = f"{SIGN}/\\?#%&+<>\"'"


def instance(place: str, group: str, number: int) -> str:
    """What the keys in this instance of the group begin with; `place` is the same of the instance around it."""
    return f"{place}{group}{SIGN}{number}{SIGN}"


def link_of(key: str) -> str:
    """The link id of the question; empty for the question whether there is one instance more."""
    return key.rpartition(SIGN)[2]


def numbers_of(key: str) -> tuple[int, ...]:
    """The instances that the question stands in, the outermost first."""
    return tuple(int(part) for part in key.split(SIGN)[1:-1:2])
