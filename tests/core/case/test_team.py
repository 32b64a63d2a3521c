"""Several at one case: guests, *vårdgivarchatten*, *Konsultationer*, *Vidimering*, *intern återkoppling* (GAV, VML)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluss.core.access import allowed, consulted, sees
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.events import Event, InvitedBy
from sluss.core.case.phases import Phase
from sluss.core.notices import jobs
from sluss.core.refusal import Hidden
from tests.core.case.scene import (
    AGNETA,
    BRITTA,
    DAVID,
    FACTS,
    GRETA,
    NILS,
    NOW,
    PETRA,
    SARA,
    SIGGE,
    at_work,
    case_in,
    done,
    message,
    refusal,
    uuid,
)

VISIT = case_in(Phase.VISIT)
WITH_GRETA = replace(FACTS, colleague=at_work(GRETA))
INVITE = c.InviteColleague(GRETA.id, "oral", uuid(700))
TOGETHER = done(SARA, VISIT, INVITE, WITH_GRETA)
ASK = c.AskConsult("vc-angen", "physician", None, "Behöver hon antibiotika?", uuid(720))
ASKED = done(SARA, VISIT, ASK)
ANSWER = c.AnswerConsult("Nej, det räcker med egenvård.", uuid(730))
WRITTEN = replace(FACTS, note_revision=1)
TO_SIGN = done(SARA, VISIT, c.AskCountersign(), WRITTEN)
RETURN = c.ReturnNote("Skriv också vad du ordinerade.", uuid(740))


# Guests (M3, F7, G10).


def test_nobody_is_invited_without_the_consent_of_the_resident() -> None:
    # (M3) Innan fler personer bjuds in i ett pågående besök
    assert refusal(SARA, VISIT, replace(INVITE, consent=""), WITH_GRETA).code == "consent_needed"
    for how in ("oral", "written"):
        [invited, _] = decide(SARA, VISIT, replace(INVITE, consent=how), WITH_GRETA)
        assert invited == e.ColleagueInvited(GRETA.id, SARA.id, how)


def test_the_resident_reads_who_comes_and_who_goes() -> None:
    # (B24, F7)
    [_, came] = decide(SARA, VISIT, INVITE, WITH_GRETA)
    [_, went] = decide(GRETA, TOGETHER, c.LeaveCase(uuid(701)), FACTS)
    assert isinstance(came, e.MessageSent)
    assert isinstance(went, e.MessageSent)
    assert (came.side, came.text) == ("system", "Greta Gran, läkare är nu med i samtalet.")
    assert (went.side, went.text) == ("system", "Greta Gran, läkare är inte längre med i samtalet.")


def test_a_guest_writes_to_the_resident_but_decides_nothing() -> None:
    # (F7) Bjud in en kollega som gäst i patientchatten
    assert not sees(GRETA, VISIT)
    said = done(GRETA, TOGETHER, message())
    assert (said.staff_said_by, said.owner) == (GRETA.id, SARA.id)
    for command in (c.EndVisit(1), replace(INVITE, staff=DAVID.id), c.ReleaseCase(), c.TakeOver()):
        assert refusal(GRETA, TOGETHER, command, WITH_GRETA).code in ("not_owner", "not_yours")


def test_only_the_owner_invites_somebody_known_who_is_not_there_already() -> None:
    assert refusal(SIGGE, VISIT, INVITE, WITH_GRETA).code == "not_owner"
    assert refusal(SARA, VISIT, INVITE, FACTS).code == "colleague_unknown"
    assert refusal(SARA, TOGETHER, INVITE, WITH_GRETA).code == "already_there"
    herself = replace(INVITE, staff=SARA.id)
    assert refusal(SARA, VISIT, herself, replace(FACTS, colleague=at_work(SARA))).code == "already_there"


@pytest.mark.parametrize("via", ["email", "sms"])
def test_an_invitation_goes_out_by_a_way_that_reaches_the_colleague_and_by_no_other(via: InvitedBy) -> None:
    """(J4, J5)"""
    sent = replace(INVITE, via=via)
    assert refusal(SARA, VISIT, sent, WITH_GRETA).code == "colleague_not_reached"
    reached = replace(FACTS, colleague=replace(at_work(GRETA), reach=(via,)))
    [job] = [one for one in jobs(VISIT, decide(SARA, VISIT, sent, reached), FACTS) if one.kind == "invitation"]
    assert job.data == {"case": str(VISIT.id), "staff": str(GRETA.id), "via": via}
    silent = jobs(VISIT, decide(SARA, VISIT, INVITE, reached), FACTS)
    assert [one.kind for one in silent] == ["staff_notice"]


def test_the_resident_reads_that_who_is_not_at_work_is_invited_and_not_that_she_is_there() -> None:
    """(J5, M3)"""
    away = replace(FACTS, colleague=replace(at_work(GRETA), at_work=False))
    [_, line] = decide(SARA, VISIT, INVITE, away)
    assert isinstance(line, e.MessageSent)
    assert line.text == "Greta Gran, läkare är inbjuden till samtalet."


def test_a_guest_who_left_may_still_document_and_may_be_invited_again() -> None:
    # (P8)
    left = done(GRETA, TOGETHER, c.LeaveCase(uuid(701)))
    assert (left.guests, left.helped) == ((), (GRETA.id,))
    assert "SaveNote" in allowed(GRETA, left)
    assert refusal(GRETA, left, message()).code == "not_owner"
    again = done(SARA, left, INVITE, WITH_GRETA)
    assert (again.guests, again.helped) == ((GRETA.id,), ())


@pytest.mark.parametrize("command", [c.EndVisit(1), c.EndVisit(0), c.ConvertToAsync(3)], ids=str)
def test_when_the_visit_ends_its_guests_have_been_there(command: c.Command) -> None:
    over = done(SARA, TOGETHER, command)
    assert (over.guests, over.helped) == ((), (GRETA.id,))


def test_a_guest_who_takes_over_is_guest_no_longer() -> None:
    guest = replace(VISIT, guests=(SIGGE.id,))
    for owned in (
        done(SIGGE, guest, c.TakeOver()),
        done(DAVID, guest, c.AssignCase(SIGGE.id), replace(FACTS, colleague=at_work(SIGGE))),
    ):
        assert (owned.owner, owned.guests) == (SIGGE.id, ())
        assert "LeaveCase" not in allowed(SIGGE, owned)


# Vårdgivarchatten (F8) and feedback (E24).


@pytest.mark.parametrize(
    ("command", "kind"),
    [(c.WriteToColleagues("Hon låter orolig.", uuid(710)), "message"), (c.GiveFeedback("Bra!", uuid(711)), "feedback")],
    ids=["staff chat", "feedback"],
)
def test_what_staff_tell_each_other_is_never_the_residents(command: c.Command, kind: str) -> None:
    # (F8, E24) Ge intern återkoppling kring besöket
    [said] = decide(SIGGE, VISIT, command, FACTS)
    assert isinstance(said, e.StaffMessageSent)
    assert (said.kind, said.author) == (kind, SIGGE.id)
    after = done(SIGGE, VISIT, command)
    assert (after.resident_unread, after.last_at) == (VISIT.resident_unread, VISIT.last_at)
    assert refusal(AGNETA, VISIT, command).code == "not_yours"
    with pytest.raises(Hidden):
        decide(BRITTA, VISIT, command, FACTS)


def test_what_staff_tell_each_other_has_words_in_it_and_is_told_after_the_end_too() -> None:
    for make in (c.WriteToColleagues, c.GiveFeedback):
        assert refusal(SARA, VISIT, make(" ", uuid(710))).code == "message_empty"
        assert refusal(SARA, VISIT, make("a" * 10_001, uuid(710))).code == "message_too_long"
        assert decide(SARA, case_in(Phase.ENDED), make("Bra löst.", uuid(710)), FACTS)


# Konsultationer (E4, decision 8).


def test_the_case_stays_with_the_one_who_asks_and_the_one_asked_answers() -> None:
    # (E4, decision 8)
    assert ASKED.owner == SARA.id
    assert consulted(DAVID, ASKED)
    answered = done(DAVID, ASKED, ANSWER)
    assert (answered.owner, answered.consult_staff, answered.consult_answered_at) == (SARA.id, DAVID.id, NOW)
    assert answered.resident_unread == VISIT.resident_unread
    assert refusal(DAVID, answered, ANSWER).code == "not_yours"


@pytest.mark.parametrize("other", [SARA, SIGGE, PETRA], ids=lambda one: one.name)
def test_nobody_answers_a_question_that_was_put_to_another(other: Actor) -> None:
    assert refusal(other, ASKED, ANSWER).code == "not_yours"


def test_one_who_is_asked_at_another_unit_reads_the_case_and_keeps_it_in_sight_after_the_answer() -> None:
    elsewhere = done(SARA, VISIT, replace(ASK, unit="kontaktcenter-1177", role="nurse"))
    assert sees(NILS, elsewhere)
    assert not sees(BRITTA, elsewhere)
    answered = done(NILS, elsewhere, ANSWER)
    assert answered.helped == (NILS.id,)
    assert sees(NILS, answered)
    colleague_of_his = replace(NILS, id=uuid(77))
    assert sees(colleague_of_his, elsewhere)
    assert not sees(colleague_of_his, answered)


def test_a_guest_who_answers_is_still_guest_alone() -> None:
    asked = done(SARA, replace(VISIT, guests=(DAVID.id,)), ASK)
    answered = done(DAVID, asked, ANSWER)
    assert (answered.guests, answered.helped) == ((DAVID.id,), ())


def test_one_question_at_a_time_to_somebody_who_exists_and_not_to_oneself() -> None:
    assert refusal(SARA, ASKED, ASK).code == "consult_open"
    assert refusal(SARA, VISIT, replace(ASK, staff=SARA.id)).code == "consult_yourself"
    assert refusal(SARA, VISIT, replace(ASK, unit="vc-berget")).code == "recipient_unknown"
    assert refusal(SARA, VISIT, replace(ASK, text=" ")).code == "message_empty"
    again = done(SARA, done(DAVID, ASKED, ANSWER), ASK)
    assert again.consult_answered_at is None


def test_a_question_may_be_answered_when_the_visit_is_over() -> None:
    assert done(DAVID, done(SARA, ASKED, c.EndVisit(0)), ANSWER).consult_answered_at == NOW


# Vidimering (E3, decision 8).


def test_a_note_that_is_to_be_countersigned_waits_until_somebody_else_of_the_right_role_approves() -> None:
    # (E3, decision 8)
    assert (TO_SIGN.countersign, TO_SIGN.countersign_of) == ("asked", SARA.id)
    approved = done(DAVID, TO_SIGN, c.Countersign())
    assert approved.countersign == "approved"
    assert refusal(DAVID, approved, c.Countersign()).code == "nothing_to_countersign"


def test_nobody_countersigns_their_own_note_nor_without_the_role() -> None:
    for command in (c.Countersign(), RETURN):
        assert refusal(SIGGE, TO_SIGN, command).code == "not_your_countersign"
        own = done(DAVID, VISIT, c.AskCountersign(), WRITTEN)
        assert refusal(DAVID, own, command).code == "not_your_countersign"


def test_a_note_is_returned_with_a_comment_that_staff_alone_read() -> None:
    assert refusal(DAVID, TO_SIGN, replace(RETURN, text=" ")).code == "message_empty"
    [returned] = decide(DAVID, TO_SIGN, RETURN, FACTS)
    events: list[Event] = [returned]
    assert not any(isinstance(event, e.MessageSent) for event in events)
    back = done(DAVID, TO_SIGN, RETURN)
    assert (back.countersign, back.countersign_of) == ("returned", SARA.id)
    assert done(SARA, back, c.AskCountersign(), WRITTEN).countersign == "asked"


def test_there_is_a_note_to_countersign_and_one_at_a_time() -> None:
    assert refusal(SARA, VISIT, c.AskCountersign()).code == "note_not_written"
    # Sigge's would take the place of Sara's, which nobody would then see.
    assert refusal(SIGGE, TO_SIGN, c.AskCountersign(), WRITTEN).code == "countersign_asked"
