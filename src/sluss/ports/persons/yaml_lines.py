"""YAML read as text with line numbers: what a value means is said by our schema, never guessed by YAML."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import yaml


class PeopleError(Exception):
    """A sentence that names the file, the line and the thing."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value with its place; `name` says what it is in an error."""

    path: Path
    name: str
    node: yaml.Node

    def wrong(self, why: str) -> PeopleError:
        return PeopleError(f"{self.path.name}, line {self.node.start_mark.line + 1}: {self.name} {why}.")

    def mapping(self, needed: AbstractSet[str], allowed: AbstractSet[str] = frozenset()) -> dict[str, Node]:
        """The values by key. PeopleError: no mapping, a key unknown, missing or given twice."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("must be a mapping")
        found: dict[str, Node] = {}
        for key_node, value in self.node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            one = Node(self.path, key, key_node)
            if key not in needed | allowed:
                raise one.wrong("is not a key known here")
            if key in found:
                raise one.wrong("is given twice")
            found[key] = Node(self.path, key, value)
        missing = needed - found.keys()
        if missing:
            raise self.wrong(f"lacks {', '.join(sorted(missing))}")
        return found

    def sequence(self) -> list[Node]:
        """The values in order. PeopleError: no list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("must be a list")
        return [Node(self.path, self.name, one) for one in self.node.value]

    def text(self) -> str:
        """The value as written. PeopleError: empty or not a single value."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.wrong("must be a text")
        return str(self.node.value)

    def boolean(self) -> bool:
        """`true` or `false`, no other spelling."""
        text = self.text()
        if text not in ("true", "false"):
            raise self.wrong("must be true or false")
        return text == "true"


def read_yaml(path: Path) -> Node:
    """The whole file as one node. PeopleError: unreadable, empty or not YAML."""
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PeopleError(f"{path.name}: cannot be read: {' '.join(str(error).split())}.") from error
    if node is None:
        raise PeopleError(f"{path.name}: is empty.")
    return Node(path, "the file", node)
