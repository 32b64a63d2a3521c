"""Numbered migrations: each `NNNN_name.sql` runs once, in order, in a transaction of its own."""

from __future__ import annotations

from importlib import resources

import asyncpg

LOCK = 24_08_1177
APP_ROLE = "sluss_app"


async def migrate(dsn: str) -> list[str]:
    """Brings the database up to this version; returns the names of the migrations that ran."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("select pg_advisory_lock($1)", LOCK)
        await connection.execute(
            "create table if not exists migration (name text primary key, at timestamptz not null default now())"
        )
        done = {row["name"] for row in await connection.fetch("select name from migration")}
        ran = []
        for name, sql in _scripts():
            if name not in done:
                async with connection.transaction():
                    await connection.execute(sql)
                    await connection.execute("insert into migration (name) values ($1)", name)
                ran.append(name)
        return ran
    finally:
        await connection.close()


def _scripts() -> list[tuple[str, str]]:
    folder = resources.files("sluss.store") / "migrations"
    return sorted((f.name, f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".sql"))
