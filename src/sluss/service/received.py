"""The bookings door: what a record system sends becomes a booked visit, once, in whatever order it comes (K1 to K10).

One message is one transaction: its key, the booking as the sender numbers it, the patient, and the case.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.decide.booking import in_time
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.people import Mandate, Person
from sluss.core.proxies import grown
from sluss.core.received import RECORD_SYSTEM, Received, Standing, Step, place, somebody_else, step
from sluss.core.refusal import Hidden, Refused
from sluss.service.deciding import once
from sluss.service.hints import Hint, changed
from sluss.service.ids import new_id
from sluss.service.relations import Family, keep_family
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import access_log, cases, people, received

# Senders go by the name of their key; the same name is the same actor in every process and for ever.
SENDERS: Final = UUID("6f1f1b7e-6a0e-5d0e-9a53-0b1d0c5a7e11")
KEYS_ARE_KEPT: Final = timedelta(days=2)
NOTHING_TOLD: Final[tuple[Hint, ...]] = ()
BEGUN: Final = frozenset({Phase.ACCEPTED, Phase.VISIT, Phase.ASYNC, Phase.WAITING})


def sender(name: str) -> Actor:
    """The actor behind a key: the system, in the name of who sends."""
    return Actor("system", uuid5(SENDERS, name), name=name)


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registers said of the patient just before; of a child with its guardians."""

    person: Person
    family: Family | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender reads. `status`: `superseded`, `not_transferred`, or where the visit is: `booked`, `begun`,
    `ended`, `cancelled`. `version`: the one that holds now. `child`: the guardians are written to. `missing`: what the
    booking is without, such as a mobile number to remind."""

    status: str
    version: int
    case: UUID | None = None
    created: bool = False
    child: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeBooking(Smaller[Answer]):
    """`about` is the actor. `units`: those that the key is for; empty: all. `hash`: of the message, to know it again
    under its `key`. `registered`: None when nobody had to be asked, or the register does not know the number."""

    booking: str
    key: str
    hash: bytes
    sent: Received
    units: frozenset[str] = frozenset()
    registered: Registered | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PurgeKeys(Smaller[None]):
    """Answers that no sender asks for any more."""


async def _take_booking(d: Doing, x: TakeBooking) -> Done:
    if d.actor.kind != "system" or not d.actor.name:
        raise Hidden
    await received.keep_sender(d.db, d.actor.id, d.actor.name)
    before = await received.claim(d.db, d.actor.id, x.key, x.hash, d.now)
    if before is not None:
        if before["hash"] != x.hash:
            raise Refused("key_reused")
        return msgspec.convert(before["answer"], Answer), ()
    await received.one_in_a_row(d.db, d.actor.id, x.booking)
    standing = await received.standing(d.db, d.actor.id, x.booking)
    lies_here(standing, x.units)
    todo = step(standing, x.sent, d.pack)
    answer, hints = await _done(d, x, standing, todo)
    await received.answered(d.db, d.actor.id, x.key, msgspec.to_builtins(answer))
    await received.purge_later(d.db, _last_of_today(d.now))
    return answer, hints


def lies_here(standing: Standing | None, units: frozenset[str]) -> None:
    """A key for some units learns nothing of what lies at others."""
    if units and standing and standing.case and standing.case.unit not in units:
        raise Hidden


async def _done(d: Doing, x: TakeBooking, standing: Standing | None, todo: Step) -> tuple[Answer, tuple[Hint, ...]]:
    if todo.do == "superseded" and standing:
        return Answer("superseded", standing.version, standing.case.id if standing.case else None), ()
    case, hints = standing.case if standing else None, NOTHING_TOLD
    if todo.do in ("move", "cancel", "anew") and case:
        case, hints = await _gave(d, case, _change(d, todo, x.sent))
    if todo.do in ("book", "anew"):
        case, more = await _book(d, x)
        hints += more
    kept = case.id if case else None
    await received.keep(d.db, d.actor.id, x.booking, x.sent, todo.status, kept, d.now)
    status = state(case) if case and todo.status == "booked" else todo.status
    answer = Answer(status, x.sent.version, kept, todo.do in ("book", "anew"))
    return (await _told(d, answer, case, x.sent) if case and status == "booked" else answer), hints


def _change(d: Doing, todo: Step, sent: Received) -> c.Command:
    if todo.do == "move" and sent.starts and sent.ends:
        # As when it is booked, so that it matters to nobody which of two messages comes first.
        in_time(sent.starts, sent.ends, d.now)
        return c.MoveBooking(sent.starts, sent.ends)
    return c.CancelBooking()


async def _book(d: Doing, x: TakeBooking) -> tuple[Case, tuple[Hint, ...]]:
    there, sent = place(d.pack, x.sent), x.sent
    if x.units and there.unit not in x.units:
        raise Hidden
    actor = replace(d.actor, mandate=Mandate(there.unit, RECORD_SYSTEM))
    patient, hints = await _patient(d, actor, x)
    if sent.starts is None or sent.ends is None:
        raise Refused("booking_field_missing", field="starts")
    staff = await received.staff_of(d.db, sent.staff)
    where = (there.unit, there.role, staff, there.reason)
    command = c.ReceiveBooking(patient, *where, sent.starts, sent.ends, sent.contact_type)
    case, more = await _gave(d, Case(new_id()), command, actor)
    return case, (*hints, *more)


async def _patient(d: Doing, actor: Actor, x: TakeBooking) -> tuple[UUID, tuple[Hint, ...]]:
    """K2: created from the booking; K1: by staff, before it, so that whoever is unknown is refused."""
    known = await people.by_number(d.db, x.sent.patient)
    if known is None and d.pack.routine.record.create_patients == "staff":
        raise Refused("patient_not_created")
    found = x.registered.person if x.registered else known
    if found is None:
        raise Refused("person_unknown")
    if not found.protected and somebody_else(x.sent.names, found.name):
        raise Refused("patient_named_otherwise")
    if x.registered is None:
        return found.id, ()
    # K1: with the mobile number that the record system has, when the register has none.
    phone = found.phone or (known.phone if known else None) or x.sent.mobile
    kept = await people.keep_person(d.db, replace(found, phone=phone), d.now)
    hints = await keep_family(d, kept, x.registered.family) if x.registered.family else ()
    if known is None:
        await access_log.add(d.db, d.now, actor, TakeBooking.__name__, "created", person=kept)
    return kept, hints


async def _gave(d: Doing, case: Case, command: c.Command, actor: Actor | None = None) -> tuple[Case, tuple[Hint, ...]]:
    """The command through the rules and into the journal, in this transaction. Who writes in the case meanwhile is
    let by: the next look finds what they left."""
    by = actor or replace(d.actor, mandate=Mandate(case.unit or "", RECORD_SYSTEM))
    while True:
        try:
            outcome = await once(d.db, by, case.id, command, Facts(d.now, d.pack, d.calendar))
        except cases.Overtaken:
            continue
        after = outcome.case
        hint = changed(after.id, after.seq, outcome.units, after.resident)
        return after, (hint,) if outcome.events else ()


def state(case: Case) -> str:
    """Where the visit is, in the words of the door."""
    if case.phase is Phase.BOOKED:
        return "booked"
    return "begun" if case.phase in BEGUN else "ended" if case.phase is Phase.ENDED else "cancelled"


async def _told(d: Doing, answer: Answer, case: Case, sent: Received) -> Answer:
    reader = await people.person(d.db, case.resident) if case.resident else None
    lacks = {"mobile": reader is None or not reader.phone, "staff": bool(sent.staff) and case.booked_staff is None}
    missing = tuple(name for name, true in lacks.items() if true)
    child = sent.born is not None and not grown(sent.born, d.now)
    return replace(answer, child=child, missing=missing)


def _last_of_today(now: datetime) -> datetime:
    """When the last answer of today is old enough. One purge a day: what is kept is three days old at most."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo) + KEYS_ARE_KEPT


async def _purge_keys(d: Doing, x: PurgeKeys) -> Done:
    if d.actor.kind != "system":
        raise Hidden
    await received.purge(d.db, d.now - KEYS_ARE_KEPT)
    return None, ()


BOOKING_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    TakeBooking: _take_booking,
    PurgeKeys: _purge_keys,
}
