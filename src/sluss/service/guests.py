"""The links of guests from outside: opened, sent again, and whether they reached anybody (J6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_bytes
from typing import Any, Final, Literal
from uuid import UUID

from sluss.core.access import allowed
from sluss.core.actor import Actor
from sluss.core.case.commands import InviteExternal
from sluss.core.case.model import Case
from sluss.core.externals import KINDS
from sluss.core.guest_links import GuestLinks
from sluss.core.planned import Job
from sluss.core.refusal import Hidden, Refused
from sluss.service.hints import Hint, case_topic
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import cases, externals, notices

SENT_AGAIN_AFTER: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OpenLink(Smaller[int]):
    """By the guest: answers with the number of this opening. What was opened before is no longer of use."""


@dataclass(frozen=True, slots=True)
class SendLinkAgain(Smaller[None]):
    """By staff, about the case."""

    guest: UUID


@dataclass(frozen=True, slots=True)
class ReportLink(Smaller[None]):
    """About the guest: whether the message was handed over."""

    status: Literal["sent", "failed"]


def links_of_this_process() -> GuestLinks:
    """Where no key is given: nobody can make such a link, and another process opens none of them."""
    return GuestLinks.under(token_bytes(32))


def guest_actor(guest: UUID, kind: str = "", first_name: str = "") -> Actor:
    """Who a guest is in a call: the first name, and what the guest is."""
    if kind == KINDS["interpreter"]:
        return Actor("external", guest, KINDS["interpreter"].capitalize())
    return Actor("external", guest, first_name, kind)


async def _open(d: Doing, x: OpenLink) -> Done:
    row, case = await _guest(d, d.actor.id)
    if d.actor.kind != "external" or row["id"] not in case.externals:
        raise Hidden
    return await externals.opened(d.db, row["id"]), _changed(case)


async def _send_again(d: Doing, x: SendLinkAgain) -> Done:
    row, case = await _guest(d, x.guest)
    may = InviteExternal.__name__ in allowed(d.actor, case, d.pack.functions_of(d.actor))
    if case.id != d.about or not may:
        raise Hidden
    if row["id"] not in case.externals:
        raise Refused("guest_gone")
    if d.now - row["told_at"] < SENT_AGAIN_AFTER and row["told"] != "failed":
        raise Refused("link_sent_recently")
    await externals.asked_again(d.db, row["id"], d.now)
    about = {"case": str(case.id), "guest": str(row["id"])}
    await notices.plan(d.db, [Job(f"guest:{row['id']}", "guest_link", d.now, about)])
    return None, _changed(case)


async def _report(d: Doing, x: ReportLink) -> Done:
    if d.actor.kind != "system":
        raise Hidden
    row, case = await _guest(d, d.about)
    await externals.told(d.db, row["id"], x.status)
    return None, _changed(case)


async def _guest(d: Doing, guest: UUID) -> tuple[Any, Case]:
    row = await externals.guest(d.db, guest)
    case = await cases.read(d.db, row["case_id"]) if row else None
    if row is None or case is None:
        raise Hidden
    return row, case


def _changed(case: Case) -> tuple[Hint, ...]:
    return (Hint((case_topic(case.id),), case.id),)


GUEST_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    OpenLink: _open,
    SendLinkAgain: _send_again,
    ReportLink: _report,
}
