"""The asynchronous case (VML, Asynkrona chattar; GAV 2.3; H24)."""

from __future__ import annotations

from dataclasses import replace

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import (
    agreed,
    correspondent,
    end_of,
    ends_with_risk,
    laid_back,
    leaves_without_note,
    note_due,
    tell,
    unit_of,
    written,
)
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.hours import expected_answer, is_open, next_open, open_until
from sluss.core.refusal import Refused

# What staff begin is no more urgent than the least urgent that residents send.
PRIORITY = 5


def start(actor: Actor, case: Case, command: c.StartCareCase, facts: Facts) -> list[e.Event]:
    reason, mandate = facts.pack.reasons.get(command.reason), actor.mandate
    if reason is None or facts.pack.kind_of(reason.id) != "care" or mandate is None:
        raise Refused("reason_unknown")
    # What is open at a unit that a later version leaves out is finished; nothing new begins there.
    if mandate.unit not in facts.pack.units:
        raise Refused("unit_retired")
    if facts.patient is None:
        raise Refused("patient_unknown")
    resident = correspondent(facts)
    if command.days not in facts.pack.async_phase.choices or command.days == 0:
        raise Refused("not_a_choice")
    if command.one_way and not command.text.strip():
        raise Refused("message_empty")
    unit = facts.pack.units[mandate.unit]
    started = e.CareCaseStarted(
        staff=actor.id,
        resident=resident,
        patient=facts.patient.id,
        service=reason.service,
        reason=reason.id,
        unit=unit.id,
        role=mandate.role,
        priority=PRIORITY,
        one_way=command.one_way,
        open_until=open_until(unit.hours, facts.calendar, facts.now, command.days),
    )
    # G8: the resident gets an SMS when the case is created; one is enough when it begins with a message.
    begun = replace(case, resident=resident, patient=facts.patient.id)
    if command.text.strip():
        return [started, *tell(actor, begun, facts, command.message_id, written(command.text))]
    return [started, e.SmsAsked(f"sms:{command.message_id}", resident, "new_message")]


def convert(actor: Actor, case: Case, command: c.ConvertToAsync, facts: Facts) -> list[e.Event]:
    """VML: when the conversation must go on, the drop-in becomes an asynchronous chat, and blocks no longer (H5)."""
    if command.days not in facts.pack.async_phase.choices or command.days == 0:
        raise Refused("not_a_choice")
    return [e.ConvertedToAsync(end_of(case, facts, command.days), note_due(case, facts))]


def extend(actor: Actor, case: Case, command: c.ExtendAsync, facts: Facts) -> list[e.Event]:
    """VML: cannot be extended. H24: a chat with suicide risk is extended as long as patient safety asks (G2, G13)."""
    if not may_be_extended(case, facts):
        raise Refused("not_extendable")
    if case.open_until is None:
        raise Refused("open_without_end")
    if command.days not in facts.pack.async_phase.choices or command.days == 0:
        raise Refused("not_a_choice")
    reason = written(command.reason, "reason_needed")
    until = open_until(unit_of(case, facts).hours, facts.calendar, facts.now, command.days)
    if until <= case.open_until:
        raise Refused("no_longer_than_now")
    noted = e.StaffMessageSent(actor.id, command.message_id, "reason", reason, actor.name, actor.title)
    return [e.AsyncExtended(until), noted]


def may_be_extended(case: Case, facts: Facts) -> bool:
    phase = facts.pack.async_phase
    return phase.extendable or (phase.for_risk and (case.suicide_flag or bool(case.risk)))


def mark_done(actor: Actor, case: Case, command: c.MarkDone, facts: Facts) -> list[e.Event]:
    return [e.MarkedDone(actor.id)] if case.waiting_since else []


def defer(actor: Actor, case: Case, command: c.DeferCase, facts: Facts) -> list[e.Event]:
    """H24: nothing urgent is left without action when the unit is no longer staffed (Q5)."""
    if case.urgent or case.suicide_flag or case.priority == 1:
        raise Refused("urgent_cannot_wait")
    unit = unit_of(case, facts)
    if unit.hours.always:
        raise Refused("always_open")
    closes = open_until(unit.hours, facts.calendar, facts.now, 0)
    opens = next_open(
        unit.hours, facts.calendar, closes if is_open(unit.hours, facts.calendar, facts.now) else facts.now
    )
    promised = expected_answer(unit.hours, facts.calendar, opens, unit.answer_within)
    return [e.CaseDeferred(actor.id, opens, promised)]


def assign(actor: Actor, case: Case, command: c.AssignCase, facts: Facts) -> list[e.Event]:
    """VML: it can be assigned to a colleague of the unit (G3)."""
    to = facts.colleague
    if to is None or to.unit != case.unit:
        raise Refused("colleague_not_at_work")
    if to.id == case.owner:
        raise Refused("already_there")
    agreed(case, facts, to.role, command.consent)
    return [e.CaseAssigned(to.id, actor.id, command.consent, leaves_without_note(case, facts))]


def release(actor: Actor, case: Case, command: c.ReleaseCase, facts: Facts) -> list[e.Event]:
    if case.owner is None:
        return []
    absent = actor.kind == "system"
    return [laid_back(case, case.owner, absent, leaves_without_note(case, facts))]


def end(actor: Actor, case: Case, command: c.EndCase, facts: Facts) -> list[e.Event]:
    ends_with_risk(actor, case, facts)
    if command.outcome and command.outcome not in facts.pack.outcomes:
        raise Refused("not_an_outcome")
    return [e.CaseEnded(by_clock=False, outcome=command.outcome)]
