"""Going on and off shift. Who is at work is said by themselves, and nobody leaves what cannot wait (V1 to V7, Q5)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sluss.core.access import LICENSED
from sluss.core.booked import awaited, may_be_taken
from sluss.core.case.model import DROP_IN, Case
from sluss.core.case.phases import Phase
from sluss.core.notices import Job
from sluss.core.people import Mandate
from sluss.core.refusal import Hidden, Refused

SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 1_000
TAKEN: Final = frozenset({Phase.ACCEPTED, Phase.VISIT})

How = Literal["self", "override", "clock"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A running shift. `inflow`: its owner is responsible for what comes in (D11)."""

    id: UUID
    staff: UUID
    mandate: Mandate
    inflow: bool
    started_at: datetime


@dataclass(frozen=True, slots=True)
class ShiftStarted:
    unit: str
    role: str
    inflow: bool


@dataclass(frozen=True, slots=True)
class InflowTaken:
    pass


@dataclass(frozen=True, slots=True)
class InflowLeft:
    pass


@dataclass(frozen=True, slots=True)
class CasesLeft:
    """Somebody left in spite of what was open; `because` are the codes that would have kept them. The reason that
    they wrote lies beside the journal, as all that people write."""

    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShiftEnded:
    how: How


Event = ShiftStarted | InflowTaken | InflowLeft | CasesLeft | ShiftEnded


@dataclass(frozen=True, slots=True)
class Leaving:
    """What ending a shift must know: how many `others` are at work at the unit, and the cases that may hold it.
    `end_all`: the region leaves no drop-in that is begun over the night (VML)."""

    now: datetime
    shift: Shift
    others: int
    own: Sequence[Case]
    at_unit: Sequence[Case]
    end_all: bool = False


def start(held: Collection[Mandate], wanted: Mandate, inflow: bool, running: Shift | None) -> list[ShiftStarted]:
    """Nothing when that very shift runs already. A person is at one place at a time."""
    if wanted not in held or wanted.role not in LICENSED:
        raise Hidden
    if running is None:
        return [ShiftStarted(wanted.unit, wanted.role, inflow)]
    if running.mandate != wanted:
        raise Refused("shift_elsewhere")
    return []


def at_login(held: Sequence[Mandate], running: Shift | None) -> Mandate | None:
    """The mandate of the shift that was left running, else the only one there is; among several one is chosen."""
    if running and running.mandate in held:
        return running.mandate
    return held[0] if len(held) == 1 else None


def may_switch_to(mandate: Mandate) -> None:
    """To a role with patients only by beginning a shift: who is responsible for them is said, never guessed."""
    if mandate.role in LICENSED:
        raise Refused("shift_first")


def answer_for_inflow(shift: Shift, takes: bool) -> list[InflowTaken | InflowLeft]:
    if takes == shift.inflow:
        return []
    return [InflowTaken() if takes else InflowLeft()]


def end(facts: Leaving, reason: str | None) -> list[Event]:
    """Refused while own cases are open, or while the last one would leave what cannot wait, unless a `reason` says
    why it must be (H24: så att inga brådskande ärenden lämnas utan åtgärd)."""
    why = left(facts)
    if not why:
        return [ShiftEnded("self")]
    if reason is None or not reason.strip():
        raise Refused(why[0])
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("leave_reason_short", least=SHORTEST_REASON)
    if len(reason) > LONGEST_REASON:
        raise Refused("leave_reason_long", longest=LONGEST_REASON)
    return [CasesLeft(why), ShiftEnded("override")]


def end_by_clock(facts: Leaving) -> list[Event]:
    """A shift that somebody forgot to end: nobody is there to be refused, so what is left is told instead (V3)."""
    why = left(facts)
    return [CasesLeft(why), ShiftEnded("clock")] if why else [ShiftEnded("clock")]


def left(facts: Leaving) -> tuple[str, ...]:
    """The codes of what would be left: own cases without a disposition, and for the last one what cannot wait."""
    own = any(holds(case, facts.shift.staff, facts.now) for case in facts.own)
    unit = facts.shift.mandate.unit
    last = not facts.others and any(cannot_wait(case, unit, facts.now, facts.end_all) for case in facts.at_unit)
    return (*(("shift_open_cases",) if own else ()), *(("last_one_urgent",) if last else ()))


