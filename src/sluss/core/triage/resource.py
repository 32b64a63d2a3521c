"""Reading a JSON object key by key, so that no key is left unread and each fault has a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

T = TypeVar("T")

_NAMES: Final[Mapping[type, str]] = {
    str: "a text", bool: "true or false", int: "a whole number", list: "a list", dict: "an object"
}  # fmt: skip


class BadQuestionnaire(Exception):
    """A resource that cannot be used. `link_id` is the item at fault (empty: the whole), `key` the key in it."""

    whole = "the questionnaire"

    def __init__(self, link_id: str, key: str, sentence: str) -> None:
        super().__init__(f"{f'the item {link_id}' if link_id else self.whole}, key {key}: {sentence}")
        self.link_id = link_id
        self.key = key
        self.sentence = sentence


class Fields:
    """One JSON object. Each key is taken once; `done` refuses those left."""

    def __init__(self, source: object, link_id: str, key: str = "") -> None:
        if not isinstance(source, Mapping):
            raise BadQuestionnaire(link_id, key or "item", "this must be an object")
        self._left: dict[str, Any] = dict(source)
        self._path = f"{key}." if key else ""
        self.link_id = link_id

    def need(self, key: str, kind: type[T]) -> T:
        value = self.take(key, kind)
        if value is None or value == "":
            raise self.fault(key, "this key is missing or empty")
        return value

    def take(self, key: str, kind: type[T]) -> T | None:
        value = self._left.pop(key, None)
        if value is None:
            return None
        # JSON's true is no number, though Python's is.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(key, f"this must be {_NAMES[kind]}")
        return value

    def each(self, key: str) -> list[Any]:
        return self.take(key, list) or []

    def any_of(self, keys: Iterable[str]) -> tuple[str, Any]:
        """The only one of these keys that is there, and its value."""
        found = [key for key in keys if key in self._left]
        if len(found) != 1:
            raise self.fault("value", f"exactly one of {', '.join(keys)} must be there")
        return found[0], self._left.pop(found[0])

    def skip(self, *keys: str) -> None:
        """Keys that say nothing about what is asked."""
        for key in keys:
            self._left.pop(key, None)

    def done(self) -> None:
        if self._left:
            raise self.fault(min(self._left), "this key is not known here")

    def fault(self, key: str, sentence: str) -> BadQuestionnaire:
        return BadQuestionnaire(self.link_id, f"{self._path}{key}", sentence)
