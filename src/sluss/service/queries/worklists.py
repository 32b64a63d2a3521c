"""The views of *Patientliggaren*: the order of work at a unit, and what is one's own (E1, E3 to E7, E20, E25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, get_args
from uuid import UUID

from sluss.core.access import LICENSED
from sluss.core.booked import tomorrow
from sluss.core.hours import STOCKHOLM
from sluss.core.people import WITHHELD, Mandate, age, role_title
from sluss.core.refusal import Hidden
from sluss.service.queries.belonging import (
    WORK,
    concerns as concerns,
    in_view as in_view,
    keeps as keeps,
    order_in,
)
from sluss.service.queries.booked_rows import booked_line, booked_today, hidden_booked
from sluss.service.queries.risk_words import level_of, pressing, visit_late
from sluss.service.reading import Query, Reading
from sluss.service.views import Choice, Filter, Worklist, WorklistRow
from sluss.store import scheduled, worklist

ViewName = Literal["drop-in", "schemalagda", "asynkrona", "avslutade", "vidimering", "konsultationer", "mina"]
VIEWS: Final[tuple[ViewName, ...]] = get_args(ViewName)
PAGE = 200
# Weeks ahead at a unit with many: who waits today is never among those left out.
BOOKED_PAGE = 500
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WIDTH = 17
# Booked visits stand in the order of their times; among others, in the middle of the priorities.
MIDDLE: Final = 3


@dataclass(frozen=True, slots=True)
class WorklistOf(Query[Worklist]):
    """`rows` False asks for the counts alone, as a push does, and `own` False leaves out the reader's own, so that
    one answer serves all of a unit. `logged` is False for a push."""

    view: ViewName
    filter: Filter
    rows: bool = True
    own: bool = True
    logged: bool = True


@dataclass(frozen=True, slots=True)
class OwnOf(Query[set[UUID]]):
    """The cases that the reader has to do with; a live page keeps their number itself."""

    logged: bool = False


@dataclass(frozen=True, slots=True)
class WorklistRowOf(Query[WorklistRow]):
    """One row, to be drawn once for all who hold the unit; Hidden when it is in no worklist of it."""

    case: UUID
    logged: bool = False


def mandate_of(r: Reading) -> Mandate:
    """The reader's licensed mandate."""
    mandate = r.actor.mandate
    if r.actor.kind != "staff" or mandate is None or mandate.role not in LICENSED:
        raise Hidden
    return mandate


def _kept(r: Reading, f: Filter) -> tuple[Any, ...]:
    today = worklist.today_from(r.now.astimezone(STOCKHOLM), f.today)
    return (f.reason, int(f.priority or 0), f.role, today, r.actor.id if f.mine else None)


def sort_key(priority: int, flagged: bool, waits: datetime | None, case_id: UUID) -> str:
    """The order of work as a text: sorts as the database does; what signals suicide risk comes before its like (O10),
    who does not wait comes last."""
    waited = f"{(waits - EPOCH) // timedelta(microseconds=1):0{WIDTH}d}" if waits else "9" * WIDTH
    return f"{priority}-{0 if flagged else 1}-{waited}-{case_id}"


def row_of(r: Reading, row: Any) -> WorklistRow:
    booked = booked_line(row, r.now)
    waits: datetime | None = row["waiting_since"]
    today = r.now.astimezone(STOCKHOLM).date()
    units = r.pack.units
    handover = row["handover_unit"] and units[row["handover_unit"]].name
    return WorklistRow(
        case_id=row["id"],
        seq=row["seq"],
        sort_key=sort_key(MIDDLE, False, row["booked_from"], row["id"])
        if booked
        else sort_key(row["priority"], row["suicide_flag"], waits, row["id"]),
        priority=row["priority"],
        urgent=row["urgent"],
        suicide_flag=row["suicide_flag"],
        reason=row["reason"],
        reason_title=r.pack.reasons[row["reason"]].title,
        patient_name=WITHHELD if row["protected"] else row["patient_name"],
        patient_age=age(row["born"], today),
        protected=row["protected"],
        unit=row["unit"],
        role=row["role"],
        role_title=role_title(row["role"]),
        phase=row["phase"],
        flow=row["flow"],
        waiting_since=waits or row["last_at"],
        waits=waits is not None,
        last_at=row["last_at"],
        unread=row["staff_unread"],
        owner=row["owner"],
        owner_name=row["owner_name"],
        open_until=row["open_until"],
        overdue=row["overdue"],
        deferred_until=row["deferred_until"],
        one_way=row["one_way"],
        guests=tuple(row["guests"]),
        notes_due=tuple(row["notes_due"]),
        handover_unit=row["handover_unit"],
        handover_role=row["handover_role"],
        handover_staff=row["handover_staff"],
        handover_by=row["handover_by"],
        handover_to=_recipient(handover, row["handover_role"], row["handover_name"]),
        consult_unit=row["consult_unit"],
        consult_role=row["consult_role"],
        consult_staff=row["consult_staff"],
        consult_asker=row["consult_by"],
        consult_to=_consulted(r, row),
        consult_by=row["consult_name"] or "",
        consult_answered=row["consult_answered_at"] is not None,
        countersign=row["countersign"] or "",
        countersign_of=row["countersign_name"] or "",
        risk=level_of(row),
        visit_late=visit_late(row, r.now),
        guarantee=pressing(row, r.now),
        drill=row["drill"],
        call_mode=row["call_mode"],
        today=booked_today(row, r.now)
        if booked
        else bool(row["sent_at"]) and row["sent_at"].astimezone(STOCKHOLM).date() == today,
        booked=booked,
    )


