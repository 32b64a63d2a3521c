"""The row of a case and its journal: read, then written in one statement if the case has not moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, fields
from functools import cache
from typing import Any
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case.evolve import Recorded
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.notices import Job
from sluss.store import content
from sluss.store.codec import decode, encode
from sluss.store.pool import Connection

COLUMNS = tuple(field.name for field in fields(Case))
LISTS = ("dangers_read", "guests", "helped", "notes_due", "signed", "externals", "admitted")
PHASE_AT, LISTS_AT = COLUMNS.index("phase"), tuple(map(COLUMNS.index, LISTS))

READ = f"select {', '.join(COLUMNS)} from care_case where id = $1"

# Read without a lock: `record` writes only if the case still stands at the sequence number that was read.
LOOK = f"""
select {", ".join("c." + name for name in COLUMNS)},
       (select s.given_name || ' ' || s.family_name from staff s where s.id = c.owner) as owner_name,
       array(
           select distinct case when p.side = 'resident' and p.person not in (c.resident, c.patient) then 'guardian'
                           else p.side end
           from presence p where p.case_id = c.id and p.until > $3
       ) as present,
       exists (select from message m where m.case_id = c.id and m.client_id = $2) as repeated,
       (select h.role from shift h where h.staff = c.owner and h.ended_at is null) as owner_role
from care_case c where c.id = $1
"""

JOURNAL = """
select seq, at, event, data from journal where case_id = $1 order by seq
"""


ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended(patient::text, 18)) from care_case where id = $1"


class Overtaken(Exception):
    """Somebody else has written in the case since it was read; nothing of ours was written."""


@dataclass(frozen=True, slots=True)
class Found:
    case: Case
    owner_name: str
    present: frozenset[str]
    repeated: bool
    owner_role: str


def case_of(row: Mapping[str, Any]) -> Case:
    values = [row[name] for name in COLUMNS]
    values[PHASE_AT] = Phase(values[PHASE_AT])
    for at in LISTS_AT:
        values[at] = tuple(values[at])
    return Case(*values)


async def look(db: Connection, case_id: UUID, client_id: UUID | None, now: object) -> Found | None:
    row = await db.fetchrow(LOOK, case_id, client_id, now)
    if row is None:
        return None
    owner, present = row["owner_name"] or "", frozenset(row["present"])
    return Found(case_of(row), owner, present, row["repeated"], row["owner_role"] or "")


async def read(db: Connection, case_id: UUID) -> Case | None:
    row = await db.fetchrow(READ, case_id)
    return case_of(row) if row else None


async def journal(db: Connection, case_id: UUID) -> list[Recorded]:
    rows = await db.fetch(JOURNAL, case_id)
    return [Recorded(row["seq"], row["at"], decode(row["event"], row["data"])) for row in rows]


async def record(
    db: Connection,
    before: Case,
    after: Case,
    recorded: Sequence[Recorded],
    actor: Actor,
    pack: str,
    jobs: Sequence[Job],
) -> None:
    """Writes the events to the journal, their content to its tables, the jobs, and the row as folded.

    Overtaken: the case is no longer as it was in `before`. One statement is a transaction by itself.
    """
    new = before.phase is Phase.NEW
    changed = COLUMNS if new else tuple(n for n in COLUMNS if getattr(before, n) != getattr(after, n))
    messages = content.messages(recorded)
    mandate = actor.mandate
    parameters: list[object] = [
        after.id,
        [r.seq for r in recorded],
        recorded[0].at,
        [type(r.event).__name__ for r in recorded],
        [encode(r.event) for r in recorded],
        actor.kind,
        actor.id,
        mandate.unit if mandate else None,
        mandate.role if mandate else None,
        pack,
        before.seq,
        *(getattr(after, name) for name in changed),
    ]
    if messages:
        parameters += [list(column) for column in zip(*messages, strict=True)]
    if jobs:
        parameters += [
            [job.key for job in jobs],
            [job.kind for job in jobs],
            [dict(job.data) for job in jobs],
            [job.run_at for job in jobs],
        ]
    statement = _statement(new, changed, bool(messages), bool(jobs))
    async with db.transaction() if content.more(recorded) else nullcontext():
        await content.before(db, recorded)
        if not await db.fetchval(statement, *parameters):
            raise Overtaken
        await content.write(db, after, recorded, actor)


async def one_at_a_time(db: Connection, case_id: UUID) -> None:
    """Until the transaction ends nobody else puts the same patient into a queue: the second sees the first (B18), also
    when it is a child's other guardian."""
    await db.execute(ONE_AT_A_TIME, case_id)


@cache
def _statement(new: bool, changed: tuple[str, ...], messages: bool, jobs: bool) -> str:
    """One round trip for journal, messages, jobs and row; the text is cached, and prepared once a connection."""
    at = iter(range(12, 200))
    columns = [(name, f"${next(at)}") for name in changed]
    names, values = ", ".join(name for name, _ in columns), ", ".join(place for _, place in columns)
    if new:
        moved = f"insert into care_case ({names}) select {values} where $11::int = 0 returning id"
    else:
        pairs = ", ".join(f"{name} = {place}" for name, place in columns)
        moved = f"update care_case set {pairs} where id = $1 and seq = $11 returning id"
    parts = [
        f"moved as ({moved})",
        """entry as (insert into journal (case_id, seq, at, actor_kind, actor, unit, role, event, data, pack)
        select $1, x.seq, $3, $6, $7, $8, $9, x.event, x.data, $10
        from unnest($2::int[], $4::text[], $5::text[]) as y (seq, event, raw),
             lateral (select y.seq, y.event, y.raw::jsonb as data) as x where exists (select from moved))""",
    ]
    if messages:
        ids, clients, seqs, sides, authors, names, titles, texts, only = (f"${next(at)}" for _ in range(9))
        parts.append(
            f"""said as (insert into message (case_id, at, id, client_id, seq, side, author, name, title, text,
            title_only)
            select $1, $3, * from unnest({ids}::uuid[], {clients}::uuid[], {seqs}::int[], {sides}::text[],
            {authors}::uuid[], {names}::text[], {titles}::text[], {texts}::text[], {only}::boolean[])
            where exists (select from moved))"""
        )
    if jobs:
        keys, kinds, data, run_at = (f"${next(at)}" for _ in range(4))
        parts.append(
            f"""work as (insert into job (key, kind, data, run_at)
            select * from unnest({keys}::text[], {kinds}::text[], {data}::jsonb[], {run_at}::timestamptz[])
            where exists (select from moved)
            on conflict (key) do update set run_at = excluded.run_at, data = excluded.data, attempts = 0,
            leased_until = null, failed = null, dead_at = null)"""
        )
    return f"with {', '.join(parts)} select exists (select from moved)"
