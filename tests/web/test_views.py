"""*Patientliggaren*: its views, the filter that they share, what stands beside a case and what its tasks ask for."""

from __future__ import annotations

import re

from tests.web import story
from tests.web.site import Site

VIEWS = ("mina", "drop-in", "schemalagda", "asynkrona", "avslutade", "vidimering", "konsultationer")


def in_view(told: story.Story, view: str) -> bool:
    page = told.nurse.get(f"/clinic/{view}")
    assert page.status_code == 200
    return f'id="c-{told.id}"' in page.text


def test_work_begins_in_the_list_of_patients_and_there_is_no_start_page_beside_it(site: Site) -> None:
    """(E1, E2) VML: Startsida Clinic, arbeta inte här."""
    nurse = site.as_("Sara Sand")
    assert nurse.get("/clinic").headers["location"] == "/clinic/drop-in"
    page = nurse.get("/clinic/drop-in").text
    assert "Patientliggaren, Drop in</caption>" in page
    assert "Startsida" not in page


def test_a_case_goes_from_drop_in_over_the_active_to_the_ended_chats(site: Site) -> None:
    """(E5, E7, E20, H1)"""
    told = story.waiting(site)
    assert [in_view(told, view) for view in ("drop-in", "asynkrona", "avslutade")] == [True, False, False]
    for step, form in (("ta-emot", {}), ("starta", {}), ("avsluta", {"async_days": "1"})):
        assert told.nurse.post(f"{told.clinic}/{step}", data=form).status_code == 303
    assert [in_view(told, view) for view in ("drop-in", "asynkrona", "avslutade")] == [False, True, False]
    assert told.nurse.post(f"{told.clinic}/stang").status_code == 303
    assert [in_view(told, view) for view in ("drop-in", "asynkrona", "avslutade")] == [False, False, True]
    page = told.nurse.get("/clinic/asynkrona").text
    assert 'href="/clinic/avslutade"' in page


def test_the_filter_chosen_in_one_view_holds_in_every_other(own_site: Site) -> None:
    """(E11)"""
    told, other = story.waiting(own_site), story.asynchronous(own_site)
    set_in = told.nurse.post("/clinic/filter", data={"view": "drop-in", "reason": "feber"})
    assert set_in.headers["location"] == "/clinic/drop-in"
    for view in VIEWS:
        page = told.nurse.get(f"/clinic/{view}").text
        assert re.search(r'<option value="feber" selected>', page), view
        assert f'name="view" value="{view}"' in page, "the filter leads back to where it was set"
    assert not in_view(told, "drop-in")
    assert not in_view(other, "asynkrona")
    told.nurse.post("/clinic/filter", data={"view": "asynkrona"})
    assert in_view(told, "drop-in")
    assert in_view(other, "asynkrona")


def test_beside_the_case_stand_its_reason_when_it_came_and_how_it_went_with_the_sms(own_site: Site) -> None:
    """(E19, U11)"""
    told = story.visit(own_site)
    facts = told.nurse.get(told.clinic).text.partition('id="patient-facts"')[2].partition("</section>")[0]
    assert "<dt>Sökorsak</dt><dd>Halsont</dd>" in facts
    assert re.search(r"<dt>Skickat</dt><dd>i dag kl. 10.0\d</dd>", facts)
    assert "SMS på väg" in facts
    own_site.work()
    assert "SMS skickat" in told.nurse.get(told.clinic).text


def test_a_colleague_is_invited_under_sjukvardspersonal_once_the_resident_has_consented(own_site: Site) -> None:
    """(E23, F7, M3)"""
    told, path = story.visit(own_site), "sjukvardspersonal"
    own_site.as_("Sigge Sand")
    assert f'href="{told.clinic}/{path}"' in told.nurse.get(told.clinic).text
    page = told.nurse.get(f"{told.clinic}/{path}").text
    assert ">Sjukvårdspersonal</h2>" in page
    found = re.search(
        rf'href="({told.clinic}/{path}/[0-9a-f-]{{36}})">\s*<span class="choice__text">'
        r'\s*<span class="choice__title">Sigge Sand',
        page,
    )
    assert found
    without = told.nurse.post(found[1], data={"consent": ""})
    assert without.status_code == 422
    assert "Med i samtalet" not in told.resident.get(told.path).text
    assert told.nurse.post(found[1], data={"consent": "oral"}).status_code == 303
    assert "Med i samtalet: Sigge Sand" in told.resident.get(told.path).text


def test_a_handover_asks_for_resurs_prioritet_and_meddelande_and_ends_with_slutfor(site: Site) -> None:
    """(P2, P4, C13) GAV 2.4, Lämna över besök."""
    told = story.visit(site)
    assert re.search(rf'href="{told.clinic}/gor/lamna-over"[^>]*>\s*Lämna över besök', told.nurse.get(told.clinic).text)
    page = told.nurse.get(f"{told.clinic}/gor/lamna-over").text
    for word in ("Resurs", "Prioritet", "Meddelande", "Slutför"):
        assert re.search(rf">\s*{word}\s*<", page), word
    assert '<option value="vc-angen:physician:"' in page


def test_the_view_of_booked_visits_has_its_place_and_says_that_it_is_empty(site: Site) -> None:
    """(E6) Filled when visits are booked."""
    page = site.as_("Sara Sand").get("/clinic/schemalagda").text
    assert ">Schemalagda besök</h1>" in page
    assert "Inga schemalagda besök." in page
