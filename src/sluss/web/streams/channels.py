"""What a stream carries: the parts of a page, read anew as its reader and drawn by the macros of the page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from sluss.service.hints import case_topic, session_topic, unit_topic
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.sessions import Session
from sluss.service.views import ResidentCase, StaffCase
from sluss.web.clinic.booking_form import invitation_of
from sluss.web.clinic.desk import phrases_of
from sluss.web.context import Web
from sluss.web.streams.bell import Bell, Bells
from sluss.web.streams.frames import frame
from sluss.web.templates import part

# How often the counts of the unit are told anew, at most; and who counts them, once for all who ask together.
COUNTED_EVERY = timedelta(seconds=0.5)
Count = Callable[[Session], Awaitable[list[bytes]]]
# The id of a part, what tells that it has changed, and how to draw it.
Part = tuple[str, object, Callable[[], str]]


class Channel(ABC):
    """One reader's page. `opened` yields what happened since the page was drawn, `news` what happens after."""

    __slots__ = ("session", "web")
    # What is said last when the reader may no longer see the page.
    ended: ClassVar[bytes] = frame("closed")

    def __init__(self, web: Web, session: Session) -> None:
        self.web = web
        self.session = session

    @property
    def session_id(self) -> UUID | None:
        """The session that the stream ends with; None of a reader who has not logged in."""
        return self.session.id

    @property
    @abstractmethod
    def topics(self) -> tuple[str, ...]: ...

    @abstractmethod
    async def opened(self, since: int) -> list[bytes]: ...

    @abstractmethod
    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]: ...

    def typed(self, sides: set[str]) -> list[bytes]:
        return []

    def due(self) -> float | None:
        """Seconds until `later` has something to say; None when there is nothing waiting."""
        return None

    async def later(self) -> list[bytes]:
        return []

    def last_word(self) -> bytes:
        return self.ended

    async def close(self) -> None:
        """The stream has ended, for whatever reason."""
        return


class CaseChannel(Channel):
    """A case: messages are added, other parts replaced when they have changed. Remembers hashes, not pages."""

    __slots__ = ("case_id", "drawn", "read_to", "said_to")
    side: ClassVar[str]
    other: ClassVar[str]
    pictures: ClassVar[str]
    fickle: ClassVar[frozenset[str]]

    def __init__(self, web: Web, session: Session, case_id: UUID) -> None:
        super().__init__(web, session)
        self.case_id = case_id
        self.drawn: dict[str, int] = {}
        self.said_to = 0
        self.read_to = 0

    @property
    def topics(self) -> tuple[str, ...]:
        return (case_topic(self.case_id), session_topic(self.session.id))

    @abstractmethod
    async def look(self, logged: bool) -> ResidentCase | StaffCase: ...

    @abstractmethod
    def parts(self, shown: ResidentCase | StaffCase) -> Iterator[Part]: ...

    async def opened(self, since: int) -> list[bytes]:
        """All that may have changed after the page was drawn at `since`; only the rest of it is known to be there."""
        shown = await self.look(logged=True)
        self.said_to = since
        if shown.seq <= since:
            self.read_to = _read_to(shown)
            self.drawn = {name: hash(key) for name, key, _ in self.parts(shown) if name not in self.fickle}
        return self._frames(shown)

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        return self._frames(await self.look(logged=False))

    def typed(self, sides: set[str]) -> list[bytes]:
        return [frame("typing", self.other)] if sides - {self.side} else []

    def _frames(self, shown: ResidentCase | StaffCase) -> list[bytes]:
        """A message carries its own number, so that a stream cut between two resumes between them."""
        now, out = self.web.now(), []
        for m in shown.messages:
            if m.seq > self.said_to:
                out.append(frame("append", part("chat.html", "message", m, now, self.pictures), m.seq))
            elif m.read and m.seq > self.read_to:
                out.append(frame("swap", part("chat.html", "message", m, now, self.pictures)))
        for name, key, draw in self.parts(shown):
            if self.drawn.get(name) != hash(key):
                self.drawn[name] = hash(key)
                out.append(frame("swap", draw()))
        self.said_to, self.read_to = max(self.said_to, shown.seq), _read_to(shown)
        return [*out, frame("seen", "", shown.seq)] if out else out


