"""Versions of the region's pack, as files, and the journal of what was decided about them. Only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.packs import Entry
from sluss.store.pool import Connection

COUNT = "select count(*) from pack_journal"
JOURNAL = """
select seq, at, actor, name as by, what, pack, in_force_from, until, about, words from pack_journal order by seq
"""
# Another administrator's entry of the same number is waited for, and then stands: it is decided anew.
ADD_ENTRY = """
insert into pack_journal (seq, at, actor, name, what, pack, in_force_from, until, about, words)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict do nothing returning seq
"""
ADD = """
insert into pack_version (id, name, version, files, sha256, loaded_at, loaded_by, loaded_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict do nothing returning id
"""
ALL = "select id, name, version, sha256, loaded_at, loaded_by_name from pack_version order by loaded_at desc, id"
SHA = "select sha256 from pack_version where id = $1"
FILES = "select version, files from pack_version where id = $1"
ANSWERED_UNDER = """
select pack from journal where case_id = $1 and event in ('CaseSent', 'AnswerGiven', 'DraftStarted', 'DrillStarted')
order by event = 'CaseSent' desc, seq desc limit 1
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A version as it lies in the database; `files` is a zip."""

    id: str
    name: str
    version: str
    files: bytes
    sha256: str


async def count(db: Connection) -> int:
    return int(await db.fetchval(COUNT))


async def journal(db: Connection) -> list[Entry]:
    return [Entry(**dict(row)) for row in await db.fetch(JOURNAL)]


async def write(db: Connection, entry: Entry) -> bool:
    """False when the journal has gone on meanwhile, and nothing is written."""
    e = entry
    row = (e.seq, e.at, e.actor, e.by, e.what, e.pack, e.in_force_from, e.until, e.about, e.words)
    return await db.fetchval(ADD_ENTRY, *row) is not None


async def add(db: Connection, stored: Stored, at: datetime, by: UUID, name: str) -> bool:
    """False when a version of that id is there already."""
    s = stored
    return await db.fetchval(ADD, s.id, s.name, s.version, s.files, s.sha256, at, by, name) is not None


async def every(db: Connection) -> Sequence[Any]:
    return list(await db.fetch(ALL))


async def sha_of(db: Connection, id_: str) -> str | None:
    found: str | None = await db.fetchval(SHA, id_)
    return found


async def files_of(db: Connection, id_: str) -> tuple[str, bytes] | None:
    """The number of the version, and its zip."""
    row = await db.fetchrow(FILES, id_)
    return (row["version"], row["files"]) if row else None


async def answered_under(db: Connection, case_id: UUID) -> str:
    """The id of the pack under which a case was sent, or a draft last answered; empty for one that staff began."""
    return await db.fetchval(ANSWERED_UNDER, case_id) or ""
