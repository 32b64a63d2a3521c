"""The page of the requirements is made from the tests, and what a test names is a requirement."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from requirements import ids, named, requirements

ROOT = Path(__file__).parents[2]
# The names of two routines stand in many docstrings and are no ids.
ROUTINES = {"H24", "H26"}


def test_the_page_is_the_one_made_from_the_tests() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "requirements.py")], capture_output=True, text=True, check=True
    ).stdout
    same = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8") == made
    assert same, "python tools/requirements.py --write makes it anew"


def test_each_requirement_is_listed_once_with_a_scope() -> None:
    listed = requirements()
    assert len({one.id for one in listed}) == len(listed)
    assert {one.scope for one in listed} == set("UCED")
    assert all(one.sentence for one in listed)


def test_a_test_names_only_ids_that_are_in_the_list() -> None:
    """In brackets, as in (P2, M1): there a slip of the pen would name nothing."""
    listed = {one.id for one in requirements()}
    unknown = {
        (path.name, id)
        for path in (ROOT / "tests").rglob("*.py")
        for bracket in re.findall(r"\(((?:[A-Z]\d{1,2}(?:, | to )?)+)\)", path.read_text(encoding="utf-8"))
        for id in ids(bracket)
        if id not in listed | ROUTINES
    }
    assert unknown == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(P2, M1)", ["P2", "M1"]),
        ("Decision 9; V1 to V4.", ["V1", "V2", "V3", "V4"]),
        ("FHIR R4, J02.9, M75.1 and h1", []),
    ],
)
def test_an_id_is_read_alone_or_in_a_range_and_other_codes_are_none(text: str, found: list[str]) -> None:
    assert list(ids(text)) == found


MODULE = '''"""Of the module (A2)."""
TABLE = {  # (A3)
    "x": 1,  # (A4)
}


def helper():
    """Proves nothing (A5)."""
    # Nor this (A6).


# Right above (A7).
@mark("x")  # (A8)
def test_one():
    """(A9)"""
    text = "(B1)"
    # Within (B2).


class Walk:
    """(B3)"""

    @invariant()
    def holds(self):
        """(B4)"""
'''


def test_a_test_is_named_by_what_stands_in_it_and_right_above_it() -> None:
    assert sorted(named(MODULE)) == [
        ("A3", ""),
        ("A4", ""),
        ("A7", "test_one"),
        ("A8", "test_one"),
        ("A9", "test_one"),
        ("B2", "test_one"),
        ("B3", "Walk"),
        ("B4", "holds"),
    ]
