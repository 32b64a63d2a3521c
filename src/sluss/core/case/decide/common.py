"""What several decisions ask."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case import events as e
from sluss.core.case.lines import said
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.hours import STOCKHOLM, open_until
from sluss.core.people import may_log_in
from sluss.core.policy import Unit
from sluss.core.refusal import Refused

LONGEST = 10_000


def written(text: str, empty: str = "message_empty") -> str:
    """The text without the space around it; refused when nothing is left, or too much."""
    text = text.strip()
    if not text:
        raise Refused(empty)
    if len(text) > LONGEST:
        raise Refused("message_too_long", length=len(text), longest=LONGEST)
    return text


def unit_of(case: Case, facts: Facts) -> Unit:
    return facts.pack.units[case.unit or ""]


def end_of(case: Case, facts: Facts, days: int) -> datetime | None:
    """When the asynchronous phase ends; None when no clock may end it (O18, decision 15)."""
    if case.suicide_flag:
        return None
    return open_until(unit_of(case, facts).hours, facts.calendar, facts.now, days)


def asynchronous_phase_over(case: Case, facts: Facts) -> bool:
    """The end of the phase holds from its minute, also when the clock's own command is late."""
    running = case.phase in (Phase.ASYNC, Phase.WAITING) and case.open_until is not None
    return running and facts.now >= case.open_until and not case.suicide_flag  # type: ignore[operator]


def answerable(case: Case, facts: Facts) -> None:
    """Raises Refused when the resident could not answer what staff are about to ask."""
    if asynchronous_phase_over(case, facts):
        raise Refused("case_closed")
    if case.one_way:
        raise Refused("one_way")


def back_to_the_queue(case: Case, facts: Facts) -> list[e.Event]:
    """A reply to one who is not at work is for the whole unit: else nobody would read it (V5)."""
    offered = case.handover_unit is not None
    if case.owner is None or facts.owner_at_work or offered or case.phase is Phase.WAITING:
        return []
    return [e.CaseReturned(case.owner, absent=True)]


def tell(actor: Actor, case: Case, facts: Facts, message_id: UUID, text: str) -> list[e.Event]:
    """A message of staff, and the notice of it unless the resident is in the chat at that moment (G9)."""
    return [said(actor, message_id, text), *notice(case, facts, message_id, "new_message")]


def notice(case: Case, facts: Facts, message_id: UUID, kind: str) -> list[e.Event]:
    if "resident" in facts.present or case.resident is None:
        return []
    return [e.SmsAsked(key=f"sms:{message_id}", to=case.resident, kind=kind)]


def can_log_in(facts: Facts) -> None:
    """Raises Refused for a child who could not log in to read what staff begin (decision 6)."""
    today = facts.now.astimezone(STOCKHOLM).date()
    if facts.patient and not may_log_in(facts.patient.born, today):
        raise Refused("patient_too_young")


def assesses_suicide_risk(actor: Actor) -> bool:
    """H24, Hantering av suicidal patient: psychologist or physician."""
    return actor.mandate is not None and actor.mandate.role in ("physician", "psychologist")


def agreed(case: Case, facts: Facts, role: str, consent: e.Consent) -> None:
    """Decision 9, HDK: the resident agrees before somebody of another role goes on with a conversation under way.
    When the one who had it has gone home, care goes on without asking."""
    under_way = case.phase in (Phase.VISIT, Phase.ASYNC) and not case.one_way
    if under_way and facts.owner_role not in ("", role) and not consent:
        raise Refused("consent_needed")


def leaves_without_note(case: Case, facts: Facts) -> bool:
    """Whether the one who had the case has begun a visit and not documented it (P5)."""
    return case.phase is Phase.VISIT and case.owner is not None and facts.note_revision == 0


def note_due(facts: Facts) -> bool:
    """GAV 2.5: what was ended or handed over is to be documented (P8)."""
    return facts.note_revision == 0
