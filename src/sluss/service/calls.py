"""Commands of a call: come in, tell each other, leave; and the worker that looks after one (F5, F6, F15, J10).

That it was started, changed and ended stands in the journal of the case; that somebody came or left, in the access log.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sluss.core import calls as rules
from sluss.core.actor import SYSTEM
from sluss.core.case.model import Case
from sluss.core.notices_of_calls import look_after
from sluss.core.profile import to_resident
from sluss.core.refusal import Hidden
from sluss.service.calls_told import TOLD_COMMANDS
from sluss.service.group_names import group_name
from sluss.service.hints import Hint, call_topic, case_topic
from sluss.service.ids import new_id
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import access_log, calls, cases, notices, people


@dataclass(frozen=True, slots=True)
class Joined:
    """A place in a call. `given_up`: the SFU's seats that nobody sits in any more."""

    party: UUID
    call: UUID
    topology: str
    given_up: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class JoinCall(Smaller[Joined]):
    """`device` is chosen by the page. `sfu`: there is one here, so that a third may come in. `relay`: addresses are
    kept from the others, `relay_protected` where somebody has protected identity."""

    device: UUID
    sfu: bool = False
    relay: bool = False
    relay_protected: bool = False


@dataclass(frozen=True, slots=True)
class PlaceParty(Smaller[None]):
    """The SFU has given the party a seat."""

    party: UUID
    seat: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LeaveCall(Smaller[tuple[str, ...]]):
    """Answered with the seat that is given up. Nothing happens when the device is in no call."""

    call: UUID
    device: UUID


@dataclass(frozen=True, slots=True)
class CallBeat(Smaller[None]):
    """The stream of a party is open. What it has been told is forgotten in time."""

    call: UUID
    device: UUID
    party: UUID


