"""Forms in the chat (GAV 2.2), and from the chat to the phone (HDK, Byte av kontaktväg)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.access import allowed
from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.facts import Form
from sluss.core.refusal import Hidden
from tests.core.case.scene import AGNETA, FACTS, NOW, OLLE, SARA, SIGGE, case_in, done, message, refusal, uuid

VISIT = case_in(Phase.VISIT)
SEND = c.SendForm("puls", uuid(700))
SENT = done(SARA, VISIT, SEND)
UNANSWERED = replace(FACTS, form=Form("puls", answered=False))
ANSWER = c.AnswerForm(22, {"puls": ("72",)})
CALM = {
    **{"varning": ("inget",), "besvar": ("oro",), "debut": ("dagar",), "vardag": ("klarar",), "somn": ("vanligt",)},
    **{"panik": ("false",), "alkohol": ("nej",), "tankar": ("nej",), "plan": ("nej",)},
    **dict.fromkeys(("tidigare", "nagon", "kontakt"), ("false",)),
}
WORRY = replace(FACTS, form=Form("oro", answered=False))
OVER = replace(case_in(Phase.ASYNC), open_until=NOW, waiting_since=None)
ASK = c.AskPhone(uuid(710))
ASKED = done(SARA, VISIT, ASK)
AGREED = done(AGNETA, ASKED, message("070-123 45 67", number=720))


def test_a_form_is_told_of_in_the_chat_and_by_sms() -> None:
    # (F3) Skicka ett formulär till patienten i chatten
    [said, sent, asked] = decide(SARA, VISIT, SEND, FACTS)
    assert isinstance(said, e.MessageSent)
    assert "Puls" in said.text
    assert sent == e.FormSent("puls")
    assert isinstance(asked, e.SmsAsked)
    here = replace(FACTS, present=frozenset({"resident"}))
    assert not any(isinstance(event, e.SmsAsked) for event in decide(SARA, VISIT, SEND, here))


def test_only_forms_of_the_region_are_sent_and_only_by_the_owner() -> None:
    assert refusal(SARA, VISIT, replace(SEND, form="halsont")).code == "form_unknown"
    assert refusal(SIGGE, VISIT, SEND).code == "not_owner"


def test_what_the_resident_answers_waits_for_staff() -> None:
    # (F3)
    answered = done(AGNETA, replace(SENT, waiting_since=None), ANSWER, UNANSWERED)
    assert answered.waiting_since == NOW
    assert answered.resident_said > answered.staff_said
    assert refusal(SARA, SENT, ANSWER, UNANSWERED).code == "not_yours"


def test_who_has_answered_a_form_is_neither_reminded_nor_sent_home_unread() -> None:
    # (F14, H7)
    answered = done(AGNETA, replace(SENT, waiting_since=None), ANSWER, UNANSWERED)
    assert refusal(SARA, answered, c.RemindBySms()).code == "nothing_to_answer"
    assert refusal(SARA, answered, c.CloseForTheDay(uuid(730))).code == "resident_waits"


def test_staff_do_not_write_past_an_answer_that_they_have_not_seen() -> None:
    answered = done(AGNETA, SENT, ANSWER, UNANSWERED)
    assert refusal(SARA, answered, message(seen=SENT.seq)).code == "stale"
    assert decide(SARA, answered, message(seen=answered.seq), FACTS)


@pytest.mark.parametrize(
    ("answers", "code"),
    [({}, "required"), ({"puls": ("hög",)}, "not_a_number"), ({"puls": ("900",)}, "too_large")],
    ids=["nothing", "no number", "too much"],
)
def test_a_required_question_has_an_answer_that_fits(answers: dict[str, tuple[str, ...]], code: str) -> None:
    wrong = refusal(AGNETA, SENT, replace(ANSWER, answers=answers), UNANSWERED)
    assert (wrong.facts["question"], wrong.facts["link_id"]) == ("Vilken puls har du?", "puls")
    assert wrong.code == code


def test_only_what_is_asked_is_kept() -> None:
    more = replace(ANSWER, answers={"puls": ("72",), "mer": ("",), "personnummer": ("196804122387",)})
    [kept] = decide(AGNETA, SENT, more, UNANSWERED)
    assert kept == e.FormAnswered(22, answers={"puls": ("72",)})


@pytest.mark.parametrize(
    ("said", "urgent", "flagged"),
    [
        ({}, False, False),
        ({"tankar": ("ta-livet",)}, False, True),
        # Who will not answer is flagged too.
        ({"tankar": ("vill-inte",)}, False, True),
        ({"tankar": ("ta-livet",), "plan": ("bestamt",)}, True, True),
        ({"varning": ("brost",)}, True, False),
        # Not asked by who has no such thoughts.
        ({"plan": ("bestamt",)}, False, False),
    ],
    ids=["ordinary", "thoughts", "no answer", "a plan", "a danger sign", "not asked"],
)
def test_what_the_answers_signal_stands_on_the_case(
    said: dict[str, tuple[str, ...]], urgent: bool, flagged: bool
) -> None:
    """(O1, F3)"""
    case = case_in(Phase.ASYNC)
    answered = done(AGNETA, case, c.AnswerForm(20, {**CALM, **said}), WORRY)
    assert (answered.urgent, answered.suicide_flag) == (urgent, flagged)
    # O18: what signals suicide risk is closed by no clock.
    assert answered.open_until == (None if flagged else case.open_until)
    assert case.open_until
    late, read = replace(FACTS, now=case.open_until), replace(answered, waiting_since=None)
    assert decide(SYSTEM, read, c.CloseByClock(), late) == ([] if flagged else [e.CaseEnded(by_clock=True)])


def test_nobody_who_is_asked_about_worry_is_spared_the_question_of_thoughts_of_death() -> None:
    """(O1) En bedömning av suicidrisken ingår i alla besök inom området psykisk hälsa"""
    for besvar in ("oro", "nedstamd", "bada", "annat"):
        said = {**CALM, "besvar": (besvar,), "tankar": ()}
        wrong = refusal(AGNETA, case_in(Phase.ASYNC), c.AnswerForm(20, said), WORRY)
        assert (wrong.code, wrong.facts["link_id"]) == ("required", "tankar")


def test_ordinary_answers_take_no_flag_away() -> None:
    """(O1)"""
    worried = replace(case_in(Phase.ASYNC, suicide_flag=True), urgent=True)
    answered = done(AGNETA, worried, c.AnswerForm(20, CALM), WORRY)
    assert (answered.urgent, answered.suicide_flag, answered.open_until) == (True, True, None)


def test_a_form_is_answered_once_and_only_one_that_was_sent_here() -> None:
    assert decide(AGNETA, SENT, ANSWER, replace(FACTS, form=Form("puls", answered=True))) == []
    assert refusal(AGNETA, SENT, ANSWER).code == "form_unknown"


@pytest.mark.parametrize("command", [SEND, ASK], ids=["form", "phone"])
def test_nothing_is_asked_when_the_days_are_over(command: c.Command) -> None:
    assert refusal(SARA, OVER, command).code == "case_closed"
    assert decide(SARA, case_in(Phase.ASYNC), command, FACTS)
    assert refusal(AGNETA, OVER, ANSWER, UNANSWERED).code == "case_closed"


def test_the_question_is_put_in_the_channel_that_the_patient_chose() -> None:
    # (M4, M6, B26, D15) Genom att svara med ditt telefonnummer godkänner du att vi ringer upp dig
    [asked, said, _] = decide(SARA, VISIT, ASK, FACTS)
    assert asked == e.PhoneAsked()
    assert isinstance(said, e.MessageSent)
    assert said.text == FACTS.pack.texts.phone_question
    assert "telefonnummer godkänner du" in said.text
    assert refusal(SARA, ASKED, ASK).code == "phone_asked_already"


def test_nobody_is_called_who_was_not_asked_or_has_not_answered() -> None:
    # (M4, M10)
    assert refusal(SARA, VISIT, c.ContinueByPhone()).code == "phone_not_asked"
    assert refusal(SARA, ASKED, c.ContinueByPhone()).code == "phone_not_answered"
    assert "ContinueByPhone" not in allowed(SARA, ASKED)
    assert "ContinueByPhone" in allowed(SARA, AGREED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "I samtycke med patient fortsätter samtalet på telefon."),
        ("Halsfluss.", "Halsfluss.\nI samtycke med patient fortsätter samtalet på telefon."),
    ],
)
def test_this_consent_is_documented_in_the_note_of_the_one_who_calls(before: str, after: str) -> None:
    # (M5)
    note = {"anamnes": "Ont i halsen.", "assessment": before, "revision": "3"}
    [agreed, noted] = decide(SARA, AGREED, c.ContinueByPhone(), replace(FACTS, note=note, note_revision=3))
    assert agreed == e.PhoneAgreed()
    assert noted == e.NoteSaved(SARA.id, 4, anamnes="Ont i halsen.", assessment=after)


def test_another_resident_answers_nothing_here() -> None:
    with pytest.raises(Hidden):
        decide(OLLE, SENT, ANSWER, UNANSWERED)
