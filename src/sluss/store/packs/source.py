"""A pack's YAML as a tree in which each thing knows its file and line; every scalar is a text until we convert it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class PackError(Exception):
    """A pack that cannot be used. The message names file, line and thing in a sentence."""

    def __init__(self, place: Place, sentence: str) -> None:
        super().__init__(f"{place.file}, line {place.line}: {sentence}")
        self.place = place
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Place:
    """`file` is the path within the pack, `line` counts from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or a mapping; each key of a mapping has a place of its own."""

    place: Place
    value: str | list[Node] | dict[str, tuple[Place, Node]]


def read(folder: Path, file: str) -> Node:
    """The YAML file `file` of a pack. Raises PackError."""
    text = text_of(folder, file)
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise PackError(Place(file, line), f"this is no YAML: {wrong.problem}.") from None
    except yaml.YAMLError:
        raise PackError(Place(file, 1), "this is no YAML: it holds characters that no text has.") from None
    if root is None:
        raise PackError(Place(file, 1), "the file is empty.")
    return _Tree(file).node(root)


def text_of(folder: Path, file: str) -> str:
    try:
        return (folder / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PackError(Place(file, 1), "the file is missing.") from None
    except UnicodeDecodeError:
        raise PackError(Place(file, 1), "the file is not UTF-8.") from None


class _Tree:
    def __init__(self, file: str) -> None:
        self._file = file
        self._met: set[int] = set()

    def node(self, source: yaml.Node) -> Node:
        place = Place(self._file, source.start_mark.line + 1)
        if id(source) in self._met:
            raise PackError(place, "aliases (*name) are not used in packs.")
        self._met.add(id(source))
        if source.tag not in _PLAIN_TAGS:
            raise PackError(place, f"the tag {source.tag} is not used in packs.")
        if isinstance(source, yaml.MappingNode):
            return Node(place, self._entries(source))
        if isinstance(source, yaml.SequenceNode):
            return Node(place, [self.node(child) for child in source.value])
        return Node(place, str(source.value))

    def _entries(self, source: yaml.MappingNode) -> dict[str, tuple[Place, Node]]:
        entries: dict[str, tuple[Place, Node]] = {}
        for key, value in source.value:
            place = Place(self._file, key.start_mark.line + 1)
            if not isinstance(key, yaml.ScalarNode):
                raise PackError(place, "a key must be a plain word.")
            if key.value in entries:
                raise PackError(place, f"the key {key.value} stands twice.")
            entries[key.value] = (place, self.node(value))
        return entries
