"""What a command is."""

from __future__ import annotations


class Command:
    __slots__ = ()
