"""TURN: how two browsers reach each other where networks stand between them. Credentials for one party at a time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

# RFC 7065. `turns` is TURN over TLS, which looks like any web page from outside.
_URL = re.compile(r"turns?:(?P<at>(?:\[[0-9a-f:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?)(?:\?transport=(?P<by>udp|tcp))?")

# coturn looks at the time when an allocation is made, and renews one that is there for as long as its party is: a long
# visit is not cut. A party gets new ones each time it joins; an hour leaves room to find another way after a change of
# network without that. Whoever copies them learns nothing and reaches nobody, and can relay for that hour.
LIVES: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A coturn with `use-auth-secret`. `secret` is shared with it, and no browser sees it."""

    urls: tuple[str, ...]
    secret: str = field(repr=False)

    def ice_servers(self, party: UUID, now: datetime) -> list[dict[str, Any]]:
        """RTCIceServer dictionaries for this party: the same server also tells a browser its own address (STUN)."""
        name = f"{int((now + LIVES).timestamp())}:{party}"
        # SHA-1 is what coturn and the draft that it follows (uberti-behave-turn-rest) say; as an HMAC it still holds.
        digest = hmac.new(self.secret.encode(), name.encode(), hashlib.sha1).digest()
        servers: list[dict[str, Any]] = [{"urls": self._stun()}] if self._stun() else []
        password = base64.b64encode(digest).decode()
        return [*servers, {"urls": list(self.urls), "username": name, "credential": password}]

    def _stun(self) -> list[str]:
        found = (_URL.fullmatch(url) for url in self.urls if url.startswith("turn:"))
        return [f"stun:{one['at']}" for one in found if one and one["by"] != "tcp"]


def read_urls(text: str) -> tuple[str, ...]:
    """From `turn:host:3478?transport=udp,turns:host:443`. Raises ValueError with what it must look like."""
    urls = tuple(url.strip() for url in text.split(","))
    if not all(_URL.fullmatch(url) for url in urls):
        raise ValueError("must be addresses such as turn:host:3478?transport=udp, with commas between them")
    return urls
