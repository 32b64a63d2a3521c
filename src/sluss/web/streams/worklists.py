"""The worklists live: a row is drawn once for all who hold its unit, the counts once for all with the same filter."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from uuid import UUID

from sluss.core.refusal import Hidden
from sluss.service.hints import session_topic, unit_topic
from sluss.service.queries.clinic import ViewName, WorklistOf, WorklistRowOf, in_view, keeps
from sluss.service.sessions import Session
from sluss.service.views import Filter, Worklist, WorklistRow
from sluss.web.context import Web
from sluss.web.streams.channels import Channel
from sluss.web.streams.frames import frame
from sluss.web.templates import part

COUNTED_EVERY = 0.5
KEPT = 2_000

Drawn = tuple[WorklistRow, bytes]


class Worklists:
    """What the worklist streams of this process share."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._rows: OrderedDict[tuple[UUID, int], asyncio.Task[Drawn | None]] = OrderedDict()
        self._counts: dict[tuple[object, ...], asyncio.Task[Worklist]] = {}

    async def row(self, session: Session, case_id: UUID, seq: int) -> Drawn | None:
        """The row at `seq` or later, drawn; None when the case lies in no worklist of the unit."""
        key = (case_id, seq)
        if key not in self._rows:
            self._rows[key] = asyncio.create_task(self._draw(session, case_id))
            while len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        return await self._rows[key]

    async def _draw(self, session: Session, case_id: UUID) -> Drawn | None:
        try:
            row = await self._web.service.read(session.actor, WorklistRowOf(case_id))
        except Hidden:
            return None
        return row, frame("row", part("worklist.html", "row", row, self._web.now()))

    async def counts(self, session: Session, view: ViewName, chosen: Filter) -> Worklist:
        """The counts of now, asked for once by all who want the same at the same time."""
        mandate = session.mandate
        key = (mandate.unit if mandate else "", view, chosen, session.subject if chosen.mine else None)
        task = self._counts.get(key)
        if task is None:
            query = WorklistOf(view, chosen, rows=False, logged=False)
            task = self._counts[key] = asyncio.create_task(self._web.service.read(session.actor, query))
            task.add_done_callback(lambda _: self._counts.pop(key, None))
        return await task


class WorklistChannel(Channel):
    __slots__ = ("counts_at", "filter", "shared", "shown", "view")

    def __init__(self, web: Web, session: Session, view: ViewName, chosen: Filter, shared: Worklists) -> None:
        super().__init__(web, session)
        self.view: ViewName = view
        self.filter = chosen
        self.shared = shared
        self.shown: set[UUID] = set()
        self.counts_at: float | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        unit = self.session.mandate.unit if self.session.mandate else ""
        return (unit_topic(unit), session_topic(self.session.id))

    async def opened(self, since: int) -> list[bytes]:
        """The list as it is now: what came, went or changed while nobody was connected is put right."""
        page = await self.web.service.read(self.session.actor, WorklistOf(self.view, self.filter))
        self.shown = {row.case_id for row in page.rows}
        rows = part("worklist.html", "rows", page, self.web.now())
        return [frame("swap", rows), *self._summary(page)]

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        out = []
        for case_id, seq in changed.items():
            drawn = await self.shared.row(self.session, case_id, seq)
            if drawn and in_view(self.view, drawn[0]) and keeps(self.filter, drawn[0], self.session.subject):
                self.shown.add(case_id)
                out.append(drawn[1])
            elif case_id in self.shown:
                self.shown.discard(case_id)
                out.append(frame("gone", f"c-{case_id}"))
        if self.counts_at is None:
            self.counts_at = asyncio.get_running_loop().time() + COUNTED_EVERY
        return out

    def due(self) -> float | None:
        return None if self.counts_at is None else self.counts_at - asyncio.get_running_loop().time()

    async def later(self) -> list[bytes]:
        self.counts_at = None
        return self._summary(await self.shared.counts(self.session, self.view, self.filter))

    def _summary(self, page: Worklist) -> list[bytes]:
        counts = "".join(part("worklist.html", "count", f"count-{view}", n) for view, n in page.counts.items())
        return [frame("swap", part("worklist.html", "worklist_summary", page) + counts)]
