"""Connections to the database, under the role that may add to the journal but never change it."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

import asyncpg

from sluss.store.migrate import APP_ROLE

Connection: TypeAlias = Any  # asyncpg has no types of its own
Pool: TypeAlias = Any
# What a unique index answers to a row that is there already.
StoredTwice: type[Exception] = asyncpg.UniqueViolationError


async def open_pool(dsn: str, size: int = 10) -> Pool:
    """A pool of `size` connections. Times out rather than waits for ever: statements 15 s, locks 5 s."""
    return await asyncpg.create_pool(
        dsn,
        min_size=min(2, size),
        max_size=size,
        init=_init,
        reset=_keep,
        server_settings={
            "role": APP_ROLE,
            "application_name": "sluss",
            "statement_timeout": "15s",
            "lock_timeout": "5s",
            "idle_in_transaction_session_timeout": "15s",
            "jit": "off",
        },
    )


async def _init(connection: Any) -> None:
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")


async def _keep(connection: Any) -> None:
    """No session state is ever changed, so nothing is reset: saves a round trip a request."""
