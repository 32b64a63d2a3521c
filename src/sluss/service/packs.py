"""The pack in force: the version that the region has approved, with what its units have set for themselves laid over
it, and what earlier versions had laid under it for the cases that remember them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sluss.core.earlier import laid_over
from sluss.core.local.overlay import overlay
from sluss.core.local.settings import LocalSettings, settings_of
from sluss.core.packs import Checked, Turn, decided, fold
from sluss.core.policy import Pack, Shadow
from sluss.core.triage.vignettes import Count
from sluss.store import local, versions
from sluss.store.packs import PackError
from sluss.store.packs.archive import opened, unzipped
from sluss.store.pool import Connection

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Packs:
    """`region` is the version in force as it was loaded; `current` is what decides, replaced as a whole when a unit
    changes something, when a version is put in force, and when the clock reaches the day of one that is approved.

    `known`: versions read so far, by id; `checks` and `counts`: what is known of them. `under`: those that have decided
    something, the latest last.
    """

    region: Pack
    current: Pack
    known: dict[str, Pack] = field(default_factory=dict)
    under: tuple[Pack, ...] = ()
    turns: tuple[Turn, ...] = ()
    shadow: Shadow | None = None
    entries: int = 0
    checks: dict[tuple[str, date], Checked] = field(default_factory=dict)
    counts: dict[str, tuple[Count, ...]] = field(default_factory=dict)
    _settings: Mapping[str, LocalSettings] = field(default_factory=dict)

    @classmethod
    def of(cls, region: Pack) -> Packs:
        return cls(region, region)

    def at(self, now: datetime) -> Pack:
        """What decides now: also between two refreshes a version begins at its midnight."""
        standing = next((turn.pack for turn in reversed(self.turns) if turn.begins <= now), self.region.version_id)
        # Also backwards: a clock that was wrong for a while has put nothing in force.
        if standing != self.region.version_id:
            self._stand(self.known[standing])
        return self.current

    async def refresh(self, db: Connection, now: datetime) -> None:
        """What the journals say now. Kept in memory, so that no request has to ask."""
        if await versions.count(db) != self.entries:
            await self._decide(db, now)
        if await local.count(db) == self.current.changes:
            return
        journals = await local.journals(db)
        changes = sum(len(entries) for entries in journals.values())
        # Two refreshes may pass each other: the one that read more is right.
        if changes > self.current.changes:
            self._settings = {unit: settings_of(entries) for unit, entries in journals.items()}
            self._stand(self.region, changes)

    async def _decide(self, db: Connection, now: datetime) -> None:
        entries = await versions.journal(db)
        state = fold(entries)
        under = [pack for id_ in decided(entries) if (pack := await self._readable(db, id_))]
        standing = state.in_force(now)
        new = standing is not None and standing.pack != self.region.version_id
        try:
            region = await self.version(db, standing.pack) if standing and new else self.region
        except PackError:
            # No start without the rules that two persons have approved; the earlier sluss can read them.
            log.error("%s is in force, and this sluss cannot read it", standing.pack if standing else "")
            raise
        # Read first, then changed at once: nothing is awaited from here on.
        if len(entries) <= self.entries:
            return
        self.entries, self.under = len(entries), tuple(under)
        self.turns = tuple(turn for turn in state.turns if turn.pack in self.known)
        run = state.in_shadow(now)
        self.shadow = Shadow(run.seq, run.pack, run.until) if run and run.until else None
        self._stand(region)

    async def version(self, db: Connection, id_: str) -> Pack:
        """One version as it was loaded. KeyError when there is none; PackError when this sluss cannot read it."""
        if id_ not in self.known:
            stored = await versions.files_of(db, id_)
            if stored is None:
                raise KeyError(id_)
            version, files = stored
            # Hundreds of files are read and proved: the loop goes on meanwhile.
            self.known[id_] = await asyncio.to_thread(lambda: opened(unzipped(files), version))
        return self.known[id_]

    async def _readable(self, db: Connection, id_: str) -> Pack | None:
        """An earlier version that a later sluss cannot read any more stops nobody."""
        try:
            return await self.version(db, id_)
        except PackError as wrong:
            log.error("the version %s of the pack can no longer be read: %s", id_, wrong)
            return None

    def _stand(self, region: Pack, changes: int | None = None) -> None:
        self.region = region
        count = self.current.changes if changes is None else changes
        under = [overlay(one, self._settings, count) for one in self.under]
        in_force = overlay(replace(region, shadow=self.shadow), self._settings, count)
        self.current = laid_over(in_force, under)
