"""What is to be done later because of what happened: who is to be told of what, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sluss.core.case import events as e
from sluss.core.case.model import ASYNC
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.notices import KINDS, PLANS, jobs, next_reminder, reminders, to_staff
from sluss.core.profile import WISHES
from tests.core.case.scene import FACTS, NOW, SARA, case_in

SENT = e.CaseSent("vc-angen", "nurse", 4, False, False, None)
BEFORE = timedelta(minutes=15)
CLOSING = NOW.replace(hour=16)


def started(now: datetime, unit: str = "vc-angen", flow: str = "drop-in") -> list[datetime]:
    case = replace(case_in(Phase.VISIT), unit=unit, flow=flow)
    return [job.run_at for job in jobs(case, [e.VisitStarted(SARA.id)], replace(FACTS, now=now))]


def test_a_case_that_comes_to_a_unit_is_told_to_the_role_that_answers_it() -> None:
    """(U7, U8)"""
    for flow, kind in (("drop-in", "new_drop_in"), (ASYNC, "new_async")):
        [job] = jobs(replace(case_in(Phase.WAITING), flow=flow), [SENT], FACTS)
        assert (job.kind, job.run_at) == ("staff_notice", NOW)
        assert {**job.data, "case": ""} == {"case": "", "notice": kind, "unit": "vc-angen", "role": "nurse"}


def test_a_case_that_comes_back_is_told_anew_under_a_key_of_its_own() -> None:
    case = case_in(Phase.WAITING)
    keys = {jobs(replace(case, seq=seq), [SENT], FACTS)[0].key for seq in (20, 21)}
    assert len(keys) == 2


def test_several_roles_told_of_the_same_are_several_jobs() -> None:
    case = replace(case_in(Phase.VISIT), countersign_of=SARA.id)
    roles = {"physician", "psychologist"}
    facts = replace(FACTS, pack=replace(FACTS.pack, countersign_roles=frozenset(roles)))
    found = jobs(case, [e.CountersignAsked(SARA.id)], facts)
    assert {job.data["role"] for job in found} == roles
    assert len({job.key for job in found}) == len(roles)


def test_what_is_for_one_person_names_that_person_and_nobody_is_no_job() -> None:
    [job] = to_staff(case_in(Phase.WAITING), "handover", FACTS, SARA.id)
    assert job.data["staff"] == str(SARA.id)
    assert to_staff(case_in(Phase.WAITING), "handover", FACTS, None) == []


def test_a_visit_begun_is_asked_about_a_quarter_before_closing() -> None:
    """(H3, H4)"""
    assert started(NOW) == [CLOSING - BEFORE]
    assert started(CLOSING - BEFORE) == [CLOSING], "begun so late that only closing is left"


def test_a_visit_begun_after_closing_is_asked_about_before_the_next_one() -> None:
    monday = datetime(2026, 11, 23, 16, tzinfo=STOCKHOLM)
    assert started(CLOSING + timedelta(minutes=5)) == [monday - BEFORE]


def test_an_asynchronous_case_or_a_unit_that_never_closes_is_not_asked_about() -> None:
    assert started(NOW, flow=ASYNC) == []
    assert started(NOW, unit="kontaktcenter-1177") == []


def test_there_are_four_reminders_and_then_no_more() -> None:
    """(H4)"""
    hour = timedelta(hours=1)
    assert reminders(CLOSING, BEFORE) == (CLOSING - BEFORE, CLOSING, CLOSING + hour, CLOSING + 2 * hour)
    assert next_reminder(CLOSING, BEFORE, CLOSING) == CLOSING + hour
    assert next_reminder(CLOSING, BEFORE, CLOSING + 2 * hour) is None


@pytest.mark.parametrize("event", PLANS)
def test_every_plan_is_for_an_event_that_can_happen(event: type[e.Event]) -> None:
    assert event in e.EVENTS


def test_every_sms_is_of_a_kind_that_staff_are_told_of() -> None:
    assert set(WISHES) <= set(KINDS)
    assert set(FACTS.pack.texts.staff_sms) == set(WISHES)
