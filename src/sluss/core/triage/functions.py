"""The functions of FHIRPath and SDC that are understood: an allow-list, each with what it takes and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, Protocol

from sluss.core.triage.operations import ACROSS, NUMBERS, Part, across, attempted, each, either, kept
from sluss.core.triage.paths import Nodes, Outline
from sluss.core.triage.questionnaire import Item, Scope
from sluss.core.triage.syntax import Tree, Unreadable


class Maker(Protocol):
    """What makes the arguments ready."""

    item: Item
    outline: Outline

    def one(self, tree: Tree, kind: str = "") -> Part: ...
    def inside(self, kind: str) -> Maker: ...


def called(maker: Maker, of: Part | Nodes | None, name: str, arguments: tuple[Tree, ...]) -> Part:
    """The function `name` of what stands before it. Raises Unreadable."""
    if of is None:
        return _choice(maker, arguments)
    make = FUNCTIONS.get(name)
    if make is None:
        raise Unreadable(f"the function {name}() is not understood here")
    least, most, act = make
    if not least <= len(arguments) <= most:
        raise Unreadable(f"{name}() does not take {len(arguments)} arguments")
    if isinstance(of, Nodes):
        asked = of.answers(maker.item, maker.outline)
        of = asked.values(maker.outline) if name in _OF_CODES else asked.answered(maker.outline)
    return act(maker, of, name, arguments)


def _choice(maker: Maker, arguments: tuple[Tree, ...]) -> Part:
    if len(arguments) != 3:
        raise Unreadable("iif() takes a condition and two values")
    condition, yes, no = maker.one(arguments[0], "boolean"), maker.one(arguments[1]), maker.one(arguments[2])
    if yes.kind != no.kind:
        raise Unreadable(f"iif() would be a {yes.kind} or a {no.kind}")
    return Part(yes.kind, False, either(condition.run, yes.run, no.run))


def _exists(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    if arguments:
        of = _where(maker, of, name, arguments)
    run, wanted = of.run, name == "exists"
    return Part("boolean", False, lambda scope, this: [bool(run(scope, this)) is wanted])


def _where(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    criteria = maker.inside(of.kind).one(arguments[0], "boolean")
    return Part(of.kind, of.many, kept(of.run, criteria.run))


def _not(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    run = _single(of, "boolean").run
    return Part("boolean", False, lambda scope, this: [not value for value in run(scope, this)])


def _count(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    return Part("number", False, across(lambda values: Decimal(len(values)), of.run))


def _end(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    run = of.run
    if name == "first":
        return Part(of.kind, False, lambda scope, this: run(scope, this)[:1])
    return Part(of.kind, False, lambda scope, this: run(scope, this)[-1:])


def _weight(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    if of.kind != "coding":
        raise Unreadable(f"{name}() is for the options of a choice, not for a {of.kind}")
    return Part("number", of.many, each(lambda coded: coded.weight, of.run))


def _starts(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    run, begin = _single(of, "text").run, maker.one(arguments[0], "text").run

    def starts(scope: Scope, this: Any) -> list[Any]:
        return [value.startswith(word) for value in run(scope, this) for word in begin(scope, this)]

    return Part("boolean", False, starts)


def _across(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    if of.kind != "number":
        raise Unreadable(f"{name}() is for numbers, not for a {of.kind}")
    return Part("number", False, across(ACROSS[name], of.run))


def _number(maker: Maker, of: Part, name: str, arguments: tuple[Tree, ...]) -> Part:
    run, more = _single(of, "number").run, [maker.one(argument, "number").run for argument in arguments]
    act = NUMBERS[name][1]

    def numbered(scope: Scope, this: Any) -> list[Any]:
        values = [part(scope, this) for part in (run, *more)]
        return attempted(act, *(value[0] for value in values)) if all(values) else []

    return Part("number", False, numbered)


def _single(of: Part, kind: str) -> Part:
    if of.many or of.kind != kind:
        raise Unreadable(f"a single {kind} is needed here, not {'several ' if of.many else 'a '}{of.kind}")
    return of


_OF_CODES: Final = frozenset({"weight", "ordinal"})
FUNCTIONS: Final[Mapping[str, tuple[int, int, Callable[[Maker, Part, str, tuple[Tree, ...]], Part]]]] = {
    "exists": (0, 1, _exists),
    "empty": (0, 0, _exists),
    "not": (0, 0, _not),
    "count": (0, 0, _count),
    "first": (0, 0, _end),
    "last": (0, 0, _end),
    "where": (1, 1, _where),
    "weight": (0, 0, _weight),
    "ordinal": (0, 0, _weight),
    "startsWith": (1, 1, _starts),
    **dict.fromkeys(ACROSS, (0, 0, _across)),
    **{name: (0 if name == "round" else takes, takes, _number) for name, (takes, _) in NUMBERS.items()},
}
