"""*Öva*: the routine with a test patient (H24, Hantering av suicidal patient)."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.model import Case
from sluss.core.drill import LASTS, next_line, patient_of
from sluss.core.facts import Facts
from sluss.core.refusal import Refused
from sluss.core.triage.history import history
from sluss.core.triage.priority import assess


def start(actor: Actor, case: Case, command: c.StartDrill, facts: Facts) -> list[e.Event]:
    """Triaged as the pack in force triages anybody, and put into the own unit's queue."""
    pack, mandate = facts.pack, actor.mandate
    drill = pack.drills.get(command.scenario)
    if drill is None or mandate is None:
        raise Refused("drill_unknown")
    if mandate.unit not in pack.units:
        raise Refused("unit_retired")
    who = patient_of(drill.who)
    # A number of the test range may have been used to log in with: that is somebody, and no test patient.
    if facts.patient is not None and facts.patient.id != who.id:
        raise Refused("drill_number_taken")
    questionnaire = pack.questionnaire_of(drill.reason)
    assessed = assess(pack.table_of(drill.reason), questionnaire, drill.answers)
    return [
        e.DrillStarted(
            staff=actor.id,
            scenario=drill.id,
            patient=who.id,
            service=pack.reasons[drill.reason].service,
            reason=drill.reason,
            asked=questionnaire.canonical,
            unit=mandate.unit,
            role=mandate.role,
            priority=assessed.priority,
            urgent=assessed.priority == 1,
            suicide_flag=assessed.suicide_flag,
            lines=len(drill.lines),
            who=who,
            answers=tuple(drill.answers.items()),
            because=assessed.because,
            history=history(questionnaire, drill.answers),
        )
    ]


def say(actor: Actor, case: Case, command: c.SayAsPatient, facts: Facts) -> list[e.Event]:
    if not case.drill or case.patient is None:
        raise Refused("not_a_drill")
    drill = facts.pack.drills.get(case.drill)
    text = next_line(drill, case.drill_left) if drill else None
    if drill is None or text is None:
        raise Refused("drill_silent")
    once, who = command.message_id, patient_of(drill.who)
    return [
        e.MessageSent("resident", case.patient, once, once, text, who.name, ""),
        e.DrillLineSaid(case.drill_left - 1),
    ]


def end(actor: Actor, case: Case, command: c.EndDrill, facts: Facts) -> list[e.Event]:
    if not case.drill:
        raise Refused("not_a_drill")
    by_clock = actor.kind == "system"
    if by_clock and case.created_at is not None and facts.now < case.created_at + LASTS:
        return []
    return [e.DrillEnded(by_clock)]
