"""A world for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.service.region import start
from tests.service.world import World, opened


@pytest.fixture
async def world(database: str, tmp_path: Path) -> AsyncIterator[World]:
    async with opened(database, tmp_path) as one:
        yield one


@pytest.fixture
async def begun(world: World) -> World:
    """A world whose region has entered its first pack, as a start does."""
    await start(world)
    return world
