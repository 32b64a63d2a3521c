"""The journals of the units' own settings. Only ever added to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from sluss.core.local.events import CHANGES, Change
from sluss.core.local.settings import Entry
from sluss.store.pool import Connection

COUNT = "select count(*) from unit_journal"
ALL = "select unit, seq, at, actor, name, event, data, undoes from unit_journal order by unit, seq"
OF_UNIT = "select seq, at, actor, name, event, data, undoes from unit_journal where unit = $1 order by seq"
# Another administrator's entry of the same number is waited for, and then stands: the change is decided anew.
ADD = """
insert into unit_journal (unit, seq, at, actor, name, event, data, undoes)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict do nothing returning seq
"""
# Who has worked here, to choose from in the roster. `$2` are the roles that answer.
COLLEAGUES = """
select s.id, coalesce(p.shown_name, s.given_name || ' ' || s.family_name) as name
from staff s left join staff_profile p on p.staff = s.id
where s.id in (
    select l.subject from session l, jsonb_array_elements(l.mandates) as held
    where l.kind = 'staff' and held ->> 0 = $1 and held ->> 1 = any ($2)
)
order by name, s.id
"""
BY_NAME = {change.__name__: change for change in CHANGES}


async def count(db: Connection) -> int:
    return int(await db.fetchval(COUNT))


async def journals(db: Connection) -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in await db.fetch(ALL):
        found[row["unit"]].append(_entry(row))
    return found


async def journal(db: Connection, unit: str) -> list[Entry]:
    return [_entry(row) for row in await db.fetch(OF_UNIT, unit)]


async def add(db: Connection, unit: str, entry: Entry) -> bool:
    """False when the journal has gone on meanwhile, and nothing is written."""
    change = entry.change
    data = msgspec.to_builtins(change)
    row = (unit, entry.seq, entry.at, entry.actor, entry.name, type(change).__name__, data, entry.undoes)
    return await db.fetchval(ADD, *row) is not None


async def colleagues(db: Connection, unit: str, roles: Sequence[str]) -> list[Any]:
    return list(await db.fetch(COLLEAGUES, unit, list(roles)))


def _entry(row: Any) -> Entry:
    change: Change = msgspec.convert(row["data"], BY_NAME[row["event"]])
    return Entry(row["seq"], row["at"], row["actor"], row["name"], change, row["undoes"])
