"""The links of guests from outside: made of the guest's id and a key, so that none has to be kept (J6, decision 0022).

Whoever reads the database, a backup or the queue of jobs has no link; the same link can be sent again.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, Self
from uuid import UUID

_ID: Final = 16
# 128 bits of proof: nobody guesses one, and the address still fits on a line of a text message.
_PROOF: Final = 16
_LINK: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_DEVICE: Final = re.compile(r"([A-Za-z0-9_-]{43})\.([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class GuestLinks:
    """`keys`: the newest first. It makes links, and all of them open some, so that a key can be replaced."""

    keys: tuple[bytes, ...] = field(repr=False)

    @classmethod
    def under(cls, *masters: bytes) -> Self:
        """With keys of their own, derived from `masters`: neither tells anything of the other."""
        return cls(tuple(hmac.digest(master, b"sluss: links of guests", sha256) for master in masters))

    def link(self, guest: UUID) -> str:
        """What stands in the address that the guest is sent."""
        return self._written(self.keys[0], b"link", guest, 0)

    def guest_of(self, link: str) -> UUID | None:
        """Whose link it is; None: nobody's."""
        return self._read(link, b"link", 0) if _LINK.fullmatch(link) else None

    def device(self, guest: UUID, number: int) -> str:
        """What the guest's browser keeps instead of the link: which opening of it this was."""
        return f"{self._written(self.keys[0], b'device', guest, number)}.{number}"

    def device_of(self, kept: str) -> tuple[UUID, int] | None:
        found = _DEVICE.fullmatch(kept)
        if found is None:
            return None
        number = int(found[2])
        guest = self._read(found[1], b"device", number)
        return (guest, number) if guest else None

    def _written(self, key: bytes, what: bytes, guest: UUID, number: int) -> str:
        return urlsafe_b64encode(guest.bytes + _proof(key, what, guest, number)).decode().rstrip("=")

    def _read(self, written: str, what: bytes, number: int) -> UUID | None:
        """Compared in constant time, with each key: how long it takes tells nothing of how near a guess was."""
        raw = urlsafe_b64decode(written + "=")
        guest, proof = UUID(bytes=raw[:_ID]), raw[_ID:]
        right = [hmac.compare_digest(proof, _proof(key, what, guest, number)) for key in self.keys]
        return guest if any(right) else None


def _proof(key: bytes, what: bytes, guest: UUID, number: int) -> bytes:
    return hmac.digest(key, b"%b %b %d" % (what, guest.bytes, number), sha256)[:_PROOF]
