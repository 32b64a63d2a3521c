"""The roster of a group live: who waits, who is inside, whether the video is on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

from sluss.service.hints import meeting_topic, session_topic, unit_topic
from sluss.service.queries.groups import GroupOf
from sluss.service.sessions import Session
from sluss.web.context import Web
from sluss.web.streams.bell import Bell, Bells
from sluss.web.streams.channels import Channel
from sluss.web.streams.frames import frame
from sluss.web.templates import part

GROUP_STREAM = re.compile(r"/clinic/grupper/([0-9a-f-]{36})/strom")
# A case begins with few events.
NEW = 3


class GroupChannel(Channel):
    """Of the unit's cases those of the group alone are looked at; each push reads as its reader."""

    __slots__ = ("bell", "cases", "drawn", "meeting")

    def __init__(self, web: Web, session: Session, meeting: UUID, bells: Bells) -> None:
        super().__init__(web, session)
        self.meeting = meeting
        self.bell = Bell(web, session, bells)
        self.cases: frozenset[UUID] = frozenset()
        self.drawn = 0

    @property
    def topics(self) -> tuple[str, ...]:
        unit = self.session.mandate.unit if self.session.mandate else ""
        return (meeting_topic(self.meeting), unit_topic(unit), session_topic(self.session.id), self.bell.topic)

    async def opened(self, since: int) -> list[bytes]:
        return [*await self._look(logged=True), await self.bell.opened()]

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        """A case that is new to the unit may be a participant that was just added."""
        changed, told = await self.bell.heard(changed)
        ours = self.meeting in changed or any(id_ in self.cases or seq <= NEW for id_, seq in changed.items())
        return [*told, *(await self._look(logged=False) if ours else [])]

    async def _look(self, logged: bool) -> list[bytes]:
        shown = await self.web.service.read(self.session.actor, GroupOf(self.meeting, logged))
        self.cases = frozenset(member.case_id for member in shown.members)
        roster = part("groups.html", "roster", shown, self.web.now(), self.web.video.sfu is not None)
        if hash(roster) == self.drawn:
            return []
        self.drawn = hash(roster)
        return [frame("swap", roster)]


def group_channel(web: Web, session: Session, meeting: str, bells: Bells) -> GroupChannel | None:
    try:
        return GroupChannel(web, session, UUID(meeting), bells)
    except ValueError:
        return None
