"""docs/packs.md has each key that a pack can hold and no other, and says which of them need a source (Y7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sluss.boot.wiring import DEMO, regions, shipped_packs
from sluss.store.packs import load
from sluss.store.packs.section import Section
from sluss.store.packs.source import Node
from sluss.store.packs.sources import OWN, Sources

DOC = Path(__file__).parents[2] / "docs" / "packs.md"
FILES = ("pack.yaml", "units.yaml", "matters.yaml", "routing.yaml", "phrases.yaml", "drills.yaml", "priority/")
# The packs that follow a routine; the demonstration follows none.
FOLLOWING = tuple(name for name in shipped_packs() if name != DEMO)


@cache
def documented() -> dict[str, dict[str, bool]]:
    """By file: each key, and whether its values need a source."""
    found: dict[str, dict[str, bool]] = {}
    file = ""
    for line in DOC.read_text("utf-8").splitlines():
        if line.startswith("#"):
            file = line.removeprefix("### ").strip()
        elif file in FILES and line.startswith("| `"):
            keys, _, source = (cell.strip() for cell in line.strip("|").split(" | ", 2))
            for key in re.findall(r"`([^`]+)`", keys):
                assert key not in found.setdefault(file, {}), f"{key} stands twice"
                found[file][key] = "●" in source
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """By file: every key that the loader asked for while the test loads packs."""
    found: dict[str, set[str]] = {file: set() for file in FILES}
    at: dict[int, tuple[str, str]] = {}
    kept: list[Node] = []

    def walk(file: str, path: str, node: Node) -> None:
        if isinstance(node.value, list):
            for child in node.value:
                walk(file, f"{path}[]", child)
        elif isinstance(node.value, dict):
            at[id(node.value)] = (file, f"{path}." if path else "")
            for key, (_, child) in node.value.items():
                walk(file, f"{path}.{key}" if path else key, child)

    read = Sources.read

    def read_and_walked(self: Sources, file: str, prefix: str = "") -> Node:
        node = read(self, file, prefix)
        kept.append(node)
        walk("priority/" if file.startswith("priority/") else file, "", node)
        return node

    def telling(name: str) -> None:
        method = getattr(Section, name)

        def told(self: Section, *keys: str) -> object:
            file, path = at[id(self._entries)]
            found[file] |= {path + key for key in keys}
            return method(self, *keys)

        monkeypatch.setattr(Section, name, told)

    monkeypatch.setattr(Sources, "read", read_and_walked)
    for name in ("has", "node", "present"):
        telling(name)
    return found


def test_each_key_that_the_loader_asks_for_stands_in_the_document_and_no_other(asked: dict[str, set[str]]) -> None:
    for name in shipped_packs():
        load(regions() / name)
    for file in FILES:
        # What only groups the things of a list, to say that each needs a source.
        keys = {key for key in documented()[file] if not key.endswith("[]")}
        assert asked[file] - keys == set(), f"not in the document, {file}"
        assert keys - asked[file] == set(), f"in the document, and nobody asks for it in {file}"


@pytest.mark.parametrize("name", FOLLOWING)
def test_every_value_that_decides_something_says_where_it_comes_from(name: str) -> None:
    """(Y7)"""
    sources = load(regions() / name).sources
    decisive = {key for keys in documented().values() for key, needed in keys.items() if needed}
    unsaid = [path for path in present(name) if _generic(path) in decisive and not _sourced(path, sources)]
    assert unsaid == []


@pytest.mark.parametrize("name", FOLLOWING)
def test_no_source_is_empty_and_each_names_a_document_or_a_decision(name: str) -> None:
    pack = load(regions() / name)
    known = {document.id for document in pack.routine.documents}
    for path, source in pack.sources.items():
        who, _, says = source.partition(":")
        assert says.strip(), path
        assert who == OWN or who.split(",")[0] in known, path


@pytest.mark.parametrize("name", FOLLOWING)
def test_each_document_has_a_title_an_owner_and_a_date(name: str) -> None:
    """(Y7)"""
    documents = load(regions() / name).routine.documents
    assert documents
    assert all(one.title and one.owner and one.dated for one in documents)


def present(name: str) -> Iterator[str]:
    """Every path of the pack's own files, as sources name them."""
    sources = Sources(regions() / name)
    for file in FILES:
        if (regions() / name / file).is_file():
            yield from _paths(sources.read(file), "")


def _paths(node: Node, path: str) -> Iterator[str]:
    if isinstance(node.value, dict):
        for key, (_, child) in node.value.items():
            here = f"{path}.{key}" if path else key
            yield here
            yield from _paths(child, here)
    elif isinstance(node.value, list):
        for number, child in enumerate(node.value, 1):
            if isinstance(child.value, dict):
                named = child.value["id"][1].value if "id" in child.value else number
                yield f"{path}.[{named}]"
                yield from _paths(child, f"{path}.[{named}]")


def _generic(path: str) -> str:
    """As the document writes it: `units[].hours`."""
    return re.sub(r"\.\[[^\]]*\]", "[]", path)


def _sourced(path: str, sources: object) -> bool:
    """Itself, or with all that it belongs to."""
    parts = re.sub(r"[\[\]]", "", path).split(".")
    assert isinstance(sources, dict)
    return any(".".join(parts[:length]) in sources for length in range(1, len(parts) + 1))
