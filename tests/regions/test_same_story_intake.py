"""The same story under the rules of several regions: where a case goes, what is told, who is open (decision table)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from sluss.core.hours import expected_answer, is_open
from sluss.core.local.events import LinkSaved
from sluss.core.local.overlay import overlay
from sluss.core.local.settings import fold
from tests.regions.rules import (
    ALL,
    DAY,
    DEMO,
    EVENING,
    GAVLEBORG,
    HALLAND_2024,
    HALLAND_2026,
    OWN,
    PRIORITIES,
    SATURDAY,
    VASTMANLAND,
    clock,
    days,
    goes_to,
    pack,
    placed,
)


@pytest.mark.parametrize(
    ("region", "unit", "advice"),
    [
        (HALLAND_2024, "vc-tangvallen", "urgent"),
        (HALLAND_2026, "vc-tangvallen", "urgent"),
        (GAVLEBORG, "kontaktcenter", "urgent"),
        (VASTMANLAND, "kontaktcenter-1177", "urgent"),
        (DEMO, "kontaktcenter-1177", "urgent"),
    ],
)
def test_the_most_urgent_case_of_the_day_stays_at_home_in_halland_and_goes_to_1177_in_vastmanland(
    region: str, unit: str, advice: str
) -> None:
    """`routing.*` (D5)"""
    place = placed(region, 1, DAY)
    assert (place.unit.id, place.advice) == (unit, advice)


@pytest.mark.parametrize(
    ("region", "unit", "advice", "open_"),
    [
        (HALLAND_2024, "vc-tangvallen", "call_1177", False),
        (HALLAND_2026, "vc-tangvallen", "call_1177", False),
        (GAVLEBORG, "kontaktcenter", "unit_closed", True),
        (VASTMANLAND, "kontaktcenter-1177", "unit_closed", True),
    ],
)
def test_a_case_of_priority_2_in_the_evening_is_referred_in_halland_and_answered_by_1177_in_vastmanland(
    region: str, unit: str, advice: str, open_: bool
) -> None:
    """`routing.*`, referral (C14, D3, D8)"""
    place = placed(region, 2, EVENING)
    assert (place.unit.id, place.advice, place.open) == (unit, advice, open_)


@pytest.mark.parametrize(("region", "open_"), [(HALLAND_2024, True), (GAVLEBORG, True), (VASTMANLAND, False)])
def test_at_half_past_four_the_health_centre_is_open_in_halland_and_closed_in_vastmanland(
    region: str, open_: bool
) -> None:
    """`unit.hours`: 08–16 weekdays (VML), their own elsewhere (D2, D10)"""
    assert is_open(pack(region).units[OWN[region]].hours, days(region), clock(16, 30)) is open_


@pytest.mark.parametrize(
    ("region", "services"),
    [
        (HALLAND_2024, ["Sök vård", "Kontakta en mottagning"]),
        (HALLAND_2026, ["Sök vård", "Kontakta en mottagning"]),
        (GAVLEBORG, ["Sök vård", "Andra ärenden"]),
        (
            VASTMANLAND,
            [
                "Sök vård",
                "Boka vaccination",
                "Chatta med ungdomsmottagningen",
                "Kontakta barnhälsovården",
                "Administrativa frågor",
            ],
        ),
    ],
)
def test_the_start_page_shows_what_the_region_offers(region: str, services: list[str]) -> None:
    """`services[]` (B1, D12)"""
    assert [one.title for one in pack(region).services.values() if one.kind != "care"] == services


@pytest.mark.parametrize(
    ("region", "said"),
    [
        (HALLAND_2024, "Hej och välkommen till Vårdcentralen. Jag heter Sara Sand och är sjuksköterska."),
        (GAVLEBORG, "Hej och välkommen till Min vård Gävleborg! Jag heter Sara Sand"),
        (VASTMANLAND, "Hej! Du chattar nu med Vårdcentralen. Jag heter Sara Sand och är sjuksköterska."),
    ],
)
def test_the_first_line_of_a_visit_is_the_regions(region: str, said: str) -> None:
    """(B25)"""
    greeting = pack(region).texts.greeting
    assert greeting.format(unit="Vårdcentralen", name="Sara Sand", title="sjuksköterska").startswith(said)


def test_each_region_has_its_own_name_and_look() -> None:
    shown = {(pack(region).region.brand, pack(region).look) for region in (HALLAND_2026, GAVLEBORG, VASTMANLAND, DEMO)}
    assert len({brand for brand, _ in shown}) == len({look for _, look in shown}) == 4


def test_what_a_unit_keeps_at_hand_stands_beside_what_the_region_gives() -> None:
    """(B19, Y8)"""
    saved = LinkSaved(UUID(int=7), "Egen rutin", "https://vard.example.se/", "guide")
    own = overlay(pack(HALLAND_2026), {OWN[HALLAND_2026]: fold([saved])}, 1).units[OWN[HALLAND_2026]]
    assert [link.title for link in own.links_at("guide")] == ["Suicidstegen", "Egen rutin"]


def test_a_prescription_is_renewed_by_the_own_health_centre_everywhere_and_an_invoice_where_it_is_asked_about() -> None:
    """(B8, B9, B17)"""
    for region in ALL:
        assert goes_to(region, 5, DAY, "fornya-recept") == OWN[region]
        if "faktura" in pack(region).reasons:
            assert goes_to(region, 5, DAY, "faktura") == OWN[region]
    assert "faktura" not in pack(HALLAND_2026).reasons


@pytest.mark.parametrize("region", ALL)
@pytest.mark.parametrize("at", [DAY, EVENING, SATURDAY])
@pytest.mark.parametrize("listed", [True, False])
def test_what_is_sent_has_a_promised_time_in_open_hours_under_every_rule(
    region: str, at: datetime, listed: bool
) -> None:
    """(B14, decision 3)"""
    for priority in PRIORITIES:
        place = placed(region, priority, at, listed=listed)
        within = place.unit.answer_within
        assert place.promised_at == expected_answer(place.unit.hours, days(region), at, within)
        assert place.promised_at - at >= within
