"""What the worker does about shifts: ends a forgotten one, gives back what was left, tells the head of unit (V3)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from sluss.core.actor import SYSTEM
from sluss.core.case.commands import ReleaseCase
from sluss.core.policy import known
from sluss.core.refusal import Hidden, Refused
from sluss.ports.sms.port import SmsFailed
from sluss.service.queries.shift import LeftBy
from sluss.service.shifts import EndShiftByClock
from sluss.work.tools import Tools

Data = Mapping[str, str]

log = logging.getLogger(__name__)


async def end(tools: Tools, key: str, data: Data) -> None:
    """Hidden, of one that is ended already, leaves nothing to do."""
    await tools.service.run(SYSTEM, UUID(data["shift"]), EndShiftByClock())


async def give_back(tools: Tools, key: str, data: Data) -> None:
    """What somebody left open goes back to the queue of the unit, where a colleague finds it."""
    for case_id in await tools.service.read(SYSTEM, LeftBy(UUID(data["staff"]), data["unit"])):
        # Moved on since it was read, one case keeps none of the others.
        with suppress(Refused, Hidden):
            await tools.service.run(SYSTEM, case_id, ReleaseCase())


async def alert(tools: Tools, key: str, data: Data) -> None:
    """A neutral text to the head of the unit, whose number stands in the pack alone."""
    pack = tools.service.pack
    unit = known(pack.units, data["unit"])
    if unit is None or unit.head is None:
        log.warning("a unit was left with open cases, and the pack names no head of it: %s", data["unit"])
        return
    text = pack.texts.head_sms[data["template"]].format(link=f"{tools.base_url}/clinic")
    try:
        await tools.sms.send(unit.head.mobile, pack.region.sms_sender, text)
    except SmsFailed as failed:
        if failed.retry:
            raise
        log.error("the head of a unit that was left cannot be told: %s", failed.code)
