"""What a resident has chosen about notices, and how colleagues are reached (U1, U4, K3, J4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sluss.core.access import allowed
from sluss.core.contacts import MOST_TRIES
from sluss.core.facts import Colleague
from sluss.core.refusal import Hidden
from sluss.service.reading import Query, Reading
from sluss.store import contacts, invitable, people
from sluss.store.pool import Connection

SHOWN_AT_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Reminders:
    """`wanted` is None of who was never asked; `staff`: who noted it, empty when the resident chose."""

    wanted: bool | None = None
    at: datetime | None = None
    staff: str = ""


UNASKED: Final = Reminders()


@dataclass(frozen=True, slots=True)
class Contacts:
    """`email` is verified, and used when `by_email`; `waiting` is an address whose code has not come back, in time.
    `offered`: residents may choose e-mail here. `guardian`: of a child that is written to through the reader."""

    phone: str | None
    reminders: Reminders
    email: str
    by_email: bool
    waiting: str
    offered: bool
    guardian: bool


@dataclass(frozen=True, slots=True)
class ContactsOf(Query[Contacts]):
    """The reader's own."""

    logged: bool = False


@dataclass(frozen=True, slots=True)
class Invitable:
    """`more`: there are more than are shown."""

    found: tuple[Colleague, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class InvitableOf(Query[Invitable]):
    """Colleagues whom the reader may invite to the case, by the `words` of a name; those at work come first."""

    case: UUID
    words: tuple[str, ...] = ()
    logged: bool = False


@dataclass(frozen=True, slots=True)
class InvitedOf(Query[Colleague]):
    """The one colleague, with the ways to be reached. Hidden: nobody of that id has been at work."""

    case: UUID
    staff: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class StaffAddress:
    email: str | None
    mobile: str | None


@dataclass(frozen=True, slots=True)
class StaffAddressOf(Query[StaffAddress | None]):
    """Where an invitation goes, looked up when it is sent; None: the guest has left, or the visit is over."""

    case: UUID
    staff: UUID
    logged: bool = False


async def reminders(db: Connection, person: UUID) -> Reminders:
    row = await contacts.consent(db, person)
    return Reminders(row["wanted"], row["at"], row["staff"] or "") if row else UNASKED


async def contacts_of(r: Reading, q: ContactsOf) -> Contacts:
    me = await people.person(r.db, r.actor.id) if r.actor.kind == "resident" else None
    if me is None:
        raise Hidden
    email, waiting = await contacts.email(r.db, me.id), await contacts.waiting(r.db, me.id)
    awaited = waiting is not None and r.now < waiting.until and waiting.tries < MOST_TRIES
    return Contacts(
        phone=me.phone,
        reminders=await reminders(r.db, me.id),
        email=email["address"] if email else "",
        by_email=email is not None and email["chosen"],
        waiting=waiting.address if waiting and awaited else "",
        offered=r.pack.texts.email is not None,
        guardian=bool(r.actor.proxies),
    )


async def invitable_of(r: Reading, q: InvitableOf) -> Invitable:
    await _may_invite(r, q.case)
    found: Sequence[Colleague] = await invitable.named(r.db, q.words, r.actor.id, SHOWN_AT_MOST + 1)
    return Invitable(tuple(found[:SHOWN_AT_MOST]), len(found) > SHOWN_AT_MOST)


async def invited_of(r: Reading, q: InvitedOf) -> Colleague:
    await _may_invite(r, q.case)
    found = await invitable.one(r.db, q.staff)
    if found is None:
        raise Hidden
    return found


async def _may_invite(r: Reading, case_id: UUID) -> None:
    case = await r.case(case_id)
    if "InviteColleague" not in allowed(r.actor, case, r.pack.functions_of(r.actor)):
        raise Hidden


async def staff_address(r: Reading, q: StaffAddressOf) -> StaffAddress | None:
    if r.actor.kind != "system":
        raise Hidden
    row = await invitable.address(r.db, q.staff, q.case)
    return StaffAddress(row["email"], row["mobile"]) if row else None
