"""A mapping in a pack read key by key: each is asked for once, and one that nobody asked for stops the start."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from string import Formatter
from types import TracebackType
from typing import Self

from sluss.store.packs.source import Node, PackError, Place

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Section:
    """Used in a `with`: leaving it, unknown keys raise PackError. `name` is what the message calls it."""

    def __init__(self, node: Node, name: str) -> None:
        if not isinstance(node.value, dict):
            raise PackError(node.place, f"{name} must have keys and values.")
        self._entries = node.value
        self._asked: set[str] = set()
        self.name = name
        self.place = node.place

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is None:
            for key, (place, _node) in self._entries.items():
                if key not in self._asked:
                    raise PackError(place, f"{self.name} has no key named {key}.")

    def has(self, key: str) -> bool:
        return key in self._entries

    def node(self, key: str) -> Node:
        self._asked.add(key)
        if key not in self._entries:
            raise PackError(self.place, f"{self.name} lacks the key {key}.")
        return self._entries[key][1]

    def text(self, key: str) -> str:
        return text(self.node(key), f"{key} of {self.name}")

    def id(self, key: str = "id") -> str:
        word = self.text(key)
        if not _ID.fullmatch(word):
            raise self.fault(key, f"{word} is no id; use a to z, digits and hyphens.")
        self.name = f"{self.name} {word}" if key == "id" else self.name
        return word

    def one_of(self, key: str, known: Collection[str], thing: str) -> str:
        """A text that is among `known`, e.g. the id of a unit that exists."""
        return among(self.node(key), known, f"{self.name}: there is no {thing} named")

    def several_of(self, key: str, known: Collection[str], thing: str) -> tuple[str, ...]:
        found = tuple(among(node, known, f"{self.name}: there is no {thing} named") for node in self.each(key))
        if len(set(found)) != len(found):
            raise self.fault(key, f"a {thing} stands twice in {self.name}.")
        return found

    def number(self, key: str, least: int, most: int) -> int:
        return whole(self.node(key), f"{key} of {self.name}", least, most)

    def decimal(self, key: str) -> Decimal:
        try:
            number = Decimal(self.text(key))
        except InvalidOperation:
            raise self.fault(key, f"{key} of {self.name} must be a number.") from None
        if not number.is_finite():
            raise self.fault(key, f"{key} of {self.name} must be a number.")
        return number

    def yes_no(self, key: str, *, otherwise: bool | None = None) -> bool:
        if otherwise is not None and not self.has(key):
            return otherwise
        return among(self.node(key), ("yes", "no"), f"{key} of {self.name} is yes or no, not") == "yes"

    def day(self, key: str) -> date:
        return day(self.node(key), f"{key} of {self.name}")

    def template(self, key: str, fields: Collection[str], *, all_of_them: bool = True) -> str:
        """A text with `{field}`s: all of `fields`, or any of them, and no other."""
        words = self.text(key)
        try:
            parts = [(name, spec, how) for _, name, spec, how in Formatter().parse(words) if name is not None]
        except ValueError:
            raise self.fault(key, f"{key} of {self.name} has a brace without its fellow.") from None
        held = {name for name, _, _ in parts}
        wrong = held != set(fields) if all_of_them else not held <= set(fields)
        if wrong or any(spec or how for _, spec, how in parts):
            named, must = ", ".join(f"{{{field}}}" for field in fields), "must" if all_of_them else "may"
            raise self.fault(key, f"{key} of {self.name} {must} hold {named} and no other field.")
        return words

    def each(self, key: str) -> list[Node]:
        return items(self.node(key), f"{key} of {self.name}")

    def present(self, *keys: str) -> tuple[str, ...]:
        """Those of the keys that are there, in the order given."""
        return tuple(key for key in keys if key in self._entries)

    def fault(self, key: str, sentence: str) -> PackError:
        place = self._entries[key][1].place if key in self._entries else self.place
        return PackError(place, sentence)


def text(node: Node, name: str) -> str:
    if not isinstance(node.value, str) or not node.value.strip():
        raise PackError(node.place, f"{name} must be a text.")
    return node.value.strip()


def whole(node: Node, name: str, least: int, most: int) -> int:
    word = text(node, name)
    if not re.fullmatch(r"[0-9]{1,9}", word) or not least <= int(word) <= most:
        raise PackError(node.place, f"{name} must be a whole number from {least} to {most}, not {word}.")
    return int(word)


def day(node: Node, name: str) -> date:
    word = text(node, name)
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise PackError(node.place, f"{name} must be a date like 2026-11-20, not {word}.") from None


def among(node: Node, known: Collection[str], sentence: str) -> str:
    word = text(node, "this")
    if word not in known:
        raise PackError(node.place, f"{sentence} {word}.")
    return word


def items(node: Node, name: str) -> list[Node]:
    if not isinstance(node.value, list) or not node.value:
        raise PackError(node.place, f"{name} must be a list.")
    return node.value


def unique(place: Place, known: Collection[str], name: str, word: str) -> str:
    if word in known:
        raise PackError(place, f"the {name} {word} stands twice.")
    return word
