"""The selective forwarding unit (SFU) as sluss needs it: calls of three or more, and group visits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, Protocol
from uuid import UUID

Body = Mapping[str, Any]


class SfuFailed(Exception):
    """The SFU is down, was restarted, or knows the seat no more. `code`: unavailable, gone, refused."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Sfu(Protocol):
    """A seat is one party's place in a room; what it holds is the SFU's own and is kept as text beside the party.

    The browser speaks to sluss alone: `tell` carries its words on, and `hear` what comes back. Kinds told by the
    browser: `publish` {sdp}, also when it sends something else than before; `subscribed` {sdp}; `candidates` {of:
    "pub"|"sub", candidates: […]}, an empty one at the end; `restart` {sdp}, after a lost network: both ways are
    gathered anew, and an answer and an offer come. Kinds heard: `answer` {sdp} to publish and restart, `offer` {sdp,
    streams: {mid: party id}} with all that the others send, `gone` {party}, `up` {of}, `down` {of}: that way was hung
    up, and a new seat is needed.
    """

    async def take_seat(self, call: UUID, party: UUID) -> str:
        """Makes the room when it is not there, and a seat in it. Raises SfuFailed."""

    async def tell(self, seat: str, kind: str, body: Body) -> None:
        """Raises SfuFailed."""

    def hear(self, seat: str) -> AsyncIterator[tuple[str, Body]]:
        """What the SFU says to the seat, until it is left or SfuFailed is raised. One listener a seat: a second one may
        hear SfuFailed("gone"), since what was said to the first is said once."""

    async def leave(self, seat: str) -> None:
        """Gives the seat back; nothing happens when it is gone. Raises SfuFailed: the SFU is away."""

    async def close(self, call: UUID) -> None:
        """Takes the room away with all who are in it; nothing happens when it is gone. Raises SfuFailed."""
