"""The streams of a call's pages: who is there, what the others and the SFU tell this device, and that it is over.

Staff and guests from outside have the call alone, the resident the chat beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final
from urllib.parse import parse_qs
from uuid import UUID

from sluss.core.refusal import Hidden
from sluss.service.hints import case_topic, session_topic
from sluss.service.sessions import Session
from sluss.service.views.guests import GuestVisit
from sluss.web.context import Web
from sluss.web.guest.cookie import HOME, actor_of, find_guest
from sluss.web.security import Scope
from sluss.web.streams.call_part import CallPart
from sluss.web.streams.channels import Channel
from sluss.web.streams.frames import frame
from sluss.web.streams.resident import ResidentChannel

# A signal is numbered for the whole database.
LONGEST_NUMBER: Final = 19
GUEST_CALL: Final = f"{HOME}/samtal/strom"
NO_LONGER: Final = "Du är inte längre med i samtalet."
OUT: Final = frame("call", json.dumps({"call": None, "ended": True, "words": NO_LONGER})) + frame("closed")


class CallChannel(Channel):
    """The call alone: for staff, whose case is open in another window, and for guests from outside."""

    __slots__ = ("call",)

    def __init__(self, web: Web, session: Session, case_id: UUID, device: UUID, heard: int) -> None:
        super().__init__(web, session)
        self.call = CallPart(web, session.actor, case_id, device, heard)

    def last_word(self) -> bytes:
        """To one who has never seen the call nothing is said of it."""
        return OUT if self.call.was_in else self.ended

    @property
    def topics(self) -> tuple[str, ...]:
        return (case_topic(self.call.case_id), session_topic(self.session.id), self.call.topic)

    async def opened(self, since: int) -> list[bytes]:
        return await self.call.opened()

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        return await _guarded(self.call, lambda: self.call.news(changed))

    def due(self) -> float | None:
        return self.call.due()

    async def later(self) -> list[bytes]:
        return await _guarded(self.call, self.call.later)

    async def close(self) -> None:
        await self.call.close()


class GuestCallChannel(CallChannel):
    """Asked anew with the cookie at each push: who was turned away, or opened the link elsewhere, is out at once."""

    __slots__ = ("_kept",)

    def __init__(self, web: Web, kept: str, visit: GuestVisit, device: UUID, heard: int) -> None:
        self.web, self._kept = web, kept
        self.call = CallPart(web, actor_of(visit), visit.case_id, device, heard)

    @property
    def session_id(self) -> UUID | None:
        return None

    @property
    def topics(self) -> tuple[str, ...]:
        return (case_topic(self.call.case_id), self.call.topic)

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        await self._holds()
        return await super().news(changed)

    async def later(self) -> list[bytes]:
        await self._holds()
        return await super().later()

    async def _holds(self) -> None:
        visit = await find_guest(self.web, self._kept)
        if visit is None or not visit.holds:
            await self.call.out()
            raise Hidden


class ResidentCallChannel(ResidentChannel):
    """The chat as on the page of the case, with the call above it."""

    __slots__ = ("call",)
    ended: ClassVar[bytes] = ResidentChannel.ended

    def __init__(self, web: Web, session: Session, case_id: UUID, device: UUID, heard: int) -> None:
        super().__init__(web, session, case_id)
        self.call = CallPart(web, session.actor, case_id, device, heard)

    @property
    def topics(self) -> tuple[str, ...]:
        return (*super().topics, self.call.topic)

    async def opened(self, since: int) -> list[bytes]:
        return [*await super().opened(since), *await self.call.opened()]

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        out = await super().news(changed) if self.case_id in changed else []
        return [*out, *await _guarded(self.call, lambda: self.call.news(changed))]

    def due(self) -> float | None:
        chat = super().due()
        return self.call.due() if chat is None else min(chat, self.call.due())

    async def later(self) -> list[bytes]:
        chat = super().due()
        out = await super().later() if chat is not None and chat <= 0 else []
        return [*out, *await _guarded(self.call, self.call.later)]

    async def close(self) -> None:
        await self.call.close()


async def guest_call_channel(web: Web, kept: str | None, scope: Scope) -> Channel | None:
    visit, (device, heard) = await find_guest(web, kept, logged=True), _asked(scope)
    if visit is None or not visit.holds or device is None:
        return None
    return GuestCallChannel(web, kept or "", visit, device, heard)


def call_channel(web: Web, session: Session, case_id: str, scope: Scope) -> Channel | None:
    """Of the page at that address; None when the address names no device or no case."""
    about, (device, heard) = _identity(case_id), _asked(scope)
    if about is None or device is None:
        return None
    return (ResidentCallChannel if session.kind == "resident" else CallChannel)(web, session, about, device, heard)


def _asked(scope: Scope) -> tuple[UUID | None, int]:
    """The device, and the number of the last signal that its page has had."""
    said = parse_qs(scope["query_string"].decode("latin-1"))
    heard = said.get("heard", [""])[0]
    number = int(heard) if heard.isdecimal() and len(heard) < LONGEST_NUMBER else 0
    return _identity(said.get("device", [""])[0]), number


def _identity(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


async def _guarded(call: CallPart, look: Callable[[], Any]) -> list[bytes]:
    """Who may no longer take part is shown out before the stream says so."""
    try:
        frames: list[bytes] = await look()
    except Hidden:
        await call.out()
        raise
    return frames
