"""*Meddelande*: what is said some days after the visit when nobody has written (GAV 2.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sluss.core.actor import SYSTEM
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.notices import jobs
from sluss.core.policy import Autosend
from tests.core.case.scene import AGNETA, DAVID, FACTS, NOW, SARA, case_in, done, message, refusal, uuid

VISIT = replace(case_in(Phase.VISIT), waiting_since=None)
END = c.EndVisit(10, message=True)
QUIET = done(SARA, VISIT, END)
SEND = c.SendAutomatic(uuid(700), QUIET.seq)
LATER = replace(FACTS, now=NOW + timedelta(days=3))
OFF = replace(FACTS.pack, autosend=Autosend(enabled=False, days=3, text="Hej!"))


def planned(case: Case, command: c.EndVisit, facts: Facts = FACTS) -> list[tuple[str, datetime]]:
    ended = [event for event in decide(SARA, case, command, facts) if isinstance(event, e.VisitEnded)]
    return [(job.data["since"], job.run_at) for job in jobs(case, ended, facts) if job.kind == "autosend"]


def test_it_is_planned_when_it_is_asked_for_and_where_the_region_has_it_on() -> None:
    """(G14, Q3, Y2)"""
    assert planned(VISIT, END) == [(str(VISIT.seq), NOW + timedelta(days=3))]
    assert planned(VISIT, replace(END, message=False)) == []
    assert planned(VISIT, END, replace(FACTS, pack=OFF)) == [], "detta gäller oavsett hur du ställer reglaget"
    assert planned(VISIT, replace(END, async_days=0)) == [], "there is nothing left to answer in"


def test_the_unit_says_it_and_an_sms_tells_of_it() -> None:
    """(G14)"""
    [said, asked] = decide(SYSTEM, QUIET, SEND, LATER)
    assert isinstance(said, e.MessageSent)
    assert (said.side, said.name, said.title) == ("system", "Vårdcentralen Ängen", "automatiskt meddelande")
    assert said.text == FACTS.pack.autosend.text
    assert asked == e.SmsAsked(f"sms:{SEND.message_id}", AGNETA.id, "new_message")
    assert decide(SYSTEM, QUIET, SEND, replace(LATER, present=frozenset({"resident"}))) == [said]
    # Nobody has asked anything: it lies in no queue as waiting, and the visit ends when it would have ended.
    after = done(SYSTEM, QUIET, SEND, LATER)
    assert (after.phase, after.waiting_since, after.open_until) == (Phase.ASYNC, None, QUIET.open_until)


@pytest.mark.parametrize(
    "meanwhile",
    [
        done(AGNETA, QUIET, message()),
        done(SARA, QUIET, message()),
        replace(QUIET, open_until=LATER.now),
    ],
    ids=["the resident wrote", "staff wrote", "the days are over"],
)
def test_it_is_needless_when_somebody_has_written_and_too_late_when_it_is_over(meanwhile: Case) -> None:
    """(G14)"""
    assert decide(SYSTEM, meanwhile, SEND, LATER) == []


def test_an_ended_case_is_left_in_peace() -> None:
    assert refusal(SYSTEM, done(SARA, QUIET, c.EndCase()), SEND, LATER).code == "case_closed"


def test_it_is_said_once_and_no_longer_when_the_region_has_turned_it_off() -> None:
    assert decide(SYSTEM, QUIET, SEND, replace(LATER, repeated=True)) == []
    assert decide(SYSTEM, QUIET, SEND, replace(LATER, pack=OFF)) == []


def test_a_case_that_is_kept_open_is_written_in_however_late_it_is() -> None:
    # O18: a flagged case has no end; the days of the message are the same.
    flagged = done(DAVID, replace(VISIT, suicide_flag=True, owner=DAVID.id), END)
    assert flagged.open_until is None
    assert decide(SYSTEM, flagged, SEND, LATER)


def test_nobody_but_the_clock_sends_it() -> None:
    for actor in (SARA, AGNETA):
        assert refusal(actor, QUIET, SEND, LATER).code == "not_yours"
