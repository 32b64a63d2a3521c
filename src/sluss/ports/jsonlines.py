"""Lines of JSON in a file that several processes write and read: what the demo's phone and mailbox keep theirs in."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def append(file: Path, row: Mapping[str, str]) -> None:
    """Flushed to disk. Raises OSError, and then nothing of the line stays."""
    with _locked(file, fcntl.LOCK_EX) as descriptor:
        before = os.fstat(descriptor).st_size
        line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
        if os.write(descriptor, line) != len(line):  # A full disk: no half line may stay.
            os.ftruncate(descriptor, before)
            raise OSError("the disk is full")
        os.fsync(descriptor)


def rows(file: Path) -> list[Any]:
    with _locked(file, fcntl.LOCK_SH) as descriptor, open(descriptor, "rb", closefd=False) as lines:
        lines.seek(0)
        return [json.loads(line) for line in lines.read().splitlines()]


@contextmanager
def _locked(file: Path, kind: int) -> Iterator[int]:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, kind)
        yield descriptor
    finally:
        os.close(descriptor)
