"""From *Ta emot* to *Avsluta besök* (GAV 2.1, 2.3)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case import events as e
from sluss.core.case.decide.chat import asynchronous_phase_over
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.hours import open_until
from sluss.core.refusal import Refused

# H24: the words that the note must hold, in the field Anamnes and alone.
WRONG_PATIENT: Final = "OBS FEL PATIENT"


def accept(actor: Actor, case: Case, command: c.AcceptCase, facts: Facts) -> list[e.Event]:
    return [e.CaseAccepted(actor.id)]


def take_over(actor: Actor, case: Case, command: c.TakeOver, facts: Facts) -> list[e.Event]:
    """Decision 9: within the same unit no new consent is needed."""
    if actor.id == case.owner:
        raise Refused("already_yours")
    return [e.CaseTakenOver(actor.id, previous=case.owner)]


def start(actor: Actor, case: Case, command: c.StartVisit, facts: Facts) -> list[e.Event]:
    unit = facts.pack.units[case.unit or ""]
    greeting = facts.pack.texts.greeting.format(unit=unit.name, name=actor.name, title=actor.title)
    started: list[e.Event] = [e.VisitStarted(actor.id), _said(actor, command.message_id, greeting)]
    if "resident" not in facts.present and case.resident:
        started.append(e.SmsAsked(key=f"sms:{command.message_id}", to=case.resident, kind="new_message"))
    return started


def end(actor: Actor, case: Case, command: c.EndVisit, facts: Facts) -> list[e.Event]:
    if command.async_days not in facts.pack.async_phase.choices:
        raise Refused("not_a_choice")
    # O18, decision 15: what signals suicide risk is closed by no clock, and by no other than its assessor.
    if case.suicide_flag:
        if command.async_days == 0 and not _assesses_suicide_risk(actor):
            raise Refused("suicide_flag_stays_open")
        return [e.CaseEnded(by_clock=False)] if command.async_days == 0 else [e.VisitEnded(open_until=None)]
    if command.async_days == 0:
        return [e.CaseEnded(by_clock=False)]
    unit = facts.pack.units[case.unit or ""]
    return [e.VisitEnded(open_until(unit.hours, facts.calendar, facts.now, command.async_days))]


def end_case(actor: Actor, case: Case, command: c.EndCase, facts: Facts) -> list[e.Event]:
    if case.suicide_flag and not _assesses_suicide_risk(actor):
        raise Refused("suicide_flag_stays_open")
    if asynchronous_phase_over(case, facts):
        raise Refused("case_closed")
    return [e.CaseEnded(by_clock=False)]


def wrong_patient(actor: Actor, case: Case, command: c.WrongPatient, facts: Facts) -> list[e.Event]:
    """H24, Vårdkontakt för annan persons räkning: explain, ask for the patient's own login, end, and note only this."""
    if case.suicide_flag and not _assesses_suicide_risk(actor):
        raise Refused("suicide_flag_stays_open")
    told: list[e.Event] = [_said(actor, command.message_id, facts.pack.texts.wrong_patient)]
    if "resident" not in facts.present and case.resident:
        told.append(e.SmsAsked(key=f"sms:{command.message_id}", to=case.resident, kind="new_message"))
    noted = e.NoteSaved(actor.id, facts.note_revision + 1, anamnes=WRONG_PATIENT)
    return [*told, noted, e.CaseEnded(by_clock=False)]


def _said(actor: Actor, message_id: UUID, text: str) -> e.MessageSent:
    return e.MessageSent("staff", actor.id, message_id, message_id, text, actor.name, actor.title)


def _assesses_suicide_risk(actor: Actor) -> bool:
    """H24, Hantering av suicidal patient: psychologist or physician."""
    return actor.mandate is not None and actor.mandate.role in ("physician", "psychologist")