@dataclass(frozen=True, slots=True)
class LookedAfter(Smaller[None]):
    """The seats of these parties are given back."""

    parties: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Minded:
    """`over`: nobody's case is in the call any more. `seats` are to be given back, by party."""

    over: bool
    seats: Mapping[UUID, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class MindCall(Smaller[Minded]):
    """Who may no longer be in the call is out, also whose stream is gone; it is looked at again while it runs."""

    call: UUID


async def case_of(d: Doing) -> Case:
    case = await cases.read(d.db, d.about)
    if case is None:
        raise Hidden
    return case


async def told_of(d: Doing, call: UUID, case: Case) -> tuple[Hint, ...]:
    """Who is in it has changed: every case that has somebody there reads it anew."""
    about = dict.fromkeys([case.id, *(row["case_id"] for row in await calls.parties(d.db, call))])
    return (Hint((call_topic(call),), call), *(Hint((case_topic(id_),), id_) for id_ in about))


async def _join(d: Doing, x: JoinCall) -> Done:
    case = await case_of(d)
    kind = rules.may_take_part(d.actor, case)
    assert case.call is not None  # noqa: S101 - or it was refused
    call = await calls.begin(d.db, case.call, d.now)
    there = [row for row in await calls.parties(d.db, case.call) if row["left_at"] is None]
    gone = [row for row in there if row["person"] != d.actor.id and not _stays(row, case, case.call, d)]
    mine = [row for row in there if row["person"] == d.actor.id]
    others = len(there) - len(gone) - len(mine)
    shape = rules.topology(call["topology"], others, case.meeting is not None, x.sfu)
    hidden = call["relay_only"] or x.relay or (x.relay_protected and await _protected(d, case))
    if (shape, hidden) != (call["topology"], call["relay_only"]):
        await calls.shape(d.db, case.call, shape, hidden)
    same = next((row for row in mine if row["device"] == x.device), None)
    # The resident on two devices: the newer takes over.
    out = [row for row in (*gone, *mine) if row is not same]
    await calls.leave(d.db, [row["id"] for row in out], d.now)
    name = await group_name(d.db, case, kind, d.actor.name) or _called(d, kind)
    party = same["id"] if same else new_id()
    if same:
        await calls.back(d.db, party, d.now, d.actor.session, name)
    else:
        who = (kind, d.actor.id, name, x.device, d.actor.session)
        await calls.join(d.db, (party, case.call, case.id, *who, d.now))
        await access_log.add(d.db, d.now, d.actor, type(x).__name__, "done", case.id)
    seats = tuple(row["seat"] for row in (*out, *([same] if same else ())) if row["seat"])
    return Joined(party, case.call, shape, seats), await told_of(d, case.call, case)


async def _protected(d: Doing, case: Case) -> bool:
    """N5: what could tell where somebody is goes no further than it must; an address on the internet tells it."""
    about = [await people.person(d.db, id_) for id_ in {case.patient, case.resident} if id_]
    return any(one is None or one.protected for one in about)


def _called(d: Doing, kind: str) -> str:
    """The name that the others read: of staff what residents read (decision 14)."""
    if kind == "staff":
        name, _ = to_resident(d.actor.name, d.actor.title, d.actor.title_only)
        return name[:1].upper() + name[1:]
    return d.actor.name


async def _place(d: Doing, x: PlaceParty) -> Done:
    await calls.sit(d.db, x.party, x.seat)
    case = await case_of(d)
    return None, await told_of(d, case.call, case) if case.call else ()


async def _leave(d: Doing, x: LeaveCall) -> Done:
    """Also from a call that is over, and by one who may no longer be in it."""
    mine = [row for row in await calls.parties(d.db, x.call) if _is(row, d, x.device) and row["left_at"] is None]
    if not mine:
        return (), ()
    await calls.leave(d.db, [row["id"] for row in mine], d.now)
    await access_log.add(d.db, d.now, d.actor, type(x).__name__, "done", mine[0]["case_id"])
    case = await case_of(d)
    return tuple(row["seat"] for row in mine if row["seat"]), await told_of(d, x.call, case)


def _is(row: Any, d: Doing, device: UUID) -> bool:
    return (row["person"], row["device"], row["case_id"]) == (d.actor.id, device, d.about)


async def _beat(d: Doing, x: CallBeat) -> Done:
    await calls.seen(d.db, x.call, d.actor.id, x.device, d.now)
    await calls.forget_signals(d.db, x.party, d.actor.id, 0, d.now - rules.SIGNAL_LASTS)
    return None, ()


async def _mind(d: Doing, x: MindCall) -> Done:
    if d.actor != SYSTEM:
        raise Hidden
    case = await case_of(d)
    rows = await calls.parties(d.db, x.call)
    if not await calls.runs(d.db, x.call):
        await calls.forget(d.db, x.call)
        return Minded(True, {row["id"]: row["seat"] for row in rows if row["seat"]}), ()
    own = [row for row in rows if row["case_id"] == case.id]
    out = [row["id"] for row in own if row["left_at"] is None and not _stays(row, case, x.call, d)]
    await calls.leave(d.db, out, d.now)
    if case.call == x.call:
        await notices.plan(d.db, [look_after(case, x.call, d.now + rules.LOOKED_AFTER)])
    seats = {row["id"]: row["seat"] for row in own if row["seat"] and (row["left_at"] or row["id"] in out)}
    return Minded(False, seats), await told_of(d, x.call, case) if out else ()


def _stays(row: Any, case: Case, call: UUID, d: Doing) -> bool:
    """Of a group only those of this very case are known to the case."""
    if d.now - row["seen_at"] > rules.LEFT_AFTER:
        return False
    return row["case_id"] != case.id or (case.call == call and rules.still_in(row["kind"], row["person"], case))


async def _looked_after(d: Doing, x: LookedAfter) -> Done:
    if d.actor != SYSTEM:
        raise Hidden
    await calls.stand(d.db, x.parties)
    return None, ()


CALL_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    JoinCall: _join,
    PlaceParty: _place,
    LeaveCall: _leave,
    CallBeat: _beat,
    MindCall: _mind,
    LookedAfter: _looked_after,
    **TOLD_COMMANDS,
}
