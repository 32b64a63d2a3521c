"""Care that has closed: 1177 or 112 by severity, and the case sent all the same where the region lets it be (H24,
Hantering av chatt)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.guidance import by_the_table, nobody_answers, while_waiting
from sluss.core.hours import STOCKHOLM
from sluss.core.policy import Pack
from sluss.core.routing_words import in_words
from sluss.core.triage.priority import Table
from tests.core.after_hours import AFTER_HOURS
from tests.core.case.machine import answers_to
from tests.core.case.scene import AGNETA, CALENDAR, FORM, NOW, PATIENT, after, case_in, done, refusal

EVENING = datetime(2026, 11, 20, 20, tzinfo=STOCKHOLM)
LAST_MINUTE = datetime(2026, 11, 20, 15, 59, tzinfo=STOCKHOLM)


def asked(priority: int) -> Pack:
    """The pack of Halland's routine, in which sore throat asks one question and has that priority."""
    reason = replace(AFTER_HOURS.reasons["halsont"], questionnaire=FORM.id)
    return replace(
        AFTER_HOURS,
        questionnaires={**AFTER_HOURS.questionnaires, FORM.id: FORM},
        priorities={**AFTER_HOURS.priorities, FORM.id: Table(FORM.id, (), priority)},
        reasons={**AFTER_HOURS.reasons, "halsont": reason},
    )


def facts(priority: int, at: datetime = EVENING, listed: str | None = "vc-angen") -> Facts:
    patient = replace(PATIENT, listed_unit=listed)
    return Facts(now=at, pack=asked(priority), calendar=CALENDAR, answers={"puls": ("80",)}, patient=patient)


DRAFT = case_in(Phase.DRAFT)


@pytest.mark.parametrize("priority", [1, 2, 3, 4, 5])
def test_after_hours_the_resident_is_referred_before_the_case_is_sent(priority: int) -> None:
    """(C14, D8)"""
    assert refusal(AGNETA, DRAFT, c.SendCase(), facts(priority)).code == "referral_not_read"
    assert decide(AGNETA, DRAFT, c.SendCase(), facts(priority, NOW)), "in opening hours nobody is referred"


@pytest.mark.parametrize(("priority", "advice"), [(1, "call_112"), (2, "call_1177"), (5, "call_1177")])
def test_severity_decides_between_1177_and_112(priority: int, advice: str) -> None:
    """(C14) What was read counts for that severity alone: an answer may have been changed since."""
    other = {"call_112": "call_1177", "call_1177": "call_112"}[advice]
    assert refusal(AGNETA, DRAFT, c.SendCase(other), facts(priority)).code == "referral_not_read"
    assert done(AGNETA, DRAFT, c.SendCase(advice), facts(priority)).phase is Phase.WAITING


@pytest.mark.parametrize("priority", [1, 2, 3, 4, 5])
def test_at_a_health_centre_the_case_can_always_be_sent_and_is_answered_the_next_weekday(priority: int) -> None:
    """(D9, B14) Friday evening: the answer comes on Monday."""
    read = "call_112" if priority == 1 else "call_1177"
    case = done(AGNETA, DRAFT, c.SendCase(read), facts(priority))
    assert case.unit == "vc-angen"
    assert case.promised_at == datetime(2026, 11, 23, 12, tzinfo=STOCKHOLM)
    # Decision 4: priority 1 is marked urgent, and so stands on top in the morning.
    assert case.urgent is (priority == 1)


@pytest.mark.parametrize(("priority", "read"), [(1, "call_112"), (4, "call_1177")])
def test_another_unit_takes_nothing_when_it_has_closed_and_the_draft_is_kept(priority: int, read: str) -> None:
    """(D8)"""
    for command in (c.SendCase(), c.SendCase(read)):
        no = refusal(AGNETA, DRAFT, command, facts(priority, listed=None))
        assert (no.code, no.facts["unit"]) == ("referred", "Ungdomsmottagningen")
    open_now = facts(priority, datetime(2026, 11, 23, 11, tzinfo=STOCKHOLM), listed=None)
    assert done(AGNETA, DRAFT, c.SendCase(), open_now).unit == "ungdomsmottagningen"


def test_an_administrative_matter_is_sent_without_a_word_about_closing() -> None:
    """(B14, B17)"""
    draft = replace(DRAFT, service="andra-arenden", reason="fornya-recept", flow="async")
    base = facts(4)
    questions = base.pack.questionnaire_of("fornya-recept").questions()
    answers = {item.link_id: answers_to(item)[0] for item in questions}
    [sent] = decide(AGNETA, draft, c.SendCase(), replace(base, answers=answers))
    assert isinstance(sent, e.CaseSent)
    assert sent.unit == "vc-angen"


def test_the_row_that_decided_is_kept_with_the_case_with_its_words_and_its_source() -> None:
    """(Y7) *Varför?* shows what held then, whatever the table says today."""
    [sent] = decide(AGNETA, DRAFT, c.SendCase("call_112"), facts(1))
    assert isinstance(sent, e.CaseSent)
    assert sent.route == "routing.9"
    assert sent.route_says.startswith(
        "Sök vård med prioritet 1 från den som är listad, när den listade mottagningen är stängd, går till den "
        "listade mottagningen. Invånaren hänvisas först till 112. Accepterad risk till 2027-06-30"
    )
    assert sent.route_source == "H24, Hantering av chatt: oavsett prioritering, som då omhändertas kommande vardag."
    assert after(DRAFT, [sent]).unit == "vc-angen"


@pytest.mark.parametrize("row", AFTER_HOURS.routing, ids=lambda row: row.id)
def test_each_row_is_one_sentence_and_what_is_told_besides(row: Any) -> None:
    words = in_words(row, AFTER_HOURS)
    assert " går till " in words
    assert words.endswith(".")
    assert ("hänvisas först" in words) is (row.advice in ("call_112", "call_1177"))
    assert ("Det går inte att skicka" in words) is not row.send


def test_who_waits_where_nobody_answers_reads_whom_to_call() -> None:
    """Decision 2, for priorities 1 and 2: nobody is there, it has closed, or it closes before the answer comes."""
    unit = AFTER_HOURS.units["vc-angen"]

    def nobody(at: datetime, staffed: bool) -> bool:
        place = AFTER_HOURS.place("halsont", 2, "vc-angen", CALENDAR, at)
        assert place.open is (at < EVENING)
        return nobody_answers(unit, CALENDAR, at, place.promised_at, staffed)

    assert not nobody(NOW, staffed=True)
    assert nobody(NOW, staffed=False)
    assert nobody(LAST_MINUTE, staffed=True)
    assert nobody(EVENING, staffed=True)
    assert while_waiting(2, nobody=True) == ("1177", "112")
    assert while_waiting(2, nobody=False) == while_waiting(3, nobody=True) == ()


def test_the_numbers_of_the_table() -> None:
    assert by_the_table("call_112") == by_the_table("urgent") == ("112", "1177")
    assert by_the_table("call_1177") == ("1177", "112")
    assert by_the_table("next_opening") == by_the_table(None) == ()
