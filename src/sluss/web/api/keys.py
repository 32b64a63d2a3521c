"""The keys of those who may send bookings. Only their hashes stand in the settings."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SenderKey:
    """`name`: of the record system; it may have several keys, so that one can take the place of another. `hash`: the
    SHA-256 of the key in hex. `units`: those that the key is for; empty: all."""

    name: str
    hash: str = field(repr=False)
    units: frozenset[str] = frozenset()


def parse(text: str) -> tuple[SenderKey, ...]:
    """`name:sha256-hex`, with `:unit+unit` after it for a key of some units alone; several parted by commas."""
    return tuple(_key(part.strip()) for part in text.split(",") if part.strip())


def _key(text: str) -> SenderKey:
    name, _, rest = text.partition(":")
    hash, limited, units = rest.partition(":")
    found = frozenset(units.split("+")) if limited else frozenset()
    if not _NAME.fullmatch(name) or not _HASH.fullmatch(hash) or "" in found:
        raise ValueError("must be name:sha256-hex or name:sha256-hex:unit+unit, parted by commas")
    return SenderKey(name, hash, found)


def find(keys: Sequence[SenderKey], given: str) -> SenderKey | None:
    """The key that was given. Each is compared in constant time, and all of them, so that time tells nothing."""
    asked = sha256(given.encode()).hexdigest()
    matching = [key for key in keys if hmac.compare_digest(key.hash, asked)]
    return matching[0] if matching else None


def new() -> str:
    return f"sluss_{secrets.token_urlsafe(32)}"


def line(name: str, key: str) -> str:
    """What stands in the setting of a key. Raises ValueError for a name that is none."""
    found = f"{name}:{sha256(key.encode()).hexdigest()}"
    parse(found)
    return found
