"""The worklists live: a row is drawn once for all who hold its unit, the counts once for all with the same filter."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sluss.core.refusal import Hidden
from sluss.service.hints import session_topic, unit_topic
from sluss.service.queries.worklists import OwnOf, ViewName, WorklistOf, WorklistRowOf, concerns, in_view, keeps
from sluss.service.sessions import Session
from sluss.service.views import Filter, Worklist, WorklistRow
from sluss.web.context import Web
from sluss.web.streams.bell import Bell, Bells
from sluss.web.streams.channels import Channel
from sluss.web.streams.frames import frame
from sluss.web.templates import part

COUNTED_EVERY = 0.5
KEPT = 2_000
# The views whose rows are pushed one by one; the others, which are short, are drawn anew.
LIVE = frozenset({"drop-in", "schemalagda", "asynkrona", "mina"})
# Of the others, those whose rows are not the same for everybody at the unit.
PERSONAL = frozenset({"konsultationer"})

Drawn = tuple[WorklistRow, bytes]


class Worklists:
    """What the worklist streams of this process share."""

    def __init__(self, web: Web, bells: Bells) -> None:
        self._web = web
        self.bells = bells
        self._rows: OrderedDict[tuple[UUID, int, str], asyncio.Task[Drawn | None]] = OrderedDict()
        self._pages: dict[tuple[object, ...], asyncio.Task[tuple[Worklist, bytes]]] = {}

    async def row(self, session: Session, case_id: UUID, seq: int, own: bool) -> Drawn | None:
        """The row at `seq` or later, drawn once for each unit; None when the reader may not see the case.

        `own`: the case is among the reader's own, who may see what the rest of the unit no longer does.
        """
        key = (case_id, seq, _unit(session))
        if key not in self._rows:
            self._rows[key] = asyncio.create_task(self._draw(session, case_id))
            while len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        drawn = await self._rows[key]
        return await self._draw(session, case_id) if drawn is None and own else drawn

    async def _draw(self, session: Session, case_id: UUID) -> Drawn | None:
        try:
            row = await self._web.service.read(session.actor, WorklistRowOf(case_id))
        except Hidden:
            return None
        return row, frame("row", part("worklist.html", "row", row, self._web.now()))

    async def page(self, session: Session, view: ViewName, chosen: Filter) -> tuple[Worklist, bytes]:
        """The counts of now, and the rows of a view that is drawn anew; once for all who want the same together."""
        own = chosen.mine or view in PERSONAL
        key = (_unit(session), view, chosen, session.subject if own else None)
        task = self._pages.get(key)
        if task is None:
            task = self._pages[key] = asyncio.create_task(self._look(session, view, chosen))
            task.add_done_callback(lambda _: self._pages.pop(key, None))
        return await task

    async def counts(self, session: Session) -> list[bytes]:
        """What lies in each view of the unit, for the bar of another page."""
        page, _ = await self.page(session, "drop-in", Filter())
        return [frame("swap", _counts(page.counts))]

    async def _look(self, session: Session, view: ViewName, chosen: Filter) -> tuple[Worklist, bytes]:
        query = WorklistOf(view, chosen, rows=view not in LIVE, own=False, logged=False)
        page = await self._web.service.read(session.actor, query)
        return page, frame("swap", part("worklist.html", "rows", page, self._web.now())) if query.rows else b""


def _counts(numbers: Mapping[str, int]) -> str:
    return "".join(part("worklist.html", "count", f"count-{view}", number) for view, number in numbers.items())


def _unit(session: Session) -> str:
    return session.mandate.unit if session.mandate else ""


class WorklistChannel(Channel):
    __slots__ = ("bell", "counts_at", "filter", "own", "shared", "shown", "view")

    def __init__(self, web: Web, session: Session, view: ViewName, chosen: Filter, shared: Worklists) -> None:
        super().__init__(web, session)
        self.view: ViewName = view
        self.filter = chosen
        self.shared = shared
        self.shown: set[UUID] = set()
        self.own: set[UUID] = set()
        self.counts_at: float | None = None
        self.bell = Bell(web, session, shared.bells)

    @property
    def topics(self) -> tuple[str, ...]:
        return (unit_topic(_unit(self.session)), session_topic(self.session.id), self.bell.topic)

    async def opened(self, since: int) -> list[bytes]:
        """The list as it is now: what came, went or changed while nobody was connected is put right."""
        page = await self.web.service.read(self.session.actor, WorklistOf(self.view, self.filter))
        self.shown = {row.case_id for row in page.rows}
        self.own = await self.web.service.read(self.session.actor, OwnOf())
        rows = part("worklist.html", "rows", page, self.web.now())
        return [frame("swap", rows), await self.bell.opened(), *self._summary(page)]

    async def news(self, changed: Mapping[UUID, int]) -> list[bytes]:
        changed, out = await self.bell.heard(changed)
        if not changed:
            return out
        for case_id, seq in changed.items():
            drawn = await self.shared.row(self.session, case_id, seq, case_id in self.own)
            self._mine(case_id, drawn[0] if drawn else None)
            if drawn and self._belongs(drawn[0]):
                self.shown.add(case_id)
                out.append(drawn[1])
            elif case_id in self.shown:
                self.shown.discard(case_id)
                out.append(frame("gone", f"c-{case_id}"))
        if self.counts_at is None:
            self.counts_at = asyncio.get_running_loop().time() + COUNTED_EVERY
        return out

    def _belongs(self, row: WorklistRow) -> bool:
        mandate, me = self.session.mandate, self.session.subject
        return mandate is not None and in_view(self.view, row, mandate, me) and keeps(self.filter, row, me)

    def _mine(self, case_id: UUID, row: WorklistRow | None) -> None:
        mandate, me = self.session.mandate, self.session.subject
        if row and mandate and concerns(row, mandate, me):
            self.own.add(case_id)
        else:
            self.own.discard(case_id)

    def due(self) -> float | None:
        return None if self.counts_at is None else self.counts_at - asyncio.get_running_loop().time()

    async def later(self) -> list[bytes]:
        self.counts_at = None
        page, rows = await self.shared.page(self.session, self.view, self.filter)
        return [rows, *self._summary(page)] if rows else self._summary(page)

    def _summary(self, page: Worklist) -> list[bytes]:
        if self.view == "mina":
            # What is counted once for the unit knows nothing of what is the reader's own.
            page = replace(page, total=len(self.own), shown=len(self.shown))
        counts = _counts({**page.counts, "mina": len(self.own)})
        return [frame("swap", part("worklist.html", "worklist_summary", page) + counts)]
