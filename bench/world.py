"""What the figures share: what one says, and the place, the database and the people it is measured with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from bench.people import People, service_over
from bench.place import Place
from sluss.store.pool import open_pool


@dataclass(frozen=True, slots=True)
class Figure:
    """`met` is None for what has no limit."""

    what: str
    measured: str
    limit: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class World:
    place: Place
    db: Any
    people: People

    async def ready(self) -> None:
        """What led up to a figure is told to nobody: else the server's worker would ring hundreds of bells in it."""
        await self.db.execute("delete from job")


@asynccontextmanager
async def world_of(at: Place) -> AsyncIterator[World]:
    pool, db = await open_pool(at.dsn, 8), await asyncpg.connect(at.dsn)
    try:
        yield World(at, db, People(service_over(pool)))
    finally:
        await db.close()
        await pool.close()
