"""Where a case goes, by the table of the demonstration (VML, Regelverk kring inkomna chattar)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sluss import regions
from sluss.core.hours import STOCKHOLM, Calendar
from sluss.core.policy import Pack
from sluss.core.routing import LISTED, Matter, Row, holes, matters, route, unreached
from sluss.store.packs import load

OPEN = datetime(2026, 11, 20, 10, tzinfo=STOCKHOLM)
CLOSED = datetime(2026, 11, 20, 20, tzinfo=STOCKHOLM)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(Path(regions.__path__[0]) / "demo")


def placed(pack: Pack, priority: int, listed: str | None, at: datetime) -> tuple[str, str | None]:
    place = pack.place("halsont", priority, listed, Calendar(), at)
    return place.unit.id, place.advice


def test_priority_1_is_sent_to_1177_and_marked_urgent_also_when_the_listed_unit_is_open(pack: Pack) -> None:
    place = pack.place("halsont", 1, "vc-angen", Calendar(), OPEN)
    assert (place.unit.id, place.advice, place.urgent) == ("kontaktcenter-1177", "urgent", True)


@pytest.mark.parametrize("priority", [2, 3, 4, 5])
def test_a_resident_without_a_listed_unit_is_sent_to_1177(pack: Pack, priority: int) -> None:
    assert placed(pack, priority, None, OPEN) == ("kontaktcenter-1177", None)
    assert placed(pack, priority, None, CLOSED) == ("kontaktcenter-1177", None)


def test_a_resident_listed_outside_the_region_is_sent_to_1177(pack: Pack) -> None:
    assert placed(pack, 4, "vc-elsewhere", OPEN) == ("kontaktcenter-1177", None)


@pytest.mark.parametrize("priority", [2, 3, 4, 5])
def test_an_open_health_centre_takes_priorities_2_to_5_of_its_own(pack: Pack, priority: int) -> None:
    assert placed(pack, priority, "vc-angen", OPEN) == ("vc-angen", None)
    assert placed(pack, priority, "vc-berget", OPEN) == ("vc-berget", None)


@pytest.mark.parametrize("priority", [2, 3])
def test_when_the_health_centre_is_closed_the_higher_priorities_go_to_1177(pack: Pack, priority: int) -> None:
    assert placed(pack, priority, "vc-angen", CLOSED) == ("kontaktcenter-1177", "unit_closed")


@pytest.mark.parametrize("priority", [4, 5])
def test_when_the_health_centre_is_closed_the_lower_priorities_wait_for_its_next_opening(
    pack: Pack, priority: int
) -> None:
    place = pack.place("halsont", priority, "vc-angen", Calendar(), CLOSED)
    assert (place.unit.id, place.advice) == ("vc-angen", "next_opening")
    assert place.promised_at == datetime(2026, 11, 23, 12, tzinfo=STOCKHOLM)


def test_a_public_holiday_counts_as_closed(pack: Pack) -> None:
    holiday = Calendar(frozenset({OPEN.date()}))
    assert pack.place("halsont", 3, "vc-angen", holiday, OPEN).unit.id == "kontaktcenter-1177"


def test_the_reasons_role_answers_where_it_exists_and_else_the_units_first(pack: Pack) -> None:
    assert pack.place("oro", 4, "vc-angen", Calendar(), OPEN).role == "psychologist"
    assert pack.place("oro", 4, "vc-berget", Calendar(), OPEN).role == "nurse"
    assert pack.place("oro", 4, None, Calendar(), OPEN).role == "nurse"


@pytest.mark.parametrize("reason", ["fornya-recept", "bokad-tid", "faktura"])
def test_an_administrative_matter_waits_for_the_listed_health_centre_also_when_it_is_closed(
    pack: Pack, reason: str
) -> None:
    # VML, Administrativa frågor (B5, B7, B8, B9).
    for at in (OPEN, CLOSED):
        assert pack.place(reason, 5, "vc-angen", Calendar(), at).unit.id == "vc-angen"
        assert pack.place(reason, 5, None, Calendar(), at).unit.id == "kontaktcenter-1177"


@pytest.mark.parametrize("reason", ["vaccination", "vardgaranti", "annat-arende"])
def test_vaccination_the_care_guarantee_and_all_else_go_to_the_contact_centre(pack: Pack, reason: str) -> None:
    # VML, Administrativa frågor (B6, B10, B11).
    for listed in ("vc-angen", None):
        assert pack.place(reason, 5, listed, Calendar(), OPEN).unit.id == "kontaktcenter-1177"


def test_every_combination_has_a_destination(pack: Pack) -> None:
    assert holes(pack.routing, pack.services) == ()
    for matter in matters(pack.services, pack.routing):
        assert matter.listed or route(pack.routing, matter).unit != LISTED


def test_each_row_is_needed_somewhere(pack: Pack) -> None:
    assert unreached(pack.routing, pack.services) == ()
    for row in pack.routing:
        rest = tuple(other for other in pack.routing if other is not row)
        changed = any(_goes(rest, m) != _goes(pack.routing, m) for m in matters(pack.services, pack.routing))
        assert changed


def test_a_row_that_sends_the_unlisted_to_a_listed_unit_counts_as_a_hole() -> None:
    row = Row(services=None, priorities=None, open=None, listed=None, unit=LISTED)
    assert {matter.listed for matter in holes((row,), ["sok-vard"])} == {False}


def _goes(rows: tuple[Row, ...], matter: Matter) -> Row | None:
    return next((row for row in rows if row.matches(matter)), None)
