"""What staff read of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sluss.core.access import allowed, at_unit, consulted, handed_to
from sluss.core.booked import OUTCOMES
from sluss.core.case.commands import GiveTicket
from sluss.core.case.model import BOOKED, DROP_IN, Case
from sluss.core.case.offered import withheld
from sluss.core.case.phases import Phase
from sluss.core.drill import LASTS
from sluss.core.facts import Facts
from sluss.core.hours import STOCKHOLM, open_until
from sluss.core.patients import ticket_state
from sluss.core.people import age, role_title, shown
from sluss.core.refusal import Hidden
from sluss.core.rules import PAPERWORK
from sluss.service.queries.calls import call_shown
from sluss.service.queries.common import answered, asked_of, messages_of, pictures_of, sent_forms
from sluss.service.queries.guests import guest_lines
from sluss.service.queries.notes import note_form, notes_of
from sluss.service.queries.risk import assessing_of, guarantee_of, risk_expected, risk_of, steps_of
from sluss.service.queries.visits import visit_of
from sluss.service.queries.wards import speaker
from sluss.service.queries.why import why_of
from sluss.service.queries.worklists import mandate_of
from sluss.service.reading import Query, Reading
from sluss.service.views import Absent, Choice, Consult, Drilled, GivenTicket, Handover, Note, Patient, StaffCase, Told
from sluss.store import patients, people, reads, team

# Days that are no choice: whoever ends a visit says how long (GAV 2.3).
NONE_CHOSEN: Final = -1
# What a ticket came to that nobody used, in the words of an outcome.
NOT_USED: Final = {"cancelled": "Avbokad", "expired": "Gick ut"}


@dataclass(frozen=True, slots=True)
class StaffCaseOf(Query[StaffCase]):
    case: UUID
    logged: bool = True


async def staff_case(r: Reading, q: StaffCaseOf) -> StaffCase:
    case = await r.case(q.case)
    mandate_of(r)
    unit = r.pack.units[case.unit or ""]
    patient = await people.person(r.db, case.patient) if case.patient else None
    if patient is None:
        raise Hidden
    speaks = await speaker(r, case, patient)
    names = await _names(r, case)
    triage = await reads.triage(r.db, case.id)
    because, history = (tuple(triage["because"]), tuple(triage["history"])) if triage else ((), ())
    pictures = await reads.pictures(r.db, case.id)
    notes = await notes_of(r, case)
    fresh = Note(0, "\n".join(history), "", "", "", "", None, r.actor.name)
    may = (allowed(r.actor, case, r.pack.functions_of(r.actor)) | _begins(r, case)) - withheld(case, _facts(r))
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
        why=why_of(r.pack, case, triage),
        suicide_flag=case.suicide_flag,
        patient=Patient(
            name=patient.name,
            personnummer=shown(patient.personnummer),
            age=age(patient.born, r.now.astimezone(STOCKHOLM).date()),
            # H24, Skyddade personuppgifter: what could tell where the person is goes no further than it must.
            phone=None if patient.protected else patient.phone,
            listed_name=listed.name if listed and not patient.protected else None,
        ),
        resident_name=(speaks.reads or speaks.guardian) if speaks else patient.name,
        speaker=speaks,
        unit_name=unit.name,
        role_title=role_title(case.role or unit.roles[0]),
        sent_at=case.sent_at or case.created_at or r.now,
        promised_at=case.promised_at,
        accepted_at=case.accepted_at,
        started_at=case.started_at,
        ended_at=case.ended_at,
        open_until=case.open_until,
        owner_name=names.get(case.owner) if case.owner else None,
        mine=case.owner == r.actor.id,
        sms_status=case.sms_status,
        unanswered=case.resident_said > case.staff_said,
        resident_present="resident" in await reads.present(r.db, case.id, r.now),
        history=history,
        answers=answered(await asked_of(r, case), await reads.answers(r.db, case.id)),
        pictures=pictures_of(pictures, None),
        messages=messages_of(case, await reads.messages(r.db, case.id), pictures, r.actor),
        note=notes.get(r.actor.id, fresh) if may & {"SaveNote", "UnlockNote"} else None,
        note_form=note_form(r.pack),
        other_notes=tuple(note for author, note in notes.items() if author != r.actor.id),
        may=may,
        async_choices=choices,
        async_default=r.pack.async_phase.default_days if r.pack.async_phase.preselect else NONE_CHOSEN,
        autosend_days=r.pack.autosend.days if r.pack.autosend.enabled else 0,
        async_until=tuple(open_until(unit.hours, r.calendar, r.now, days) for days in choices),
        origin=case.origin,
        one_way=case.one_way,
        overdue=case.overdue,
        deferred_until=case.deferred_until,
        ticket_until=case.ticket_until,
        outcome={**r.pack.outcomes, **(OUTCOMES if case.flow == BOOKED else NOT_USED)}.get(case.outcome or "", ""),
        outcomes=tuple(Choice(id_, title) for id_, title in r.pack.outcomes.items()),
        guests=tuple(names[guest] for guest in case.guests if guest in names),
        told=_told(r, await team.staff_messages(r.db, case.id)),
        forms=sent_forms(r, await team.forms(r.db, case.id)),
        handover=_handover(r, case, names),
        consult=_consult(r, case, names),
        countersign=case.countersign or "",
        countersign_of=names.get(case.countersign_of, "") if case.countersign_of else "",
        note_due=r.actor.id in case.notes_due,
        triaged=r.actor.id == case.triaged_by,
        phone=case.phone,
        absent=_absent(r, case, may),
        # There is no page of a test patient.
        patient_id=None if case.drill else patient.id,
        patient_protected=patient.protected,
        reason=case.reason,
        tickets=await _tickets(r, case),
        risk=await risk_of(r, case),
        risk_expected=risk_expected(r, case),
        assessing=assessing_of(r, case, may),
        guarantee=guarantee_of(r, case),
        triaged_priority=case.triaged_priority,
        steps=await steps_of(r, case),
        drill=_drilled(r, case),
        visit=await visit_of(r, case, patient),
        call=await call_shown(r, case),
        externals=await guest_lines(r, case),
    )


def _facts(r: Reading) -> Facts:
    return Facts(r.now, r.pack, r.calendar)


def _begins(r: Reading, case: Case) -> frozenset[str]:
    """VML: a ticket moves what has come to the wrong place; it is given by the unit where the case lies (I2, I3)."""
    if case.drill or case.phase not in PAPERWORK or not at_unit(r.actor, case.unit):
        return frozenset()
    return allowed(r.actor, Case(case.id), r.pack.functions_of(r.actor)) & {GiveTicket.__name__}


def _drilled(r: Reading, case: Case) -> Drilled | None:
    if not case.drill or case.created_at is None:
        return None
    drill = r.pack.drills.get(case.drill)
    # A later version may have other scenarios.
    title, text = (drill.title, drill.text) if drill else ("", "")
    return Drilled(title, text, case.created_at + LASTS)


async def _tickets(r: Reading, case: Case) -> tuple[GivenTicket, ...]:
    if case.phase not in PAPERWORK:
        return ()
    blocks = r.pack.drop_in.one_at_a_time and case.flow == DROP_IN and case.phase in (Phase.ACCEPTED, Phase.VISIT)
    found = []
    for ticket in await patients.tickets_from(r.db, mandate_of(r).unit, case):
        state = ticket_state(ticket, r.now)
        to = f"{role_title(ticket.role or '').capitalize()}, {r.pack.units[ticket.unit or ''].name}"
        found.append(GivenTicket(to, state, ticket.ticket_until, blocks and state == "waiting"))
    return tuple(found)


async def _names(r: Reading, case: Case) -> dict[UUID, str]:
    """Everybody of the staff whom the page names, in one question."""
    named = (case.owner, case.handover_by, case.handover_staff, case.consult_by, case.consult_staff)
    return await reads.staff_names(r.db, [one for one in (*named, case.countersign_of, *case.guests) if one])


def _told(r: Reading, rows: list[Any]) -> tuple[Told, ...]:
    return tuple(
        Told(row["seq"], row["kind"], row["name"], row["title"], row["text"], row["at"], row["author"] == r.actor.id)
        for row in rows
    )


def _handover(r: Reading, case: Case, names: dict[UUID, str]) -> Handover | None:
    if case.handover_unit is None or case.handover_by is None or case.handed_at is None:
        return None
    to = names.get(case.handover_staff, "") if case.handover_staff else role_title(case.handover_role or "")
    return Handover(
        to=f"{to}, {r.pack.units[case.handover_unit].name}",
        by=names.get(case.handover_by, ""),
        priority=case.handover_priority or 5,
        at=case.handed_at,
        offered=handed_to(r.actor, case),
        mine=case.handover_by == r.actor.id,
    )


def _consult(r: Reading, case: Case, names: dict[UUID, str]) -> Consult | None:
    if case.consult_unit is None or case.consult_by is None or case.consult_at is None:
        return None
    to = names.get(case.consult_staff, "") if case.consult_staff else role_title(case.consult_role or "")
    return Consult(
        to=f"{to}, {r.pack.units[case.consult_unit].name}",
        by=names.get(case.consult_by, ""),
        at=case.consult_at,
        answered_at=case.consult_answered_at,
        asked=case.consult_answered_at is None and consulted(r.actor, case),
    )


def _absent(r: Reading, case: Case, may: frozenset[str]) -> Absent | None:
    """Shown to the owner while the resident owes an answer (H24: remind, wait, close for the day; VML: end it)."""
    if "EndVisit" not in may or case.staff_said <= case.resident_said:
        return None
    if r.pack.routine.day_end == "end_all":
        # Nothing to wait for: the visit is ended, or goes on as an asynchronous case.
        return Absent(case.reminded_at, None, closable=False, end_all=True)
    closable_at: datetime | None = case.reminded_at + r.pack.drop_in.absent_wait if case.reminded_at else None
    return Absent(case.reminded_at, closable_at, "CloseForTheDay" in may)
