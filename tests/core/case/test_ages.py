"""A reason is for some ages: its words are to an adult, or to a parent about a child (C1, C9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from sluss.core.case import commands as c
from sluss.core.case.decide import decide
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.hours import STOCKHOLM
from sluss.core.people import Person
from sluss.core.policy import Ages
from sluss.core.proxies import Proxy
from tests.core.case.scene import AGNETA, FACTS, NOW, PACK, case_in, refusal, uuid

NEW: Case = case_in(Phase.NEW)
# Seven years old, and thirteen on the second of March.
BO = Person(uuid(60), "201903142394", "Bo", "Vik", date(2019, 3, 14), listed_unit="vc-angen")
TEEN = Person(AGNETA.id, "201303022388", "Tess", "Vik", date(2013, 3, 2), listed_unit="vc-angen")
MOTHER = replace(AGNETA, proxies=(Proxy(BO.id, datetime(2032, 3, 14, tzinfo=STOCKHOLM), every_case=True),))


def test_an_adult_begins_what_is_for_adults_and_not_what_is_for_children() -> None:
    assert decide(AGNETA, NEW, c.StartDraft("sok-vard", "feber", AGNETA.id), FACTS)
    assert refusal(AGNETA, NEW, c.StartDraft("sok-vard", "feber-barn", AGNETA.id)).code == "reason_not_for_age"


def test_a_parent_begins_for_a_child_what_is_about_a_child() -> None:
    facts = replace(FACTS, patient=BO)
    assert decide(MOTHER, NEW, c.StartDraft("sok-vard", "feber-barn", BO.id), facts)
    refused = refusal(MOTHER, NEW, c.StartDraft("sok-vard", "feber", BO.id), facts)
    assert refused.code == "reason_not_for_age"


def test_what_names_no_ages_is_for_everybody() -> None:
    assert decide(AGNETA, NEW, c.StartDraft("sok-vard", "forkylning", AGNETA.id), FACTS)
    assert decide(MOTHER, NEW, c.StartDraft("sok-vard", "forkylning", BO.id), replace(FACTS, patient=BO))


def test_on_the_thirteenth_birthday_the_child_answers_for_itself() -> None:
    morning = replace(FACTS, patient=TEEN, now=NOW.replace(month=3, day=2))
    assert decide(AGNETA, NEW, c.StartDraft("sok-vard", "feber", TEEN.id), morning)
    assert refusal(AGNETA, NEW, c.StartDraft("sok-vard", "feber-barn", TEEN.id), morning).code == "reason_not_for_age"


@pytest.mark.parametrize(
    ("ages", "held"),
    [
        (Ages(), [0, 7, 13, 90]),
        (Ages(13), [13, 90]),
        (Ages(before=13), [0, 7]),
        (Ages(7, 14), [7, 13]),
    ],
)
def test_ages_hold_from_the_first_birthday_until_the_last(ages: Ages, held: list[int]) -> None:
    assert [age for age in (0, 7, 13, 90) if ages.hold(age)] == held


def test_nobody_is_left_without_a_reason_to_seek_care() -> None:
    for years in range(120):
        fitting = [reason for reason in PACK.reasons_of("sok-vard") if reason.ages.hold(years)]
        assert len(fitting) >= 5, years
