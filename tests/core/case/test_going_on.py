"""A colleague goes on with the case: whose consent is asked, and what who leaves still owes (decision 9, P5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.case import commands as c
from sluss.core.case.phases import Phase
from tests.core.case.scene import AGNETA, DAVID, FACTS, SARA, SIGGE, at_work, case_in, done, message, refusal, uuid

NURSES = replace(FACTS, owner_role="nurse")
TO_DAVID = replace(NURSES, colleague=at_work(DAVID))
NOTE = c.SaveNote(0, "Ont i halsen.", "", "", "", "")


@pytest.mark.parametrize("phase", [Phase.VISIT, Phase.ASYNC])
def test_another_role_goes_on_with_a_conversation_when_the_resident_has_agreed(phase: Phase) -> None:
    """(G3, M1) HDK: before it goes to another profession; decision 9: not within unit and role."""
    case = case_in(phase)
    assert refusal(DAVID, case, c.TakeOver(), NURSES).code == "consent_needed"
    assert refusal(SARA, case, c.AssignCase(DAVID.id), TO_DAVID).code == "consent_needed"
    assert done(DAVID, case, c.TakeOver("oral"), NURSES).owner == DAVID.id
    assert done(SARA, case, c.AssignCase(DAVID.id, "written"), TO_DAVID).owner == DAVID.id
    assert done(SIGGE, case, c.TakeOver(), NURSES).owner == SIGGE.id


def test_nobody_is_asked_before_the_conversation_has_begun_or_when_the_owner_has_gone_home() -> None:
    """(G3) Care goes on: there is nobody left who could ask."""
    assert done(DAVID, case_in(Phase.ACCEPTED), c.TakeOver(), NURSES).owner == DAVID.id
    assert done(DAVID, case_in(Phase.VISIT), c.TakeOver(), replace(FACTS, owner_role="")).owner == DAVID.id


@pytest.mark.parametrize("leaving", [(SIGGE, c.TakeOver()), (SARA, c.AssignCase(SIGGE.id)), (SARA, c.ReleaseCase())])
def test_who_leaves_a_visit_without_a_note_has_it_still_to_write(leaving: tuple[object, c.Command]) -> None:
    """(P5, P8) H24: even when the case is passed on, each documents their own assessment."""
    actor, command = leaving
    facts = replace(FACTS, owner_role="nurse", colleague=at_work(SIGGE))
    left = done(actor, case_in(Phase.VISIT), command, facts)  # type: ignore[arg-type]
    assert left.notes_due == (SARA.id,)
    assert done(SARA, left, NOTE).notes_due == ()
    written = done(actor, case_in(Phase.VISIT), command, replace(facts, note_revision=1))  # type: ignore[arg-type]
    assert written.notes_due == ()


def test_a_question_that_nobody_answers_is_withdrawn_and_another_is_asked() -> None:
    """(E4)"""
    ask = c.AskConsult("vc-angen", "physician", None, "Vad säger du?", uuid(720))
    asked = done(SARA, case_in(Phase.VISIT), ask)
    assert refusal(SARA, asked, ask).code == "consult_open"
    withdrawn = done(SARA, asked, c.WithdrawConsult())
    assert (withdrawn.consult_unit, withdrawn.consult_at) == (None, None)
    assert done(SARA, withdrawn, replace(ask, role="psychologist")).consult_role == "psychologist"


def test_a_note_that_is_changed_after_it_was_countersigned_is_countersigned_no_longer() -> None:
    """(E3) Decision 8."""
    written = done(SARA, case_in(Phase.VISIT), NOTE)
    asked = done(SARA, written, c.AskCountersign(), replace(FACTS, note_revision=1))
    signed = done(DAVID, asked, c.Countersign())
    assert signed.countersign == "approved"
    again = replace(NOTE, revision=1, status="Rodnad.")
    assert done(SARA, signed, again, replace(FACTS, note_revision=1)).countersign is None
    assert done(DAVID, signed, NOTE).countersign == "approved"


def test_a_reply_to_an_absent_giver_leaves_what_was_offered_to_the_recipient() -> None:
    """(P3) The handover stands: its recipient reads the reply."""
    case = replace(case_in(Phase.VISIT), handover_by=SARA.id, handover_unit="vc-angen", handover_role="physician")
    gone = replace(FACTS, owner_at_work=False)
    assert done(AGNETA, case, message(), gone).handover_role == "physician"
    accepted = done(AGNETA, case_in(Phase.ACCEPTED), message(), gone)
    assert (accepted.phase, accepted.owner) == (Phase.WAITING, None)
