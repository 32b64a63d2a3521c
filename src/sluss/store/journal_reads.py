"""Questions to the journal as a whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sluss.store.pool import Connection

CHANGED = """
select distinct c.id, c.seq, array[c.unit, c.handover_unit, c.consult_unit, c.from_unit] as units, c.resident
from journal j join care_case c on c.id = j.case_id where j.at >= $1
"""


async def changed_since(db: Connection, at: datetime) -> list[Any]:
    return list(await db.fetch(CHANGED, at))
