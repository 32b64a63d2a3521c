"""Versions of the demo's pack for the tests that put one in force: the same files with something changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sluss import regions
from sluss.store.packs.archive import in_folder, zipped

DEMO = Path(regions.__path__[0]) / "demo"
OLD = "demo@2026-11-20"
BERGET = re.compile(r"  - id: vc-berget\n(?:    .*\n)+\n?")


def files(version: str = "2") -> dict[str, bytes]:
    """The demo's files as version `version`."""
    found = in_folder(DEMO)
    return edited(found, "pack.yaml", r'version: ".*"', f'version: "{version}"')


def edited(found: Mapping[str, bytes], file: str, pattern: str | re.Pattern[str], by: str) -> dict[str, bytes]:
    """With what fits the pattern in one file written anew; it must be there."""
    text, count = re.subn(pattern, by, found[file].decode(), count=1)
    assert count, f"{pattern} stands nowhere in {file}"
    return {**found, file: text.encode()}


def version(number: str = "2", *edits: tuple[str, str | re.Pattern[str], str]) -> bytes:
    """A zip of the demo's pack with a number of its own and these edits."""
    found = files(number)
    for file, pattern, by in edits:
        found = edited(found, file, pattern, by)
    return zipped(found)


WITHOUT_BERGET = ("units.yaml", BERGET, "")
WITHOUT_THROAT = ("matters.yaml", r"  - \{id: halsont,.*\n", "")
OTHER_PHONE = ("pack.yaml", 'phone_advice: "1177"', 'phone_advice: "112"')
