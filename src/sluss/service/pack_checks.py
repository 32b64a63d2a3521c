"""What is asked of a version before it is put in force: can it be read, whose is it, does every matter end somewhere.

The answers follow from the version and the day: each is worked out once, beside the loop.
"""

from __future__ import annotations

import asyncio
from datetime import date

from sluss.core.packs import Checked
from sluss.core.policy import Pack
from sluss.core.proof.prove import prove
from sluss.service.packs import Packs
from sluss.store.packs import PackError, calendar
from sluss.store.pool import Connection

# The proof looks at a year from its day.
_YEARS = 3


async def checked(packs: Packs, db: Connection, id_: str, today: date) -> Checked:
    """KeyError for a version that nobody has loaded."""
    if (id_, today) not in packs.checks:
        try:
            pack = await packs.version(db, id_)
        except PackError as wrong:
            # Not kept: the next sluss may read what this one cannot.
            return Checked(fault=str(wrong))
        holes = await asyncio.to_thread(_holes, pack, today)
        packs.checks = {key: one for key, one in packs.checks.items() if key[1] == today}
        packs.checks[id_, today] = Checked("", pack.region.name, holes)
    return packs.checks[id_, today]


def _holes(pack: Pack, today: date) -> tuple[str, ...]:
    days = calendar(pack, range(today.year - 1, today.year + _YEARS))
    return tuple(wrong.sentence for wrong in prove(pack, days, today).wrong)
