"""Who took part of what, and who was refused (W1). Only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sluss.core.actor import Actor
from sluss.store.pool import Connection

ADD = """
insert into access_log (at, actor_kind, actor, session, unit, role, what, case_id, cases, outcome)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""


async def add(
    db: Connection,
    at: datetime,
    actor: Actor,
    what: str,
    outcome: str,
    case_id: UUID | None = None,
    cases: Sequence[UUID] | None = None,
) -> None:
    """One row. `cases` are the cases of a list whose rows were shown; `outcome` is shown, refused or hidden."""
    mandate = actor.mandate
    unit, role = (mandate.unit, mandate.role) if mandate else (None, None)
    seen = list(cases) if cases is not None else None
    await db.execute(ADD, at, actor.kind, actor.id, actor.session, unit, role, what, case_id, seen, outcome)
