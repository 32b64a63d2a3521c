"""What FHIRPath can do with values: a small function each, over lists (empty in, empty out)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from sluss.core.triage.questionnaire import Scope

# A value of an expression is one of these kinds, known at load; `many`: it may be several.
Values = list[Any]
Run = Callable[[Scope, Any], Values]
ORDERED: Final = frozenset({"number", "date", "dateTime", "time", "text"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an expression made ready: `run` gets what is known and what `$this` is."""

    kind: str
    many: bool
    run: Run


@dataclass(frozen=True, slots=True)
class Coded:
    """An option as it was chosen."""

    code: str
    display: str
    weight: Decimal | None


def _halves(number: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)


def _power(number: Decimal, exponent: Decimal) -> Decimal | None:
    # Large ones are nobody's score, and would take long.
    return number**exponent if abs(exponent) <= 8 else None


def _divided(left: Decimal, right: Decimal) -> Decimal | None:
    return left / right if right else None


def _whole(left: Decimal, right: Decimal) -> Decimal | None:
    return left // right if right else None


def _rest(left: Decimal, right: Decimal) -> Decimal | None:
    return left % right if right else None


def _and(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return True if left and right else None


def _or(left: bool | None, right: bool | None) -> bool | None:
    if left or right:
        return True
    return False if left is False and right is False else None


def _xor(left: bool | None, right: bool | None) -> bool | None:
    return None if left is None or right is None else left is not right


def _implies(left: bool | None, right: bool | None) -> bool | None:
    return _or(None if left is None else not left, right)


ARITHMETIC: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divided,
    "div": _whole,
    "mod": _rest,
}
COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {">": gt, "<": lt, ">=": ge, "<=": le, "=": eq, "!=": ne}
LOGIC: Final[Mapping[str, Callable[[bool | None, bool | None], bool | None]]] = {
    "and": _and,
    "or": _or,
    "xor": _xor,
    "implies": _implies,
}
# Of several numbers, one; of none, none, save that nothing sums up to nothing.
ACROSS: Final[Mapping[str, Callable[[Values], Any]]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "min": lambda values: min(values) if values else None,
    "max": lambda values: max(values) if values else None,
    "avg": lambda values: sum(values, Decimal(0)) / len(values) if values else None,
}
# Of one number and of what is said in the brackets.
NUMBERS: Final[Mapping[str, tuple[int, Callable[..., Decimal | None]]]] = {
    "abs": (0, abs),
    "sqrt": (0, lambda number: number.sqrt() if number >= 0 else None),
    "round": (1, _halves),
    "power": (1, _power),
}


def both(act: Callable[[Any, Any], Any], left: Run, right: Run) -> Run:
    """Empty when either side is, or when the numbers do not allow it."""

    def run(scope: Scope, this: Any) -> Values:
        one, other = left(scope, this), right(scope, this)
        if not one or not other:
            return []
        return attempted(act, one[0], other[0])

    return run


def logical(act: Callable[[bool | None, bool | None], bool | None], left: Run, right: Run) -> Run:
    def run(scope: Scope, this: Any) -> Values:
        one, other = left(scope, this), right(scope, this)
        found = act(one[0] if one else None, other[0] if other else None)
        return [] if found is None else [found]

    return run


def attempted(act: Callable[..., Any], *values: Any) -> Values:
    try:
        found = act(*values)
    except DecimalException:
        return []
    return [] if found is None else [found]


def across(act: Callable[[Values], Any], of: Run) -> Run:
    return lambda scope, this: attempted(act, of(scope, this))


def each(act: Callable[[Any], Any], of: Run) -> Run:
    return lambda scope, this: [found for value in of(scope, this) if (found := act(value)) is not None]


def kept(of: Run, criteria: Run) -> Run:
    return lambda scope, this: [value for value in of(scope, this) if criteria(scope, value) == [True]]


def either(condition: Run, yes: Run, no: Run) -> Run:
    return lambda scope, this: (yes if condition(scope, this) == [True] else no)(scope, this)
