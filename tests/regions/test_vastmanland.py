"""Västmanland, sentence by sentence (VML)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sluss.core.hours import is_open
from sluss.core.intake import may_begin
from tests.regions.rules import (
    CLOSED,
    DAY,
    EPIPHANY,
    EVENING,
    PRIORITIES,
    SATURDAY,
    VASTMANLAND,
    clock,
    days,
    goes_to,
    pack,
    placed,
)

OWN, KONTAKTCENTER = "vc-tallmossen", "kontaktcenter-1177"
VML = pack(VASTMANLAND)


@pytest.mark.parametrize("at", [DAY, *CLOSED])
@pytest.mark.parametrize("listed", [True, False])
def test_priority_1_is_steered_to_1177(at: datetime, listed: bool) -> None:
    """Prio 1 styrs till 1177. (D5)"""
    place = placed(VASTMANLAND, 1, at, listed=listed)
    assert (place.unit.id, place.urgent) == (KONTAKTCENTER, True)


@pytest.mark.parametrize("at", [DAY, *CLOSED])
def test_priority_1_of_the_youth_clinics_questions_is_steered_to_1177_too(at: datetime) -> None:
    """Prio 1 styrs till 1177. The youth clinic is closed at night. (B3, D5)"""
    assert placed(VASTMANLAND, 1, at, "fraga-um").advice == "urgent"
    assert goes_to(VASTMANLAND, 1, at, "fraga-um") == KONTAKTCENTER
    assert goes_to(VASTMANLAND, 4, at, "fraga-um") == "um-norrskenet"


@pytest.mark.parametrize("priority", [2, 3])
def test_when_the_youth_clinic_has_closed_the_higher_priorities_go_to_1177(priority: int) -> None:
    """A decision of ours, as for the health centre. (B3, D3)"""
    assert goes_to(VASTMANLAND, priority, DAY, "fraga-um") == "um-norrskenet"
    assert {goes_to(VASTMANLAND, priority, at, "fraga-um") for at in CLOSED} == {KONTAKTCENTER}


@pytest.mark.parametrize("priority", [2, 3, 4, 5])
@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (clock(7, 59), False),
        (clock(8, 0), True),
        (clock(15, 59), True),
        (clock(16, 0), False),
        (SATURDAY, False),
        (EPIPHANY, False),
    ],
)
def test_priorities_2_to_5_come_to_the_health_centre_between_8_and_16_on_weekdays(
    priority: int, at: datetime, open_: bool
) -> None:
    """Prio 2-5 kommer till vårdcentralen mellan kl 08-16 vardagar. (D1, D2, D10)"""
    place = placed(VASTMANLAND, priority, at)
    assert (place.unit.id == OWN and place.open) is open_


@pytest.mark.parametrize("at", CLOSED)
@pytest.mark.parametrize("priority", [2, 3])
def test_when_the_health_centre_has_closed_the_higher_priorities_go_to_1177(priority: int, at: datetime) -> None:
    """När vårdcentralen har stängt så hamnar de högre prioriterade ärendena till 1177. (D3)"""
    place = placed(VASTMANLAND, priority, at)
    assert (place.unit.id, place.advice, place.open) == (KONTAKTCENTER, "unit_closed", True)


@pytest.mark.parametrize("at", CLOSED)
@pytest.mark.parametrize("priority", [4, 5])
def test_the_lower_priorities_are_queued_for_the_next_opening_and_told_when_that_is(
    priority: int, at: datetime
) -> None:
    """Decision 1: 4–5 are queued at the listed unit for the next opening."""
    place = placed(VASTMANLAND, priority, at)
    assert (place.unit.id, place.advice) == (OWN, "next_opening")
    assert place.promised_at > at
    assert is_open(place.unit.hours, days(VASTMANLAND), place.promised_at - timedelta(minutes=1))


def test_1177_is_there_when_the_health_centre_has_closed() -> None:
    """Invånarna har möjlighet att chatta med 1177 när vårdcentralen har stängt. (B14, D4)"""
    hours = VML.units[KONTAKTCENTER].hours
    assert all(is_open(hours, days(VASTMANLAND), at) for at in (DAY, *CLOSED))


@pytest.mark.parametrize("at", [DAY, *CLOSED])
@pytest.mark.parametrize("priority", PRIORITIES)
def test_those_who_are_not_listed_are_steered_to_1177(priority: int, at: datetime) -> None:
    """Olistade styrs till 1177. (B1, D6, D7)"""
    assert goes_to(VASTMANLAND, priority, at, listed=False) == KONTAKTCENTER


def test_the_start_page_has_the_five_services_in_their_order() -> None:
    """Utbud på startsida/tjänster. (B1, B2, B3, B4, B5)"""
    assert [one.title for one in VML.services.values() if one.kind != "care"] == [
        "Sök vård",
        "Boka vaccination",
        "Chatta med ungdomsmottagningen",
        "Kontakta barnhälsovården",
        "Administrativa frågor",
    ]


@pytest.mark.parametrize("at", [DAY, EVENING, SATURDAY])
@pytest.mark.parametrize(
    ("reason", "unit"),
    [
        # Boka vaccination – till Kontaktcenter 1177 (B2)
        ("boka-vaccin", KONTAKTCENTER),
        # Chatta med ungdomsmottagningen (B3)
        ("fraga-um", "um-norrskenet"),
        # Kontakta barnhälsovården – till listad vårdcentral (B4)
        ("fraga-bhv", OWN),
        # Vaccination – till Kontaktcenter 1177 (B6)
        ("vaccination", KONTAKTCENTER),
        # Av- och omboka tid – till listad vårdcentral (B7)
        ("bokad-tid", OWN),
        # Förnya recept – till listad vårdcentral (B8)
        ("fornya-recept", OWN),
        # Fakturafråga - till listad vårdcentral (B9)
        ("faktura", OWN),
        # Fråga om vårdgaranti – till Kontaktcenter 1177 (B10, X2)
        ("vardgaranti", KONTAKTCENTER),
        # Annat – till Kontaktcenter 1177 (B11)
        ("annat-arende", KONTAKTCENTER),
    ],
)
def test_each_service_has_its_own_destination_at_every_hour(reason: str, unit: str, at: datetime) -> None:
    """(D12)"""
    assert goes_to(VASTMANLAND, 5, at, reason) == unit


def test_the_administrative_questions_are_six() -> None:
    """Administrativa frågor (asynkrona chatt). (B5)"""
    titles = [one.title for one in VML.reasons_of("administrativa-fragor")]
    assert titles == [
        "Vaccination",
        "Av- och omboka tid",
        "Förnya recept",
        "Fakturafråga",
        "Fråga om vårdgaranti",
        "Annat",
    ]
    assert VML.services["administrativa-fragor"].kind == "administrative"


def test_an_administrative_question_is_open_for_ten_days_and_no_longer() -> None:
    """öppen i 10 dagar sen stängd automatisk · Tiden går inte att förlängas. (G1, G2)"""
    assert VML.async_phase.matter_days == 10
    assert not VML.async_phase.extendable
    assert not VML.async_phase.for_risk


def test_the_youngest_children_are_not_triaged_and_child_health_care_stays_open_to_them() -> None:
    """Vårdnadshavare kan inte chatta för barn under 1 år. (C7, decision 5)"""

    def begin(kind: str, age: int) -> str:
        return may_begin(kind, age=age, protected=False, proxy=True, routine=VML.routine)

    assert begin("triaged", 0) == "too_young_for_triage"
    assert begin("triaged", 1) == ""
    assert begin(VML.kind_of("fraga-bhv"), 0) == ""


def test_a_ticket_has_priority_3_and_is_valid_for_seven_days_that_can_be_changed() -> None:
    """Biljetten får alltid automatiskt Prio 3 · Standardgiltighet är 7 dagar men det går att ställa in. (I4, I6)"""
    tickets = VML.tickets
    assert (tickets.kinds, tickets.priority, tickets.valid_days, tickets.keep_higher) == (("drop_in",), 3, 7, False)
    assert len(tickets.choices) > 1


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        ("handover", "Lämnar över ett asynkront chatt"),
        ("guests", "Bjuda in kollega"),
        ("staff_chat", "Starta vårdgivarchatt"),
        ("countersign", "Vidimering"),
        ("async_start", "Skapa fristående asynkrona chattar"),
        ("convert", "Avsluta drop in chatt - gå över till asynkron chatt"),
        ("drop_in_ticket", "Skapa drop in biljett"),
        ("scheduled", "Schemalagda besök"),
    ],
)
def test_what_the_training_shows_is_there(function: str, sentence: str) -> None:
    """(G4, G5, G10, H5, I1)"""
    assert all(function in unit.functions for unit in VML.units.values()), sentence


def test_guides_are_found_under_help() -> None:
    """Chattmetodik Inera · Länk till vårdgivarwebben (P4 e-tjänster). (Y6, Y8)"""
    for unit in VML.units.values():
        assert [link.title for link in unit.links_at("hjälp")] == ["Chattmetodik Inera", "Vårdgivarwebben"]


def test_what_the_training_does_not_show_is_not() -> None:
    """(Y1, Y2)"""
    for unit in VML.units.values():
        assert unit.functions.isdisjoint({"consult", "feedback", "booking_ticket"})
