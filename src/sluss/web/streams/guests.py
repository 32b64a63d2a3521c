"""The stream of a guest from outside: where the guest stands, and nothing else of the visit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final
from uuid import UUID

from sluss.core.refusal import Hidden
from sluss.service.hints import case_topic
from sluss.service.views.guests import GuestVisit
from sluss.web.context import Web
from sluss.web.guest.cookie import HOME, find_guest
from sluss.web.streams.channels import Channel
from sluss.web.streams.frames import frame
from sluss.web.templates import part

GUEST_STREAM: Final = f"{HOME}/strom"


async def guest_channel(web: Web, kept: str | None) -> Channel | None:
    visit = await find_guest(web, kept, logged=True)
    return GuestChannel(web, kept or "", visit) if visit and visit.holds else None


class GuestChannel(Channel):
    """Asked anew with the cookie at each push: who was turned away, or opened the link elsewhere, is out at once."""

    __slots__ = ("_case_id", "_drawn", "_kept")
    ended: ClassVar[bytes] = frame("ended", HOME)

    def __init__(self, web: Web, kept: str, visit: GuestVisit) -> None:
        self.web = web
        self._kept = kept
        self._case_id = visit.case_id
        self._drawn = ""

    @property
    def session_id(self) -> UUID | None:
        return None

    @property
    def topics(self) -> tuple[str, ...]:
        return (case_topic(self._case_id),)

    async def opened(self, since: int) -> list[bytes]:
        return await self.news({})

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        visit = await find_guest(self.web, self._kept)
        if visit is None or not visit.holds:
            raise Hidden
        drawn = part("lobby.html", "where", visit, self.web.now())
        if drawn == self._drawn:
            return []
        # Said to those who hear the page; what it said when it was opened, they have heard.
        said = [frame("told", str(part("lobby.html", "heading", visit)).strip())] if self._drawn else []
        self._drawn = drawn
        return [frame("swap", drawn), *said]
