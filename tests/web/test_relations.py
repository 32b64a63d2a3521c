"""Who speaks for whom, as the profile says it."""

from __future__ import annotations

from datetime import date

import pytest

from sluss.ports.persons import BuiltInPersons, DemoPeople, Resident
from sluss.web.clinic.relations import CHILD, GROWN, GUARDIAN, PROTECTED, Relation, relations_of

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 24)
UNTIL = "Kan vara ombud till och med dagen före 13-årsdagen, {}."


def resident(number: str, name: str, *guardians: str, protected: bool = False) -> Resident:
    born = date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    return Resident(number, name, "Vik", born, protected, None, None, guardians)


VERA, VIKTOR = "198802152382", "198506302390"
PEOPLE = DemoPeople(
    (
        resident(VERA, "Vera"),
        resident(VIKTOR, "Viktor", protected=True),
        resident("201903142394", "Bo", VERA, VIKTOR),
        resident("201602292380", "Skott", VERA),
        resident("201311242380", "Tess", VERA, VIKTOR),
        resident("202001012380", "Dold", VERA, protected=True),
    ),
    (),
)


async def relations(number: str) -> tuple[Relation, ...] | None:
    return await relations_of(BuiltInPersons(PEOPLE), number, TODAY)


async def test_a_protected_guardian_is_neither_named_nor_a_proxy() -> None:
    # H26, Skyddade personuppgifter som är registrerade i Folkbokföringen (E22, L1).
    assert await relations("201903142394") == (
        Relation(GUARDIAN, "Vera Vik", 38, UNTIL.format("13 mars 2032")),
        Relation(GUARDIAN, None, 41, PROTECTED),
    )


async def test_from_the_thirteenth_birthday_nobody_is_a_proxy() -> None:
    """(L1)"""
    found = await relations("201311242380")
    assert found
    assert {one.proxy for one in found} == {GROWN}


async def test_a_guardian_has_each_child_with_its_own_last_day() -> None:
    """(E22)"""
    found = await relations(VERA)
    assert found
    assert {(one.relation, one.name, one.proxy) for one in found} == {
        (CHILD, "Bo Vik", UNTIL.format("13 mars 2032")),
        # Born 29 February: 13 years old on the 28th in other years.
        (CHILD, "Skott Vik", UNTIL.format("27 februari 2029")),
        (CHILD, "Tess Vik", GROWN),
        (CHILD, None, PROTECTED),
    }


async def test_who_is_not_in_the_register_has_relations_that_nobody_knows() -> None:
    assert await relations("191212121212") is None
