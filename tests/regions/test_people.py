"""Each region that ships has the same kinds of made-up people, so that a story can be told under all rules."""

from __future__ import annotations

from datetime import date

import pytest

from sluss.boot.wiring import regions
from sluss.core.access import LICENSED
from sluss.core.people import age
from sluss.ports.persons import DemoPeople, read_people
from tests.regions.rules import ALL, OWN, pack

TODAY = date(2026, 11, 24)
every_region = pytest.mark.parametrize("region", ALL)


def people_of(region: str) -> DemoPeople:
    return read_people(regions() / region / "people.yaml", frozenset(pack(region).units), TODAY)


@every_region
def test_residents_of_all_ages_and_kinds_are_there(region: str) -> None:
    residents = people_of(region).residents
    ages = [age(one.born, TODAY) for one in residents]
    adults = [one for one in residents if age(one.born, TODAY) >= 18]
    assert {one.listed_unit for one in adults} >= {OWN[region], None}
    assert {0, 7, 13} <= set(ages)
    children = [one for one in residents if age(one.born, TODAY) < 13]
    assert all(one.guardians and one.listed_unit == OWN[region] for one in children)
    assert any(len(one.guardians) == 2 for one in children)
    assert any(one.protected for one in adults)


@every_region
def test_each_role_is_at_work_and_administrators_and_a_reviewer_besides(region: str) -> None:
    mandates = [mandate for one in people_of(region).staff for mandate in one.mandates]
    assert {mandate.role for mandate in mandates} == {*LICENSED, "local_admin", "log_reviewer", "region_admin"}
    # A pack is approved by another than the one who proposed it.
    assert sum("region_admin" in {mandate.role for mandate in one.mandates} for one in people_of(region).staff) >= 2


@every_region
def test_somebody_answers_at_every_unit_and_for_what_goes_there(region: str) -> None:
    """(D11)"""
    rules = pack(region)
    staffed = {(mandate.unit, mandate.role) for one in people_of(region).staff for mandate in one.mandates}
    for unit in rules.units.values():
        assert any((unit.id, role) in staffed for role in unit.roles), unit.id
        if unit.kind == "health_centre":
            assert (unit.id, "nurse") in staffed
