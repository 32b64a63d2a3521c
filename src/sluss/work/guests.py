"""What the worker does so that a guest from outside gets the link to the visit (J6)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from sluss.core.actor import SYSTEM
from sluss.core.externals import begins_at
from sluss.core.refusal import Hidden
from sluss.ports.email.port import EmailFailed
from sluss.ports.sms.port import SmsFailed
from sluss.service.guests import ReportLink
from sluss.service.queries.guests import CancelledGuestOf, GuestAddressed, GuestAddressOf
from sluss.work.tools import Tools

Data = Mapping[str, str]


async def send_link(tools: Tools, key: str, data: Data) -> None:
    """The address and the link are made now and stand in no job. Taken back or over, nothing is sent."""
    guest = UUID(data["guest"])
    to = await tools.service.read(SYSTEM, GuestAddressOf(guest))
    if to is None:
        return
    try:
        await _send(tools, guest, to)
    except (SmsFailed, EmailFailed) as failed:
        if failed.retry:
            raise
        await tools.service.run(SYSTEM, guest, ReportLink("failed"))
        return
    await tools.service.run(SYSTEM, guest, ReportLink("sent"))


async def send_cancelled(tools: Tools, key: str, data: Data) -> None:
    """Only to one who has had the link. What cannot be delivered is nothing that staff can do more about."""
    to = await tools.service.read(SYSTEM, CancelledGuestOf(UUID(data["guest"])))
    if to is None:
        return
    pack = tools.service.pack
    text = pack.texts.guest.cancelled.format(when=begins_at(to.starts))
    try:
        if to.via == "email":
            await tools.email.send(to.address, pack.texts.guest.email_subject, text)
        else:
            await tools.sms.send(to.address, pack.region.sms_sender, text)
    except (SmsFailed, EmailFailed) as failed:
        if failed.retry:
            raise


async def _send(tools: Tools, guest: UUID, to: GuestAddressed) -> None:
    pack = tools.service.pack
    texts = pack.texts.guest
    words = {"link": f"{tools.base_url}/gast/{tools.links.link(guest)}", "when": begins_at(to.starts)}
    if to.via == "email":
        await tools.email.send(to.address, texts.email_subject, texts.email.format(**words))
    else:
        await tools.sms.send(to.address, pack.region.sms_sender, texts.sms.format(**words))


async def give_up(tools: Tools, key: str, data: Data) -> None:
    """After the last try staff see that the link never went."""
    with suppress(Hidden):
        await tools.service.run(SYSTEM, UUID(data["guest"]), ReportLink("failed"))
