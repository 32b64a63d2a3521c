"""*Aviseringar*: reminders of booked visits, and where notices go (U1, U4, K3)."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from sluss.core.contacts import CODE_DIGITS, CODE_LASTS, ask_for, wrong_code
from sluss.core.hours import STOCKHOLM
from sluss.core.patients import unit_of
from sluss.core.people import may_log_in
from sluss.core.planned import Job
from sluss.core.refusal import Hidden, Refused
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import access_log, contacts, notices, patients


@dataclass(frozen=True, slots=True)
class ChooseReminders(Smaller[None]):
    """A resident's own choice about the own number (`about`)."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class NoteReminders(Smaller[None]):
    """Staff note what a patient (`about`) has said to them (K3)."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class AskCode(Smaller[None]):
    """A code is sent to the address, which is used once the code has come back."""

    address: str


@dataclass(frozen=True, slots=True)
class MakeCode(Smaller[tuple[str, str] | None]):
    """The worker's: address and code, made when it is sent and kept as a hash. None: nobody waits for one."""


@dataclass(frozen=True, slots=True)
class GiveCode(Smaller[str]):
    """Answers with the code of a refusal, empty when the address is verified: a wrong try is counted."""

    code: str


@dataclass(frozen=True, slots=True)
class ChooseEmail(Smaller[None]):
    """Notices by e-mail, or by SMS again."""

    chosen: bool


@dataclass(frozen=True, slots=True)
class ForgetEmail(Smaller[None]):
    pass


def hashed(person: UUID, address: str, code: str) -> bytes:
    return sha256(f"{person}\n{address}\n{code.strip()}".encode()).digest()


def _own(d: Doing) -> None:
    if d.actor.kind != "resident" or d.about != d.actor.id:
        raise Hidden


async def _choose_reminders(d: Doing, x: ChooseReminders) -> Done:
    _own(d)
    await contacts.note_consent(d.db, d.about, x.wanted, d.now, None)
    return None, ()


async def _note_reminders(d: Doing, x: NoteReminders) -> Done:
    person = await patients.by_id(d.db, unit_of(d.actor), d.about)
    if person is None:
        raise Hidden
    if d.actor.shift is None:
        raise Refused("not_on_shift")
    # HDK, Barn under 13 år: a guardian cannot consent for the child. The guardian's own number is the guardian's own.
    if not may_log_in(person.born, d.now.astimezone(STOCKHOLM).date()):
        raise Refused("reminders_of_child")
    await contacts.note_consent(d.db, d.about, x.wanted, d.now, d.actor.id)
    await access_log.add(d.db, d.now, d.actor, NoteReminders.__name__, "created", person=d.about)
    return None, ()


async def _ask_code(d: Doing, x: AskCode) -> Done:
    _own(d)
    if d.pack.texts.email is None:
        raise Hidden
    await contacts.wait(d.db, d.about, ask_for(x.address, await contacts.waiting(d.db, d.about, True), d.now))
    await notices.plan(d.db, [Job(f"email_code:{d.about}", "email_code", d.now, {"person": str(d.about)})])
    return None, ()


async def _make_code(d: Doing, x: MakeCode) -> Done:
    if d.actor.kind != "system":
        raise Hidden
    waiting = await contacts.waiting(d.db, d.about, True)
    if waiting is None or d.now >= waiting.until:
        return None, ()
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    made = hashed(d.about, waiting.address, code)
    await contacts.wait(d.db, d.about, replace(waiting, code=made, until=d.now + CODE_LASTS))
    return (waiting.address, code), ()


async def _give_code(d: Doing, x: GiveCode) -> Done:
    _own(d)
    waiting = await contacts.waiting(d.db, d.about, True)
    given = hashed(d.about, waiting.address, x.code) if waiting else b""
    wrong = wrong_code(waiting, given, d.now)
    if waiting and not wrong:
        await contacts.keep_email(d.db, d.about, waiting.address, d.now)
        await contacts.verified(d.db, d.about)
    elif waiting:
        await contacts.wait(d.db, d.about, replace(waiting, tries=waiting.tries + 1))
    return wrong, ()


async def _choose_email(d: Doing, x: ChooseEmail) -> Done:
    _own(d)
    if not await contacts.choose_email(d.db, d.about, x.chosen):
        raise Refused("email_missing")
    return None, ()


async def _forget_email(d: Doing, x: ForgetEmail) -> Done:
    _own(d)
    await contacts.forget_email(d.db, d.about)
    return None, ()


CONTACT_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    ChooseReminders: _choose_reminders,
    NoteReminders: _note_reminders,
    AskCode: _ask_code,
    MakeCode: _make_code,
    GiveCode: _give_code,
    ChooseEmail: _choose_email,
    ForgetEmail: _forget_email,
}
