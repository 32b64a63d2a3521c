"""What the journal remembers of the decisions in a case: when, by whom, and under which version of the pack."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sluss.store.pool import Connection

DECIDED = """
select at, event, actor_kind, role, pack from journal where case_id = $1 and event = any ($2) order by seq
"""


async def decided(db: Connection, case_id: UUID, events: Collection[str]) -> list[Any]:
    return list(await db.fetch(DECIDED, case_id, list(events)))
