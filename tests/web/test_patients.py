"""*Sök patient* in the browser: what is posted is answered with the page itself, and no address holds a number."""

from __future__ import annotations

from tests.web import story
from tests.web.site import Browser, Site

AGNETA, OLLE, BO, TESS, PIA = "680412-2387", "790923-2394", "20190314-2394", "20130516-2388", "19910817-2389"
UNKNOWN = "191212121212"
NONE = "Inga patienter hittade"


def search(browser: Browser, q: str) -> str:
    answer = browser.post("/clinic/patienter", data={"q": q})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return answer.text


def create(browser: Browser, number: str) -> str:
    made = browser.post("/clinic/patienter/skapa", data={"personnummer": number})
    assert made.status_code == 303, made.text
    return str(made.headers["location"]).split("?")[0]


def test_a_patient_is_found_by_number_and_by_name_and_the_profile_opens(site: Site) -> None:
    """(A13, E9, E22)"""
    told = story.patient(site)
    for q in (AGNETA, "19680412 2387", "AGNETA and"):
        page = search(told.nurse, q)
        assert f'href="/clinic/patienter/{told.id}"' in page, q
    profile = told.nurse.get(f"/clinic/patienter/{told.id}")
    assert profile.status_code == 200
    for word in ("Agneta Andersson, ", "19680412-2387", "070-174 06 05", "Vårdcentralen Ängen"):
        assert word in profile.text
    assert told.nurse.get(f"/clinic/patienter/{told.id}?flik=annat").status_code == 404


def test_what_is_no_name_and_no_number_is_refused_beside_the_field_and_stays_in_it(site: Site) -> None:
    """(A13)"""
    nurse = site.as_("Sara Sand")
    for typed, said in (
        ("Bo", "Skriv minst 3 bokstäver av namnet, eller hela personnumret."),
        ("680412-2388", "Det är inget giltigt personnummer. Skriv tio eller tolv siffror."),
    ):
        answer = nurse.post("/clinic/patienter", data={"q": typed})
        assert answer.status_code == 422
        assert said in answer.text
        assert f'value="{typed}"' in answer.text
        assert 'id="q-fel"' in answer.text
        assert NONE not in answer.text


def test_nobody_creates_a_patient_before_the_shift_has_begun(own_site: Site) -> None:
    """(A13)"""
    nurse = own_site.fresh("Sara Sand", on_shift=False)
    page = search(nurse, OLLE)
    assert NONE in page
    assert "Skapa patient" not in page
    refused = nurse.post("/clinic/patienter/skapa", data={"personnummer": OLLE})
    assert refused.status_code == 409
    assert "Börja ditt skift innan du skapar en patient." in refused.text
    assert NONE in search(nurse, OLLE)
    # Who is a patient already needs no creating.
    own_site.as_("Agneta Andersson")
    assert "Agneta Andersson" in nurse.get(create(nurse, AGNETA)).text


def test_a_number_without_a_tie_can_be_made_a_patient_and_is_found_from_then_on(own_site: Site) -> None:
    """(A13)"""
    nurse, berget = own_site.as_("Sara Sand"), own_site.as_("Britta Berg")
    own_site.as_("Olle Olsson")
    page = search(nurse, OLLE)
    assert NONE in page
    assert "Skapa patient" in page
    assert "Olle" not in page
    path = create(nurse, OLLE)
    assert "Olle Olsson" in nurse.get(path).text
    assert "Olle Olsson" in search(nurse, "olss")
    assert create(nurse, OLLE) == path
    assert NONE in search(berget, OLLE)
    theirs, nobodys = (berget.get(f"/clinic/patienter/{id}") for id in (path[-36:], UNKNOWN.zfill(32)))
    assert (theirs.status_code, theirs.text) == (nobodys.status_code, nobodys.text)


def test_who_is_not_in_the_register_is_not_created(own_site: Site) -> None:
    """(A13)"""
    nurse = own_site.as_("Sara Sand")
    refused = nurse.post("/clinic/patienter/skapa", data={"personnummer": UNKNOWN})
    assert refused.status_code == 409
    assert "Personnumret finns inte i folkbokföringen. Ingen patient är skapad." in refused.text
    assert NONE in search(nurse, UNKNOWN)


def test_a_protected_patient_is_marked_and_has_no_telephone_and_no_name_to_find(own_site: Site) -> None:
    # H24 and H26, Skyddade personuppgifter (A13).
    nurse = own_site.as_("Sara Sand")
    path = create(nurse, PIA)
    profile = nurse.get(path).text
    assert "Skyddade personuppgifter" in profile
    assert "174 06 10" not in profile
    assert "Skyddade personuppgifter" in search(nurse, PIA)
    assert NONE in search(nurse, "persson")


def test_the_profile_of_a_child_says_who_may_act_until_when(own_site: Site) -> None:
    """(E22, L1)"""
    nurse = own_site.as_("Sara Sand")
    small = nurse.get(create(nurse, BO) + "?flik=relationer").text
    for word in ("Vera Vik", "Viktor Vik", "Vårdnadshavare", "till och med dagen före 13-årsdagen, 13 mars 2032."):
        assert word in small
    grown = nurse.get(create(nurse, TESS) + "?flik=relationer").text
    assert "Inte längre ombud: barnet har fyllt 13 år." in grown
    assert "Kan vara ombud" not in grown
    mother = nurse.get(create(nurse, "19880215-2382") + "?flik=relationer").text
    assert mother.count("Barn. ") == 3
    assert mother.count("Kan vara ombud till och med") == 2


def test_the_profile_leads_to_the_cases_of_the_patient(site: Site) -> None:
    """(E22)"""
    told, about = story.waiting(site), story.patient(site)
    page = told.nurse.get(f"/clinic/patienter/{about.id}?flik=arenden").text
    assert f'href="{told.clinic}"' in page
    assert "Biljetter</h2>" in told.nurse.get(f"/clinic/patienter/{about.id}?flik=biljetter").text
