"""What the parties of a call tell each other and the SFU. Carried, never read, and forgotten (see decision 0021)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sluss.core import calls as rules
from sluss.core.actor import SYSTEM
from sluss.core.refusal import Hidden, Refused
from sluss.service.hints import Hint, device_topic
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import calls, cases


@dataclass(frozen=True, slots=True)
class SendSignal(Smaller[int | None]):
    """To another party of the same call. Answered with its number, None when that party has just left; Hidden when it
    never was there."""

    device: UUID
    to: UUID
    kind: str
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TellSfu(Smaller[str]):
    """Answered with the seat to tell it for; the telling is an outside call, and is done after this."""

    device: UUID
    kind: str
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HearSfu(Smaller[int | None]):
    """What the SFU said to a party, kept until its stream has it."""

    party: UUID
    kind: str
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HeardTo(Smaller[None]):
    """The page of the party has had all signals up to this number."""

    party: UUID
    number: int


async def _call_of(d: Doing) -> UUID:
    """The call under way, in which the actor may take part."""
    case = await cases.read(d.db, d.about)
    if case is None:
        raise Hidden
    rules.may_take_part(d.actor, case)
    assert case.call is not None  # noqa: S101 - or it was refused
    return case.call


async def _send(d: Doing, x: SendSignal) -> Done:
    call = await _call_of(d)
    row = await calls.between(d.db, call, d.actor.id, x.device, x.to, d.now - rules.FLOOD_IN)
    if row is None:
        raise Refused("call_left")
    rules.told(x.kind, x.body, to_sfu=False, recently=row["recently"])
    # A party of another call and one that never was are the same.
    if row["device"] is None:
        raise Hidden
    number = await calls.send(d.db, x.to, row["id"], x.kind, x.body, d.now)
    return number, (Hint((device_topic(row["device"]),), row["device"]),) if number else ()


async def _tell(d: Doing, x: TellSfu) -> Done:
    call = await _call_of(d)
    row = await calls.tell(d.db, call, d.actor.id, x.device, d.now, d.now - rules.FLOOD_IN)
    if row is None or not row["seat"]:
        raise Refused("call_left")
    rules.told(x.kind, x.body, to_sfu=True, recently=row["told"])
    return row["seat"], ()


async def _hear(d: Doing, x: HearSfu) -> Done:
    if d.actor != SYSTEM or x.kind not in rules.FROM_SFU:
        raise Hidden
    device = await calls.device_of(d.db, x.party)
    number = await calls.send(d.db, x.party, None, x.kind, x.body, d.now) if device else None
    return number, (Hint((device_topic(device),), device),) if device else ()


async def _heard_to(d: Doing, x: HeardTo) -> Done:
    await calls.forget_signals(d.db, x.party, d.actor.id, x.number, d.now - rules.SIGNAL_LASTS)
    return None, ()


TOLD_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    SendSignal: _send,
    TellSfu: _tell,
    HearSfu: _hear,
    HeardTo: _heard_to,
}
