"""Who is at work, what keeps somebody on shift, and the day's cases to go through (E8, E15, Q5, V2 to V7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sluss.core import shift as rules
from sluss.core.access import sees
from sluss.core.booked import tomorrow
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM, local_day
from sluss.core.patients import unit_of
from sluss.core.people import age, role_title
from sluss.core.policy import Unit, known
from sluss.core.refusal import Hidden
from sluss.service.reading import Query, Reading
from sluss.store import shifts
from sluss.store.cases import case_of

SHOWN_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class AtWork:
    """A colleague at work. `title` is what residents read, else that of the role; `cases`: open ones that they own."""

    name: str
    title: str
    since: datetime
    inflow: bool
    cases: int
    mine: bool


@dataclass(frozen=True, slots=True)
class UnitAtWork:
    name: str
    people: tuple[AtWork, ...]


@dataclass(frozen=True, slots=True)
class Colleagues:
    """`scheduled`: whom the unit's own roster names for the inflow now (D11, V6)."""

    own: UnitAtWork
    others: tuple[UnitAtWork, ...]
    scheduled: tuple[str, ...]

    @property
    def inflow(self) -> bool:
        return any(one.inflow for one in self.own.people)

    @property
    def mine(self) -> AtWork | None:
        return next((one for one in self.own.people if one.mine), None)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list to go through. `needs` are codes of `core.shift.needs`."""

    case_id: UUID
    patient_name: str
    patient_age: int
    reason_title: str
    phase: str
    priority: int
    urgent: bool
    suicide_flag: bool
    owner_name: str | None
    mine: bool
    sent_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    open_until: datetime | None
    deferred_until: datetime | None
    needs: tuple[str, ...]
    booked_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """What stands between somebody and the end of the shift. `unit` is empty as long as `others` are at work there;
    `notes` remind and hinder nothing; `end_all`: what is begun is ended the same day (VML). `head` is who is told of a
    shift that was ended all the same."""

    unit_name: str
    others: int
    inflow: bool
    head: str | None
    own: tuple[CaseLine, ...]
    unit: tuple[CaseLine, ...]
    notes: tuple[CaseLine, ...]
    end_all: bool = False

    @property
    def held(self) -> bool:
        return bool(self.own or self.unit)


@dataclass(frozen=True, slots=True)
class Day:
    """`more`: there are further cases than what is shown."""

    unit_name: str
    todo: tuple[CaseLine, ...]
    done: tuple[CaseLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ColleaguesOf(Query[Colleagues]):
    logged: bool = False


@dataclass(frozen=True, slots=True)
class LeaveOf(Query[Leave]):
    """Of the reader's own running shift."""


@dataclass(frozen=True, slots=True)
class DayOf(Query[Day]):
    pass


@dataclass(frozen=True, slots=True)
class LeftBy(Query[tuple[UUID, ...]]):
    """The open cases that somebody left at a unit and still owns."""

    staff: UUID
    unit: str
    logged: bool = False


async def colleagues_of(r: Reading, q: ColleaguesOf) -> Colleagues:
    """All units of the region, of which the reader's comes first."""
    own = unit_of(r.actor)
    rows = await shifts.at_work(r.db)
    first, *others = sorted(r.pack.units.values(), key=lambda unit: (unit.id != own, unit.name))
    return Colleagues(
        own=_at_work(r, first, rows),
        others=tuple(_at_work(r, unit, rows) for unit in others),
        scheduled=_scheduled(first, r.now.astimezone(STOCKHOLM)),
    )


