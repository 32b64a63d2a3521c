"""FHIRPath as a tree, whoever read it: only what the subset can hold (docs/questionnaires.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Literal:
    value: Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Constant:
    """`%resource`, `%context`, or a variable."""

    name: str


@dataclass(frozen=True, slots=True)
class This:
    """`$this`, or what stands before a name that nothing stands before."""


@dataclass(frozen=True, slots=True)
class Member:
    of: Tree
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    of: Tree
    name: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Infix:
    operator: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Negative:
    of: Tree


Tree = Literal | Constant | This | Member | Call | Infix | Negative


def constants(tree: Tree) -> set[str]:
    """The names after a percent sign."""
    match tree:
        case Constant(name):
            return {name}
        case Infix(_, left, right):
            return constants(left) | constants(right)
        case Member(of, _) | Negative(of):
            return constants(of)
        case Call(of, _, arguments):
            return constants(of).union(*map(constants, arguments))
    return set()


class Unreadable(Exception):
    """FHIRPath that is none, or outside the subset; says why."""


Reader = Callable[[str], Tree]


def no_reader(text: str) -> Tree:
    raise Unreadable("no expressions are read here")
