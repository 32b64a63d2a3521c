"""The reader's own notices on the streams of the clinic: the count in the bar, and what has just come."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from sluss.core.actor import SYSTEM
from sluss.service.hints import staff_topic
from sluss.service.queries.notices import Unread, UnreadOf, UnreadOfAll
from sluss.service.sessions import Session
from sluss.web.clinic.notices import SENTENCES
from sluss.web.context import Web
from sluss.web.streams.frames import frame
from sluss.web.templates import part


class Bells:
    """What the bells of this process share: all that ring in the same moment are counted in one question."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._ringing: set[UUID] = set()
        self._counted: asyncio.Task[Mapping[UUID, Unread]] | None = None

    async def rung(self, staff: UUID) -> Unread:
        self._ringing.add(staff)
        if self._counted is None:
            self._counted = asyncio.create_task(self._count())
        return (await self._counted)[staff]

    async def _count(self) -> Mapping[UUID, Unread]:
        """Begins when everybody who was woken with the first has joined; who comes later is counted anew."""
        staff, self._ringing, self._counted = tuple(self._ringing), set(), None
        return await self._web.service.read(SYSTEM, UnreadOfAll(staff))


class Bell:
    """Remembers the newest notice that it has counted, so that each is said once."""

    __slots__ = ("_newest", "_session", "_shared", "_web", "topic")

    def __init__(self, web: Web, session: Session, shared: Bells) -> None:
        self._web, self._session, self._shared = web, session, shared
        self._newest: UUID | None = None
        self.topic = staff_topic(session.subject)

    async def opened(self) -> bytes:
        """The count as it is now; what came before the stream is in the page that is open, or one press away."""
        unread = await self._web.service.read(self._session.actor, UnreadOf())
        self._newest = unread.id
        return _drawn(unread)

    async def heard(self, changed: Mapping[UUID, int]) -> tuple[Mapping[UUID, int], list[bytes]]:
        """Takes the reader's own notices out of what has changed; the rest is left for the page."""
        if self._session.subject not in changed:
            return changed, []
        rest = {id_: seq for id_, seq in changed.items() if id_ != self._session.subject}
        unread = await self._shared.rung(self._session.subject)
        out = [_drawn(unread)]
        # Made in the order of time, so that the last one read does not make an older one new.
        if unread.id and (self._newest is None or unread.id > self._newest):
            self._newest = unread.id
            out.append(frame("told", f"Ny notifiering: {SENTENCES[unread.kind]}"))
        return rest, out


def _drawn(unread: Unread) -> bytes:
    return frame("swap", part("notices.html", "bell", unread.number))
