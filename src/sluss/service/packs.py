"""The pack in force: the region's own rules, with what its units have set for themselves laid over them."""

from __future__ import annotations

from dataclasses import dataclass

from sluss.core.local.overlay import overlay
from sluss.core.local.settings import settings_of
from sluss.core.policy import Pack
from sluss.store import local
from sluss.store.pool import Connection


@dataclass(slots=True)
class Packs:
    """`region` is as it was loaded; `current` is what decides now, replaced as a whole when a unit changes it."""

    region: Pack
    current: Pack

    @classmethod
    def of(cls, region: Pack) -> Packs:
        return cls(region, region)

    async def refresh(self, db: Connection) -> None:
        """What the units' journals say now. Kept in memory, so that no request has to ask."""
        if await local.count(db) == self.current.changes:
            return
        journals = await local.journals(db)
        changes = sum(len(entries) for entries in journals.values())
        # Two refreshes may pass each other: the one that read more is right.
        if changes > self.current.changes:
            settings = {unit: settings_of(entries) for unit, entries in journals.items()}
            self.current = overlay(self.region, settings, changes)
