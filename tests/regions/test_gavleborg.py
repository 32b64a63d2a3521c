"""Gävleborg, sentence by sentence (GAV)."""

from __future__ import annotations

import pytest

from sluss.core.hours import is_open
from tests.regions.rules import CLOSED, DAY, EVENING, GAVLEBORG, days, goes_to, pack

GAV = pack(GAVLEBORG)
OWN, KONTAKTCENTER = "hc-bjorkmossen", "kontaktcenter"


def test_the_greeting_names_the_brand_the_name_and_the_profession() -> None:
    """Hej och välkommen till Min vård Gävleborg! Jag heter … och är sjuksköterska. (B25)"""
    said = GAV.texts.greeting.format(unit="Hälsocentralen", name="Sara Sand", title="sjuksköterska")
    assert said.startswith("Hej och välkommen till Min vård Gävleborg! Jag heter Sara Sand och är sjuksköterska")
    assert GAV.region.brand == "Min vård Gävleborg"


def test_whoever_ends_a_visit_chooses_how_long_the_asynchronous_phase_is() -> None:
    """Välj längd på besökets asynkrona fas. (G11)"""
    assert not GAV.async_phase.preselect
    assert len(GAV.async_phase.choices) > 2


def test_the_function_meddelande_is_not_turned_on() -> None:
    """Funktionen Meddelande är inte påslagen i Region Gävleborg. (G14, Y2)"""
    assert not GAV.autosend.enabled


def test_a_booking_ticket_is_sent_in_the_chat_and_there_is_no_other() -> None:
    """Skicka en bokningsbiljett till patienten. (I9)"""
    assert GAV.tickets.kinds == ("booking",)
    assert all("booking_ticket" in unit.functions for unit in GAV.units.values())
    assert all("drop_in_ticket" not in unit.functions for unit in GAV.units.values())


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        ("forms", "Skicka ett formulär till patienten i chatten."),
        ("files", "Skicka en fil till patienten i chatten."),
        ("guests", "Bjud in en kollega som gäst i patientchatten."),
        ("staff_chat", "Chatta med kollega i en separat vårdgivarchatt."),
        ("booking_ticket", "Skicka en bokningsbiljett till patienten."),
        ("feedback", "Ge intern återkoppling kring besöket."),
        ("handover", "Lämna över besök"),
        ("countersign", "Vidimeringar"),
        ("consult", "Konsultationer"),
    ],
)
def test_the_functions_of_a_visit(function: str, sentence: str) -> None:
    """(Y1)"""
    assert all(function in unit.functions for unit in GAV.units.values()), sentence


def test_the_note_is_copied_without_the_diagnoses() -> None:
    """Då kopieras alla fält du fyllt i, förutom huvuddiagnos och bidiagnos. (R3)"""
    assert GAV.routine.note.copy == ("anamnes", "status", "assessment")


@pytest.mark.parametrize("priority", [1, 2, 3, 4, 5])
def test_nothing_urgent_waits_where_it_is_closed(priority: int) -> None:
    """A decision of ours, as in Västmanland: the instruction does not say where cases go."""
    assert goes_to(GAVLEBORG, priority, DAY) == (KONTAKTCENTER if priority == 1 else OWN)
    assert goes_to(GAVLEBORG, priority, EVENING) == (KONTAKTCENTER if priority <= 3 else OWN)
    assert goes_to(GAVLEBORG, priority, EVENING, listed=False) == KONTAKTCENTER
    assert all(is_open(GAV.units[KONTAKTCENTER].hours, days(GAVLEBORG), at) for at in (DAY, *CLOSED))


def test_each_value_of_the_instruction_is_cited_from_it() -> None:
    """Dokumentansvarig: Systemförvaltare Clinic24. (Y7)"""
    (document,) = GAV.routine.documents
    assert (document.id, document.owner) == ("GAV", "Enhetschef IT-vårdsystem, Region Gävleborg")
    assert any(source.startswith("GAV") for source in GAV.sources.values())
