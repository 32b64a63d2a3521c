"""What the bookings door asks: whether a register must be, and how a booking stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sluss.core.proxies import grown
from sluss.core.received import Received, step
from sluss.core.refusal import Hidden
from sluss.service.reading import Query, Reading
from sluss.service.received import Answer, lies_here, state
from sluss.store import people, received

Ask = Literal["nobody", "person", "family"]


@dataclass(frozen=True, slots=True)
class ToAskOf(Query[Ask]):
    """Of whom the population register must be asked before the message is taken: outside calls come before it, and
    only those that it needs."""

    booking: str
    sent: Received
    units: frozenset[str] = frozenset()
    logged: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedOf(Query[Answer]):
    """How a booking stands, as the sender numbers it. Hidden alike: never sent, or not for this key."""

    booking: str
    units: frozenset[str] = frozenset()


async def to_ask_of(r: Reading, q: ToAskOf) -> Ask:
    _sender(r)
    standing = await received.standing(r.db, r.actor.id, q.booking)
    lies_here(standing, q.units)
    if step(standing, q.sent, r.pack).do not in ("book", "anew"):
        return "nobody"
    known = await people.by_number(r.db, q.sent.patient)
    if known is None and r.pack.routine.record.create_patients == "staff":
        return "nobody"
    # Of a child the guardians are asked for anew: what was said of them holds for a day (L1).
    if q.sent.born and not grown(q.sent.born, r.now):
        return "family"
    return "person" if known is None else "nobody"


async def received_of(r: Reading, q: ReceivedOf) -> Answer:
    _sender(r)
    standing = await received.standing(r.db, r.actor.id, q.booking)
    if standing is None:
        raise Hidden
    lies_here(standing, q.units)
    case = standing.case
    r.seen = [case.id] if case else []
    status = state(case) if case and standing.status == "booked" else standing.status
    return Answer(status, standing.version, case.id if case else None)


def _sender(r: Reading) -> None:
    if r.actor.kind != "system" or not r.actor.name:
        raise Hidden
