"""Halland, sentence by sentence (H24, H26, HDK)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from sluss.core.hours import is_open, local_day
from sluss.core.intake import may_begin
from sluss.core.routine import Routine
from tests.regions.rules import CLOSED, DAY, EVENING, HALLAND, HALLAND_2024, HALLAND_2026, NIGHT, days, pack, placed

OWN, DIGITAL = "vc-tangvallen", "digital-mottagning"
both = pytest.mark.parametrize("region", HALLAND)
at_night = pytest.mark.parametrize("at", CLOSED)


@both
@pytest.mark.parametrize("priority", [1, 2, 3, 4, 5])
def test_the_unit_answers_on_weekdays_in_its_own_hours(region: str, priority: int) -> None:
    """besvaras av vårdpersonal under vardagar enligt verksamhetens ordinarie öppettider. (B14, D10)"""
    place = placed(region, priority, DAY)
    assert (place.unit.id, place.open, place.referred) == (OWN, True, False)


@both
@at_night
@pytest.mark.parametrize(
    ("priority", "advice"), [(1, "call_112"), (2, "call_1177"), (3, "call_1177"), (5, "call_1177")]
)
def test_after_closing_the_resident_is_referred_to_1177_by_telephone_or_112_by_severity(
    region: str, at: datetime, priority: int, advice: str
) -> None:
    """hänvisas till 1177 via telefon eller 112 utifrån allvarlighetsgrad. (C14, D8)"""
    place = placed(region, priority, at)
    assert (place.advice, place.referred) == (advice, True)


@both
@at_night
@pytest.mark.parametrize("priority", [1, 2, 3, 4, 5])
def test_at_a_health_centre_the_chat_can_always_be_sent_and_is_seen_to_the_next_weekday(
    region: str, at: datetime, priority: int
) -> None:
    """På en vårdcentral kan invånaren alltid välja att skicka chatten, oavsett prioritering. (D9)"""
    place = placed(region, priority, at)
    assert (place.unit.id, place.row.send) == (OWN, True)
    assert local_day(place.promised_at).weekday() < 5
    assert is_open(place.unit.hours, days(region), place.promised_at - timedelta(minutes=1))


@both
def test_that_an_urgent_case_waits_is_a_risk_that_somebody_has_accepted_until_a_day(region: str) -> None:
    """Decision 4: the pack carries the exception as a named, dated, accepted risk."""
    risk = pack(region).accepted_risks[placed(region, 1, NIGHT).row.accepted_risk or ""]
    assert risk.decided < risk.until
    assert placed(region, 1, NIGHT).urgent


@both
@pytest.mark.parametrize("priority", [1, 2, 3])
def test_a_clinic_that_has_closed_takes_nothing_urgent(region: str, priority: int) -> None:
    """Only at a health centre can the chat be sent whatever its priority. (D9)"""
    assert not placed(region, priority, EVENING, listed=False).row.send
    assert placed(region, priority, DAY, listed=False).row.send


@both
def test_the_chat_is_open_day_and_night_to_what_can_wait(region: str) -> None:
    """Chatten ska vara öppen för invånaren dygnet runt och året runt. (B14, B27, decision 3)"""
    for listed in (True, False):
        for priority in (4, 5):
            assert placed(region, priority, NIGHT, listed=listed).row.send
        assert placed(region, 5, NIGHT, "fornya-recept", listed).row.send


@both
@pytest.mark.parametrize(
    ("reason", "unit"), [("kontakta-bvc", OWN), ("fornya-recept", OWN), ("till-ljungheden", "psykiatri-ljungheden")]
)
def test_a_message_without_triage_goes_to_the_clinic_that_the_resident_chooses(
    region: str, reason: str, unit: str
) -> None:
    """patienten kan lämna ett meddelande till mottagningen som till exempel kontakta BVC, förnya recept. (B13, B17)"""
    place = placed(region, 5, EVENING, reason)
    assert (place.unit.id, place.referred) == (unit, False)
    assert pack(region).kind_of(reason) == "administrative"


@both
def test_one_day_more_when_a_visit_ends_and_longer_for_one_at_risk(region: str) -> None:
    """lägg på 1 dag så att patienten kan svara dagen efter · Chatten förlängs så länge det bedöms patientsäkert.
    (G12, G13)"""
    phase = pack(region).async_phase
    assert (phase.default_days, phase.preselect, phase.extendable, phase.for_risk) == (1, True, False, True)


@both
def test_the_phrase_for_the_end_of_the_day_is_called_stangning(region: str) -> None:
    """Använd frasmall “Stängning”. (H7)"""
    assert pack(region).routine.day_end == "extend"
    (phrase,) = (one for one in pack(region).phrases if one.title == "Stängning")
    assert "stänger nu för dagen" in phrase.text


@both
def test_when_there_is_no_time_the_chat_is_kept_and_nobody_is_asked_to_seek_again(region: str) -> None:
    """Be inte patienten att söka på nytt. (D14)"""
    (phrase,) = (one for one in pack(region).phrases if one.id == "tid-i-morgon")
    assert "Du behöver inte söka igen" in phrase.text


@both
def test_staff_guide_to_a_ready_service_of_1177_by_its_address(region: str) -> None:
    """guidas invånaren dit, helst med en direktlänk till tjänsten i 1177.se (B19)"""
    (phrase,) = (one for one in pack(region).phrases if one.id == "till-1177")
    assert "https://www.1177.se/halland/" in phrase.text
    assert pack(region).tickets.booking_link == "https://www.1177.se/halland/"
    for unit in pack(region).units.values():
        assert [link.url for link in unit.links_at("chatt")] == ["https://www.1177.se/halland/"]


@both
def test_the_suicide_ladder_stands_beside_the_case(region: str) -> None:
    """Suicidstegen. (Y8)"""
    assert all(
        [link.title for link in unit.links_at("guide")] == ["Suicidstegen"] for unit in pack(region).units.values()
    )


@both
def test_the_sender_of_text_messages_is_the_region(region: str) -> None:
    """Avsändaren ska vara från Region Halland (RegHalland – max 11 tecken) eller 1177. (U6)"""
    assert pack(region).region.sms_sender == "RegHalland"


@both
def test_moderate_risk_is_seen_within_two_days(region: str) -> None:
    """Besöket skall ske inom 2 dagar. (O9, decision 11)"""
    risk = pack(region).routine.risk
    assert risk.visit_within == timedelta(hours=48)
    assert risk.ladder
    assert risk.risk_factors
    assert risk.protective_factors


def test_people_with_protected_identity_were_not_handled_and_now_seek_care_for_themselves() -> None:
    """H24: ska inte hanteras · H26: kan söka vård för sig själva, inte för sitt barn under 13 år. (N1, N2, N3, N8)"""

    def begin(region: str, proxy: bool) -> str:
        age = 7 if proxy else 35
        return may_begin("triaged", age=age, protected=True, proxy=proxy, routine=pack(region).routine)

    assert begin(HALLAND_2024, proxy=False) == "protected_not_here"
    assert begin(HALLAND_2026, proxy=False) == ""
    assert {begin(region, proxy=True) for region in HALLAND} == {"protected_not_here"}
    assert "1177.se" in pack(HALLAND_2024).routine.protected.advice


def test_the_new_routine_holds_from_its_day() -> None:
    """Uppdaterat från föregående version. (Y7)"""
    assert pack(HALLAND_2024).valid_from == date(2024, 3, 11)
    assert pack(HALLAND_2026).valid_from == date(2026, 6, 12)


def test_those_who_are_listed_nowhere_have_a_clinic_too() -> None:
    """A decision of ours: the routine names nobody for them."""
    for region in HALLAND:
        assert placed(region, 4, DAY, listed=False).unit.id == DIGITAL


@pytest.mark.parametrize(
    ("said", "in_2024", "in_2026"),
    [
        # Gruppbesök med flera patienter genomförs ännu inte i Platform24 · genomförs i Platform24.
        (lambda routine: routine.video.group, False, True),
        # tiden i VAS med kontakttyp ”DIVL” · vårdtjänst som har kontakttyp Distansbesök- video.
        (lambda routine: routine.video.contact_types, ("DIVL",), ("Distansbesök - video",)),
        # skapar vårdpersonalen ett användarkonto · Patienten skapas upp automatiskt.
        (lambda routine: routine.record.create_patients, "staff", "booking"),
        # genom att bjuda in som gäst · på anhörigs personnummer (ej på patientens).
        (lambda routine: routine.record.relative_talk, "guest", "own_number"),
        # meddelandefunktion eller bevakningsfunktion (JO20) · ”vårdkontakt och efterregistrering (kassan)”.
        (lambda routine: routine.record.registration, "message", "cashier"),
        # Filerna raderas automatiskt efter två timmar.
        (lambda routine: routine.record.transfer_ttl, timedelta(hours=2), timedelta(hours=2)),
        # i nuläget endast går att boka in ett (1) ombud · Båda vårdnadshavarna kan delta.
        (lambda routine: (routine.proxies.most, routine.proxies.second_as_guest), (1, True), (2, False)),
    ],
)
def test_the_pack_states_what_the_two_routines_differ_in(
    said: Callable[[Routine], object], in_2024: object, in_2026: object
) -> None:
    """(Y7, and what bookings and the record system will ask)"""
    assert said(pack(HALLAND_2024).routine) == in_2024
    assert said(pack(HALLAND_2026).routine) == in_2026
