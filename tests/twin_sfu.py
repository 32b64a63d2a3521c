"""An SFU in memory: rooms, seats and who sends, without sound or picture. The twin of Janus where none is needed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from itertools import count
from uuid import UUID

from sluss.video.port import Body, SfuFailed


class TwinSfu:
    """`down`: nobody answers. What browsers told it is in `told`, by seat."""

    def __init__(self) -> None:
        self.down = False
        self.rooms: dict[UUID, dict[str, UUID]] = defaultdict(dict)
        self.told: dict[str, list[tuple[str, Body]]] = defaultdict(list)
        self.left: list[str] = []
        self.closed: list[UUID] = []
        self._sending: set[str] = set()
        self._said: dict[str, asyncio.Queue[tuple[str, Body] | None]] = {}
        self._number = count(1)

    async def take_seat(self, call: UUID, party: UUID) -> str:
        self._there()
        for seat in [seat for seat, who in self.rooms[call].items() if who == party]:
            self._out(seat)
        seat = f"{next(self._number)}"
        self.rooms[call][seat] = party
        self._said[seat] = asyncio.Queue()
        return seat

    async def tell(self, seat: str, kind: str, body: Body) -> None:
        self._there()
        call = self._room_of(seat)
        self.told[seat].append((kind, body))
        if kind == "publish":
            self._sending.add(seat)
            self._say(seat, "answer", {"sdp": "answer"})
            for other in self.rooms[call]:
                self._offer(call, other)

    async def hear(self, seat: str) -> AsyncIterator[tuple[str, Body]]:
        self._there()
        self._room_of(seat)
        said = self._said[seat]
        while True:
            word = await said.get()
            if word is None:
                if seat in self.left:
                    return
                raise SfuFailed("unavailable" if self.down else "gone")
            yield word

    async def leave(self, seat: str) -> None:
        self._there()
        self.left.append(seat)
        self._out(seat)

    async def close(self, call: UUID) -> None:
        self._there()
        self.closed.append(call)
        for seat in list(self.rooms.pop(call, {})):
            self._said[seat].put_nowait(None)

    def fail(self, down: bool = False) -> None:
        """As when it is killed: every seat is lost, and who listens is told so."""
        self.down = down
        self.rooms.clear()
        for said in self._said.values():
            said.put_nowait(None)

    def _there(self) -> None:
        if self.down:
            raise SfuFailed("unavailable")

    def _room_of(self, seat: str) -> UUID:
        found = next((call for call, seats in self.rooms.items() if seat in seats), None)
        if found is None:
            raise SfuFailed("gone")
        return found

    def _offer(self, call: UUID, seat: str) -> None:
        others = [who for one, who in self.rooms[call].items() if one != seat and one in self._sending]
        if others:
            self._say(seat, "offer", {"sdp": "offer", "streams": {str(n): str(who) for n, who in enumerate(others)}})

    def _out(self, seat: str) -> None:
        for call, seats in self.rooms.items():
            if seat in seats:
                party = seats.pop(seat)
                self._said[seat].put_nowait(None)
                for other in self.rooms[call]:
                    self._say(other, "gone", {"party": str(party)})
                return

    def _say(self, seat: str, kind: str, body: Body) -> None:
        self._said[seat].put_nowait((kind, body))
