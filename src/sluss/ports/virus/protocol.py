"""What every virus scanner must keep."""

from __future__ import annotations

from typing import Protocol


class Infected(Exception):
    """Something harmful is in the file. `name` is the scanner's word for it, and says nothing of a person."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ScanFailed(Exception):
    """Nobody knows whether the file is harmful, so it is not let in. `reason`: unreachable, too_large, no_answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Scanner(Protocol):
    async def scan(self, data: bytes) -> None:
        """Returns when nothing was found in a whole file. Raises Infected, ScanFailed."""