def _read_to(shown: ResidentCase | StaffCase) -> int:
    return max((m.seq for m in shown.messages if m.read), default=0)


class StaffChannel(CaseChannel):
    __slots__ = ("begins_at", "bell", "closable_at", "count", "counts_at", "grown_at")
    side = "staff"
    other = "Invånaren"
    pictures = "/clinic/bilder/"
    # Who is here changes without the case: drawn once more when the stream opens.
    fickle = frozenset({"case-head", "call-strip"})

    def __init__(self, web: Web, session: Session, case_id: UUID, bells: Bells, count: Count) -> None:
        super().__init__(web, session, case_id)
        self.bell = Bell(web, session, bells)
        self.closable_at: datetime | None = None
        self.grown_at: datetime | None = None
        self.begins_at: datetime | None = None
        self.count = count
        self.counts_at: datetime | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        unit = self.session.mandate.unit if self.session.mandate else ""
        return (*super().topics, self.bell.topic, unit_topic(unit))

    async def opened(self, since: int) -> list[bytes]:
        return [*await super().opened(since), await self.bell.opened()]

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        """What else happens at the unit changes the counts in the bar alone."""
        changed, told = await self.bell.heard(changed)
        if changed and self.counts_at is None:
            self.counts_at = self.web.now() + COUNTED_EVERY
        return [*told, *(await super().news(changed) if self.case_id in changed else [])]

    def due(self) -> float | None:
        """Who has reminded waits for a time, not for somebody: then *Stäng för dagen* comes by itself (H6); a child
        turns thirteen; a booked visit should have begun (J9)."""
        times = [at for at in (self.closable_at, self.counts_at, self.grown_at, self.begins_at) if at]
        return (min(times) - self.web.now()).total_seconds() if times else None

    async def later(self) -> list[bytes]:
        now, out = self.web.now(), list[bytes]()
        if self.counts_at and now >= self.counts_at:
            self.counts_at = None
            out += await self.count(self.session)
        if any(at and now >= at for at in (self.closable_at, self.grown_at, self.begins_at)):
            out += await super().news({})
        return out

    async def look(self, logged: bool) -> StaffCase:
        return await self.web.service.read(self.session.actor, StaffCaseOf(self.case_id, logged))

    def parts(self, shown: Any) -> Iterator[Part]:
        # Decision 6: staff are told at midnight that it is the child who reads from now on.
        self.grown_at = shown.speaker.grown_at if shown.speaker else None
        self.begins_at = shown.visit.starts if shown.visit and not shown.visit.due else None
        self.closable_at = shown.absent.closable_at if shown.absent and not shown.absent.closable else None
        head = part("clinic_case.html", "case_head", shown, self.web.now())
        yield "case-head", head, lambda: head
        actions = part("clinic_case.html", "case_actions", shown)
        yield "case-actions", actions, lambda: actions
        talk = part("call_strip.html", "call_strip", shown)
        yield "call-strip", talk, lambda: talk
        for macro in ("case_alerts", "absent", "staff_chat", "sent_forms"):
            drawn = part("team.html", macro, shown, self.web.now())
            yield macro, drawn, partial(str, drawn)
        guests = part("guests.html", "guest_list", shown, self.web.now())
        yield "guest-list", guests, lambda: guests
        risk = part("risk.html", "risk_panel", shown, self.web.now())
        yield "risk", risk, lambda: risk
        drill = part("drill.html", "drill_banner", shown, self.web.now())
        yield "drill", drill, lambda: drill
        patient = part("clinic_case.html", "patient_facts", shown, self.web.now())
        yield "patient-facts", patient, lambda: patient
        if shown.visit:
            visit = part("scheduled.html", "visit_facts", shown, self.web.now(), invitation_of(self.web, shown))
            yield "bokat", visit, lambda: visit
        phrases = phrases_of(self.web, self.session)
        composer = partial(part, "clinic_case.html", "case_composer", shown, phrases=phrases, client_id=str(new_id()))
        yield "composer", ("SendMessage" in shown.may, shown.phase, shown.owner_name), composer
