"""Guests from outside: who may be invited, when the patient must have agreed, and how each comes in (J6 to J8, M3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sluss.core.access import allowed, may, sees
from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide import decide
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.externals import MOST, External, begins_at, reached_at, second_guardians
from sluss.core.facts import Facts
from sluss.core.notices import jobs
from sluss.core.people import Person
from sluss.core.policy import Pack
from sluss.core.proxies import Guardian, Ward
from sluss.core.refusal import Hidden, Refused
from sluss.core.routine import Proxies
from tests.core.case.scene import (
    AGNETA,
    BRITTA,
    DAVID,
    ELSA,
    FACTS,
    NOW,
    SARA,
    WIDER,
    after,
    case_in,
    done,
    refusal,
    uuid,
)

GUEST = ELSA.id
HERE = replace(FACTS, external=External("relative", "Elsa", "oral", here=True))
CHILD = Person(uuid(60), "201806022388", "Alma", "Andersson", date(2018, 6, 2))
FATHER = Guardian(uuid(61), "Anders Andersson", False, True, 2, NOW)
MOTHER = Guardian(AGNETA.id, "Agneta Andersson", False, True, 1, NOW)
AS_GUEST = replace(WIDER, routine=replace(WIDER.routine, proxies=Proxies(most=1, second_as_guest=True)))
OF_A_CHILD = replace(FACTS, pack=AS_GUEST, ward=Ward(CHILD, (MOTHER, FATHER)))


def invitation(**other: Any) -> c.InviteExternal:
    plain = c.InviteExternal(GUEST, "relative", "email", "Elsa", "Ek", "elsa@exempel.se", "oral")
    return replace(plain, **other)


def invited(phase: Phase = Phase.VISIT) -> Case:
    return replace(case_in(phase), externals=(GUEST,))


def inside() -> Case:
    return replace(invited(), admitted=(GUEST,))


def admission(**other: Any) -> c.AdmitExternal:
    return replace(c.AdmitExternal(GUEST, "photo_id", uuid(700)), **other)


def test_a_guest_is_invited_by_name_and_address_and_nothing_of_it_stands_in_the_chat_yet() -> None:
    # J6: "De får då ett sms eller e-post med länk".
    told = decide(SARA, case_in(Phase.VISIT), invitation(address=" Elsa@Exempel.SE "), FACTS)
    assert told == [
        e.ExternalInvited(GUEST, "relative", "email", SARA.id, "oral", "Elsa", "Ek", "Elsa@exempel.se"),
    ]
    assert after(case_in(Phase.VISIT), told).externals == (GUEST,)
    by_sms = decide(SARA, case_in(Phase.VISIT), invitation(via="sms", address="070-174 06 05"), FACTS)
    assert [x.address for x in by_sms if isinstance(x, e.ExternalInvited)] == ["+46701740605"]


def test_nobody_is_invited_into_a_visit_under_way_before_the_patient_has_agreed() -> None:
    """(M3)"""
    without = invitation(consent="")
    for phase in (Phase.VISIT, Phase.ASYNC):
        assert refusal(SARA, case_in(phase), without).code == "consent_needed"
        assert decide(SARA, case_in(phase), invitation(), FACTS)


def test_before_the_visit_has_begun_the_patient_may_be_asked_when_the_guest_is_to_enter() -> None:
    """(M3)"""
    for phase in (Phase.BOOKED, Phase.ACCEPTED):
        assert decide(SARA, case_in(phase), invitation(consent=""), FACTS)
    unasked = replace(HERE, external=External("relative", "Elsa", "", here=True))
    assert refusal(SARA, invited(), admission(), unasked).code == "consent_needed"
    noted = decide(SARA, invited(), admission(consent="oral"), unasked)
    assert noted[0] == e.ExternalAdmitted(GUEST, SARA.id, "photo_id", "oral")


def test_where_nobody_stands_on_the_patients_side_there_is_nobody_to_ask() -> None:
    """A talk with a relative who is the guest (J13)."""
    alone = replace(case_in(Phase.VISIT), resident=None, booked_kind="relative")
    assert decide(SARA, alone, invitation(consent=""), FACTS)
    unasked = replace(HERE, external=External("relative", "Elsa", "", here=True))
    assert decide(SARA, replace(alone, externals=(GUEST,)), admission(), unasked)
    # And the patient whom it is about does not know of it.
    assert not sees(AGNETA, alone)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"first_name": "  "}, "guest_name_missing"),
        ({"first_name": "E" * 61}, "guest_name_wrong"),
        ({"last_name": "Ek\nBcc: alla"}, "guest_name_wrong"),
        ({"address": "elsa"}, "guest_email_wrong"),
        ({"address": "elsa@exempel.se, annan@exempel.se"}, "guest_email_wrong"),
        ({"via": "sms"}, "guest_mobile_wrong"),
        ({"via": "sms", "address": "031-12 34 56"}, "guest_mobile_wrong"),
        # H24: Swedish numbers; nothing is sent abroad.
        ({"via": "sms", "address": "+4512345678"}, "guest_mobile_wrong"),
        ({"via": "pigeon"}, "guest_via_missing"),
        ({"kind": "friend"}, "guest_kind_missing"),
    ],
)
def test_what_cannot_be_sent_is_refused(other: dict[str, Any], code: str) -> None:
    assert refusal(SARA, case_in(Phase.VISIT), invitation(**other)).code == code


def test_an_address_is_one_that_can_be_reached() -> None:
    assert reached_at("sms", "070-174 06 05") == "+46701740605"
    assert reached_at("sms", "elsa@exempel.se") is None
    assert reached_at("email", "070-174 06 05") is None


def test_an_interpreter_is_invited_through_the_mailbox_of_the_service_and_is_called_tolk_digital() -> None:
    """(J7, J8)"""
    video = replace(WIDER.routine.video, interpreter_email="tolk@exempel.se")
    facts = replace(FACTS, pack=replace(WIDER, routine=replace(WIDER.routine, video=video)))
    asked = invitation(kind="interpreter", first_name="Ibrahim", last_name="I", address="")
    told = decide(SARA, case_in(Phase.VISIT), asked, facts)
    assert told == [
        e.ExternalInvited(GUEST, "interpreter", "email", SARA.id, "oral", "tolk", "digital", "tolk@exempel.se")
    ]
    # Where the pack names no mailbox staff do.
    assert (
        refusal(SARA, case_in(Phase.VISIT), asked, replace(FACTS, pack=without_mailbox())).code == "guest_email_wrong"
    )
    by_sms = replace(asked, via="sms", address="070-174 06 05")
    assert refusal(SARA, case_in(Phase.VISIT), by_sms, facts).code == "interpreter_by_email"


def without_mailbox() -> Pack:
    video = replace(WIDER.routine.video, interpreter_email="")
    return replace(WIDER, routine=replace(WIDER.routine, video=video))


def childs() -> Case:
    return replace(case_in(Phase.VISIT), patient=CHILD.id, resident=AGNETA.id)


def test_the_second_guardian_comes_as_guest_under_the_name_of_the_register() -> None:
    # H24: "Önskar annan vårdnadshavare också delta vid besöket bokas denna in som gäst".
    asked = invitation(kind="guardian", guardian=FATHER.id, first_name="Någon", last_name="Annan")
    told = decide(SARA, childs(), asked, OF_A_CHILD)
    assert [(x.first_name, x.last_name) for x in told if isinstance(x, e.ExternalInvited)] == [("Anders", "Andersson")]
    assert second_guardians(childs(), OF_A_CHILD.ward, AS_GUEST.routine.proxies, NOW) == (FATHER,)


@pytest.mark.parametrize(
    "facts",
    [
        # H26: both are there with an e-ID of their own.
        replace(OF_A_CHILD, pack=WIDER),
        # A case of an adult's own.
        replace(OF_A_CHILD, ward=None),
        # From the 13th birthday.
        replace(OF_A_CHILD, ward=Ward(replace(CHILD, born=date(2013, 11, 20)), (MOTHER, FATHER))),
        # N3, N4: neither may be protected.
        replace(OF_A_CHILD, ward=Ward(CHILD, (MOTHER, replace(FATHER, protected=True)))),
        replace(OF_A_CHILD, ward=Ward(replace(CHILD, protected=True), (MOTHER, FATHER))),
        # Custody ended, and a register that has not been asked.
        replace(OF_A_CHILD, ward=Ward(CHILD, (MOTHER, replace(FATHER, ended_at=NOW)))),
        replace(OF_A_CHILD, ward=Ward(CHILD, (MOTHER, replace(FATHER, checked_at=NOW - timedelta(hours=24))))),
    ],
)
def test_who_is_no_second_guardian_is_not_invited_as_one(facts: Facts) -> None:
    asked = invitation(kind="guardian", guardian=FATHER.id)
    assert refusal(SARA, childs(), asked, facts).code == "no_second_guardian"


def test_the_guardian_who_is_there_already_is_no_guest() -> None:
    asked = invitation(kind="guardian", guardian=MOTHER.id)
    assert refusal(SARA, childs(), asked, OF_A_CHILD).code == "no_second_guardian"


def test_only_so_many_are_invited_at_once() -> None:
    full = replace(case_in(Phase.VISIT), externals=tuple(uuid(800 + n) for n in range(MOST)))
    assert refusal(SARA, full, invitation()).code == "too_many_guests"
    assert decide(SARA, replace(full, externals=full.externals[1:]), invitation(), FACTS)


def test_the_same_form_posted_twice_invites_once() -> None:
    assert decide(SARA, invited(), invitation(), HERE) == []


def test_nobody_is_invited_into_a_drill_or_to_a_message_that_cannot_be_answered() -> None:
    for case, code in (
        (replace(case_in(Phase.VISIT), drill="suicidrisk-mattlig"), "drill_no_guests"),
        (replace(case_in(Phase.ASYNC), one_way=True), "one_way"),
        (replace(case_in(Phase.ASYNC), open_until=NOW), "case_closed"),
    ):
        assert refusal(SARA, case, invitation()).code == code
        assert code == "case_closed" or "InviteExternal" not in allowed(SARA, case)


def test_a_guest_comes_waits_and_is_let_in_by_hand_when_it_is_known_who_it_is() -> None:
    """(A11)"""
    there = done(ELSA, invited(), c.ArriveAsExternal(), FACTS)
    assert there.admitted == ()
    assert refusal(SARA, there, admission(checked="?"), HERE).code == "checked_missing"
    told = decide(SARA, there, admission(), HERE)
    assert told[0] == e.ExternalAdmitted(GUEST, SARA.id, "photo_id")
    assert after(there, told).admitted == (GUEST,)
    # The chat says no more than the first name and what the guest is.
    assert [x.text for x in told if isinstance(x, e.MessageSent)] == ["Elsa (anhörig) är nu med i samtalet."]
    assert decide(SARA, inside(), admission(), HERE) == []


def test_an_interpreter_is_nothing_but_an_interpreter_in_the_chat() -> None:
    facts = replace(FACTS, external=External("interpreter", "tolk", "oral", here=True))
    told = decide(SARA, invited(), admission(checked="not_needed"), facts)
    assert [x.text for x in told if isinstance(x, e.MessageSent)] == ["En tolk är nu med i samtalet."]


def test_who_has_not_come_or_has_left_is_not_let_in() -> None:
    away = replace(HERE, external=External("relative", "Elsa", "oral", here=False))
    assert refusal(SARA, invited(), admission(), away).code == "guest_not_here"
    assert refusal(SARA, case_in(Phase.VISIT), admission(), HERE).code == "guest_gone"


def test_a_guest_enters_a_visit_that_has_begun_and_no_other() -> None:
    for phase in (Phase.BOOKED, Phase.WAITING, Phase.ACCEPTED):
        assert refusal(SARA, invited(phase), admission(), HERE).code == "start_before_guests"
        # Waiting is allowed.
        assert decide(ELSA, invited(phase), c.ArriveAsExternal(), FACTS) == [e.ExternalArrived(GUEST)]


def test_the_same_arrival_on_another_device_is_told_once() -> None:
    assert decide(ELSA, invited(), c.ArriveAsExternal(), HERE) == []
    assert decide(ELSA, inside(), c.ArriveAsExternal(), HERE) == []


def test_who_is_refused_has_no_link_any_more_and_nothing_of_it_stands_in_the_chat() -> None:
    told = decide(SARA, invited(), c.RefuseExternal(GUEST), HERE)
    assert told == [e.ExternalRefused(GUEST, SARA.id)]
    gone = after(invited(), told)
    with pytest.raises(Hidden):
        decide(ELSA, gone, c.ArriveAsExternal(), HERE)
    assert refusal(SARA, inside(), c.RefuseExternal(GUEST), HERE).code == "guest_is_in"
    assert refusal(SARA, gone, c.RefuseExternal(GUEST), HERE).code == "guest_gone"


def test_who_is_taken_back_while_inside_is_out_at_once_and_the_others_read_it() -> None:
    told = decide(SARA, inside(), c.WithdrawExternal(GUEST, uuid(700)), HERE)
    gone = after(inside(), told)
    assert (gone.externals, gone.admitted) == ((), ())
    assert [x.text for x in told if isinstance(x, e.MessageSent)] == ["Elsa (anhörig) är inte längre med i samtalet."]
    # Who only waited is not told of.
    assert len(decide(SARA, invited(), c.WithdrawExternal(GUEST, uuid(700)), HERE)) == 1


def test_who_leaves_may_come_back_and_waits_again() -> None:
    told = decide(ELSA, inside(), c.LeaveAsExternal(uuid(700)), HERE)
    left = after(inside(), told)
    assert (left.externals, left.admitted) == ((GUEST,), ())
    away = replace(HERE, external=External("relative", "Elsa", "oral", here=False))
    assert decide(ELSA, left, c.ArriveAsExternal(), away) == [e.ExternalArrived(GUEST)]
    assert decide(ELSA, left, c.LeaveAsExternal(uuid(701)), away) == []


def test_with_the_visit_the_links_end() -> None:
    for command in (c.EndVisit(0), c.EndVisit(1), c.ConvertToAsync(1)):
        ended = done(SARA, replace(inside(), notes_due=(), signed=(SARA.id,)), command, replace(HERE, note_revision=1))
        assert (ended.externals, ended.admitted) == ((), ()), command
        with pytest.raises(Hidden):
            decide(ELSA, ended, c.ArriveAsExternal(), HERE)


def test_a_guest_reads_nothing_and_does_nothing_else_and_another_guest_not_even_that() -> None:
    assert not sees(ELSA, inside())
    assert allowed(ELSA, inside()) == {"LeaveAsExternal"}
    with pytest.raises(Hidden):
        may(Actor("external", uuid(31), "Eva", "anhörig"), c.ArriveAsExternal, invited())
    # The same id is not enough: it is no guest who asks.
    with pytest.raises(Hidden):
        may(Actor("resident", GUEST, "Elsa"), c.ArriveAsExternal, invited())


def test_colleagues_of_the_unit_see_to_the_guests_and_nobody_elsewhere() -> None:
    assert decide(DAVID, invited(), admission(), HERE)
    for command in (invitation(), admission(), c.RefuseExternal(GUEST), c.WithdrawExternal(GUEST, uuid(700))):
        with pytest.raises(Hidden):
            decide(BRITTA, invited(), command, HERE)


def test_staff_hear_that_a_guest_waits_and_the_guest_is_sent_the_link_again_when_the_visit_moves() -> None:
    waits = jobs(invited(), [e.ExternalArrived(GUEST)], FACTS)
    assert [(job.kind, job.data["notice"], job.data["staff"]) for job in waits] == [
        ("staff_notice", "guest_waits", str(SARA.id))
    ]
    # Before anybody has it: the unit.
    booked = jobs(invited(Phase.BOOKED), [e.ExternalArrived(GUEST)], FACTS)
    assert [job.data["unit"] for job in booked] == ["vc-angen"]
    moved = e.BookingMoved(SARA.id, NOW, NOW)
    for event in (e.ExternalInvited(GUEST, "relative", "sms", SARA.id, "oral"), moved):
        sent = [job for job in jobs(invited(Phase.BOOKED), [event], FACTS) if job.kind == "guest_link"]
        # Ids, and neither name nor address nor link.
        assert [dict(job.data) for job in sent] == [{"case": str(uuid(100)), "guest": str(GUEST)}]


def test_the_time_of_a_visit_is_said_as_a_whole_date() -> None:
    assert begins_at(NOW) == "fredag 20 november kl. 10.00"
    assert begins_at(None) == "nu"


def test_a_refusal_names_how_many() -> None:
    full = replace(case_in(Phase.VISIT), externals=tuple(uuid(800 + n) for n in range(MOST)))
    with pytest.raises(Refused) as no:
        decide(SARA, full, invitation(), FACTS)
    assert no.value.facts["most"] == MOST
