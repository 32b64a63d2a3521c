"""The part of FHIRPath that walks a response: resolved at load to the questions that it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal as Either

from sluss.core.triage.operations import Coded, Part, Values
from sluss.core.triage.questionnaire import Item, Scope, everything
from sluss.core.triage.syntax import Call, Infix, Literal, Member, This, Tree, Unreadable
from sluss.core.triage.values import measure

KINDS: Mapping[str, str] = {
    "boolean": "boolean",
    "integer": "number",
    "decimal": "number",
    "string": "text",
    "text": "text",
    "url": "text",
    "choice": "coding",
    "open-choice": "coding",
    "quantity": "quantity",
    "date": "date",
    "dateTime": "dateTime",
    "time": "time",
}


@dataclass(frozen=True, slots=True)
class Outline:
    """The items of a questionnaire: their order, and the repeated groups that each lies in."""

    items: tuple[Item, ...]
    order: Mapping[str, int]
    within: Mapping[str, frozenset[str]]

    def context(self, item: Item | None) -> Nodes:
        return Nodes("items", (item,), self.repeated(item)) if item else Nodes("resource", self.items, frozenset())

    def repeated(self, item: Item) -> frozenset[str]:
        own = {item.link_id} if item.type == "group" and item.repeats else set[str]()
        return self.within[item.link_id] | own


def outline(items: tuple[Item, ...]) -> Outline:
    within: dict[str, frozenset[str]] = {}

    def enter(inner: tuple[Item, ...], groups: frozenset[str]) -> None:
        for item in inner:
            within[item.link_id] = groups
            enter(item.items, groups | {item.link_id} if item.type == "group" and item.repeats else groups)

    enter(items, frozenset())
    return Outline(items, {item.link_id: n for n, item in enumerate(everything(items))}, within)


@dataclass(frozen=True, slots=True)
class Nodes:
    """Items of the response, or their answers; `here` are the groups of which only the present instance counts."""

    kind: Either["resource", "items", "answers"]
    items: tuple[Item, ...]
    here: frozenset[str]

    def member(self, name: str, item: Item, outline: Outline) -> Part | Nodes:
        if name == "item":
            inner = self.items if self.kind == "resource" else tuple(i for one in self.items for i in one.items)
            return Nodes("items", inner, self.here)
        if name == "answer" and self.kind == "items":
            return self.answers(item, outline)
        if name == "value" and self.kind == "answers":
            return self.values(outline)
        raise Unreadable(f"{name} leads nowhere from here")

    def answers(self, item: Item, outline: Outline) -> Nodes:
        """The answers that the expression of `item` may look at."""
        asked = tuple(one for one in self.items if one.is_question)
        if not asked or self.kind == "resource":
            raise Unreadable("this path leads to no question")
        for one in asked:
            if outline.order[one.link_id] >= outline.order[item.link_id]:
                raise Unreadable(
                    f"the question {one.link_id} does not stand above this one: expressions look back, so that none "
                    "goes in circles"
                )
        return Nodes("answers", asked, self.here)

    def answered(self, outline: Outline) -> Part:
        """Whatever was answered, to be counted or to exist."""
        links, inside = [item.link_id for item in self.items], bool(self.here)

        def run(scope: Scope, this: Any) -> Values:
            known = scope.here if inside else scope.everywhere
            return [value for link in links for value in known.get(link, ())]

        return Part("answer", self.several(outline), run)

    def values(self, outline: Outline) -> Part:
        kinds = {KINDS[item.type] for item in self.items}
        if len(kinds) > 1:
            raise Unreadable(f"these answers are of different kinds: {', '.join(sorted(kinds))}")
        reads = tuple((item.link_id, _reading(item)) for item in self.items)
        inside = bool(self.here)

        def run(scope: Scope, this: Any) -> Values:
            known = scope.here if inside else scope.everywhere
            return [read(value) for link, read in reads for value in known.get(link, ())]

        return Part(kinds.pop(), self.several(outline), run)

    def several(self, outline: Outline) -> bool:
        (first, *rest) = self.items
        return bool(rest) or first.repeats or bool(outline.within[first.link_id] - self.here)


def navigated(start: Nodes, name: str, arguments: tuple[Tree, ...], item: Item, outline: Outline) -> Nodes | None:
    """A function that leads to items; None for one that asks something about them."""
    inner = start.items if start.kind == "resource" else tuple(i for one in start.items for i in one.items)
    if start.kind != "answers" and name == "descendants" and not arguments:
        return Nodes("items", tuple(everything(inner)), start.here)
    if start.kind != "answers" and name == "repeat" and arguments == (Member(This(), "item"),):
        return Nodes("items", tuple(everything(inner)), start.here)
    if start.kind == "items" and name == "where" and len(arguments) == 1:
        named = set(_links(arguments[0], [one.link_id for one in start.items]))
        return Nodes("items", tuple(one for one in start.items if one.link_id in named), start.here)
    return None


def _links(criteria: Tree, known: Iterable[str]) -> list[str]:
    """The link ids that the criteria name. One that is not among those known is a mistake, and so is a beginning that
    none has."""
    link = Member(This(), "linkId")
    match criteria:
        case Infix("=", one, Literal(str(name))) if one == link:
            found = [name]
        case Infix("in", one, names) if one == link:
            found = _named(names)
        case Infix("or", left, right):
            return [*_links(left, known), *_links(right, known)]
        case Call(one, "startsWith", (Literal(str(begin)),)) if one == link:
            found = [name for name in known if name.startswith(begin)] or [begin]
        case _:
            raise Unreadable("items are chosen by linkId = '…', linkId in ('…' | '…') or linkId.startsWith('…')")
    for name in found:
        if name not in known:
            raise Unreadable(f"there is no item {name} where this path looks")
    return found


def _named(names: Tree) -> list[str]:
    match names:
        case Literal(str(name)):
            return [name]
        case Infix("|", left, right):
            return [*_named(left), *_named(right)]
    raise Unreadable("link ids in a list are texts: ('a' | 'b')")


def _reading(item: Item) -> Any:
    match KINDS[item.type]:
        case "number":
            return Decimal
        case "boolean":
            return lambda value: value == "true"
        case "text":
            return lambda value: value
        case "coding":
            options = {option.code: Coded(option.code, option.display, option.weight) for option in item.options}
            return lambda value: options.get(value) or Coded("", value, None)
    return measure
