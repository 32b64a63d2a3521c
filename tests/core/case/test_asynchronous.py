"""The asynchronous case (VML, Asynkrona chattar; GAV 2.3; H24): begun, taken, prolonged, given to others, put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sluss.core.access import allowed
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import ASYNC, DROP_IN, Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Form
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden
from tests.core.case.scene import (
    AGNETA,
    DAVID,
    FACTS,
    GRETA,
    LOTTA,
    NILS,
    NOW,
    PETRA,
    SARA,
    SIGGE,
    WIDER,
    at_work,
    case_in,
    done,
    message,
    refusal,
    uuid,
)

NEW = case_in(Phase.NEW)
BEGIN = c.StartCareCase(AGNETA.id, "provsvar", "Dina prover ser bra ut.", 3, one_way=False, message_id=uuid(700))
ONE_WAY = replace(BEGIN, one_way=True)
BEGUN = done(SARA, NEW, BEGIN)
OPEN = replace(case_in(Phase.ASYNC), waiting_since=None)
WAITS = done(AGNETA, OPEN, message())
AWAY = replace(FACTS, owner_at_work=False)
EXTEND = c.ExtendAsync(10, "Hon behöver mer tid.", uuid(710))
# Closing time of the first open day three days on: NOW is a Friday.
MONDAY = datetime(2026, 11, 23, 16, tzinfo=STOCKHOLM)


def test_what_staff_begin_is_theirs_and_open_for_the_days_they_choose() -> None:
    # (E21, G3, G4) Asynkrona chatten blir tilldelad till den som påbörjat den
    assert (BEGUN.phase, BEGUN.flow, BEGUN.origin) == (Phase.ASYNC, ASYNC, "staff")
    assert (BEGUN.owner, BEGUN.unit, BEGUN.role, BEGUN.resident) == (SARA.id, "vc-angen", "nurse", AGNETA.id)
    assert BEGUN.open_until == MONDAY
    assert done(AGNETA, BEGUN, message()).waiting_since == NOW


@pytest.mark.parametrize("text", ["Hej!", ""])
def test_the_resident_gets_one_sms_when_a_case_is_begun_with_or_without_a_message(text: str) -> None:
    # (G7, G8) Markera som klar om du inte har behov att skriva till invånaren direkt
    events = decide(SARA, NEW, replace(BEGIN, text=text), FACTS)
    assert [event.kind for event in events if isinstance(event, e.SmsAsked)] == ["new_message"]
    assert any(isinstance(event, e.MessageSent) for event in events) == bool(text)


def test_a_one_way_message_is_sent_and_cannot_be_answered() -> None:
    # (G5, G6) asynkront chatt meddelande till patienten som denne inte kan svara på
    sent = done(SARA, NEW, ONE_WAY)
    assert refusal(AGNETA, sent, message()).code == "one_way"
    assert refusal(SARA, NEW, replace(ONE_WAY, text=" ")).code == "message_empty"
    assert done(SARA, sent, c.EndCase()).phase is Phase.ENDED


@pytest.mark.parametrize(
    "command",
    [c.SendForm("puls", uuid(720)), c.AskPhone(uuid(721)), c.RemindBySms()],
    ids=lambda one: type(one).__name__,
)
def test_staff_ask_nothing_of_one_who_cannot_answer(command: c.Command) -> None:
    # (G5) A form would be a way to answer.
    sent = done(SARA, NEW, ONE_WAY)
    assert refusal(SARA, sent, command).code == "one_way"
    assert type(command).__name__ not in allowed(SARA, sent)
    assert decide(SARA, BEGUN, command, FACTS)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"reason": "halsont"}, "reason_unknown"), ({"days": 0}, "not_a_choice"), ({"days": 4}, "not_a_choice")],
)
def test_staff_begin_with_a_reason_of_their_own_and_days_that_the_region_has(
    wrong: dict[str, object], code: str
) -> None:
    assert refusal(SARA, NEW, replace(BEGIN, **wrong)).code == code  # type: ignore[arg-type]
    assert refusal(SARA, NEW, BEGIN, replace(FACTS, patient=None)).code == "patient_unknown"


def test_a_resident_and_an_administrator_begin_no_care_case() -> None:
    for other in (AGNETA, LOTTA):
        with pytest.raises(Hidden):
            decide(other, NEW, BEGIN, FACTS)
    assert refusal(AGNETA, NEW, c.StartDraft("fran-varden", "provsvar", AGNETA.id)).code == "reason_unknown"


def test_a_matter_that_is_no_drop_in_is_accepted_without_a_visit_to_start() -> None:
    # (G1, G16) Ta emot asynkron chatt
    matter = replace(case_in(Phase.WAITING), flow=ASYNC, open_until=NOW + timedelta(days=9))
    assert done(SARA, matter, c.AcceptCase()).phase is Phase.ASYNC
    assert done(SARA, case_in(Phase.WAITING), c.AcceptCase()).phase is Phase.ACCEPTED


def test_a_matter_is_open_for_ten_days_from_when_it_was_sent() -> None:
    # (G1) öppen i 10 dagar: that is a Monday.
    draft = done(AGNETA, NEW, c.StartDraft("arenden", "intyg", AGNETA.id))
    answers = {"varning": ("inget",)}
    items = [item for item in WIDER.questionnaire_of("intyg").questions() if item.link_id != "varning"]
    answers |= {item.link_id: (item.options[0].code,) for item in items if item.type == "choice"}
    answers |= {item.link_id: ("false",) for item in items if item.type == "boolean"}
    answers |= {item.link_id: ("Ont.",) for item in items if item.type in ("text", "string")}
    answers |= {item.link_id: (str(item.minimum or 1),) for item in items if item.type in ("integer", "decimal")}
    sent = done(AGNETA, draft, c.SendCase(), replace(FACTS, answers=answers))
    assert (sent.flow, sent.open_until) == (ASYNC, datetime(2026, 11, 30, 16, tzinfo=STOCKHOLM))


def test_time_is_not_extended_where_the_region_does_not_extend_it() -> None:
    # (G2) Tiden går inte att förlängas men kan avslutas av vårdpersonalen tidigare
    fixed = replace(FACTS, pack=replace(WIDER, async_phase=replace(WIDER.async_phase, extendable=False)))
    assert refusal(SARA, OPEN, EXTEND, fixed).code == "not_extendable"
    assert done(SARA, OPEN, c.EndCase(), fixed).phase is Phase.ENDED


def test_where_it_is_extended_it_is_for_a_reason_and_to_later_than_now() -> None:
    # (G13) Chatten förlängs så länge det bedöms patientsäkert
    longer = done(SARA, OPEN, EXTEND)
    assert OPEN.open_until
    assert longer.open_until
    assert longer.open_until > OPEN.open_until
    assert refusal(SARA, OPEN, replace(EXTEND, reason=" ")).code == "reason_needed"
    assert refusal(SARA, longer, replace(EXTEND, days=3)).code == "no_longer_than_now"
    assert refusal(SARA, OPEN, replace(EXTEND, days=0)).code == "not_a_choice"
    flagged = case_in(Phase.ASYNC, suicide_flag=True)
    assert refusal(SARA, flagged, EXTEND).code == "open_without_end"
    assert "ExtendAsync" not in allowed(SARA, flagged)


def test_to_extend_what_ran_out_opens_it_again() -> None:
    late = replace(OPEN, open_until=NOW - timedelta(days=1), waiting_since=NOW - timedelta(days=2), overdue=True)
    assert refusal(AGNETA, late, message()).code == "case_closed"
    again = done(SARA, late, EXTEND)
    assert not again.overdue
    assert decide(AGNETA, again, message(), FACTS)


def test_nothing_more_to_write_just_now_and_the_resident_waits_no_longer() -> None:
    # (G7)
    marked = done(SARA, WAITS, c.MarkDone())
    assert (marked.phase, marked.waiting_since) == (Phase.ASYNC, None)
    assert decide(SARA, marked, c.MarkDone(), FACTS) == []
    assert refusal(SIGGE, WAITS, c.MarkDone()).code == "not_owner"


def test_a_drop_in_that_must_go_on_becomes_an_asynchronous_chat_and_what_waits_goes_on_waiting() -> None:
    # (H5) gör om ärendet till asynkron chatt
    visit = case_in(Phase.VISIT)
    assert visit.flow == DROP_IN
    went_on = done(SARA, visit, c.ConvertToAsync(3))
    assert (went_on.phase, went_on.flow, went_on.open_until) == (Phase.ASYNC, ASYNC, MONDAY)
    assert (went_on.waiting_since, went_on.ended_at) == (visit.waiting_since, None)
    assert went_on.notes_due == (SARA.id,)
    for days in (0, 2):
        assert refusal(SARA, visit, c.ConvertToAsync(days)).code == "not_a_choice"
    flagged = case_in(Phase.VISIT, suicide_flag=True)
    assert done(SARA, flagged, c.ConvertToAsync(3)).open_until is None


@pytest.mark.parametrize("phase", [Phase.ACCEPTED, Phase.VISIT, Phase.ASYNC])
def test_a_case_is_assigned_to_a_colleague_at_work_at_the_unit(phase: Phase) -> None:
    # (G3) du kan tilldela den till din kollega
    case, to_david = case_in(phase), c.AssignCase(DAVID.id)
    assert done(SIGGE, case, to_david, replace(FACTS, colleague=at_work(DAVID))).owner == DAVID.id
    for nobody in (None, at_work(NILS), at_work(GRETA)):
        assert refusal(SIGGE, case, to_david, replace(FACTS, colleague=nobody)).code == "colleague_not_at_work"
    to_sara = replace(FACTS, colleague=at_work(SARA))
    assert refusal(SIGGE, case, c.AssignCase(SARA.id), to_sara).code == "already_there"


@pytest.mark.parametrize("case", [OPEN, case_in(Phase.VISIT)], ids=["async", "visit"])
def test_a_reply_to_one_who_is_not_at_work_comes_back_to_the_queue(case: Case) -> None:
    # (G3, V5)
    replied = done(AGNETA, case, message(), AWAY)
    assert (replied.phase, replied.owner, replied.unit) == (case.phase, None, "vc-angen")
    assert replied.waiting_since is not None
    assert "TakeOver" in allowed(SIGGE, replied)
    assert done(AGNETA, case, message()).owner == SARA.id


def test_a_form_that_is_answered_to_one_who_is_not_at_work_comes_back_too() -> None:
    from_a_form = c.AnswerForm(18, {"puls": ("72",)})
    form = replace(AWAY, form=Form("puls", answered=False))
    assert done(AGNETA, OPEN, from_a_form, form).owner is None
    assert done(AGNETA, OPEN, from_a_form, replace(form, owner_at_work=True)).owner == SARA.id


@pytest.mark.parametrize(
    ("phase", "then"),
    [(Phase.ACCEPTED, Phase.WAITING), (Phase.VISIT, Phase.VISIT), (Phase.ASYNC, Phase.ASYNC)],
)
def test_what_is_given_back_lies_at_the_unit_and_can_be_taken_by_a_colleague(phase: Phase, then: Phase) -> None:
    # (Q7, V7)
    back = done(SARA, case_in(phase), c.ReleaseCase())
    assert (back.phase, back.owner, back.unit) == (then, None, "vc-angen")
    assert {"TakeOver", "AcceptCase"} & allowed(SIGGE, back)
    assert refusal(SARA, back, c.SendBookingTicket("Kl. 10", uuid(730))).code in ("not_owner", "not_accepted")


@pytest.mark.parametrize("assessor", [DAVID, PETRA], ids=lambda one: one.title)
def test_what_signals_suicide_risk_is_ended_by_its_assessor_alone(assessor: Actor) -> None:
    # (G13, decision 15)
    flagged = case_in(Phase.ASYNC, suicide_flag=True)
    assert refusal(SARA, flagged, c.EndCase()).code == "suicide_flag_stays_open"
    assert done(assessor, done(assessor, flagged, c.TakeOver()), c.EndCase("egenvard")).outcome == "egenvard"
