"""Forms in the chat (GAV 2.2), and from the chat to the phone (HDK)."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import (
    answerable,
    asynchronous_phase_over,
    back_to_the_queue,
    noted,
    notice,
    tell,
    unit_of,
)
from sluss.core.case.lines import said
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.policy import known
from sluss.core.refusal import Refused
from sluss.core.routine import NOTE_FIELDS
from sluss.core.triage.answers import Invalid, check, pages
from sluss.core.triage.priority import assess

FORM_SENT = "Jag har skickat ett formulär till dig: {title}. Svara på frågorna så läser jag svaren här."


def send_form(actor: Actor, case: Case, command: c.SendForm, facts: Facts) -> list[e.Event]:
    if command.form not in unit_of(case, facts).forms:
        raise Refused("form_unknown")
    answerable(case, facts)
    title = facts.pack.questionnaires[command.form].title
    message = said(actor, command.message_id, FORM_SENT.format(title=title))
    return [message, e.FormSent(command.form), *notice(case, facts, command.message_id, "new_message")]


def answer_form(actor: Actor, case: Case, command: c.AnswerForm, facts: Facts) -> list[e.Event]:
    """Only what is asked is kept; every required question has its answer."""
    if facts.form is None or known(facts.pack.questionnaires, facts.form.id) is None:
        raise Refused("form_unknown")
    if facts.form.answered:
        return []
    if asynchronous_phase_over(case, facts):
        raise Refused("case_closed")
    questionnaire, kept = facts.pack.questionnaires[facts.form.id], dict[str, tuple[str, ...]]()
    for item in pages(questionnaire, command.answers):
        given = command.answers.get(item.link_id, ())
        if not any(given) and not item.required:
            continue
        try:
            kept[item.link_id] = check(item, given)
        except Invalid as wrong:
            raise Refused(wrong.code, **{**wrong.facts, "question": item.text, "link_id": item.link_id}) from None
    signals = assess(facts.pack.priorities[facts.form.id], questionnaire, kept)
    urgent = signals.danger_link is not None
    answered = e.FormAnswered(command.sent, urgent, signals.suicide_flag, kept)
    return [answered, *back_to_the_queue(case, facts)]


def ask_phone(actor: Actor, case: Case, command: c.AskPhone, facts: Facts) -> list[e.Event]:
    """M4, M6: the question stands in the channel that the patient chose; to answer with a number is to agree."""
    if case.phone is not None:
        raise Refused("phone_asked_already")
    answerable(case, facts)
    return [e.PhoneAsked(), *tell(actor, case, facts, command.message_id, facts.pack.texts.phone_question)]


def continue_by_phone(actor: Actor, case: Case, command: c.ContinueByPhone, facts: Facts) -> list[e.Event]:
    """M5: this consent, and this alone, is documented."""
    if case.phone != "asked":
        raise Refused("phone_not_asked")
    if case.resident_said <= case.staff_said:
        raise Refused("phone_not_answered")
    texts = {name: facts.note.get(name, "") for name in NOTE_FIELDS}
    texts["assessment"] = "\n".join(part for part in (texts["assessment"], facts.pack.texts.phone_note) if part)
    return [e.PhoneAgreed(), noted(actor, facts, **texts)]
