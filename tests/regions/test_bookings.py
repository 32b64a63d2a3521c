"""What each region's record system sends, and what patients are written (K4 to K10, J3)."""

from __future__ import annotations

import pytest

from sluss.core.door import NEEDED
from sluss.core.received import Received, transferred
from sluss.service.queries.region_rules import GROUPS, told
from tests.regions.rules import ALL, DEMO, GAVLEBORG, HALLAND_2024, HALLAND_2026, VASTMANLAND, pack

VIDEO = {
    # H24: "Därefter bokas tiden i VAS med kontakttyp ”DIVL”" (K4).
    HALLAND_2024: "DIVL",
    # H26: "Välj vårdtjänst som har kontakttyp Distansbesök- video" (K5).
    HALLAND_2026: "Distansbesök- video",
    VASTMANLAND: "Distansbesök - video",
    GAVLEBORG: "Videobesök",
    DEMO: "Videobesök",
}


@pytest.mark.parametrize("region", ALL)
def test_the_contact_types_of_the_region_and_no_others_come_here(region: str) -> None:
    """(K4, K5)"""
    assert transferred(pack(region), Received(1, contact_type=VIDEO[region]))
    for other in {*VIDEO.values()} - {VIDEO[region], "Distansbesök - video", "Distansbesök- video"}:
        assert not transferred(pack(region), Received(1, contact_type=other))
    assert not transferred(pack(region), Received(1, contact_type="Nybesök"))


def test_talks_with_relatives_stay_in_the_record_system() -> None:
    """H24: "besöksorsak: ASAM … överförs inte till Platform24"; H26: "vårdtjänsten INTE är konfigurerad för
    webbtidbok". Each has its own way. (K9)"""
    asam = Received(1, contact_type="DIVL", reason="ASAM")
    assert not transferred(pack(HALLAND_2024), asam)
    hidden = Received(1, contact_type="Distansbesök - video", web_bookable=False)
    assert not transferred(pack(HALLAND_2026), hidden)
    assert transferred(pack(HALLAND_2024), Received(1, contact_type="DIVL", web_bookable=False))
    assert transferred(pack(HALLAND_2026), Received(1, contact_type="Distansbesök - video", reason="ASAM"))


def test_group_visits_are_booked_in_both_systems() -> None:
    """H26: "Detta för att bokningarna inte förs över automatiskt". (K9, J12)"""
    assert not transferred(
        pack(HALLAND_2026), Received(1, contact_type="Distansbesök - video", service="VC-VIDEO-GRUPP")
    )


@pytest.mark.parametrize("region", ALL)
def test_every_invitation_says_what_a_video_visit_costs(region: str) -> None:
    """H26: "Besök via video kostar lika mycket som ett besök på mottagning". (J3, K6, K7)"""
    texts = pack(region).texts
    for child in (False, True):
        words = texts.invite(child, "https://vard.example.se")
        assert "https://vard.example.se" in words
        assert "tio minuter före" in words
        assert words.endswith(texts.video_cost)
    assert "kostar lika mycket som ett besök på mottagning" in texts.video_cost
    assert "barnets" in texts.invitation_child


@pytest.mark.parametrize("region", ALL)
def test_staff_read_what_the_record_system_does_itself(region: str) -> None:
    """H26: "går det en digital kallelse till patienten på hens 1177.se konto"; "Fritext går över till digital
    kallelse". (K8, K10)"""
    [group] = [told(pack(region), *one) for one in GROUPS if one[0] == "bokade"]
    said = " ".join(line.text for line in group.rules)
    assert "Den digitala kallelsen på 1177.se skickas av" in said
    assert "Fritext i bokningen följer med" in said
    assert VIDEO[region].replace("- ", " - ").replace("  ", " ") in said
    assert pack(region).texts.video_cost in said


@pytest.mark.parametrize("region", ALL)
def test_every_unit_that_a_service_leads_to_takes_bookings(region: str) -> None:
    known = pack(region)
    for service in known.routine.door.services.values():
        assert known.units[service.unit].functions >= NEEDED
        assert service.role in known.units[service.unit].roles
        assert known.kind_of(service.reason) == "care"
