"""Who can be asked, invited or handed a case: those who are at work now."""

from __future__ import annotations

from dataclasses import dataclass

from sluss.core.facts import Colleague
from sluss.service.queries.worklists import mandate_of
from sluss.service.reading import Query, Reading
from sluss.store import team


@dataclass(frozen=True, slots=True)
class AtWorkOf(Query[tuple[Colleague, ...]]):
    """Everybody with a running shift, the reader too."""

    logged: bool = False


async def at_work_of(r: Reading, q: AtWorkOf) -> tuple[Colleague, ...]:
    mandate_of(r)
    return tuple(await team.colleagues(r.db))
