"""*Signera*, *Lås upp*, and what else a day's pages show by the rules of the region: without JavaScript."""

from __future__ import annotations

import re

from tests.web import story
from tests.web.site import Site

FIELDS = {"revision": "0", "anamnes": "Ont i halsen.", "assessment": "Virus."}


def test_a_note_is_signed_read_and_opened_again(own_site: Site) -> None:
    """(R5, R6)"""
    told = story.visit(own_site)
    page = told.nurse.get(told.clinic).text
    assert f'formaction="{told.clinic}/signera"' in page
    assert page.index("Spara anteckningen") < page.index("Signera"), "Enter in a field saves, and never signs"
    signed = told.nurse.post(f"{told.clinic}/signera", data=FIELDS)
    assert signed.headers["location"] == f"{told.clinic}#anteckning"
    locked = told.nurse.get(told.clinic).text
    assert "Anteckningen är låst." in locked
    assert 'name="anamnes"' not in locked
    assert re.findall(r'<dd data-copy="(\w+)"', locked) == ["Anamnes", "Bedömning"]
    assert told.nurse.post(f"{told.clinic}/anteckning", data={**FIELDS, "revision": "1"}).status_code == 409
    assert told.nurse.post(f"{told.clinic}/las-upp").status_code == 303
    opened = told.nurse.get(told.clinic).text
    assert 'name="anamnes"' in opened
    assert "senare upplåst" in opened


def test_what_was_typed_stays_when_it_is_not_enough_to_sign(own_site: Site) -> None:
    """(R7, decision 13)"""
    told = story.visit(own_site)
    empty = told.nurse.post(f"{told.clinic}/signera", data={"revision": "0"})
    assert empty.status_code == 422
    assert "kryssa för Inget att anteckna" in empty.text
    little = told.nurse.post(f"{told.clinic}/signera", data={"revision": "0", "diagnosis": "."})
    assert little.status_code == 422
    assert 'name="diagnosis" value="."' in little.text
    assert told.nurse.post(f"{told.clinic}/signera", data={"revision": "0", "nothing": "ja"}).status_code == 303
    assert "Inget att anteckna." in told.nurse.get(told.clinic).text


def test_a_case_that_can_wait_already_does_not_offer_to_wait_again(own_site: Site) -> None:
    """(Q5)"""
    told = story.waiting(own_site)
    link = f"{told.clinic}/gor/lat-vanta"
    assert link in told.nurse.get(told.clinic).text
    assert told.nurse.post(link).status_code == 303
    page = told.nurse.get(told.clinic).text
    assert "Bedömt att kunna vänta till" in page
    assert link not in page
    assert told.nurse.get(link).headers["location"] == told.clinic


def test_closing_for_the_day_has_no_page_before_its_time(own_site: Site) -> None:
    """(H7)"""
    told = story.visit(own_site)
    link = f"{told.clinic}/gor/stang-for-dagen"
    assert told.nurse.get(link).headers["location"] == told.clinic
    # From ten in the morning to ten minutes before the unit closes.
    own_site.clock.wait(hours=5, minutes=50)
    assert own_site.fresh("Sara Sand").get(link).status_code == 200


def test_the_local_administrator_reads_why_a_shift_was_left(own_site: Site) -> None:
    """(V3, Q5)"""
    told = story.visit(own_site)
    reason = "Brandlarm, alla måste ut ur huset."
    assert told.nurse.post("/clinic/skift/avsluta", data={"reason": reason}).status_code == 303
    admin = own_site.as_("Lotta Lind", "vc-angen:local_admin")
    page = admin.get("/clinic/enhet/bemanning").text
    assert "Lämnade skift" in page
    assert reason in page
    assert "Sara Sand" in page


def test_the_resident_reads_a_title_where_the_nurse_has_said_so(own_site: Site) -> None:
    """(B24, decision 14)"""
    told = story.accepted(own_site)
    form = {"shown_name": "", "title": "", "mobile": "", "title_only": "true"}
    assert told.nurse.post("/clinic/installningar", data=form).status_code == 303
    assert "checked" in _field(told.nurse.get("/clinic/installningar").text, "title_only")
    told.nurse.post(f"{told.clinic}/starta")
    page = told.resident.get(told.path).text
    assert "Jag är sjuksköterska" in page
    assert "Sand" not in page
    assert "Du chattar med sjuksköterska" in page
    told.nurse.post("/clinic/installningar", data={**form, "title_only": ""})
    assert "checked" not in _field(told.nurse.get("/clinic/installningar").text, "title_only")


def test_the_filter_says_what_is_chosen_before_it_is_opened(own_site: Site) -> None:
    """(E11)"""
    nurse = own_site.as_("Sara Sand")
    assert "Filter: visar alla" in _line(nurse.get("/clinic/drop-in").text)
    nurse.post("/clinic/filter", data={"view": "drop-in", "priority": "2", "mine": "true"})
    assert "Filter: prioritet 2, mina" in _line(nurse.get("/clinic/drop-in").text)


def test_the_rules_of_the_region_are_read_by_all_staff_and_by_no_resident(own_site: Site) -> None:
    """(Y7)"""
    page = own_site.as_("Sara Sand").get("/clinic/regler").text
    assert "Anteckningen signeras av den som har skrivit den, och är sedan låst." in page
    assert "Här finns funktionerna inte än." in page
    assert own_site.as_("Agneta Andersson").get("/clinic/regler").status_code == 303


def _field(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*id="{name}"[^>]*>', page)
    assert found
    return found[0]


def _line(page: str) -> str:
    return re.sub(r"\s+", " ", page)
