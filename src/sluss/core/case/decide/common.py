"""What several decisions ask."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.case import events as e
from sluss.core.case.lines import said
from sluss.core.case.model import BOOKED, Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.hours import open_until
from sluss.core.policy import Unit
from sluss.core.proxies import addressee, grown, primary
from sluss.core.refusal import Refused
from sluss.core.risk import ASSESSORS, UNASSESSED, assesses, visit_awaited

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
    return [laid_back(case, case.owner, absent=True)]


def laid_back(case: Case, owner: UUID, absent: bool, due: bool = False) -> e.Event:
    """What nobody has now: a booked visit that has not begun keeps its time, all else waits in the queue."""
    if case.flow == BOOKED and case.phase is Phase.ACCEPTED:
        return e.BookingReturned(owner, absent)
    return e.CaseReturned(owner, absent, due)


def tell(actor: Actor, case: Case, facts: Facts, message_id: UUID, text: str) -> list[e.Event]:
    """A message of staff, and the notice of it unless the resident is in the chat at that moment (G9)."""
    return [said(actor, message_id, text), *notice(case, facts, message_id, "new_message")]


def notice(case: Case, facts: Facts, message_id: UUID, kind: str) -> list[e.Event]:
    if "resident" in facts.present or case.resident is None:
        return []
    return [e.SmsAsked(key=f"sms:{message_id}", to=reader(case, facts), kind=kind)]


def reader(case: Case, facts: Facts) -> UUID | None:
    """Whom a notice goes to: who stands on the resident's side, or who does so now (L10); None: nobody is left."""
    return addressee(case, facts.ward, facts.pack.routine.proxies, facts.now)


def correspondent(facts: Facts) -> UUID:
    """Who reads what staff begin: the patient, or for a child under 13 its primary contact (L6 to L10, L13)."""
    patient = facts.patient
    if patient is None:
        raise Refused("patient_unknown")
    # H24, Skyddade personuppgifter: not handled at all (N1).
    if patient.protected and not facts.pack.routine.protected.own:
        raise Refused("protected_not_here")
    if grown(patient.born, facts.now):
        return patient.id
    contact = primary(facts.ward, facts.pack.routine.proxies, facts.now) if facts.ward else None
    if contact is None:
        raise Refused("no_guardian")
    return contact.id


def ends_with_risk(actor: Actor, case: Case, facts: Facts) -> None:
    """O18, decision 15: what signals suicide risk is closed by no other than its assessor, after the assessment (where
    the pack has its form) and, when it is at least moderate, after the physical visit (O9)."""
    if not case.suicide_flag:
        return
    if not assesses(actor):
        raise Refused("suicide_flag_stays_open")
    if case.risk == UNASSESSED and facts.pack.routine.risk.ladder:
        raise Refused("assess_first")
    if visit_awaited(case):
        raise Refused("visit_first")


def agreed(case: Case, facts: Facts, role: str, consent: e.Consent) -> None:
    """Decision 9, HDK: the resident agrees before somebody of another role goes on with a conversation under way.
    When the one who had it has gone home, care goes on without asking."""
    # H24: on suspicion of suicide risk the patient is handed over directly.
    if case.suicide_flag and role in ASSESSORS:
        return
    under_way = case.phase in (Phase.VISIT, Phase.ASYNC) and not case.one_way
    if under_way and facts.owner_role not in ("", role) and not consent:
        raise Refused("consent_needed")


def leaves_without_note(case: Case, facts: Facts) -> bool:
    """Whether the one who had the case has begun a visit and not documented it (P5)."""
    return case.phase is Phase.VISIT and case.owner is not None and note_due(case, facts)


def note_due(case: Case, facts: Facts) -> bool:
    """GAV 2.5: what was ended or handed over is to be documented by the one who had it (P8); VML: that is signed."""
    if facts.pack.routine.note.sign:
        return case.owner not in case.signed
    return facts.note_revision == 0


def noted(actor: Actor, facts: Facts, **texts: str) -> e.NoteSaved:
    """The actor's own note as it now stands."""
    return e.NoteSaved(actor.id, facts.note_revision + 1, **texts, settles=not facts.pack.routine.note.sign)
