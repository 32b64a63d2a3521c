"""*Lämna över besök* (GAV 2.4, H24): the giver has the case until somebody accepts it."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import note_due, written
from sluss.core.case.lines import TAKEN_OVER, line
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.refusal import Refused
from sluss.core.risk import ASSESSORS
from sluss.core.triage.priority import PRIORITIES


def offer(actor: Actor, case: Case, command: c.HandOver, facts: Facts) -> list[e.Event]:
    unit = facts.pack.units.get(command.unit)
    if unit is None or command.role not in unit.roles:
        raise Refused("recipient_unknown")
    if case.handover_unit is not None:
        raise Refused("handover_pending")
    if command.staff == actor.id:
        raise Refused("handover_to_yourself")
    if command.priority not in PRIORITIES:
        raise Refused("not_a_priority")
    # HDK, H24: consent before another profession or another person elsewhere; decision 9: not within unit and role.
    # H24: on suspicion of suicide risk, directly.
    mine, directly = actor.mandate, case.suicide_flag and command.role in ASSESSORS
    elsewhere = mine is None or (command.unit, command.role) != (mine.unit, mine.role)
    if elsewhere and not directly and not command.consent:
        raise Refused("consent_needed")
    message = written(command.message, "handover_message_empty")
    if not command.although_empty and _nobody_there(actor, command, facts):
        raise Refused("nobody_at_work", unit=unit.name)
    return [
        e.HandoverOffered(
            by=actor.id,
            unit=command.unit,
            role=command.role,
            staff=command.staff,
            priority=command.priority,
            consent=command.consent,
            message_id=command.message_id,
            message=message,
            name=actor.name,
            title=actor.title,
        )
    ]


def _nobody_there(actor: Actor, command: c.HandOver, facts: Facts) -> bool:
    if command.staff is None:
        # Who hands over to the own role is one of those counted, and cannot accept.
        mine = actor.mandate is not None and (actor.mandate.unit, actor.mandate.role) == (command.unit, command.role)
        return facts.at_work <= mine
    there = facts.colleague
    return there is None or (there.unit, there.role) != (command.unit, command.role)


def take_back(actor: Actor, case: Case, command: c.TakeBack, facts: Facts) -> list[e.Event]:
    return [e.HandoverTakenBack()]


def decline(actor: Actor, case: Case, command: c.DeclineHandover, facts: Facts) -> list[e.Event]:
    reason = written(command.reason)
    return [e.HandoverDeclined(actor.id, command.message_id, reason, actor.name, actor.title)]


def accept(actor: Actor, case: Case, command: c.AcceptHandover, facts: Facts) -> list[e.Event]:
    visiting = case.phase is Phase.VISIT
    # H24, Dokumentation: a nurse's visit that goes on to a physician is triage; only the physician's is registered.
    triage = visiting and facts.giver_role == "nurse" and case.handover_role == "physician"
    accepted = e.HandoverAccepted(actor.id, triage, note_due=visiting and note_due(case, facts))
    told = [] if case.phase is Phase.ACCEPTED else [line(command.message_id, TAKEN_OVER, actor)]
    return [accepted, *told]
