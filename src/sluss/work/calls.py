"""What the worker does about a call: ends one that nobody is in, shows out who may no longer be there, puts it away."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID, uuid5

from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c
from sluss.core.refusal import Hidden, Refused
from sluss.service.calls import LookedAfter, MindCall
from sluss.work.tools import Tools

Data = Mapping[str, str]


async def look_after(tools: Tools, key: str, data: Data) -> None:
    """Asked for when the call begins, at each change of who may be in it, and once a minute; worked twice it does
    nothing more. The SFU is told outside of every transaction, and asked again when it is away."""
    case_id, call = UUID(data["case"]), UUID(data["call"])
    with suppress(Refused, Hidden):
        await tools.service.run(SYSTEM, case_id, c.EndCall(uuid5(call, "ended")))
    found = await tools.service.run(SYSTEM, case_id, MindCall(call))
    sfu = tools.video.sfu
    if sfu is None:
        return
    for seat in found.seats.values():
        await sfu.leave(seat)
    if found.over:
        await sfu.close(call)
    elif found.seats:
        await tools.service.run(SYSTEM, case_id, LookedAfter(tuple(found.seats)))