def _recipient(unit: str | None, role: str | None, person: str | None) -> str:
    return f"{person or role_title(role or '')}, {unit}" if unit else ""


def _consulted(r: Reading, row: Any) -> str:
    unit = row["consult_unit"]
    return _recipient(r.pack.units[unit].name, row["consult_role"], None) if unit else ""


async def worklist_page(r: Reading, q: WorklistOf) -> Worklist:
    mandate = mandate_of(r)
    unit = r.pack.units[mandate.unit]
    work = WORK.get(q.view, WORK["drop-in"])
    kept = _kept(r, q.filter)
    counts = await worklist.counts(r.db, unit.id, work[0], kept, work[1])
    own = len(await own_of(r, OwnOf())) if q.own else 0
    found = await _rows(r, q, mandate, kept) if q.rows or q.view == "schemalagda" else []
    rows = [row_of(r, row) for row in found]
    hides = (counts["hidden_urgent"], counts["hidden_unowned"])
    if q.view not in WORK:
        every = rows if q.view == "schemalagda" else []
        rows = sorted((row for row in rows if keeps(q.filter, row, r.actor.id)), key=order_in(q.view))
        hides = hidden_booked([row for row in every if row not in rows]) if every else hides
    r.seen = [row.case_id for row in rows] if q.rows else []
    total, shown = (counts["total"], min(counts["kept"], PAGE)) if q.view in WORK else (len(found), len(rows))
    return Worklist(
        view=q.view,
        unit_name=unit.name,
        filter=q.filter,
        rows=tuple(rows) if q.rows else (),
        total=total,
        shown=shown,
        hidden=total - (counts["kept"] if q.view in WORK else shown),
        hidden_urgent=hides[0],
        hidden_unowned=hides[1],
        counts={
            **({"mina": own} if q.own else {}),
            "drop-in": counts["drop_in"],
            "schemalagda": await scheduled.until(r.db, unit.id, tomorrow(r.now)),
            "asynkrona": counts["async"],
            "vidimering": counts["countersign"],
            "konsultationer": counts["consults"],
        },
        reasons=tuple(Choice(reason.id, reason.title) for reason in r.pack.reasons.values()),
        roles=tuple(Choice(role, role_title(role)) for role in unit.roles),
    )


async def _rows(r: Reading, q: WorklistOf, mandate: Mandate, kept: tuple[Any, ...]) -> list[Any]:
    match q.view:
        case "drop-in" | "asynkrona":
            phases, flow = WORK[q.view]
            return await worklist.page(r.db, mandate.unit, phases, kept, PAGE, flow)
        case "avslutade":
            return await worklist.ended(r.db, mandate.unit, r.now, PAGE)
        case "vidimering":
            return await worklist.countersign(r.db, mandate.unit, PAGE)
        case "konsultationer":
            return await worklist.consults(r.db, mandate.unit, r.actor.id, mandate.role, r.now, PAGE)
        case "mina":
            return await worklist.own(r.db, r.actor.id, mandate.unit, mandate.role, tomorrow(r.now))
        case "schemalagda":
            return await scheduled.scheduled(r.db, mandate.unit, BOOKED_PAGE)


async def own_of(r: Reading, q: OwnOf) -> set[UUID]:
    mandate = mandate_of(r)
    return await worklist.own_ids(r.db, r.actor.id, mandate.unit, mandate.role, tomorrow(r.now))


async def worklist_row(r: Reading, q: WorklistRowOf) -> WorklistRow:
    await r.case(q.case)
    mandate_of(r)
    return row_of(r, await worklist.row(r.db, q.case))
