"""The journal and the access log are only ever added to, whoever asks (W1)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from sluss.core.actor import SYSTEM
from sluss.core.hours import STOCKHOLM
from sluss.store import access_log
from sluss.store.migrate import APP_ROLE, migrate

pytestmark = pytest.mark.anyio

AT = datetime(2026, 11, 20, 10, tzinfo=STOCKHOLM)
ENTRY = """
insert into journal (case_id, seq, at, actor_kind, actor, event, data, pack)
values ($1, $2, $3, 'system', $1, 'CaseEnded', '{}', 'demo')
"""
CHANGES = (
    "update journal set event = 'CaseSent'",
    "update journal set data = '{}' where seq = 1",
    "delete from journal",
    "truncate journal",
    "update access_log set actor_kind = 'nobody'",
    "delete from access_log",
    "truncate access_log",
)
CASE = UUID(int=1)


@pytest.fixture
async def db(database: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(database)
    await connection.execute(ENTRY, CASE, 1, AT)
    await access_log.add(connection, AT, SYSTEM, "StaffCaseOf", "shown", CASE)
    yield connection
    await connection.close()


async def test_the_server_has_no_right_to_change_what_happened(db: Any) -> None:
    await db.execute(f"set role {APP_ROLE}")
    for change in CHANGES:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
            await db.execute(change)


async def test_the_owner_of_the_database_is_stopped_too(db: Any) -> None:
    for change in CHANGES:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="is append-only"):
            await db.execute(change)
    assert await db.fetchval("select count(*) from journal") == 1
    assert await db.fetchval("select count(*) from access_log") == 1


async def test_the_server_may_add_to_both(db: Any) -> None:
    await db.execute(f"set role {APP_ROLE}")
    await db.execute(ENTRY, CASE, 2, AT)
    await access_log.add(db, AT, SYSTEM, "StaffCaseOf", "shown", CASE)
    assert await db.fetchval("select count(*) from journal") == 2
    assert await db.fetchval("select count(*) from access_log") == 2


async def test_no_two_entries_of_a_case_have_the_same_number(db: Any) -> None:
    with pytest.raises(asyncpg.UniqueViolationError):
        await db.execute(ENTRY, CASE, 1, AT)


async def test_the_server_can_change_neither_tables_nor_triggers_nor_the_list_of_migrations(db: Any) -> None:
    await db.execute(f"set role {APP_ROLE}")
    for attempt in (
        "create table elsewhere (id int)",
        "alter table journal disable trigger all",
        "drop trigger journal_append_only on journal",
        "insert into migration (name) values ('0002_other.sql')",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await db.execute(attempt)


async def test_the_rights_stand_also_in_a_database_that_was_migrated_again(db: Any, database: str) -> None:
    assert await migrate(database) == []
    await db.execute(f"set role {APP_ROLE}")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await db.execute("delete from journal")
