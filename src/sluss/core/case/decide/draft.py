"""Seeking care: from the chosen reason to the sent case. Each answer is kept as it is given."""

from __future__ import annotations

from datetime import datetime

from sluss.core.access import speaks_for
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.model import ASYNC, DROP_IN, Case
from sluss.core.facts import Facts
from sluss.core.guarantee import clocks
from sluss.core.hours import STOCKHOLM, open_until
from sluss.core.intake import may_begin
from sluss.core.notices import DRAFT_IS_KEPT
from sluss.core.people import age
from sluss.core.policy import Placement, Unit
from sluss.core.refusal import Refused
from sluss.core.routing_words import in_words
from sluss.core.triage.answers import Invalid, Walk, check, unanswered, walk
from sluss.core.triage.history import history
from sluss.core.triage.priority import assess, dangers_of
from sluss.core.triage.questionnaire import Questionnaire


def start(actor: Actor, case: Case, command: c.StartDraft, facts: Facts) -> list[e.Event]:
    reason = facts.pack.reasons.get(command.reason)
    if reason is None or reason.service != command.service:
        raise Refused("reason_unknown")
    # H24, Vårdkontakt för annan persons räkning: nobody logs in to seek care for another adult, only for a child of
    # whom the register says, now, that the two belong together (L17).
    if not speaks_for(actor, command.patient, actor.id):
        raise Refused("only_for_yourself")
    kind = facts.pack.kind_of(reason.id)
    years = _may_begin(kind, command, actor, facts)
    if kind == "care":
        raise Refused("reason_unknown")
    if not reason.ages.hold(years):
        raise Refused("reason_not_for_age")
    flow = ASYNC if kind == "administrative" else DROP_IN
    _one_drop_in(flow, facts)
    asked = facts.pack.questionnaire_of(reason.id).canonical
    return [e.DraftStarted(actor.id, command.patient, command.service, command.reason, flow, asked)]


def _may_begin(kind: str, command: c.StartDraft, actor: Actor, facts: Facts) -> int:
    """The age of the patient, in whole years."""
    patient = facts.patient
    if patient is None:
        raise Refused("patient_unknown")
    today, proxy = facts.now.astimezone(STOCKHOLM).date(), command.patient != actor.id
    years = age(patient.born, today)
    no = may_begin(kind, age=years, protected=patient.protected, proxy=proxy, routine=facts.pack.routine)
    if no:
        raise Refused(no, least=facts.pack.routine.proxies.least_age)
    return years


def _still_offered(case: Case, facts: Facts) -> None:
    """A version in force since the draft was begun may not have its reason any more; its answers can still be read."""
    if case.reason not in facts.pack.reasons:
        raise Refused("reason_retired")


def _one_drop_in(flow: str, facts: Facts) -> None:
    """VML: a drop-in that is not ended blocks the next one (B18)."""
    if flow == DROP_IN and facts.open_drop_in and facts.pack.drop_in.one_at_a_time:
        raise Refused("drop_in_open", case=facts.open_drop_in)


def answer(actor: Actor, case: Case, command: c.GiveAnswer, facts: Facts) -> list[e.Event]:
    _still_offered(case, facts)
    questionnaire = facts.pack.questionnaire_of(case.reason)
    _same_questions(command.asked or case.asked_version, questionnaire)
    # Whether a question is asked depends on what stands above it, so the answer may be in the walk that finds it.
    answers = {**facts.answers, command.link_id: command.values}
    gone = walk(questionnaire, answers)
    step = gone.step(command.link_id)
    if step is None:
        raise Refused("question_not_asked")
    try:
        values = check(step.item, command.values)
    except Invalid as wrong:
        raise Refused(wrong.code, **wrong.facts) from None
    if values != command.values:
        answers = {**facts.answers, command.link_id: values}
        gone = walk(questionnaire, answers)
    unread = _first_unread(case, facts, gone, {*case.dangers_read} - {command.link_id})
    # A free question that was skipped is answered with nothing, as long as it is asked.
    asked = {step.key for step in gone.steps}
    dropped = tuple(key for key in facts.answers if key not in asked or (answers[key] and key not in gone.given))
    return [e.AnswerGiven(command.link_id, unread, values, dropped, questionnaire.canonical)]


