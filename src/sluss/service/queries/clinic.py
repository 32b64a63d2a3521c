"""What staff read: the worklists and the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sluss.core.access import LICENSED, allowed
from sluss.core.hours import STOCKHOLM, open_until
from sluss.core.people import age, role_title, shown
from sluss.core.refusal import Hidden
from sluss.service.queries.common import answered, messages_of, pictures_of
from sluss.service.reading import Query, Reading
from sluss.service.views import Choice, Filter, Note, Patient, StaffCase, Worklist, WorklistRow
from sluss.store import people, reads, worklist

ViewName = Literal["drop-in", "asynkrona"]
PHASES_OF = {"drop-in": worklist.DROP_IN, "asynkrona": worklist.ASYNC}
PAGE = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WIDTH = 17


@dataclass(frozen=True, slots=True)
class WorklistOf(Query[Worklist]):
    """`rows` False asks for the counts alone, as a push does. `logged` is False for a push."""

    view: ViewName
    filter: Filter
    rows: bool = True
    logged: bool = True


@dataclass(frozen=True, slots=True)
class WorklistRowOf(Query[WorklistRow]):
    """One row, to be drawn once for all who hold the unit; Hidden when it is in no worklist of it."""

    case: UUID
    logged: bool = False


@dataclass(frozen=True, slots=True)
class StaffCaseOf(Query[StaffCase]):
    case: UUID
    logged: bool = True


def _unit(r: Reading) -> str:
    mandate = r.actor.mandate
    if r.actor.kind != "staff" or mandate is None or mandate.role not in LICENSED:
        raise Hidden
    return mandate.unit


def _kept(r: Reading, f: Filter) -> tuple[Any, ...]:
    today = worklist.today_from(r.now.astimezone(STOCKHOLM), f.today)
    return (f.reason, int(f.priority or 0), f.role, today, r.actor.id if f.mine else None)


def sort_key(priority: int, waits: datetime | None, case_id: UUID) -> str:
    """The order of work as a text: sorts as the database does; who does not wait comes last."""
    waited = f"{(waits - EPOCH) // timedelta(microseconds=1):0{WIDTH}d}" if waits else "9" * WIDTH
    return f"{priority}-{waited}-{case_id}"


def row_of(r: Reading, row: Any) -> WorklistRow:
    waits: datetime | None = row["waiting_since"]
    today = r.now.astimezone(STOCKHOLM).date()
    return WorklistRow(
        case_id=row["id"],
        seq=row["seq"],
        sort_key=sort_key(row["priority"], waits, row["id"]),
        priority=row["priority"],
        urgent=row["urgent"],
        suicide_flag=row["suicide_flag"],
        reason=row["reason"],
        reason_title=r.pack.reasons[row["reason"]].title,
        patient_name=row["patient_name"],
        patient_age=age(row["born"], today),
        role=row["role"],
        role_title=role_title(row["role"]),
        phase=row["phase"],
        waiting_since=waits or row["last_at"],
        last_at=row["last_at"],
        unread=row["staff_unread"],
        owner=row["owner"],
        owner_name=row["owner_name"],
        open_until=row["open_until"],
        today=row["sent_at"].astimezone(STOCKHOLM).date() == today,
    )


def keeps(f: Filter, row: WorklistRow, reader: UUID) -> bool:
    """The filter as the database applies it, for a row that is pushed."""
    return (
        f.reason in ("", row.reason)
        and f.priority in ("", str(row.priority))
        and f.role in ("", row.role)
        and (row.today or not f.today)
        and (row.owner == reader or not f.mine)
    )


def in_view(view: str, row: WorklistRow) -> bool:
    return row.phase in PHASES_OF[view]


async def worklist_page(r: Reading, q: WorklistOf) -> Worklist:
    unit = r.pack.units[_unit(r)]
    phases, kept = PHASES_OF[q.view], _kept(r, q.filter)
    counts = await worklist.counts(r.db, unit.id, phases, kept)
    rows = [row_of(r, row) for row in await worklist.page(r.db, unit.id, phases, kept, PAGE)] if q.rows else []
    r.seen = [row.case_id for row in rows]
    return Worklist(
        view=q.view,
        unit_name=unit.name,
        filter=q.filter,
        rows=tuple(rows),
        total=counts["total"],
        shown=min(counts["kept"], PAGE),
        hidden=counts["total"] - counts["kept"],
        hidden_urgent=counts["hidden_urgent"],
        hidden_unowned=counts["hidden_unowned"],
        counts={"drop-in": counts["drop_in"], "asynkrona": counts["async"]},
        reasons=tuple(Choice(reason.id, reason.title) for reason in r.pack.reasons.values()),
        roles=tuple(Choice(role, role_title(role)) for role in unit.roles),
    )


async def worklist_row(r: Reading, q: WorklistRowOf) -> WorklistRow:
    await r.case(q.case)
    _unit(r)
    return row_of(r, await worklist.row(r.db, q.case))


def _note(row: Any) -> Note:
    return Note(
        revision=row["revision"],
        anamnes=row["anamnes"],
        status=row["status"],
        assessment=row["assessment"],
        diagnosis=row["diagnosis"],
        secondary=row["secondary"],
        saved_at=row["saved_at"],
        author=row["author_name"],
    )


async def staff_case(r: Reading, q: StaffCaseOf) -> StaffCase:
    case = await r.case(q.case)
    unit = r.pack.units[_unit(r)]
    patient = await people.person(r.db, case.patient) if case.patient else None
    if patient is None:
        raise Hidden
    resident = patient if case.resident == case.patient else await people.person(r.db, case.resident or case.id)
    owner = await reads.staff(r.db, case.owner)
    because, history = await reads.triage(r.db, case.id)
    pictures = await reads.pictures(r.db, case.id)
    notes = {row["author"]: _note(row) for row in await reads.notes(r.db, case.id)}
    fresh = Note(0, "\n".join(history), "", "", "", "", None, r.actor.name)
    may = allowed(r.actor, case)
    listed = r.pack.units.get(patient.listed_unit or "")
    choices = r.pack.async_phase.choices
    return StaffCase(
        case_id=case.id,
        seq=case.seq,
        phase=case.phase.value,
        flow=case.flow,
        reason_title=r.pack.reasons[case.reason].title,
        priority=case.priority or 5,
        urgent=case.urgent,
        because=because,
        suicide_flag=case.suicide_flag,
        patient=Patient(
            name=patient.name,
            personnummer=shown(patient.personnummer),
            age=age(patient.born, r.now.astimezone(STOCKHOLM).date()),
            phone=patient.phone,
            listed_name=listed.name if listed else None,
        ),
        resident_name=resident.name if resident else patient.name,
        unit_name=unit.name,
        role_title=role_title(case.role or unit.roles[0]),
        sent_at=case.sent_at or r.now,
        promised_at=case.promised_at,
        accepted_at=case.accepted_at,
        started_at=case.started_at,
        ended_at=case.ended_at,
        open_until=case.open_until,
        owner_name=owner["name"] if owner else None,
        mine=case.owner == r.actor.id,
        sms_status=case.sms_status,
        unanswered=case.resident_said > case.staff_said,
        resident_present="resident" in await reads.present(r.db, case.id, r.now),
        history=history,
        answers=answered(r.pack.questionnaire_of(case.reason), await reads.answers(r.db, case.id)),
        pictures=pictures_of(pictures, None),
        messages=messages_of(case, await reads.messages(r.db, case.id), pictures, r.actor.id),
        note=notes.get(r.actor.id, fresh) if "SaveNote" in may else None,
        other_notes=tuple(note for author, note in notes.items() if author != r.actor.id),
        may=may,
        async_choices=choices,
        async_default=r.pack.async_phase.default_days,
        async_until=tuple(open_until(unit.hours, r.calendar, r.now, days) for days in choices),
    )
