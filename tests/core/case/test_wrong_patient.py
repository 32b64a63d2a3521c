"""Somebody has logged in to seek care for another adult (H24, Vårdkontakt för annan persons räkning)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.phases import Phase
from sluss.core.refusal import Refused
from tests.core.case.scene import FACTS, PETRA, SARA, case_in, done, uuid

WRONG = c.WrongPatient(uuid(700))


def test_the_one_who_logged_in_is_told_why_the_visit_ends_and_the_note_says_only_obs_fel_patient() -> None:
    """(L17, L18, L19)"""
    case = case_in(Phase.VISIT)
    [said, asked, noted, ended] = decide(SARA, case, WRONG, replace(FACTS, note_revision=3))
    assert isinstance(said, e.MessageSent)
    assert "egen e-legitimation" in said.text
    assert isinstance(asked, e.SmsAsked)
    assert noted == e.NoteSaved(SARA.id, 4, anamnes="OBS FEL PATIENT")
    assert ended == e.CaseEnded(by_clock=False)
    assert done(SARA, case, WRONG).phase is Phase.ENDED


def test_one_who_has_the_chat_open_gets_no_sms() -> None:
    events = decide(SARA, case_in(Phase.VISIT), WRONG, replace(FACTS, present=frozenset({"resident"})))
    assert not any(isinstance(event, e.SmsAsked) for event in events)


def test_a_case_that_signals_suicide_risk_is_ended_so_by_its_assessor_alone() -> None:
    with pytest.raises(Refused, match="suicide_flag_stays_open"):
        decide(SARA, case_in(Phase.VISIT, suicide_flag=True), WRONG, FACTS)
    flagged = case_in(Phase.VISIT, owner=PETRA, suicide_flag=True)
    assert done(PETRA, flagged, WRONG).phase is Phase.ENDED
