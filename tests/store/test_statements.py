"""Every statement in the source fits the schema, under the role that the server works as."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import AsyncIterator
from dataclasses import fields
from typing import Any

import asyncpg
import pytest

from sluss import store
from sluss.core.case.model import Case
from sluss.store import worklist
from sluss.store.cases import _statement
from sluss.store.migrate import APP_ROLE
from sluss.store.pool import open_pool

pytestmark = pytest.mark.anyio

SQL = re.compile(r"\s*(select|insert|update|delete|with)\s", re.IGNORECASE)


def statements() -> dict[str, str]:
    """Each constant of the store that is a statement, by module and name."""
    found = {}
    for module in pkgutil.walk_packages(store.__path__, "sluss.store."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if name.isupper() and isinstance(value, str) and SQL.match(value):
                found[f"{module.name}.{name}"] = value
    return found


STATEMENTS = statements() | {"sluss.store.worklist.row": worklist.ROW + " where c.id = $1"}


@pytest.fixture
async def db(database: str) -> AsyncIterator[Any]:
    pool = await open_pool(database, 1)
    async with pool.acquire() as connection:
        yield connection
    await pool.close()


def test_the_statements_are_found() -> None:
    modules = {name.rsplit(".", 1)[0] for name in STATEMENTS}
    assert len(STATEMENTS) > 40
    for module in (
        "access_log",
        "cases",
        "content",
        "jobs",
        "journal_reads",
        "people",
        "presence",
        "reads",
        "sessions",
    ):
        assert f"sluss.store.{module}" in modules


async def test_the_server_works_under_the_role_that_may_only_add(db: Any) -> None:
    assert await db.fetchval("select current_user") == APP_ROLE


async def test_every_statement_is_one_that_the_schema_understands(db: Any) -> None:
    wrong = {}
    for name, sql in STATEMENTS.items():
        try:
            await db.prepare(sql)
        except asyncpg.PostgresError as no:
            wrong[name] = str(no)
    assert wrong == {}


async def test_every_shape_of_the_statement_that_records_fits_the_schema(db: Any) -> None:
    columns = tuple(field.name for field in fields(Case))
    await db.prepare(_statement(True, columns, False, True))
    for messages in (False, True):
        for jobs in (False, True):
            await db.prepare(_statement(False, columns[1:], messages, jobs))


async def test_the_row_of_a_case_has_a_column_for_each_field_and_no_other(db: Any) -> None:
    rows = await db.fetch("select column_name from information_schema.columns where table_name = 'care_case'")
    assert {row["column_name"] for row in rows} == {field.name for field in fields(Case)}


async def test_the_role_may_do_what_the_statements_do_and_neither_more_nor_less(db: Any) -> None:
    """A right that no statement needs is a right to take away."""
    used: set[tuple[str, str]] = {("journal", "INSERT"), ("care_case", "INSERT"), ("care_case", "UPDATE")}
    used |= {("message", "INSERT"), ("job", "INSERT"), ("job", "UPDATE")}
    for sql in STATEMENTS.values():
        flat = " ".join(sql.split()).lower()
        for verb, pattern in (
            ("INSERT", r"insert into (\w+)"),
            ("UPDATE", r"(?<!for )(?<!do )update (\w+) set"),
            ("DELETE", r"delete from (\w+)"),
        ):
            used |= {(table, verb) for table in re.findall(pattern, flat)}
        if "on conflict" in flat and "do update" in flat:
            used |= {(table, "UPDATE") for table in re.findall(r"insert into (\w+)", flat)}
    rows = await db.fetch(
        "select table_name, privilege_type from information_schema.role_table_grants where grantee = $1", APP_ROLE
    )
    granted = {(row["table_name"], row["privilege_type"]) for row in rows if row["privilege_type"] != "SELECT"}
    assert used - granted == set(), "a statement without the right to it"
    assert granted - used == set(), "a right without a statement"
