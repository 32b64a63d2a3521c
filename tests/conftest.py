"""What every test may ask for: a PostgreSQL of its own, outside the checkout, and a fresh database in it."""

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from sluss.boot.postgres import EmbeddedPostgres
from sluss.store.migrate import migrate

TEMPLATE = "sluss_template"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """A cluster for the whole run; without fsync, since it is thrown away."""
    # A short place: the path of a socket holds about a hundred bytes. Open, so that the server's account may enter.
    home = Path(tempfile.mkdtemp(prefix="sluss-test-", dir="/tmp"))
    home.chmod(0o755)
    server = EmbeddedPostgres(home, durable=False)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def template_database(postgres: EmbeddedPostgres) -> str:
    """The name of a migrated, empty database that the others are cloned from."""
    _run(postgres, f"CREATE DATABASE {TEMPLATE}")
    _elsewhere(lambda: migrate(postgres.url(TEMPLATE)))
    return TEMPLATE


@pytest.fixture
def database(postgres: EmbeddedPostgres, template_database: str) -> Iterator[str]:
    """The address of a migrated database of the test's own, dropped after it."""
    name = f"test_{next(_numbers)}"
    _run(postgres, f"CREATE DATABASE {name} TEMPLATE {template_database} STRATEGY file_copy")
    try:
        yield postgres.url(name)
    finally:
        _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio, as the server does."""
    return "asyncio"


def _run(postgres: EmbeddedPostgres, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(postgres.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    _elsewhere(run)


def _elsewhere(work: Callable[[], Coroutine[Any, Any, object]]) -> None:
    """In a thread of its own: the browser tests' thread already has a running loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(work())).result()
