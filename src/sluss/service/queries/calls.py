"""What is read of a call: by its streams, by its page, and by the page of the case it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sluss.core.access import allowed, sees
from sluss.core.calls import LEFT_AFTER, kind_of, lost, may_take_part, still_in
from sluss.core.case.model import Case
from sluss.core.refusal import Hidden, Refused
from sluss.service.queries.guests import guest_lines
from sluss.service.reading import Query, Reading
from sluss.service.views.call import CallPage
from sluss.service.views.calls import CallShown, CallState, InCall, Signal
from sluss.store import calls, cases, people

CONTROLS: Final = frozenset({"SwitchCall", "EndCall"})


@dataclass(frozen=True, slots=True)
class CallOf(Query[CallState]):
    """The call of a case as one device sees it; Hidden for who may not take part."""

    case: UUID
    device: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class SignalsFor(Query[tuple[Signal, ...]]):
    """What this device was told after number `after`."""

    case: UUID
    party: UUID
    device: UUID
    after: int
    logged: bool = False


@dataclass(frozen=True, slots=True)
class CallPageOf(Query[CallPage]):
    """Refused for staff who see the case and are not in it."""

    case: UUID


async def _case(r: Reading, case_id: UUID) -> Case:
    """The case, for those who may be in a call of it. A guest from outside reads nothing else of it."""
    case = await cases.read(r.db, case_id)
    if case is None or kind_of(r.actor, case) is None:
        raise Hidden
    return case


async def call_of(r: Reading, q: CallOf) -> CallState:
    case = await _case(r, q.case)
    if case.call is None:
        return CallState(None)
    shape = await calls.one(r.db, case.call)
    rows = await calls.parties(r.db, case.call)
    there = _there(r, case, rows)
    own = next((row for row in there if (row["person"], row["device"]) == (r.actor.id, q.device)), None)
    elsewhere = own is None and any(row["person"] == r.actor.id for row in there)
    was_here = any((row["person"], row["device"]) == (r.actor.id, q.device) for row in rows)
    return CallState(
        call=case.call,
        mode=case.call_mode,
        topology=shape["topology"] if shape else "p2p",
        relay_only=bool(shape and shape["relay_only"]),
        parties=tuple(_in_call(r, row, own) for row in there),
        party=own["id"] if own else None,
        taken=elsewhere and was_here,
        elsewhere=elsewhere,
        outside=await _outside(r, case),
        seat=own["seat"] if own else "",
    )


async def _outside(r: Reading, case: Case) -> tuple[str, ...]:
    """J6, A11: who lets guests in must see that one waits, also in the window of the call."""
    if r.actor.kind != "staff" or set(case.externals) <= set(case.admitted):
        return ()
    lines = await guest_lines(r, case)
    return tuple(f"{one.name}, {one.kind}" for one in lines if one.standing == "waiting")


def _there(r: Reading, case: Case, rows: Sequence[Any]) -> list[Any]:
    """Those who have not left, by themselves or by silence, and may still be there."""
    return [
        row
        for row in rows
        if row["left_at"] is None
        and r.now - row["seen_at"] <= LEFT_AFTER
        and (row["case_id"] != case.id or still_in(row["kind"], row["person"], case))
    ]


def _in_call(r: Reading, row: Any, own: Any) -> InCall:
    me = own is not None and row["id"] == own["id"]
    return InCall(row["id"], row["name"], row["kind"], me, row["joined_at"], lost(row["seen_at"], r.now))


async def signals_for(r: Reading, q: SignalsFor) -> tuple[Signal, ...]:
    case = await _case(r, q.case)
    if case.call is None:
        return ()
    rows = await calls.parties(r.db, case.call)
    mine = (q.party, r.actor.id, q.device, None)
    if mine not in [(row["id"], row["person"], row["device"], row["left_at"]) for row in rows]:
        return ()
    found = await calls.signals(r.db, q.party, q.after)
    return tuple(Signal(row["id"], row["from_party"], row["kind"], row["body"]) for row in found)


async def call_page(r: Reading, q: CallPageOf) -> CallPage:
    case = await cases.read(r.db, q.case)
    kind = kind_of(r.actor, case) if case else None
    if case is None or (kind is None and not sees(r.actor, case)):
        raise Hidden
    if kind is None:
        raise Refused("not_in_call")
    unit = r.pack.units[case.unit or ""]
    staff, may = kind == "staff", allowed(r.actor, case, r.pack.functions_of(r.actor))
    base = {"staff": f"/clinic/arenden/{case.id}", "resident": f"/arenden/{case.id}"}.get(kind, "/gast/besok")
    return CallPage(
        base=base,
        who="guest" if kind == "external" else kind,
        title=await _with(r, case) if staff else unit.name,
        mode=case.call_mode,
        unit_name=unit.name,
        phone=unit.phone,
        back=f"/clinic/grupper/{case.meeting}" if staff and case.meeting else base,
        back_title=_back(kind, case),
        group=case.meeting is not None,
        # The video of a group is ended for all of it, on the group's own page.
        may=may & CONTROLS if staff and case.meeting is None else frozenset(),
    )


def _back(kind: str, case: Case) -> str:
    if kind == "external":
        return "Tillbaka"
    return "Till gruppen" if kind == "staff" and case.meeting else "Till ärendet"


async def _with(r: Reading, case: Case) -> str:
    """Whom staff talk with: the patient, the relative whose visit it is, or a group."""
    if case.meeting:
        return "Gruppbesök"
    person = await people.person(r.db, case.patient or case.resident or case.id)
    return person.name if person else "Samtal"


async def call_shown(r: Reading, case: Case) -> CallShown | None:
    """The call in the words of the case's page: a question only where one is under way."""
    if case.call is None or case.call_mode is None:
        return None
    there = _there(r, case, await calls.parties(r.db, case.call))
    others = tuple(dict.fromkeys(row["name"] for row in there if row["person"] != r.actor.id))
    try:
        may_take_part(r.actor, case)
    except Refused:
        return CallShown(case.call_mode, others, open=False)
    return CallShown(case.call_mode, others, any(row["person"] == r.actor.id for row in there))
