"""The stream of a resident's case: what staff say, who is here, and what the clock alone changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sluss.service.ids import new_id
from sluss.service.queries.resident import ResidentCaseOf
from sluss.service.sessions import Session
from sluss.service.views import ResidentCase
from sluss.web.context import Web
from sluss.web.streams.channels import CaseChannel, Part
from sluss.web.streams.frames import frame
from sluss.web.templates import part


class ResidentChannel(CaseChannel):
    """Of a child's case, a guardian's: the right ends by the clock too, whether or not anything happens in it. And the
    waiting room of a booked visit opens by it (J2)."""

    __slots__ = ("opens", "said", "until")
    ended = frame("ended", "/arenden/atkomst")
    side = "resident"
    other = "Vårdpersonalen"
    pictures = "/bilder/"
    # Who is here changes without the case: drawn once more when the stream opens.
    fickle = frozenset({"who-is-here", "call-out"})

    def __init__(self, web: Web, session: Session, case_id: UUID) -> None:
        super().__init__(web, session, case_id)
        self.until: datetime | None = None
        self.opens: datetime | None = None
        self.said = ""

    async def look(self, logged: bool) -> ResidentCase:
        shown = await self.web.service.read(self.session.actor, ResidentCaseOf(self.case_id, logged))
        self.until, self.opens = shown.until, shown.booked.next_at if shown.booked else None
        return shown

    def due(self) -> float | None:
        times = [at for at in (self.until, self.opens) if at]
        return (min(times) - self.web.now()).total_seconds() if times else None

    async def later(self) -> list[bytes]:
        """Read anew as what the reader is then: Hidden when the right has ended (L1, decision 6)."""
        return self._frames(await self.look(logged=False))

    def _frames(self, shown: Any) -> list[bytes]:
        """What changes while one waits for a booked visit is also said, to who hears the page."""
        before, self.said = self.said, _said(shown, self.web.now())
        told = [frame("told", self.said)] if before and before != self.said else []
        return [*super()._frames(shown), *told]

    def parts(self, shown: Any) -> Iterator[Part]:
        status = part("case_status.html", "case_status", shown, self.web.now())
        yield "case-status", status, lambda: status
        talk = part("call_strip.html", "call_out", shown)
        yield "call-out", talk, lambda: talk
        here = part("case_status.html", "who_is_here", shown)
        yield "who-is-here", here, lambda: here
        for name, macro in (("forms-to-answer", "forms_to_answer"), ("forms-answered", "forms_answered")):
            drawn = part("resident_forms.html", macro, shown, self.web.now())
            yield name, drawn, partial(str, drawn)
        # Drawn anew only when writing opens or closes: what is being written stays.
        composer = partial(part, "case_status.html", "case_composer_state", shown, client_id=str(new_id()))
        yield "composer", shown.can_write or (shown.phase, shown.overdue), composer


def _said(shown: ResidentCase, now: datetime) -> str:
    return " ".join(part("booked.html", "booked_said", shown, now).split()) if shown.booked else ""
