"""What the worker sends by e-mail: codes, and invitations to colleagues (U4, J4)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from uuid import UUID

from sluss.core.actor import SYSTEM
from sluss.ports.email.port import EmailFailed
from sluss.ports.sms.port import SmsFailed
from sluss.service.contacts import MakeCode
from sluss.service.queries.contacts import StaffAddressOf
from sluss.work.tools import Tools

Data = Mapping[str, str]

log = logging.getLogger(__name__)


async def send_code(tools: Tools, key: str, data: Data) -> None:
    """The code is made now and stands in no job; each further try makes a new one."""
    words, made = tools.service.pack.texts.email, await tools.service.run(SYSTEM, UUID(data["person"]), MakeCode())
    if made is None or words is None:
        return
    address, code = made
    try:
        await tools.email.send(address, words.subject, words.code.format(code=code))
    except EmailFailed as failed:
        if failed.retry:
            raise
        # Whoever typed a wrong address sees that no code comes, and can type another.
        log.warning("a code cannot be sent: %s", failed.code)


async def notify(tools: Tools, address: str, text: str) -> bool:
    """A notice to a resident under the one subject there is. False: it will never go there."""
    words = tools.service.pack.texts.email
    if words is None:
        return False
    try:
        await tools.email.send(address, words.subject, text)
    except EmailFailed as failed:
        if failed.retry:
            raise
        return False
    return True


async def invite(tools: Tools, key: str, data: Data) -> None:
    """Nothing of the patient: the link leads to the case, behind the login (J4, U5). What cannot be sent still lies in
    the worklist (J5)."""
    to = await tools.service.read(SYSTEM, StaffAddressOf(UUID(data["case"]), UUID(data["staff"])))
    if to is None:
        return
    pack, link = tools.service.pack, f"{tools.base_url}/clinic/arenden/{data['case']}"
    words, by_email = pack.texts.staff_email, data["via"] == "email" and to.email
    try:
        if by_email and to.email:
            await tools.email.send(to.email, words.subject, words.text.format(link=link))
        elif to.mobile:
            await tools.sms.send(to.mobile, pack.region.sms_sender, words.text.format(link=link))
    except (EmailFailed, SmsFailed) as failed:
        if failed.retry:
            raise
        log.warning("an invitation cannot be sent: %s", failed.code)
