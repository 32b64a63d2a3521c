"""*Drop in-biljetten* (VML), and the booking ticket (GAV 2.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sluss.core.access import allowed, sees
from sluss.core.actor import SYSTEM, Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import DROP_IN
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Hidden
from tests.core.case.scene import (
    AGNETA,
    BRITTA,
    FACTS,
    NILS,
    NOW,
    OLLE,
    PACK,
    SARA,
    SIGGE,
    case_in,
    done,
    message,
    refusal,
    uuid,
)

NEW = case_in(Phase.NEW)
GIVE = c.GiveTicket(AGNETA.id, "vc-angen", "nurse", "halsont", 7, None, although_higher=False)
GIVEN = done(NILS, NEW, GIVE)
# The case that she first came with, triaged higher than a ticket is.
ORIGIN = replace(case_in(Phase.VISIT), id=uuid(101), priority=2, urgent=True)
FROM_IT = replace(FACTS, origin=ORIGIN)
ANYWAY = replace(GIVE, from_case=ORIGIN.id, although_higher=True)
BOOKING = c.SendBookingTicket("Måndag 10.20\nTisdag 14.00", uuid(700))


def test_a_ticket_leads_to_the_role_and_the_unit_that_it_is_made_for() -> None:
    # (I1, I3, H2) så att hen kan ställa sig i kön till den roll som biljetten ställts till
    assert (GIVEN.phase, GIVEN.unit, GIVEN.role, GIVEN.flow) == (Phase.TICKET, "vc-angen", "nurse", DROP_IN)
    assert (GIVEN.given_by, GIVEN.from_unit, GIVEN.origin) == (NILS.id, "kontaktcenter-1177", "ticket")
    assert (GIVEN.sent_at, GIVEN.waiting_since) == (None, None)
    assert refusal(NILS, NEW, replace(GIVE, unit="vc-berget", role="physician")).code == "recipient_unknown"
    assert refusal(NILS, NEW, replace(GIVE, reason="unknown")).code == "reason_unknown"
    assert refusal(NILS, NEW, GIVE, replace(FACTS, patient=None)).code == "patient_unknown"


def test_the_resident_is_told_by_sms_and_a_resident_gives_no_ticket() -> None:
    [_, asked] = decide(NILS, NEW, GIVE, FACTS)
    assert isinstance(asked, e.SmsAsked)
    assert (asked.to, asked.kind) == (AGNETA.id, "ticket")
    with pytest.raises(Hidden):
        decide(AGNETA, NEW, GIVE, FACTS)


def test_a_ticket_is_of_priority_3() -> None:
    # (I4) Biljetten får alltid automatiskt Prio 3
    assert (GIVEN.priority, GIVEN.urgent, GIVEN.from_case) == (3, False, None)
    lower = replace(FACTS, origin=replace(ORIGIN, priority=5, urgent=False))
    assert done(NILS, NEW, replace(GIVE, from_case=ORIGIN.id), lower).priority == 3


@pytest.mark.parametrize(("keeps", "priority", "urgent"), [(True, 2, True), (False, 3, False)])
def test_who_was_triaged_higher_is_warned_about_and_keeps_that_where_the_region_says_so(
    keeps: bool, priority: int, urgent: bool
) -> None:
    # (I4, decision 10)
    facts = replace(FROM_IT, pack=replace(PACK, tickets=replace(PACK.tickets, keep_higher=keeps)))
    warned = refusal(NILS, NEW, replace(ANYWAY, although_higher=False), facts)
    assert (warned.code, warned.facts["priority"]) == ("triaged_higher", 2)
    given = done(NILS, NEW, ANYWAY, facts)
    assert (given.priority, given.urgent, given.from_case) == (priority, urgent, ORIGIN.id)


def test_the_flag_of_suicide_risk_follows_to_the_new_queue() -> None:
    # (decision 15) else the new case could be closed by a clock
    flagged = replace(FROM_IT, origin=replace(ORIGIN, suicide_flag=True))
    given = done(NILS, NEW, ANYWAY, flagged)
    assert given.suicide_flag
    assert not done(NILS, NEW, ANYWAY, FROM_IT).suicide_flag


def test_a_ticket_comes_from_a_case_of_the_same_person_that_its_giver_may_see() -> None:
    others = replace(FACTS, origin=replace(ORIGIN, patient=OLLE.id))
    assert refusal(NILS, NEW, ANYWAY, others).code == "patient_unknown"
    # What the giver may not see, the facts do not tell of; the id that was sent in leads nowhere.
    assert done(NILS, NEW, ANYWAY).from_case is None


@pytest.mark.parametrize(("days", "until"), [(7, (2026, 11, 27, 16)), (1, (2026, 11, 23, 16)), (14, (2026, 12, 4, 16))])
def test_a_ticket_is_valid_for_the_days_chosen_until_closing_time(days: int, until: tuple[int, ...]) -> None:
    # (I6) Standardgiltighet är 7 dagar men det går att ställa in giltighetstid
    assert PACK.tickets.valid_days == 7
    given = done(NILS, NEW, replace(GIVE, valid_days=days))
    assert given.ticket_until == datetime(*until, tzinfo=STOCKHOLM)  # type: ignore[misc, arg-type]
    assert refusal(NILS, NEW, replace(GIVE, valid_days=30)).code == "not_a_choice"


def test_the_resident_who_activates_it_stands_in_the_new_queue_from_then() -> None:
    # (I5, I8) När invånaren väljer att aktivera drop in-biljetten hamnar hen i ny kö
    later = replace(FACTS, now=NOW + timedelta(hours=2))
    queued = done(AGNETA, GIVEN, c.ActivateTicket(), later)
    assert (queued.phase, queued.waiting_since, queued.priority) == (Phase.WAITING, later.now, 3)
    assert queued.promised_at == later.now + PACK.units["vc-angen"].answer_within
    assert "AcceptCase" in allowed(SARA, queued)
    assert not sees(NILS, queued)
    assert refusal(AGNETA, queued, c.ActivateTicket()).code == "ticket_used"


@pytest.mark.parametrize("other", [SARA, NILS, SYSTEM], ids=lambda one: one.name)
def test_nobody_activates_it_for_the_resident(other: Actor) -> None:
    # (I8) Patienten väljer själv
    assert refusal(other, GIVEN, c.ActivateTicket()).code == "not_yours"
    with pytest.raises(Hidden):
        decide(OLLE, GIVEN, c.ActivateTicket(), FACTS)


def test_another_drop_in_that_is_not_ended_blocks_it_where_the_region_has_one_at_a_time() -> None:
    # (B18)
    two = replace(FACTS, open_drop_in=ORIGIN.id)
    assert refusal(AGNETA, GIVEN, c.ActivateTicket(), two).code == "drop_in_open"
    assert refusal(AGNETA, NEW, c.StartDraft("sok-vard", "halsont", AGNETA.id), two).code == "drop_in_open"
    assert decide(AGNETA, NEW, c.StartDraft("arenden", "intyg", AGNETA.id), two)
    several = replace(two, pack=replace(PACK, drop_in=replace(PACK.drop_in, one_at_a_time=False)))
    assert decide(AGNETA, GIVEN, c.ActivateTicket(), several)


def test_it_expires_at_its_minute_and_not_before_also_when_the_clock_is_late() -> None:
    # (I6)
    assert GIVEN.ticket_until
    over = replace(FACTS, now=GIVEN.ticket_until)
    early = replace(FACTS, now=GIVEN.ticket_until - timedelta(seconds=1))
    assert refusal(AGNETA, GIVEN, c.ActivateTicket(), over).code == "ticket_expired"
    assert decide(AGNETA, GIVEN, c.ActivateTicket(), early)
    assert decide(SYSTEM, GIVEN, c.ExpireTicket(), early) == []
    expired = done(SYSTEM, GIVEN, c.ExpireTicket(), over)
    assert (expired.phase, expired.outcome) == (Phase.WITHDRAWN, "expired")


@pytest.mark.parametrize("actor", [NILS, SIGGE], ids=["of the unit that gave it", "of the unit it leads to"])
def test_staff_of_either_unit_cancel_it_until_it_is_used(actor: Actor) -> None:
    # (I7) Går att avboka biljetten under invånarens profil i Clinic
    cancelled = done(actor, GIVEN, c.CancelTicket())
    assert (cancelled.phase, cancelled.outcome) == (Phase.WITHDRAWN, "cancelled")
    assert refusal(AGNETA, cancelled, c.ActivateTicket()).code == "case_closed"
    with pytest.raises(Hidden):
        decide(BRITTA, GIVEN, c.CancelTicket(), FACTS)
    queued = done(AGNETA, GIVEN, c.ActivateTicket())
    assert refusal(SIGGE, queued, c.CancelTicket()).code == "ticket_used"


def test_a_ticket_is_no_conversation() -> None:
    # (I8)
    for actor in (AGNETA, SARA):
        assert refusal(actor, GIVEN, message()).code == "wrong_phase"


def test_a_booking_ticket_is_a_message_with_the_times_or_the_link() -> None:
    # (I9, F9) Skicka en bokningsbiljett till patienten
    [said, _] = decide(SARA, case_in(Phase.VISIT), BOOKING, FACTS)
    assert isinstance(said, e.MessageSent)
    assert "Måndag 10.20\nTisdag 14.00" in said.text
    assert refusal(SARA, case_in(Phase.VISIT), replace(BOOKING, times=" ")).code == "booking_empty"
    link = replace(FACTS, pack=replace(PACK, tickets=replace(PACK.tickets, booking_link="https://boka.example")))
    [linked, _] = decide(SARA, case_in(Phase.VISIT), replace(BOOKING, times=""), link)
    assert isinstance(linked, e.MessageSent)
    assert "https://boka.example" in linked.text
    assert refusal(SARA, replace(case_in(Phase.ASYNC), open_until=NOW), BOOKING).code == "case_closed"
