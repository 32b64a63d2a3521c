"""*Öva* through the pages: chosen, marked everywhere, played, put away (H24, Hantering av suicidal patient)."""

from __future__ import annotations

import re

from tests.web import story
from tests.web.site import Browser, Site

RISK = "suicidrisk-mattlig"


def begun(nurse: Browser, scenario: str = RISK) -> str:
    """By the form on the page; the address of the case."""
    page = nurse.get("/clinic/ova").text
    found = re.search(rf'name="case" value="([^"]+)">\s*<input type="hidden" name="scenario" value="{scenario}"', page)
    assert found
    form = {"case": found[1], "scenario": scenario}
    done = nurse.post("/clinic/ova", data=form)
    assert done.status_code == 303, done.text
    # Pressed twice it has begun once.
    assert nurse.post("/clinic/ova", data=form).headers["location"] == done.headers["location"]
    return done.headers["location"]


def test_the_menu_leads_to_the_drills_and_each_says_what_one_practises(site: Site) -> None:
    nurse = site.as_("Sara Sand")
    assert 'href="/clinic/ova"' in nurse.get("/clinic/drop-in").text
    page = nurse.get("/clinic/ova").text
    assert page.count("Börja övningen") == 3
    for words in ("Suicidtankar utan plan", "Patienten slutar svara", "Tryck över bröstet, prioritet 1"):
        assert words in page
    assert "Testpatient: Alva Exempelsson" in page


def test_a_drill_says_that_it_is_one_wherever_it_is_drawn(site: Site) -> None:
    nurse = site.as_("Sara Sand")
    path = begun(nurse)
    page = nurse.get(path).text
    assert "ÖVNING: Suicidtankar utan plan" in page
    assert "Patienten finns inte, så ring ingen på riktigt." in page
    assert "<title>Alva Exempelsson (övning)" in page
    for view in ("drop-in", "suicidrisk"):
        name = rf'href="{path}">Alva Exempelsson \(övning\)</a>.*?</(?:td|div)>'
        row = re.search(name, nurse.get(f"/clinic/{view}").text, re.DOTALL)
        assert row
        assert "ÖVNING" in row[0]
    assert nurse.post(f"{path}/ta-emot").status_code == 303
    assert 'data-copy-first="ÖVNING"' in nurse.get(path).text
    assert "ÖVNING" in nurse.get("/clinic/mina").text
    assert nurse.post(f"{path}/gor/avsluta-ovningen").status_code == 303


def test_a_case_in_earnest_is_marked_nowhere(site: Site) -> None:
    case = story.visit(site)
    page = case.nurse.get(case.clinic).text
    assert "ÖVNING" not in page
    assert "data-copy-first" not in page


def test_the_patient_answers_until_there_is_nothing_more_to_say(site: Site) -> None:
    nurse = site.as_("Sara Sand")
    path = begun(nurse, "svarar-inte")
    assert "Låt patienten svara" in nurse.get(path).text
    assert nurse.post(f"{path}/gor/lat-patienten-svara").status_code == 303
    page = nurse.get(path).text
    assert "Jag orkar inte prata mer i dag." in page
    assert "Låt patienten svara" not in page
    assert "Patienten har inget mer att säga." in page
    assert nurse.post(f"{path}/gor/lat-patienten-svara").status_code == 409
    assert nurse.post(f"{path}/gor/avsluta-ovningen").status_code == 303


def test_ending_asks_once_more_and_leaves_nothing_behind(site: Site) -> None:
    nurse = site.as_("Sara Sand")
    path = begun(nurse)
    assert "tas bort ur alla listor" in nurse.get(f"{path}/gor/avsluta-ovningen").text
    done = nurse.post(f"{path}/gor/avsluta-ovningen")
    assert done.headers["location"] == "/clinic/mina"
    assert nurse.get(path).status_code == 404
    assert path not in nurse.get("/clinic/drop-in").text


def test_there_is_no_page_of_the_test_patient_and_no_ticket_for_it(site: Site) -> None:
    nurse = site.as_("Sara Sand")
    path = begun(nurse)
    assert nurse.post(f"{path}/ta-emot").status_code == 303
    page = nurse.get(path).text
    assert "/clinic/patienter/" not in page
    assert nurse.post(f"{path}/gor/avsluta-ovningen").status_code == 303
