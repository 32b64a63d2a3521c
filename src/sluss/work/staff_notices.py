"""What the worker does so that staff are told (U7, U8, U10, H4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sluss.core.actor import SYSTEM
from sluss.ports.sms.port import SmsFailed
from sluss.service.notices import RemindUnfinished, TellStaff
from sluss.service.queries.notices import StaffNumberOf
from sluss.work.tools import Tools

Data = Mapping[str, str]


async def tell(tools: Tools, key: str, data: Data) -> None:
    staff = UUID(data["staff"]) if "staff" in data else None
    command = TellStaff(data["notice"], key, data.get("unit", ""), data.get("role", ""), staff)
    await tools.service.run(SYSTEM, UUID(data["case"]), command)


async def remind(tools: Tools, key: str, data: Data) -> None:
    command = RemindUnfinished(datetime.fromisoformat(data["closing"]))
    await tools.service.run(SYSTEM, UUID(data["case"]), command)


async def send_sms(tools: Tools, key: str, data: Data) -> None:
    """U5: a neutral text and a link to log in by. Asked for anew when it is sent: who has gone home gets none (U10)."""
    number = await tools.service.read(SYSTEM, StaffNumberOf(UUID(data["staff"]), data["notice"]))
    if number is None:
        return
    pack = tools.service.pack
    text = pack.texts.staff_sms[data["notice"]].format(link=f"{tools.base_url}/clinic/arenden/{data['case']}")
    try:
        await tools.sms.send(number, pack.region.sms_sender, text)
    except SmsFailed as failed:
        if failed.retry:
            raise
