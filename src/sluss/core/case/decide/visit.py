"""From *Ta emot* to *Avsluta besök* (GAV 2.1, 2.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sluss.core.actor import Actor
from sluss.core.booked import may_be_taken
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import (
    agreed,
    end_of,
    ends_with_risk,
    leaves_without_note,
    note_due,
    noted,
    tell,
    unit_of,
)
from sluss.core.case.model import ASYNC, BOOKED, Case
from sluss.core.facts import Facts
from sluss.core.hours import is_open, open_until
from sluss.core.refusal import Refused
from sluss.core.risk import assesses

# H24: the words that the note must hold, in the field Anamnes and alone.
WRONG_PATIENT: Final = "OBS FEL PATIENT"


def accept(actor: Actor, case: Case, command: c.AcceptCase, facts: Facts) -> list[e.Event]:
    """An asynchronous matter has no visit to start (G16); a booked visit is accepted as a drop-in (K12), on its day."""
    if not may_be_taken(case, facts.now):
        raise Refused("not_today")
    return [e.AsyncAccepted(actor.id) if case.flow == ASYNC else e.CaseAccepted(actor.id)]


def take_over(actor: Actor, case: Case, command: c.TakeOver, facts: Facts) -> list[e.Event]:
    """Decision 9: within the same unit and role no new consent is needed."""
    if actor.id == case.owner:
        raise Refused("already_yours")
    agreed(case, facts, actor.mandate.role if actor.mandate else "", command.consent)
    return [e.CaseTakenOver(actor.id, case.owner, command.consent, leaves_without_note(case, facts))]


def start(actor: Actor, case: Case, command: c.StartVisit, facts: Facts) -> list[e.Event]:
    unit = unit_of(case, facts)
    # Decision 14: who shows the title alone says no name either.
    words = facts.pack.texts.opening(case.flow == BOOKED, actor.title_only)
    greeting = words.format(unit=unit.name, name=actor.name, title=actor.title)
    return [e.VisitStarted(actor.id), *tell(actor, case, facts, command.message_id, greeting)]


def end(actor: Actor, case: Case, command: c.EndVisit, facts: Facts) -> list[e.Event]:
    if command.async_days not in facts.pack.async_phase.choices:
        raise Refused("not_a_choice")
    if command.outcome and command.outcome not in facts.pack.outcomes:
        raise Refused("not_an_outcome")
    if command.async_days == 0:
        ends_with_risk(actor, case, facts)
        return [e.CaseEnded(by_clock=False, note_due=note_due(case, facts), outcome=command.outcome)]
    # GAV 2.3: where Meddelande is not on, it makes no difference how it is set.
    later = facts.pack.autosend.enabled and command.message
    message_at = facts.now + timedelta(days=facts.pack.autosend.days) if later else None
    until = end_of(case, facts, command.async_days)
    return [e.VisitEnded(until, note_due(case, facts), command.outcome, message_at)]


def close_for_the_day(actor: Actor, case: Case, command: c.CloseForTheDay, facts: Facts) -> list[e.Event]:
    """H24: the resident who does not answer is told that the unit closes, and can answer the next day (H6, H7, Q6)."""
    if facts.pack.routine.day_end == "end_all":
        # VML, Drop in: "Det är viktigt att vid dagens slut avsluta alla påbörjade chattar" (H3).
        raise Refused("day_ends_all")
    if case.staff_said <= case.resident_said:
        raise Refused("resident_waits")
    if not _waited(case, facts) and not closing_soon(case, facts):
        raise Refused("wait_first", minutes=int(facts.pack.drop_in.absent_wait.total_seconds() // 60))
    told = tell(actor, case, facts, command.message_id, facts.pack.texts.closing)
    return [*told, e.VisitEnded(end_of(case, facts, 1), note_due(case, facts))]


def may_close_for_the_day(case: Case, facts: Facts) -> bool:
    owes_an_answer = case.staff_said > case.resident_said
    extends = facts.pack.routine.day_end == "extend"
    return extends and owes_an_answer and (_waited(case, facts) or closing_soon(case, facts))


def _waited(case: Case, facts: Facts) -> bool:
    return case.reminded_at is not None and facts.now >= case.reminded_at + facts.pack.drop_in.absent_wait


def closing_soon(case: Case, facts: Facts) -> bool:
    hours = unit_of(case, facts).hours
    if hours.always:
        return False
    if not is_open(hours, facts.calendar, facts.now):
        return True
    return open_until(hours, facts.calendar, facts.now, 0) - facts.now <= facts.pack.drop_in.closing


def wrong_patient(actor: Actor, case: Case, command: c.WrongPatient, facts: Facts) -> list[e.Event]:
    """H24, Vårdkontakt för annan persons räkning: explain, ask for the patient's own login, end, and note only this."""
    # O18, decision 15: what signals suicide risk is closed by no other than its assessor.
    if case.suicide_flag and not assesses(actor):
        raise Refused("suicide_flag_stays_open")
    told = tell(actor, case, facts, command.message_id, facts.pack.texts.wrong_patient)
    # Where notes are signed, so is this one.
    ended = e.CaseEnded(by_clock=False, note_due=facts.pack.routine.note.sign)
    return [*told, noted(actor, facts, anamnes=WRONG_PATIENT), ended]
