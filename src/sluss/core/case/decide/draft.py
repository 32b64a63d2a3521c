"""Seeking care: from the chosen reason to the sent case. Each answer is kept as it is given."""

from __future__ import annotations

from datetime import datetime

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.model import ASYNC, DROP_IN, Case
from sluss.core.facts import Facts
from sluss.core.hours import open_until
from sluss.core.notices import DRAFT_IS_KEPT
from sluss.core.policy import Unit
from sluss.core.refusal import Refused
from sluss.core.triage.answers import Invalid, check, pages, unanswered
from sluss.core.triage.history import history
from sluss.core.triage.priority import assess, dangers
from sluss.core.triage.questionnaire import Answers


def start(actor: Actor, case: Case, command: c.StartDraft, facts: Facts) -> list[e.Event]:
    reason = facts.pack.reasons.get(command.reason)
    if reason is None or reason.service != command.service:
        raise Refused("reason_unknown")
    # H24, Vårdkontakt för annan persons räkning: nobody logs in to seek care for another adult.
    if command.patient != actor.id:
        raise Refused("only_for_yourself")
    kind = facts.pack.kind_of(reason.id)
    if kind == "care":
        raise Refused("reason_unknown")
    flow = ASYNC if kind == "administrative" else DROP_IN
    _one_drop_in(flow, facts)
    return [e.DraftStarted(actor.id, command.patient, command.service, command.reason, flow)]


def _one_drop_in(flow: str, facts: Facts) -> None:
    """VML: a drop-in that is not ended blocks the next one (B18)."""
    if flow == DROP_IN and facts.open_drop_in and facts.pack.drop_in.one_at_a_time:
        raise Refused("drop_in_open", case=facts.open_drop_in)


def answer(actor: Actor, case: Case, command: c.GiveAnswer, facts: Facts) -> list[e.Event]:
    questionnaire = facts.pack.questionnaire_of(case.reason)
    item = next((i for i in pages(questionnaire, facts.answers) if i.link_id == command.link_id), None)
    if item is None:
        raise Refused("question_not_asked")
    try:
        values = check(item, command.values)
    except Invalid as wrong:
        raise Refused(wrong.code, **wrong.facts) from None
    answers = {**facts.answers, command.link_id: values}
    asked = {i.link_id for i in pages(questionnaire, answers)}
    unread = _first_unread(case, facts, answers, {*case.dangers_read} - {command.link_id})
    dropped = tuple(link for link in facts.answers if link not in asked)
    return [e.AnswerGiven(command.link_id, unread, values, dropped)]


def confirm_danger(actor: Actor, case: Case, command: c.ConfirmDanger, facts: Facts) -> list[e.Event]:
    """Decision 4: the resident has seen 112 and 1177, and says so; then the case may go on, as urgent."""
    if case.danger is None:
        return []
    return [e.DangerRead(case.danger, _first_unread(case, facts, facts.answers, {*case.dangers_read, case.danger}))]


def _first_unread(case: Case, facts: Facts, answers: Answers, read: set[str]) -> str | None:
    found = dangers(facts.pack.table_of(case.reason), facts.pack.questionnaire_of(case.reason), answers)
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
    questionnaire = pack.questionnaire_of(case.reason)
    if unanswered(questionnaire, facts.answers):
        raise Refused("unanswered")
    if case.danger is not None:
        raise Refused("danger_not_read")
    _one_drop_in(case.flow, facts)
    assessed = assess(pack.table_of(case.reason), questionnaire, facts.answers)
    listed = patient.listed_unit if patient else None
    place = pack.place(case.reason, assessed.priority, listed, facts.calendar, facts.now)
    return [
        e.CaseSent(
            unit=place.unit.id,
            role=place.role,
            priority=assessed.priority,
            urgent=place.urgent,
            suicide_flag=assessed.suicide_flag,
            promised_at=place.promised_at,
            open_until=None if assessed.suicide_flag else _open_until(case, place.unit, facts),
            because=assessed.because,
            history=history(questionnaire, facts.answers),
        )
    ]


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
