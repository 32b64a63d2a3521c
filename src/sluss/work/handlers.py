"""What each kind of job does. An outside call stands between two commands, never inside a transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from uuid import UUID, uuid5

from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c
from sluss.core.refusal import Hidden, Refused
from sluss.ports.sms.port import SmsFailed
from sluss.service.queries.shared import AddressOf, ErasableOf
from sluss.service.received import PurgeKeys
from sluss.service.shadow import CompareShadow, PurgeShadow
from sluss.work import calls, families, guests, letters, risk, shifts, staff_notices
from sluss.work.tools import Tools

Data = Mapping[str, str]


async def send_sms(tools: Tools, key: str, data: Data) -> None:
    """U3, U5: a neutral text and a link to log in by; the number is looked up now and stands in no job.
    By e-mail to who has chosen that; when it cannot go there, as SMS all the same (U4)."""
    pack, case_id = tools.service.pack, UUID(data["case"])
    to = await tools.service.read(SYSTEM, AddressOf(case_id, UUID(data["to"])))
    text = pack.texts.notice(data["template"], to.protected, f"{tools.base_url}/arenden/{case_id}", to.unit_name)
    if to.email and await letters.notify(tools, to.email, text):
        await tools.service.run(SYSTEM, case_id, c.ReportSms(key, "emailed"))
        return
    if to.phone is None:
        await tools.service.run(SYSTEM, case_id, c.ReportSms(key, "no_number"))
        return
    try:
        await tools.sms.send(to.phone, pack.region.sms_sender, text)
    except SmsFailed as failed:
        if failed.retry:
            raise
        await tools.service.run(SYSTEM, case_id, c.ReportSms(key, "failed"))
        return
    await tools.service.run(SYSTEM, case_id, c.ReportSms(key, "sent"))


async def give_up_sms(tools: Tools, key: str, data: Data) -> None:
    """After the last try the case says that the notice never went."""
    await tools.service.run(SYSTEM, UUID(data["case"]), c.ReportSms(key, "failed"))


async def close(tools: Tools, key: str, data: Data) -> None:
    await _if_still_there(tools, UUID(data["case"]), c.CloseByClock())


async def autosend(tools: Tools, key: str, data: Data) -> None:
    """Worked twice it finds its message there: the id follows from the case."""
    case_id = UUID(data["case"])
    await _if_still_there(tools, case_id, c.SendAutomatic(uuid5(case_id, "autosend"), int(data["since"])))


async def discard(tools: Tools, key: str, data: Data) -> None:
    await _if_still_there(tools, UUID(data["case"]), c.DiscardDraft())


async def remind_of_booking(tools: Tools, key: str, data: Data) -> None:
    """Of the time that the job was made for: of another, or of a visit that is over, there is nothing to say (J1)."""
    kind: c.Reminder = "same_day" if data["kind"] == "same_day" else "just_before"
    await _if_still_there(tools, UUID(data["case"]), c.RemindOfBooking(kind, datetime.fromisoformat(data["starts"])))


async def expire_ticket(tools: Tools, key: str, data: Data) -> None:
    await _if_still_there(tools, UUID(data["case"]), c.ExpireTicket())


async def end_drill(tools: Tools, key: str, data: Data) -> None:
    await _if_still_there(tools, UUID(data["case"]), c.EndDrill())


async def erase(tools: Tools, key: str, data: Data) -> None:
    await tools.files.delete(data["picture"])


async def erase_all(tools: Tools, key: str, data: Data) -> None:
    for picture in await tools.service.read(SYSTEM, ErasableOf(UUID(data["case"]))):
        await tools.files.delete(str(picture))


async def compare_shadow(tools: Tools, key: str, data: Data) -> None:
    await tools.service.run(SYSTEM, UUID(data["case"]), CompareShadow(int(data["run"])))


async def purge_keys(tools: Tools, key: str, data: Data) -> None:
    await tools.service.run(SYSTEM, SYSTEM.id, PurgeKeys())


async def purge_shadow(tools: Tools, key: str, data: Data) -> None:
    await tools.service.run(SYSTEM, SYSTEM.id, PurgeShadow(int(data["run"])))


async def _if_still_there(tools: Tools, case_id: UUID, command: c.Command) -> None:
    """A clock's command that comes after the case has moved on has nothing left to do."""
    try:
        await tools.service.run(SYSTEM, case_id, command)
    except (Refused, Hidden):
        return


HANDLERS: Mapping[str, Callable[[Tools, str, Data], Awaitable[None]]] = {
    "sms": send_sms,
    "call": calls.look_after,
    "close": close,
    "autosend": autosend,
    "discard": discard,
    "booking_reminder": remind_of_booking,
    "expire_ticket": expire_ticket,
    "end_drill": end_drill,
    "erase": erase,
    "erase_all": erase_all,
    "family": families.look_up,
    "staff_notice": staff_notices.tell,
    "staff_sms": staff_notices.send_sms,
    "email_code": letters.send_code,
    "invitation": letters.invite,
    "unfinished": staff_notices.remind,
    "end_shift": shifts.end,
    "give_back": shifts.give_back,
    "unit_alert": shifts.alert,
    "shadow": compare_shadow,
    "purge_shadow": purge_shadow,
    "purge_keys": purge_keys,
    "visit_overdue": risk.visit_overdue,
    "visit_alert": risk.alert,
    "guest_link": guests.send_link,
    "guest_cancelled": guests.send_cancelled,
}
GIVE_UP: Mapping[str, Callable[[Tools, str, Data], Awaitable[None]]] = {
    "sms": give_up_sms,
    "guest_link": guests.give_up,
}
