"""Draws the page of the requirements: each with the tests that name it, and those that no test names.

`python tools/requirements.py` prints the page; with `--write` it becomes docs/requirements.md. A test names what it
proves in its docstring, or in a comment within it or right above it: `(P2, M1)`, `(V1 to V4)`.
"""

from __future__ import annotations

import ast
import csv
import io
import re
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST, PAGE, TESTS = ROOT / "docs" / "requirements.tsv", ROOT / "docs" / "requirements.md", ROOT / "tests"
# FHIR R4 is a standard, and M75.1 a diagnosis.
ID = re.compile(r"(?<!FHIR )\b([A-Z])(\d{1,2})\b(?!\.\d)(?: to \1(\d{1,2})\b)?")
SHOWN = 4
# The rules come first, then what is built on them.
LAYERS = ("core", "store", "ports", "service", "web", "browser")
SCOPES = {"U": "everywhere", "C": "configurable", "E": "another system", "D": "derived"}
HEAD = """# Requirements

Each requirement with the tests that name it, made by `python tools/requirements.py --write` from the tests and from
[requirements.tsv](requirements.tsv). Scope: {scopes}.

{tested} of {all} are named by a test.
"""
REASONS = {
    True: "Done in another system (the record, 1177.se, the cash desk); nothing here can be tested",
    False: "Not built yet, or proven by no test that says so",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    id: str
    group: str
    sentence: str
    scope: str


@dataclass(frozen=True, slots=True)
class Place:
    """The lines of a test, or of a class with tests; a helper has no name, for it proves nothing by itself."""

    name: str | None
    first: int
    last: int
    docstring: str


def requirements() -> list[Requirement]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Requirement(row["id"], row["group"], row["sentence"], row["scope"]) for row in rows]


def ids(text: str) -> Iterator[str]:
    for letter, first, last in ID.findall(text):
        for number in range(int(first), int(last or first) + 1):
            yield f"{letter}{number}"


def named(source: str) -> Iterator[tuple[str, str]]:
    """Each id that a module names, with the test that names it: "" is a table, outside all functions."""
    places = list(_places(ast.parse(source), _comment_lines(source)))
    for place in places:
        if place.name:
            yield from ((id, place.name) for id in ids(place.docstring))
    for line, comment in _comments(source):
        within = [place for place in places if place.first <= line <= place.last]
        name = max(within, key=lambda place: place.first).name if within else ""
        if name is not None:
            yield from ((id, name) for id in ids(comment))


def _places(tree: ast.AST, comments: dict[int, int]) -> Iterator[Place]:
    """The functions and classes of a module, each from the comment right above it to the last one within."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = list(_places(node, comments)) if isinstance(node, ast.ClassDef) else []
            proves = _is_test(node) or any(place.name for place in inner)
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            while first - 1 in comments:
                first -= 1
            last = node.end_lineno or first
            while comments.get(last + 1, -1) > node.col_offset:
                last += 1
            yield Place(node.name if proves else None, first, last, ast.get_docstring(node) or "")
            yield from inner


def _is_test(node: ast.AST) -> bool:
    """A test, or what holds after every step of a random walk."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    called = {
        name.id for decorator in node.decorator_list for name in ast.walk(decorator) if isinstance(name, ast.Name)
    }
    return node.name.startswith("test_") or "invariant" in called


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _comment_lines(source: str) -> dict[int, int]:
    """The lines that hold nothing but a comment, and the column where it begins."""
    lines = enumerate(source.splitlines(), 1)
    return {number: line.index("#") for number, line in lines if line.lstrip().startswith("#")}


def proofs(known: Iterable[str]) -> dict[str, list[str]]:
    """The tests that name each id."""
    listed, found = set(known), defaultdict[str, set[tuple[int, str]]](set)
    for path in TESTS.rglob("*.py"):
        where = path.relative_to(TESTS)
        rank = LAYERS.index(where.parts[0]) if where.parts[0] in LAYERS else len(LAYERS)
        for id, name in named(path.read_text(encoding="utf-8")):
            if id in listed:
                shown = str(where.with_suffix("")) + (f"::{name.removeprefix('test_')}" if name else "")
                found[id].add((rank, shown))
    return {id: [shown for _, shown in sorted(tests)] for id, tests in found.items()}


def page() -> str:
    listed = requirements()
    tests = proofs(one.id for one in listed)
    groups = defaultdict[str, list[Requirement]](list)
    for one in listed:
        groups[one.group].append(one)
    scopes = ", ".join(f"{letter} {word}" for letter, word in SCOPES.items())
    parts = [HEAD.format(scopes=scopes, tested=len(tests), all=len(listed))]
    for group, rows in groups.items():
        lines = [
            f"| {one.id} | {_cell(one.sentence)} | {one.scope} | {_shown(tests.get(one.id, []))} |" for one in rows
        ]
        parts.append(
            "\n".join([f"## {group}", "", "| id | requirement | scope | tests |", "|---|---|---|---|", *lines, ""])
        )
    parts.append("## Without a test\n")
    for elsewhere, reason in REASONS.items():
        missing = [one for one in listed if one.id not in tests and (one.scope == "E") is elsewhere]
        lines = [f"- **{one.id}** {one.sentence}" for one in missing]
        parts.append("\n".join([f"{reason}:", "", *lines, ""]))
    return "\n".join(parts)


def _shown(tests: list[str]) -> str:
    more = [f"+{len(tests) - SHOWN}"] if len(tests) > SHOWN else []
    return "<br>".join([*(f"`{test}`" for test in tests[:SHOWN]), *more]) or "–"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
