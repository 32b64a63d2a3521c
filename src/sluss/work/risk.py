"""What the worker does about suicide risk: a physical visit that has not been in time is told of (O8)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from sluss.core.actor import SYSTEM
from sluss.core.case.commands import RemindOfVisit
from sluss.core.policy import known
from sluss.core.refusal import Hidden, Refused
from sluss.ports.sms.port import SmsFailed
from sluss.work.tools import Tools

Data = Mapping[str, str]

log = logging.getLogger(__name__)


async def visit_overdue(tools: Tools, key: str, data: Data) -> None:
    """Of a case that has ended there is nothing to tell."""
    with suppress(Refused, Hidden):
        await tools.service.run(SYSTEM, UUID(data["case"]), RemindOfVisit())


async def alert(tools: Tools, key: str, data: Data) -> None:
    """A neutral text to the head of the unit, where the pack has one; those at work read it in their notices."""
    pack = tools.service.pack
    unit, text = known(pack.units, data["unit"]), pack.routine.risk.overdue_sms
    if unit is None or unit.head is None or not text:
        log.warning("a visit is overdue, and the pack names no head to tell or no text: %s", data["unit"])
        return
    try:
        await tools.sms.send(unit.head.mobile, pack.region.sms_sender, text.format(link=f"{tools.base_url}/clinic"))
    except SmsFailed as failed:
        if failed.retry:
            raise
        log.error("the head of unit cannot be told of an overdue visit: %s", failed.code)
