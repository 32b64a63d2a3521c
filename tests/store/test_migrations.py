"""Migrations: each once, in order, whoever comes first."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from importlib import resources

import asyncpg
import pytest

from sluss.boot.postgres import EmbeddedPostgres
from sluss.store.migrate import migrate

pytestmark = pytest.mark.anyio

_numbers = itertools.count(1)


async def _admin(postgres: EmbeddedPostgres, statement: str) -> None:
    connection = await asyncpg.connect(postgres.url("postgres"))
    await connection.execute(statement)
    await connection.close()


@pytest.fixture
async def empty(postgres: EmbeddedPostgres) -> AsyncIterator[str]:
    """The address of a database without a table."""
    name = f"empty_{next(_numbers)}"
    await _admin(postgres, f"create database {name}")
    yield postgres.url(name)
    await _admin(postgres, f"drop database {name} with (force)")


def scripts() -> list[str]:
    folder = resources.files("sluss.store") / "migrations"
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))


async def tables(dsn: str) -> set[str]:
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
    await connection.close()
    return {row["tablename"] for row in rows}


def test_the_scripts_are_numbered_without_a_gap() -> None:
    assert [name[:4] for name in scripts()] == [f"{number:04}" for number in range(1, len(scripts()) + 1)]


async def test_an_empty_database_gets_all_of_them_and_the_second_time_none(empty: str) -> None:
    assert await migrate(empty) == scripts()
    before = await tables(empty)
    assert {"care_case", "journal", "access_log"} <= before
    assert await migrate(empty) == []
    assert await tables(empty) == before


async def test_of_four_that_start_at_once_one_migrates_and_the_others_wait(empty: str) -> None:
    ran = await asyncio.gather(*(migrate(empty) for _ in range(4)))
    assert sorted(ran) == [[], [], [], scripts()]


async def test_a_script_that_stops_half_way_leaves_nothing_behind(empty: str) -> None:
    connection = await asyncpg.connect(empty)
    # In the way of the first script's last table but two.
    await connection.execute("create table access_log (id int)")
    with pytest.raises(asyncpg.DuplicateTableError):
        await migrate(empty)
    assert await tables(empty) == {"access_log", "migration"}
    await connection.execute("drop table access_log")
    await connection.close()
    assert await migrate(empty) == scripts()
