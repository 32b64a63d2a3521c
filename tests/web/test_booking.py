"""*Boka besök* and *Schemalagda besök*, by the posts of the pages themselves (K1, K3, E6, J9)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from litestar.datastructures import FormMultiDict

from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Refused
from sluss.web.clinic.times import span
from tests.web import story
from tests.web.site import Site
from tests.web.story import Story


def path(told: Story) -> str:
    return f"/clinic/patienter/{told.id}/boka"


def listed(told: Story, case: UUID) -> str:
    """The row of the case among the booked visits; empty when it is not there."""
    page = told.nurse.get("/clinic/schemalagda").text
    found = re.search(rf'<tr id="c-{case}".*?</tr>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_a_visit_is_booked_from_the_patients_page_with_what_to_do_in_the_record_system(site: Site) -> None:
    """(K1, K3, K6, K7, K14, J15, J17)"""
    told = story.patient(site)
    assert f'href="{path(told)}"' in told.nurse.get(f"/clinic/patienter/{told.id}").text
    asked = told.nurse.get(path(told)).text
    assert "Du avgör om det är medicinskt möjligt på distans. Kom överens med patienten om formen." in asked
    assert "vill ha sms-påminnelser" in asked
    assert "samtycke" not in asked
    for kind in ("date", "time", "tel"):
        assert f'type="{kind}"' in asked
    form = story.booking(site, reminders="true")
    done = told.nurse.post(path(told), data=form)
    assert done.headers["location"] == f"/clinic/arenden/{form['case']}#bokat"
    page = told.nurse.get(f"/clinic/arenden/{form['case']}").text
    for words in ("Bokat till", "Gör också i Journalen", "Videobesök", "Text till kallelsen", "070-174 06 05"):
        assert words in page, words
    assert "Ja, samma dag och strax före" in page
    assert "Ett samtal på telefon bokas inte här." in told.nurse.get("/clinic/schemalagda").text


def test_the_same_form_posted_twice_books_one_visit(site: Site) -> None:
    told, form = story.patient(site), story.booking(site)
    for _ in range(2):
        done = told.nurse.post(path(told), data=form)
        assert (done.status_code, done.headers["location"]) == (303, f"/clinic/arenden/{form['case']}#bokat")
    assert told.nurse.get("/clinic/schemalagda").text.count(f'id="c-{form["case"]}"') == 1


@pytest.mark.parametrize(
    ("wrong", "status", "words", "at"),
    [
        ({"day": ""}, 422, "Välj dag och klockslag.", "day"),
        ({"start": "kvart över"}, 422, "Välj dag och klockslag.", "day"),
        ({"day": "2020-01-01"}, 422, "Tiden har redan varit.", "day"),
        ({"day": "2099-01-01"}, 422, "mer än två år bort", "day"),
        ({"day": "9999-12-31", "start": "23:59"}, 422, "Välj dag och klockslag.", "day"),
        ({"minutes": "999"}, 422, "högst 8 timmar", "minutes"),
        ({"minutes": "x"}, 422, "Välj", "minutes"),
        ({"to": ""}, 422, "Välj vem", "to"),
        ({"to": "vc-angen:physician:00000000-0000-0000-0000-000000000001"}, 409, "Kollegan arbetar inte", "to"),
        ({"reason": ""}, 422, "Välj en orsak.", "reason"),
        ({"phone": "0300"}, 422, "Det är inget mobilnummer.", "phone"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_kept(
    site: Site, wrong: dict[str, str], status: int, words: str, at: str
) -> None:
    told = story.patient(site)
    form = {**story.booking(site), **wrong}
    refused = told.nurse.post(path(told), data=form)
    assert refused.status_code == status, refused.text
    assert words in refused.text
    assert f'href="#{at if at == "phone" else "task-" + at}"' in refused.text
    assert form["case"] in refused.text
    if at != "minutes":
        assert 'value="30" selected' in refused.text
    assert not listed(told, UUID(form["case"]))


def test_a_time_that_overlaps_is_warned_of_and_can_be_booked_all_the_same(site: Site) -> None:
    """(K1)"""
    told = story.booked(site, 40 * 60)
    patient = story.patient(site)
    again = story.booking(site, 40 * 60 + 10, although="")
    warned = patient.nurse.post(path(patient), data=again)
    assert warned.status_code == 409
    assert "Kollegan har redan ett besök" in warned.text
    assert 'name="although"' in warned.text
    assert 'name="although"' not in patient.nurse.get(path(patient)).text
    assert patient.nurse.post(path(patient), data={**again, "although": "true"}).status_code == 303
    assert told.id != UUID(again["case"])


def test_a_booked_visit_is_moved_and_cancelled_and_the_list_follows(site: Site) -> None:
    """(K13, E6)"""
    told = story.booked(site, 60 * 60)
    assert "Sara Sand" in listed(told, told.id)
    asked = told.nurse.get(f"{told.clinic}/gor/boka-om").text
    assert 'type="date"' in asked
    form = story.booking(site, 70 * 60)
    moved = told.nurse.post(f"{told.clinic}/gor/boka-om", data=form)
    assert moved.status_code == 303, moved.text
    assert form["start"].replace(":", ".") in listed(told, told.id)
    wrong = told.nurse.post(f"{told.clinic}/gor/boka-om", data={**form, "day": "2020-01-01"})
    assert wrong.status_code == 422
    assert "Tiden har redan varit." in wrong.text
    assert told.nurse.post(f"{told.clinic}/gor/avboka").status_code == 303
    assert not listed(told, told.id)
    assert "är avbokat" in told.nurse.get(told.clinic).text
    late = told.nurse.post(f"{told.clinic}/gor/boka-om", data=form)
    assert late.status_code == 409


def test_who_does_not_come_is_telephoned_and_the_visit_ended(own_site: Site) -> None:
    """(J9, K12)"""
    told = story.booked(own_site, 5)
    assert "Uteblev" not in told.nurse.get(told.clinic).text
    early = told.nurse.post(f"{told.clinic}/gor/uteblev")
    assert early.status_code == 409
    assert "Vänta till dess." in early.text
    own_site.clock.wait(minutes=7)
    assert "Skulle ha börjat" in told.nurse.get(told.clinic).text
    assert "Skulle ha börjat" in listed(told, told.id)
    assert told.nurse.post(f"{told.clinic}/gor/uteblev").status_code == 303
    page = told.nurse.get(told.clinic).text
    assert 'href="tel:+46701740605"' in page
    assert "avsluta-uteblivet" not in page
    assert "Ring först" in told.nurse.post(f"{told.clinic}/gor/avsluta-uteblivet", data={"outcome": "no_show"}).text
    logged = told.nurse.post(f"{told.clinic}/gor/ring-patient", data={"reached": "nej", "text": "Inget svar."})
    assert logged.status_code == 303
    assert "avsluta-uteblivet" in told.nurse.get(told.clinic).text
    assert "Uteblev" in listed(told, told.id)
    over = told.nurse.post(f"{told.clinic}/gor/avsluta-uteblivet", data={"outcome": "no_show"})
    assert over.status_code == 303, over.text
    assert "Utfall: Uteblivet besök." in told.nurse.get(told.clinic).text
    assert not listed(told, told.id)


def test_the_patient_waits_and_is_accepted_and_the_visit_starts_in_chat(own_site: Site) -> None:
    """(F1, J2, K12, U8, E6)"""
    told = story.booked(own_site, 8)
    assert told.resident.post(f"{told.path}/vantrum").status_code == 303
    assert "I väntrummet" in listed(told, told.id)
    own_site.work()
    notices = told.nurse.get("/clinic/notifieringar").text
    assert "Nytt schemalagt besök" in notices
    assert told.nurse.post(f"{told.clinic}/ta-emot").status_code == 303
    assert "Mottaget av Sara Sand" in listed(told, told.id)
    assert told.nurse.post(f"{told.clinic}/starta").status_code == 303
    assert "Besök med Sara Sand" in listed(told, told.id)
    assert "Sara Sand" in told.resident.get(told.path).text
    assert told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "0"}).status_code == 303
    assert not listed(told, told.id)


def test_a_visit_of_another_day_is_not_accepted_today(site: Site) -> None:
    """(K12)"""
    told = story.booked(site, 50 * 60)
    assert "Besöket går att ta emot den dag det är bokat." in told.nurse.get(told.clinic).text
    refused = told.nurse.post(f"{told.clinic}/ta-emot")
    assert refused.status_code == 409
    assert "Besöket är en annan dag." in refused.text


def test_another_units_visit_is_not_there(site: Site) -> None:
    told, britta = story.booked(site, 45 * 60), site.as_("Britta Berg")
    for way in ("/gor/boka-om", "/gor/avboka", "/gor/uteblev"):
        assert britta.post(f"{told.clinic}{way}", data=story.booking(site)).status_code == 404
    assert f"c-{told.id}" not in britta.get("/clinic/schemalagda").text


def form(day: str, start: str, minutes: str = "30") -> FormMultiDict:
    return FormMultiDict([("day", day), ("start", start), ("minutes", minutes)])


@pytest.mark.parametrize(
    ("day", "start", "code"),
    [
        ("2027-03-28", "02:30", "time_skipped"),
        ("2026-10-25", "02:30", "time_twice"),
        ("2026-02-29", "10:00", "when_missing"),
        ("2026-11-24", "", "when_missing"),
    ],
)
def test_a_clock_that_the_day_does_not_have_or_has_twice_is_asked_again(day: str, start: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        span(form(day, start))


def test_half_an_hour_is_half_an_hour_in_the_night_when_the_clocks_change() -> None:
    starts, ends = span(form("2027-03-28", "01:45"))
    assert (starts.astimezone(STOCKHOLM), ends.astimezone(STOCKHOLM).hour) == (
        datetime(2027, 3, 28, 1, 45, tzinfo=STOCKHOLM),
        3,
    )
    starts, ends = span(form("2026-10-25", "01:45", "120"))
    assert ends.timestamp() - starts.timestamp() == timedelta(hours=2).total_seconds()
