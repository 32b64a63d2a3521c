"""Suicide risk (H24, Hantering av suicidal patient): raised, handed over, assessed, followed, closed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import answerable, note_due, tell, unit_of, written
from sluss.core.case.lines import line
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.people import role_title
from sluss.core.refusal import Refused
from sluss.core.risk import (
    ASSESSORS,
    AT_LEAST_MODERATE,
    BASIS,
    HANDED_ON,
    LEVELS,
    PRIORITY,
    assesses,
    closed_day,
    level,
    visit_awaited,
)
from sluss.core.routine import Named
from sluss.core.rules import STAFF_WRITES

DIRECTLY: Final = "{{who}} har bett en {role} att fortsätta samtalet här."


def raise_flag(actor: Actor, case: Case, command: c.RaiseRisk, facts: Facts) -> list[e.Event]:
    """Staff suspect it, whatever the answers said (C11)."""
    if case.suicide_flag:
        raise Refused("risk_raised_already")
    reason = written(command.reason, "reason_needed")
    return [e.RiskRaised(actor.id, reason, actor.name, actor.title)]


def hand_over(actor: Actor, case: Case, command: c.HandOverDirectly, facts: Facts) -> list[e.Event]:
    """O2: at once, to psychologist or physician of the own unit. The routine says directly: no consent is asked.

    To the one of the two with somebody at work; when nobody is, it is offered all the same, and the page says so.
    """
    if not case.suicide_flag:
        raise Refused("no_risk_raised")
    if assesses(actor):
        raise Refused("assess_yourself")
    if case.handover_unit is not None:
        raise Refused("handover_pending")
    unit = unit_of(case, facts)
    roles = [role for role in ASSESSORS if role in unit.roles]
    if not roles:
        raise Refused("no_assessor_here")
    role = next((one for one in roles if one in facts.assessors), roles[0])
    message = written(command.message, "handover_message_empty")
    offered = e.HandoverOffered(
        by=actor.id,
        unit=unit.id,
        role=role,
        staff=None,
        priority=1,
        consent="",
        message_id=command.message_id,
        message=message,
        name=actor.name,
        title=actor.title,
    )
    told = DIRECTLY.format(role=role_title(role))
    return [offered, line(command.line_id, told, actor)]


def assess(actor: Actor, case: Case, command: c.AssessRisk, facts: Facts) -> list[e.Event]:
    """O3 to O5: the ladder, risk and protective factors, a level. Every assessment is kept; sent twice, it asks the
    patient once."""
    if facts.repeated:
        return []
    rules = facts.pack.routine.risk
    if not rules.ladder:
        raise Refused("function_off")
    if command.level not in LEVELS:
        raise Refused("risk_level_missing")
    if not _known(rules.ladder, (command.step,)):
        raise Refused("ladder_step_missing")
    if not command.basis or not set(command.basis) <= set(BASIS):
        raise Refused("basis_missing")
    if not _known(rules.risk_factors, command.risk_factors) or not _known(
        rules.protective_factors, command.protective_factors
    ):
        raise Refused("factor_unknown")
    text, held = written(command.text, "assessment_empty"), command.level in AT_LEAST_MODERATE
    visit_by = _visit_by(case, facts) if held else None
    # O11, decision 11: on closed days, or against the patient's will, what is done instead is written down.
    if visit_by and not command.plan.strip() and (command.opposes or closed_day(facts.calendar, visit_by)):
        raise Refused("plan_needed")
    raised = min(case.priority or 5, PRIORITY.get(command.level, 5))
    assessed = e.RiskAssessed(
        staff=actor.id,
        level=command.level,  # type: ignore[arg-type]
        visit_by=visit_by,
        priority=raised if raised != case.priority else None,
        step=command.step,
        risk_factors=command.risk_factors,
        protective_factors=command.protective_factors,
        factors=command.factors.strip(),
        basis=command.basis,
        text=text,
        opposes=command.opposes,
        plan=command.plan.strip(),
        name=actor.name,
        title=actor.title,
    )
    if held or case.phase not in STAFF_WRITES or case.one_way:
        return [assessed]
    asked = e.SafeAsked(actor.id, actor.name, actor.title)
    return [assessed, asked, *tell(actor, case, facts, command.message_id, rules.ask_safe)]


def _visit_by(case: Case, facts: Facts) -> datetime:
    """O8, decision 11: 48 hours from the assessment. To assess anew moves no clock that runs already."""
    if visit_awaited(case) and case.visit_by is not None:
        return case.visit_by
    return facts.now + facts.pack.routine.risk.visit_within


def _known(named: tuple[Named, ...], chosen: tuple[str, ...]) -> bool:
    return set(chosen) <= {one.id for one in named}


def ask_safe(actor: Actor, case: Case, command: c.AskSafe, facts: Facts) -> list[e.Event]:
    """O6: when the assessment came before the chat was open."""
    if case.risk not in ("none", "low") or case.feels_safe is not None:
        raise Refused("safe_not_asked_now")
    answerable(case, facts)
    asked = e.SafeAsked(actor.id, actor.name, actor.title)
    return [asked, *tell(actor, case, facts, command.message_id, facts.pack.routine.risk.ask_safe)]


def note_safe(actor: Actor, case: Case, command: c.NoteSafe, facts: Facts) -> list[e.Event]:
    if case.feels_safe is None:
        raise Refused("safe_not_asked")
    return [e.SafeNoted(actor.id, command.safe, actor.name, actor.title)]


def visit_has_been(actor: Actor, case: Case, command: c.VisitHasBeen, facts: Facts) -> list[e.Event]:
    if not visit_awaited(case):
        raise Refused("no_visit_awaited")
    return [e.PhysicalVisitDone(actor.id, actor.name, actor.title)]


def remind_of_visit(actor: Actor, case: Case, command: c.RemindOfVisit, facts: Facts) -> list[e.Event]:
    late = visit_awaited(case) and case.visit_by is not None and facts.now >= case.visit_by
    return [e.PhysicalVisitOverdue()] if late and not case.visit_overdue else []


def log_call(actor: Actor, case: Case, command: c.LogCall, facts: Facts) -> list[e.Event]:
    """O13; also any other call to the patient, which is a contact (X1)."""
    return [e.CallLogged(actor.id, command.reached, command.text.strip(), actor.name, actor.title)]


def hand_on(actor: Actor, case: Case, command: c.HandOn, facts: Facts) -> list[e.Event]:
    if not level(case):
        raise Refused("no_risk_raised")
    if command.to not in HANDED_ON:
        raise Refused("handed_on_missing")
    text = written(command.text, "reason_needed")
    return [e.HandedOn(actor.id, command.to, text, actor.name, actor.title)]


def close(actor: Actor, case: Case, command: c.CloseRisk, facts: Facts) -> list[e.Event]:
    """O14 to O17: what has to be done before is done; also the last resort when care is refused."""
    known = level(case)
    if not assesses(actor):
        raise Refused("suicide_flag_stays_open")
    if known not in LEVELS:
        raise Refused("assess_first")
    if known in AT_LEAST_MODERATE and case.handed_on is None:
        raise Refused("hand_on_first")
    if known not in AT_LEAST_MODERATE and not case.calls:
        raise Refused("call_first")
    if known not in AT_LEAST_MODERATE and not command.certain:
        raise Refused("certainty_needed")
    reason = written(command.reason, "reason_needed")
    closed = e.RiskClosed(actor.id, reason, actor.name, actor.title)
    return [closed, e.CaseEnded(by_clock=False, note_due=case.phase is Phase.VISIT and note_due(case, facts))]
