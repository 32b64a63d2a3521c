"""The table of a run, on the screen and in docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from sluss.boot.binaries import find

FILE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


class Row(Protocol):
    @property
    def what(self) -> str: ...
    @property
    def measured(self) -> str: ...
    @property
    def limit(self) -> str: ...
    @property
    def met(self) -> bool | None: ...


def machine() -> str:
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, `python -m bench`, {os.cpu_count()} cores ({platform.machine()}), "
        f"Python {platform.python_version()}, PostgreSQL {find().major} with fsync on the same cores"
    )


def shown(rows: Sequence[Row]) -> str:
    said = {True: "yes", False: "NO", None: ""}
    lines = ["| figure | measured | limit | met |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {row.measured} | {row.limit} | {said[row.met]} |" for row in rows]
    return f"{machine()}\n\n" + "\n".join(lines)


def write(rows: Sequence[Row]) -> None:
    """Puts the table between the marks of the document, whose other words stay."""
    text = FILE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    FILE.write_text(f"{before}{BEGIN}\n{shown(rows)}\n{END}{after}", encoding="utf-8")
