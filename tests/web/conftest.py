"""The running application that the tests of the web share, and one of a test's own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import pytest

from sluss.boot.postgres import EmbeddedPostgres
from tests.web.site import Site, site_at

SHARED = "web_shared"


@pytest.fixture(scope="session")
def site(
    postgres: EmbeddedPostgres, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Shared: a test makes cases of its own here, and neither moves the clock nor ends a shared session."""

    async def create() -> None:
        connection = await asyncpg.connect(postgres.url("postgres"))
        await connection.execute(f"CREATE DATABASE {SHARED} TEMPLATE {template_database} STRATEGY file_copy")
        await connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(create())).result()
    with site_at(postgres.url(SHARED), tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def own_site(database: str, tmp_path: Path) -> Iterator[Site]:
    """A site of the test's own, whose clock it may move."""
    with site_at(database, tmp_path) as running:
        yield running
