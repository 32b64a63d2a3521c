"""FHIRPath made ready at load: every path becomes the link ids that it means, and every kind is known.

What may be several where one is needed, compares a text with a number, points at no question or looks at a question
below itself is refused here. So nothing can fail while a resident answers, and no two expressions can go in circles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sluss.core.triage.functions import called
from sluss.core.triage.operations import ARITHMETIC, COMPARE, LOGIC, ORDERED, Part, attempted, both, logical
from sluss.core.triage.paths import Nodes, Outline, navigated
from sluss.core.triage.questionnaire import Expression, Item, Scope
from sluss.core.triage.syntax import Call, Constant, Infix, Literal, Member, Negative, This, Tree, Unreadable
from sluss.core.triage.values import plain

# What a calculated item of a type may come to.
RESULTS: Mapping[str, str] = {
    "boolean": "boolean",
    "integer": "number",
    "decimal": "number",
    "string": "text",
    "text": "text",
}
MOST_DIGITS = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Variable:
    """`context` is the item that declares it, none: the questionnaire itself; `before` are those that it may name."""

    tree: Tree
    context: Item | None
    before: Mapping[str, Variable]


def calculated(text: str, tree: Tree, item: Item, outline: Outline, variables: Mapping[str, Variable]) -> Expression:
    """The `calculatedExpression` of an item. Raises Unreadable."""
    if item.type not in RESULTS:
        raise Unreadable(f"an item of type {item.type} cannot be calculated")
    part = _Maker(item, outline, variables, item).one(tree, RESULTS[item.type])
    whole = item.type == "integer"

    def value(scope: Scope) -> tuple[str, ...]:
        # A number too long to be anybody's score is none.
        return tuple(kept for found in part.run(scope, None) for kept in attempted(_kept, found, whole))

    return Expression(text, value)


def condition(text: str, tree: Tree, item: Item, outline: Outline, variables: Mapping[str, Variable]) -> Expression:
    """The `enableWhenExpression` of an item. Raises Unreadable."""
    part = _Maker(item, outline, variables, item).one(tree, "boolean")
    return Expression(text, lambda scope: ("true",) if part.run(scope, None) == [True] else ())


def _kept(found: Any, whole: bool) -> str:
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, Decimal):
        return plain(found.quantize(Decimal(1) if whole else MOST_DIGITS, ROUND_HALF_UP))
    return str(found)


class _Maker:
    """Makes the expressions of one item; `context` is the item whose expression or variable is being read."""

    def __init__(
        self, item: Item, outline: Outline, variables: Mapping[str, Variable], context: Item | None, this: str = ""
    ) -> None:
        self.item, self.outline, self.variables = item, outline, variables
        self.context, self.this = context, this

    def inside(self, kind: str) -> _Maker:
        """The same where `$this` is a value of the kind: within the brackets of `where` and `exists`."""
        return _Maker(self.item, self.outline, self.variables, self.context, kind)

    def one(self, tree: Tree, kind: str = "") -> Part:
        part = self.part(tree)
        if part.many:
            raise Unreadable("there may be several values where one is needed: say sum(), count(), first() or exists()")
        if kind and part.kind != kind:
            raise Unreadable(f"this comes to a {part.kind}, where a {kind} is needed")
        return part

    def part(self, tree: Tree) -> Part:
        found = self.any(tree)
        if isinstance(found, Nodes):
            raise Unreadable("this ends at an item: say .answer.value, or .answer.exists()")
        return found

    def any(self, tree: Tree) -> Part | Nodes:
        match tree:
            case Literal(value):
                kind = "boolean" if isinstance(value, bool) else "number" if isinstance(value, Decimal) else "text"
                return Part(kind, False, lambda scope, this: [value])
            case This() if self.this:
                return Part(self.this, False, lambda scope, this: [this])
            case This():
                return self.outline.context(self.context)
            case Constant("resource"):
                return self.outline.context(None)
            case Constant("context"):
                return self.outline.context(self.context)
            case Constant(name) if name in self.variables:
                known = self.variables[name]
                return _Maker(self.item, self.outline, known.before, known.context).any(known.tree)
            case Constant(name):
                raise Unreadable(f"there is no variable %{name} above this place")
            case Negative(of):
                run = self.one(of, "number").run
                return Part("number", False, lambda scope, this: [-value for value in run(scope, this)])
            case Infix(operator, left, right):
                return self._infix(operator, left, right)
            case Member(of, name):
                return self._member(self.any(of), name)
            case Call(This(), "iif", arguments):
                return called(self, None, "iif", arguments)
            case Call(of, name, arguments):
                start = self.any(of)
                moved = navigated(start, name, arguments, self.item, self.outline) if isinstance(start, Nodes) else None
                return moved or called(self, start, name, arguments)
        raise AssertionError(tree)

    def _member(self, start: Part | Nodes, name: str) -> Part | Nodes:
        if isinstance(start, Nodes):
            return start.member(name, self.item, self.outline)
        if start.kind == "coding" and name in ("code", "display"):
            run = start.run
            return Part("text", start.many, lambda scope, this: [getattr(value, name) for value in run(scope, this)])
        if start.kind == "quantity" and name in ("value", "unit", "code"):
            kind, field = ("number", "number") if name == "value" else ("text", "unit")
            run = start.run
            return Part(kind, start.many, lambda scope, this: [getattr(value, field) for value in run(scope, this)])
        raise Unreadable(f"a {start.kind} has no {name}")

    def _infix(self, operator: str, left: Tree, right: Tree) -> Part:
        if operator in LOGIC:
            one, other = self.one(left, "boolean"), self.one(right, "boolean")
            return Part("boolean", False, logical(LOGIC[operator], one.run, other.run))
        if operator in ("|", "in"):
            return self._among(operator, self.part(left), self.part(right))
        one, other = self.one(left), self.one(right)
        if one.kind != other.kind:
            raise Unreadable(f"{operator} stands between a {one.kind} and a {other.kind}")
        if operator in ARITHMETIC:
            if one.kind != "number" and (operator, one.kind) != ("+", "text"):
                raise Unreadable(f"{operator} is not for a {one.kind}")
            return Part(one.kind, False, both(ARITHMETIC[operator], one.run, other.run))
        if operator not in COMPARE:
            raise Unreadable(f"the operator {operator} is not understood here")
        if one.kind in ("coding", "quantity") or (operator not in ("=", "!=") and one.kind not in ORDERED):
            raise Unreadable(f"a {one.kind} cannot be compared by {operator}: take its .code or .value")
        return Part("boolean", False, both(COMPARE[operator], one.run, other.run))

    def _among(self, operator: str, one: Part, other: Part) -> Part:
        if one.kind != other.kind or one.kind in ("coding", "quantity"):
            raise Unreadable(f"{operator} stands between a {one.kind} and a {other.kind}")
        if operator == "|":
            left, right = one.run, other.run
            return Part(one.kind, True, lambda s, this: list(dict.fromkeys([*left(s, this), *right(s, this)])))
        if one.many:
            raise Unreadable("there may be several values where one is needed, before in")
        first, run = one.run, other.run
        return Part("boolean", False, lambda s, this: [found[0] in run(s, this)] if (found := first(s, this)) else [])
