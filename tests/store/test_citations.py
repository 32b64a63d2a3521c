"""Each sentence that a pack cites stands in the routine that it names (Y7).

The routines are not ours to ship: `SLUSS_TEST_DATA` names the folder that holds them, as seeds/VML.txt and so on.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sluss.boot.wiring import regions, shipped_packs
from sluss.store.packs import load
from sluss.store.packs.sources import OWN

DATA = os.environ.get("SLUSS_TEST_DATA", "")


@pytest.mark.skipif(not DATA, reason="SLUSS_TEST_DATA does not name the folder that holds the routines")
@pytest.mark.parametrize("name", shipped_packs())
def test_each_cited_sentence_stands_in_its_routine(name: str) -> None:
    wrong = []
    for path, source in load(regions() / name).sources.items():
        who, _, says = source.partition(":")
        if who != OWN:
            routine = (Path(DATA) / "seeds" / f"{who.split(',')[0]}.txt").read_text("utf-8")
            if _joined(says) not in _joined(routine):
                wrong.append((path, source))
    assert wrong == []


def _joined(text: str) -> str:
    """Without the white space, which the pages of a document set as they please."""
    return "".join(text.split())