def _same_questions(answered: str, questionnaire: Questionnaire) -> None:
    """Another version may ask something else under the same id; who answers must have seen what is asked now."""
    if answered not in ("", questionnaire.canonical):
        raise Refused("questions_changed")


def confirm_danger(actor: Actor, case: Case, command: c.ConfirmDanger, facts: Facts) -> list[e.Event]:
    """Decision 4: the resident has seen 112 and 1177, and says so; then the case may go on, as urgent."""
    if case.danger is None:
        return []
    gone = walk(facts.pack.questionnaire_of(case.reason), facts.answers)
    return [e.DangerRead(case.danger, _first_unread(case, facts, gone, {*case.dangers_read, case.danger}))]


def _first_unread(case: Case, facts: Facts, gone: Walk, read: set[str]) -> str | None:
    found = dangers_of(facts.pack.table_of(case.reason), facts.pack.questionnaire_of(case.reason), gone)
    return next((link for link in found if link not in read), None)


def add_picture(actor: Actor, case: Case, command: c.AddPicture, facts: Facts) -> list[e.Event]:
    if not command.picture.kind.startswith("image/"):
        raise Refused("picture_not_a_picture")
    if case.pictures >= facts.pack.pictures.max_count:
        raise Refused("too_many_pictures", most=facts.pack.pictures.max_count)
    return [e.PictureAdded(command.picture.id, command.picture)]


def remove_picture(actor: Actor, case: Case, command: c.RemovePicture, facts: Facts) -> list[e.Event]:
    if command.picture_id not in facts.pictures:
        raise Refused("picture_gone")
    return [e.PictureRemoved(command.picture_id)]


def send(actor: Actor, case: Case, command: c.SendCase, facts: Facts) -> list[e.Event]:
    pack, patient = facts.pack, facts.patient
    _still_offered(case, facts)
    questionnaire = pack.questionnaire_of(case.reason)
    _same_questions(case.asked_version, questionnaire)
    if unanswered(questionnaire, facts.answers):
        raise Refused("unanswered")
    # Rules in force since the last answer may see a sign of danger where those before did not.
    if case.danger is not None or _first_unread(case, facts, walk(questionnaire, facts.answers), {*case.dangers_read}):
        raise Refused("danger_not_read")
    _one_drop_in(case.flow, facts)
    assessed = assess(pack.table_of(case.reason), questionnaire, facts.answers)
    listed = patient.listed_unit if patient else None
    seeks = pack.kind_of(case.reason) == "triaged"
    contact_by, assess_by = clocks(pack.routine.guarantee, facts.now) if seeks else (None, None)
    place = pack.place(case.reason, assessed.priority, listed, facts.calendar, facts.now)
    _referral(command, place)
    return [
        e.CaseSent(
            unit=place.unit.id,
            role=place.role,
            priority=assessed.priority,
            urgent=place.urgent,
            suicide_flag=assessed.suicide_flag,
            promised_at=place.promised_at,
            open_until=None if assessed.suicide_flag else _open_until(case, place.unit, facts),
            contact_by=contact_by,
            assess_by=assess_by,
            route=place.row.id,
            route_says=in_words(place.row, pack),
            route_source=pack.sources.get(place.row.id, ""),
            because=assessed.because,
            history=history(questionnaire, facts.answers),
        )
    ]


def _referral(command: c.SendCase, place: Placement) -> None:
    """H24: who turns to care that has closed is referred to 1177 or 112 by severity (C14, D8), and at a health centre
    may send the case all the same (D9). What was read counts for that severity alone."""
    if place.referred and not place.row.send:
        raise Refused("referred", unit=place.unit.name)
    if place.referred and command.referral_read != place.advice:
        raise Refused("referral_not_read", unit=place.unit.name)


def _open_until(case: Case, unit: Unit, facts: Facts) -> datetime | None:
    """VML: an administrative matter is open for ten days, then closed."""
    if case.flow != ASYNC:
        return None
    return open_until(unit.hours, facts.calendar, facts.now, facts.pack.async_phase.matter_days)


def discard(actor: Actor, case: Case, command: c.DiscardDraft, facts: Facts) -> list[e.Event]:
    by_clock = actor.kind == "system"
    # The clock's command may have been on its way when the resident went on; the moved end has its own later one.
    if by_clock and case.last_at is not None and facts.now < case.last_at + DRAFT_IS_KEPT:
        return []
    return [e.DraftDiscarded(by_clock)]
