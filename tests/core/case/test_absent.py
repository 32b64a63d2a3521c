"""The resident who does not answer, when the unit closes for the day (H24, Avsluta; VML, Lokala rutiner)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from tests.core.case.scene import (
    AGNETA,
    DAVID,
    FACTS,
    NILS,
    PACK,
    SARA,
    SIGGE,
    case_in,
    done,
    message,
    refusal,
    uuid,
)

# A Friday at ten, on a day that ends at four.
VISIT = done(SARA, case_in(Phase.VISIT), message("Har du feber?"))
CLOSE = c.CloseForTheDay(uuid(700))
NEXT_DAY_AT_4 = datetime(2026, 11, 23, 16, tzinfo=STOCKHOLM)
WAIT = PACK.drop_in.absent_wait


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=STOCKHOLM)


def test_who_does_not_answer_is_told_that_the_unit_closes_and_can_answer_the_next_day() -> None:
    # (H7, Q6, G12) lägg på 1 dag så att patienten kan svara dagen efter
    [said, asked, ended] = decide(SARA, VISIT, CLOSE, replace(FACTS, now=at(15, 45)))
    assert isinstance(said, e.MessageSent)
    assert (said.text, said.side) == (PACK.texts.closing, "staff")
    assert "stänger nu för dagen" in said.text
    assert isinstance(asked, e.SmsAsked)
    assert ended == e.VisitEnded(NEXT_DAY_AT_4, note_due=True)
    closed = done(SARA, VISIT, CLOSE, replace(FACTS, now=at(15, 45)))
    assert (closed.phase, closed.open_until) == (Phase.ASYNC, NEXT_DAY_AT_4)
    assert decide(AGNETA, closed, message(number=710), replace(FACTS, now=at(20)))


@pytest.mark.parametrize(("hour", "minute", "may"), [(15, 29, False), (15, 30, True), (15, 59, True), (17, 0, True)])
def test_near_closing_time_it_needs_no_reminder(hour: int, minute: int, may: bool) -> None:
    # (H7)
    facts = replace(FACTS, now=at(hour, minute))
    if may:
        assert decide(SARA, VISIT, CLOSE, facts)
    else:
        assert refusal(SARA, VISIT, CLOSE, facts).code == "wait_first"


def test_earlier_in_the_day_the_resident_is_reminded_first_and_given_time() -> None:
    # (H6) om invånaren inte svarar inom en rimlig tid
    first = refusal(SARA, VISIT, CLOSE)
    assert (first.code, first.facts["minutes"]) == ("wait_first", 30)
    reminded = done(SARA, VISIT, c.RemindBySms())
    too_soon = replace(FACTS, now=FACTS.now + WAIT - timedelta(seconds=1))
    assert refusal(SARA, reminded, CLOSE, too_soon).code == "wait_first"
    assert done(SARA, reminded, CLOSE, replace(FACTS, now=FACTS.now + WAIT)).phase is Phase.ASYNC


def test_a_resident_who_waits_for_an_answer_is_not_sent_home() -> None:
    # (H7) Residents who have not answered, and no others.
    answered = done(AGNETA, VISIT, message("Nej.", number=710))
    assert refusal(SARA, answered, CLOSE, replace(FACTS, now=at(15, 45))).code == "resident_waits"


def test_a_unit_that_never_closes_closes_for_no_day_but_does_not_wait_for_ever() -> None:
    at_1177 = replace(VISIT, unit="kontaktcenter-1177", owner=NILS.id)
    assert refusal(NILS, at_1177, CLOSE, replace(FACTS, now=at(23, 45))).code == "wait_first"
    reminded = done(NILS, at_1177, c.RemindBySms())
    assert decide(NILS, reminded, CLOSE, replace(FACTS, now=FACTS.now + WAIT))


def test_what_signals_suicide_risk_is_left_open_without_an_end() -> None:
    # (G13, decision 15)
    flagged = replace(VISIT, suicide_flag=True)
    assert done(SARA, flagged, CLOSE, replace(FACTS, now=at(15, 45))).open_until is None


def test_the_note_is_due_unless_it_is_written() -> None:
    # (P8)
    evening = replace(FACTS, now=at(15, 45))
    assert done(SARA, VISIT, CLOSE, evening).notes_due == (SARA.id,)
    assert done(SARA, VISIT, CLOSE, replace(evening, note_revision=1)).notes_due == ()


@pytest.mark.parametrize("other", [SIGGE, DAVID], ids=lambda one: one.name)
def test_only_the_one_who_has_the_visit_closes_it(other: object) -> None:
    assert refusal(other, VISIT, CLOSE, replace(FACTS, now=at(15, 45))).code == "not_owner"  # type: ignore[arg-type]