def holds(case: Case, staff: UUID, now: datetime) -> bool:
    """Whether the case keeps `staff` on shift: V2, a visit to end; a handover that nobody has accepted is still
    the giver's; in an asynchronous case a message to answer; a booked visit of today that is one's own."""
    if case.phase is Phase.BOOKED:
        return case.booked_staff == staff and may_be_taken(case, now)
    if case.owner != staff:
        return False
    offered = case.handover_unit is not None and case.phase is Phase.ASYNC
    return case.phase in TAKEN or offered or unanswered(case)


def cannot_wait(case: Case, unit: str, now: datetime, end_all: bool = False) -> str | None:
    """Why an unstaffed `unit` must not have the case: urgent, handover, booked, undecided or begun; None for one that
    can wait."""
    if case.unit == unit and pressing(case) and (case.phase in TAKEN | {Phase.WAITING} or unanswered(case)):
        return "urgent"
    if case.handover_unit == unit and case.phase in TAKEN | {Phase.ASYNC}:
        return "handover"
    if case.unit == unit and awaited(case, now):
        return "booked"
    nobodys = case.phase is Phase.VISIT and case.owner is None
    if case.unit == unit and (nobodys or (case.phase is Phase.WAITING and not deferred(case, now))):
        return "undecided"
    # VML, Drop in: "Det är viktigt att vid dagens slut avsluta alla påbörjade chattar" (H3).
    if end_all and case.unit == unit and case.flow == DROP_IN and case.phase in TAKEN:
        return "begun"
    return None


def needs(case: Case, owner_at_work: bool, now: datetime) -> tuple[str, ...]:
    """What the review of the day finds to do in a case, most of all first; nothing in one that is as it should (E15,
    Q5: kontrollera att inget ärende är bortglömt)."""
    waits, taken = case.phase is Phase.WAITING, case.phase in TAKEN
    found = {
        "booked": awaited(case, now),
        "undecided": waits and (pressing(case) or not deferred(case, now)),
        "handover": case.handover_unit is not None and (taken or case.phase is Phase.ASYNC),
        "unowned": case.owner is None and (taken or unanswered(case)),
        "owner_away": case.owner is not None and not owner_at_work and (taken or unanswered(case)),
        "not_started": case.phase is Phase.ACCEPTED,
        "visit": case.phase is Phase.VISIT,
        "unanswered": unanswered(case) or (taken and case.waiting_since is not None),
        "overdue": case.overdue and case.phase is Phase.ASYNC,
        "note": bool(case.notes_due),
    }
    return tuple(code for code, true in found.items() if true)


def pressing(case: Case) -> bool:
    return case.urgent or case.priority == 1 or case.suicide_flag


def unanswered(case: Case) -> bool:
    """In the asynchronous phase the resident has written and waits."""
    return case.phase is Phase.ASYNC and case.waiting_since is not None


def deferred(case: Case, now: datetime) -> bool:
    """Somebody has decided that it can wait, and that time has not come."""
    return case.deferred_until is not None and case.deferred_until > now


def jobs(shift: Shift, events: Sequence[Event], others: int, now: datetime, longest: timedelta) -> list[Job]:
    """A started shift is ended by the clock some time. Of what was left the head of the unit is told, and cases of
    one's own go back to the queue."""
    found: list[Job] = []
    for event in events:
        if isinstance(event, ShiftStarted):
            found.append(Job(f"end_shift:{shift.id}", "end_shift", now + longest, {"shift": str(shift.id)}))
        if isinstance(event, CasesLeft):
            template = "shift_left" if others else "unit_left"
            about = {"unit": shift.mandate.unit, "template": template}
            found.append(Job(f"unit_alert:{shift.id}", "unit_alert", now, about))
        if isinstance(event, CasesLeft) and "shift_open_cases" in event.because:
            whose = {"staff": str(shift.staff), "unit": shift.mandate.unit}
            found.append(Job(f"give_back:{shift.id}", "give_back", now, whose))
    return found
