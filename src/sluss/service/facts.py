"""What a decision needs to know, looked up beside the case: only what the command asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sluss.core.access import sees
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.hours import Calendar
from sluss.core.patients import unit_of
from sluss.core.policy import Pack
from sluss.service.booking_facts import booking_facts
from sluss.store import calls, cases, externals, groups, invitable, patients, people, reads, relations, risk, team
from sluss.store.cases import Found
from sluss.store.pool import Connection


@dataclass(slots=True)
class Calendars:
    """The closed days of the years around a time, as the pack in force has them; computed once a year and version."""

    closed_in: Callable[[Pack, range], Calendar]
    _of: tuple[int, frozenset[date]] = (0, frozenset())
    _calendar: Calendar = field(default_factory=Calendar)

    def around(self, at: datetime, pack: Pack) -> Calendar:
        if (at.year, pack.closed_days) != self._of:
            years = range(at.year - 1, at.year + 3)
            self._calendar, self._of = self.closed_in(pack, years), (at.year, pack.closed_days)
        return self._calendar


async def gather(
    db: Connection, actor: Actor, case: Case, command: c.Command, found: Found | None, base: Facts
) -> Facts:
    known = base
    if found is not None:
        known = replace(
            base,
            owner_name=found.owner_name,
            present=found.present,
            repeated=found.repeated,
            owner_at_work=found.owner_role != "",
            owner_role=found.owner_role,
            call=case.call,
        )
    if case.patient and case.patient != case.resident:
        known = replace(known, ward=await relations.ward(db, await people.person(db, case.patient)))
    if isinstance(command, c.BookVisit) and command.meeting:
        # Of two who book the last place at once the second finds it taken.
        await groups.one_at_a_time(db, command.meeting)
        known = replace(known, group=await groups.group(db, command.meeting))
    more = await _asked(db, actor, case, command, base.pack) or await booking_facts(db, actor, case, command, known)
    return replace(known, **more)


async def _asked(db: Connection, actor: Actor, case: Case, command: c.Command, pack: Pack) -> dict[str, Any]:
    match command:
        case c.GiveAnswer() | c.ConfirmDanger():
            return {"answers": await reads.answers(db, case.id)}
        case c.RemovePicture():
            rows = await reads.pictures(db, case.id)
            return {"pictures": frozenset(row["id"] for row in rows)}
        case c.StartDraft(patient=patient):
            return {
                "patient": await people.person(db, patient),
                "open_drop_in": await team.open_drop_in(db, patient, case.id),
            }
        case c.StartDrill(scenario=scenario) if scenario in pack.drills:
            return {"patient": await people.by_number(db, pack.drills[scenario].who.personnummer)}
        case c.ActivateTicket() if case.patient:
            return {"open_drop_in": await team.open_drop_in(db, case.patient, case.id)}
        case c.SendCase() if case.patient:
            return {
                "answers": await reads.answers(db, case.id),
                "patient": await people.person(db, case.patient),
                "open_drop_in": await team.open_drop_in(db, case.patient, case.id),
            }
        case c.SaveNote() | c.WrongPatient() | c.EndVisit() | c.CloseForTheDay() | c.ConvertToAsync() | c.CloseRisk():
            return {"note_revision": await reads.note_revision(db, case.id, actor.id)}
        case c.EndCall() if case.call:
            return {"call_seen": await calls.last_seen(db, case.call, case.id)}
        case c.AskCountersign():
            return {"note_revision": await reads.note_revision(db, case.id, actor.id)}
        case c.HandOverDirectly():
            return {"assessors": await risk.assessors(db, case.unit or "")}
        case c.ContinueByPhone() | c.SignNote() | c.UnlockNote():
            note = await reads.note(db, case.id, actor.id)
            return {"note_revision": note["revision"], "note": note} if note else {}
        case c.HandOver(unit=unit, role=role, staff=staff):
            there = await team.colleague(db, staff) if staff else None
            return {"at_work": await team.at_work(db, unit, role), "colleague": there}
        case c.InviteColleague(staff=staff):
            return {"colleague": await invitable.one(db, staff)}
        case c.AssignCase(staff=staff) if case.owner:
            revision = await reads.note_revision(db, case.id, case.owner)
            return {"colleague": await team.colleague(db, staff), "note_revision": revision}
        case c.AssignCase(staff=staff):
            return {"colleague": await team.colleague(db, staff)}
        case c.TakeOver() | c.ReleaseCase() if case.owner and case.phase is Phase.VISIT:
            return {"note_revision": await reads.note_revision(db, case.id, case.owner)}
        case c.AcceptHandover() if case.handover_by:
            revision = await reads.note_revision(db, case.id, case.handover_by)
            return {"note_revision": revision, "giver_role": await team.giver_role(db, case.id)}
        # Whom the unit has no tie to is as unknown as who does not exist (A13).
        case c.StartCareCase(patient=patient):
            found_patient = await patients.by_id(db, unit_of(actor), patient)
            return {"patient": found_patient, "ward": await relations.ward(db, found_patient)}
        case c.GiveTicket(patient=patient, from_case=from_case):
            origin = await cases.read(db, from_case) if from_case else None
            known = origin if origin and sees(actor, origin) else None
            found_patient = await patients.by_id(db, unit_of(actor), patient)
            return {"patient": found_patient, "ward": await relations.ward(db, found_patient), "origin": known}
        # Of the whole region, as its record system is; the case makes the tie to the unit.
        case c.ReceiveBooking(patient=patient):
            known_here = await people.person(db, patient)
            return {"patient": known_here, "ward": await relations.ward(db, known_here)}
        case c.EnterWaitingRoom() if case.meeting and case.patient:
            return {"patient": await people.person(db, case.patient)}
        case (
            c.InviteExternal(external=guest)
            | c.AdmitExternal(external=guest)
            | c.RefuseExternal(external=guest)
            | c.WithdrawExternal(external=guest)
        ):
            return {"external": await externals.external(db, case.id, guest)}
        case c.ArriveAsExternal() | c.LeaveAsExternal():
            return {"external": await externals.external(db, case.id, actor.id)}
        case c.AnswerForm(sent=sent):
            return {"form": await team.form(db, case.id, sent)}
    return {}