async def leave_of(r: Reading, q: LeaveOf) -> Leave:
    unit = unit_of(r.actor)
    shift = await shifts.running(r.db, r.actor.shift) if r.actor.shift else None
    if shift is None or shift.staff != r.actor.id or shift.mandate.unit != unit:
        raise Hidden
    others = await shifts.others(r.db, unit, shift.staff)
    own = _lines(r, await shifts.own(r.db, shift.staff, unit, tomorrow(r.now)))
    held = {line.case_id for line in own}
    end_all = r.pack.routine.day_end == "end_all"
    rows = [] if others else await shifts.at_unit(r.db, unit, r.now, SHOWN_AT_MOST, end_all)
    left = [row for row in rows if row["id"] not in held and rules.cannot_wait(case_of(row), unit, r.now, end_all)]
    at_unit = _lines(r, left)
    # What is open already stands above; its note is asked for when it is closed.
    above = held | {line.case_id for line in at_unit}
    due = [row for row in await shifts.notes_due(r.db, shift.staff) if row["id"] not in above]
    notes = _lines(r, (row for row in due if sees(r.actor, case_of(row))))
    r.seen = [line.case_id for line in (*own, *at_unit, *notes)]
    head = r.pack.units[unit].head
    name = r.pack.units[unit].name
    return Leave(name, others, shift.inflow, head.name if head else None, own, at_unit, notes, end_all)


async def left_by(r: Reading, q: LeftBy) -> tuple[UUID, ...]:
    """Nothing of one who has come back: the cases are with their owner again."""
    if r.actor.kind != "system":
        raise Hidden
    if await shifts.running(r.db, q.staff):
        return ()
    return tuple(row["id"] for row in await shifts.own(r.db, q.staff, q.unit, r.now) if row["owner"] == q.staff)


async def day_of(r: Reading, q: DayOf) -> Day:
    unit = unit_of(r.actor)
    midnight = datetime.combine(local_day(r.now), time(), STOCKHOLM)
    rows = await shifts.of_day(r.db, unit, midnight, tomorrow(r.now), SHOWN_AT_MOST + 1)
    lines = _lines(r, rows[:SHOWN_AT_MOST])
    r.seen = [line.case_id for line in lines]
    todo = tuple(line for line in lines if line.needs)
    done = tuple(line for line in lines if not line.needs)
    return Day(r.pack.units[unit].name, todo, done, len(rows) > SHOWN_AT_MOST)


def _at_work(r: Reading, unit: Unit, rows: Iterable[Any]) -> UnitAtWork:
    people = (
        AtWork(
            name=row["name"],
            title=row["title"] or role_title(row["role"]),
            since=row["started_at"],
            inflow=row["inflow"],
            cases=row["cases"],
            mine=row["staff"] == r.actor.id,
        )
        for row in rows
        if row["unit"] == unit.id
    )
    return UnitAtWork(unit.name, tuple(people))


def _scheduled(unit: Unit, now: datetime) -> tuple[str, ...]:
    minute = now.hour * 60 + now.minute
    return tuple(duty.name for duty in unit.roster if duty.day == now.date() and duty.start <= minute < duty.end)


def _lines(r: Reading, rows: Iterable[Any]) -> tuple[CaseLine, ...]:
    return tuple(_line(r, case_of(row), row) for row in rows)


def _line(r: Reading, case: Case, row: Any) -> CaseLine:
    reason = known(r.pack.reasons, case.reason)
    return CaseLine(
        case_id=case.id,
        patient_name=row["patient_name"],
        patient_age=age(row["born"], local_day(r.now)),
        reason_title=reason.title if reason else "Ärende",
        phase=case.phase.value,
        priority=case.priority or 5,
        urgent=case.urgent,
        suicide_flag=case.suicide_flag,
        owner_name=row["owner_name"],
        mine=case.owner == r.actor.id,
        sent_at=case.sent_at or r.now,
        last_at=case.last_at or r.now,
        waiting_since=case.waiting_since,
        open_until=case.open_until,
        deferred_until=case.deferred_until if rules.deferred(case, r.now) else None,
        booked_from=case.booked_from if case.phase is Phase.BOOKED else None,
        needs=rules.needs(case, row["owner_at_work"], r.now),
    )
