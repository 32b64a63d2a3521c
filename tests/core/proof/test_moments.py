"""The moments that a pack is proved for: real instants, of its own hours and calendar (D1, D10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sluss.core.hours import STOCKHOLM, Hours, Opening
from sluss.core.proof.classes import SEEKERS, listings, matters
from sluss.core.proof.moments import moments
from sluss.store.packs import calendar
from tests.core.after_hours import DEMO

ON = date(2026, 11, 21)
CALENDAR = calendar(DEMO, range(2026, 2030))
FOUND = {one.at.astimezone(UTC): one.what for one in moments(DEMO, CALENDAR, ON)}


def at(*time: int, fold: int = 0) -> datetime:
    return datetime(*time, tzinfo=STOCKHOLM, fold=fold).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("time", "what"),
    [
        ((2026, 11, 23, 7, 59), "minuten före öppningen"),
        ((2026, 11, 23, 8), "öppningsminuten"),
        ((2026, 11, 23, 12), "mitt i öppettiden"),
        ((2026, 11, 23, 15, 59), "sista minuten"),
        ((2026, 11, 23, 16), "stängningsminuten"),
        ((2026, 11, 25, 20), "en vardag, kvällen"),
        ((2026, 11, 25, 3), "en vardag, natten"),
        ((2026, 11, 21, 12), "en lördag"),
        ((2026, 11, 22, 12), "en söndag"),
        ((2026, 12, 25, 10), "en helgdag"),
        ((2027, 1, 5, 10), "en dag då regionen har stängt"),
        ((2027, 1, 4, 16), "dagen före en dag då regionen har stängt"),
        ((2027, 3, 28, 1, 59), "sommartid börjar"),
        ((2027, 3, 28, 3), "sommartid börjar"),
    ],
)
def test_the_moments_of_a_year_are_there(time: tuple[int, ...], what: str) -> None:
    assert FOUND[at(*time)] == what


def test_the_hour_that_comes_twice_is_there_twice() -> None:
    """The last Sunday of October: 02.30 comes once in summer time and once after it."""
    first, second = at(2027, 10, 31, 2, 30), at(2027, 10, 31, 2, 30, fold=1)
    assert second - first == timedelta(hours=1)
    assert FOUND[first] == FOUND[second] == "sommartid slutar"


def test_the_longest_closing_of_the_year_is_found_and_the_minute_before_it() -> None:
    """Christmas on a Friday: four closed days. A unit that is always open has none."""
    began = [moment for moment, what in FOUND.items() if what == "årets längsta stängning börjar"]
    before = [moment for moment, what in FOUND.items() if what == "sista minuten före årets längsta stängning"]
    assert began == [at(2026, 12, 23, 16)]
    assert before == [began[0] - timedelta(minutes=1)]


def test_the_minutes_of_a_day_that_the_unit_has_changed_are_there_too() -> None:
    unit = DEMO.units["vc-angen"]
    short = replace(unit.hours, exceptions={date(2027, 3, 3): (Opening(9 * 60, 11 * 60),)})
    pack = replace(DEMO, units={**DEMO.units, unit.id: replace(unit, hours=short)})
    found = {one.at.astimezone(UTC) for one in moments(pack, CALENDAR, ON)}
    assert {at(2027, 3, 3, 9), at(2027, 3, 3, 10, 59), at(2027, 3, 3, 11)} <= found


def test_units_that_work_alike_stand_for_each_other_and_others_do_not() -> None:
    alike = listings(DEMO)
    assert [(one.unit.id if one.unit else None, one.count) for one in alike] == [
        ("vc-angen", 1),
        ("vc-berget", 1),
        (None, 1),
    ]
    twin = replace(DEMO.units["vc-angen"], id="vc-tvilling", phone="010-555 09 00")
    assert listings(replace(DEMO, units={**DEMO.units, twin.id: twin}))[0].count == 2
    evening = replace(twin, hours=Hours({0: (Opening(17 * 60, 20 * 60),)}))
    assert len(listings(replace(DEMO, units={**DEMO.units, twin.id: evening}))) == 4


def test_every_reason_that_residents_have_is_in_one_class() -> None:
    sought = [id_ for id_ in DEMO.reasons if DEMO.kind_of(id_) != "care"]
    assert sum(one.count for one in matters(DEMO)) == len(sought)
    assert {one.priorities for one in matters(DEMO) if one.kind == "triaged"} == {(1, 2, 3, 4, 5)}


def test_the_people_are_of_each_age_with_a_guardian_and_alone_protected_and_not() -> None:
    """(L1, N1 to N4, C7)"""
    assert {(one.age, one.proxy) for one in SEEKERS} >= {(0, True), (12, True), (13, False), (16, False)}
    assert {one.protected for one in SEEKERS} == {True, False}
