"""*SMS-påminnelse*: when the resident does not answer (H24, Grundläggande service mot invånare)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.refusal import Refused
from tests.core.case.scene import AGNETA, FACTS, NOW, SARA, after, case_in, done, message

ASKED = after(case_in(Phase.VISIT), decide(SARA, case_in(Phase.VISIT), message("Har du feber?"), FACTS))


def refused(case: object = ASKED, **facts: object) -> Refused:
    with pytest.raises(Refused) as no:
        decide(SARA, case, c.RemindBySms(), replace(FACTS, **facts))  # type: ignore[arg-type]
    return no.value


def test_a_resident_who_does_not_answer_is_reminded_by_sms() -> None:
    """(F14)"""
    [asked] = decide(SARA, ASKED, c.RemindBySms(), FACTS)
    assert isinstance(asked, e.SmsAsked)
    assert (asked.to, asked.kind) == (AGNETA.id, "reminder")
    assert done(SARA, ASKED, c.RemindBySms()).sms_status == "asked"


def test_a_second_reminder_waits_for_the_pause_of_the_pack() -> None:
    """(U12)"""
    reminded, pause = done(SARA, ASKED, c.RemindBySms()), FACTS.pack.reminder_pause
    too_soon = refused(reminded, now=NOW + pause - timedelta(seconds=1))
    assert (too_soon.code, too_soon.facts["minutes"]) == ("reminded_recently", 30)
    assert decide(SARA, reminded, c.RemindBySms(), replace(FACTS, now=NOW + pause))


def test_the_notice_of_a_message_is_no_reminder_and_starts_no_pause() -> None:
    assert ASKED.sms_status == "asked"
    assert decide(SARA, ASKED, c.RemindBySms(), FACTS)


def test_nobody_is_reminded_of_nothing() -> None:
    answered = done(AGNETA, ASKED, message("Nej.", number=600))
    assert refused(answered).code == "nothing_to_answer"
    assert refused(case_in(Phase.VISIT)).code == "nothing_to_answer"


def test_a_resident_with_the_chat_open_needs_no_reminder() -> None:
    assert refused(present=frozenset({"resident"})).code == "resident_is_here"


def test_nobody_is_reminded_of_a_case_whose_days_are_over() -> None:
    over = replace(ASKED, phase=Phase.ASYNC, open_until=NOW)
    assert refused(over).code == "case_closed"
