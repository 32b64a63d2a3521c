"""*Börja skift*, *Avsluta skift*, *Digitala kollegor* and *Dagens ärenden* in the browser."""

from __future__ import annotations

import re

import pytest

from tests.web import story
from tests.web.site import Browser, Site, id_of

OFF = "Du är inte i tjänst."
LEAVING = "/clinic/skift/avsluta"
REASON = "Brandlarm, alla måste ut."


def first_page(site: Site, name: str, next: str = "") -> str:
    """Where somebody comes who has just logged in."""
    return site.browser().log_in(*id_of(site.parts.people, name), next=next).headers["location"]


def leave(browser: Browser, reason: str = "") -> tuple[int, str]:
    answer = browser.post(LEAVING, data={"reason": reason})
    return answer.status_code, answer.headers.get("location", answer.text)


def people(browser: Browser) -> str:
    """The page of the colleagues in its words."""
    page = browser.get("/clinic/kollegor")
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2]).split())


def test_the_first_page_of_the_day_is_to_begin_the_shift_and_then_what_was_asked_for(own_site: Site) -> None:
    """(V4)"""
    assert first_page(own_site, "Sigge Sand") == "/clinic/uppdrag"
    asked = first_page(own_site, "Sigge Sand", "/clinic/dagen")
    assert asked == "/clinic/uppdrag?next=%2Fclinic%2Fdagen"
    sigge = own_site.fresh("Sigge Sand", on_shift=False)
    page = sigge.get(asked).text
    assert '<input type="hidden" name="next" value="/clinic/dagen">' in page
    begun = sigge.post("/clinic/skift", data={"mandate": "vc-angen:nurse", "next": "/clinic/dagen"})
    assert begun.headers["location"] == "/clinic/dagen"
    # At work already: straight on.
    assert first_page(own_site, "Sigge Sand", "/clinic/dagen") == "/clinic/dagen"


def test_a_role_without_patients_begins_no_shift(own_site: Site) -> None:
    assert first_page(own_site, "Loa Lund") == "/clinic/drop-in"
    loa = own_site.fresh("Loa Lund")
    assert OFF not in loa.get("/clinic/loggkontroll").text
    assert "Börja skift" not in loa.get("/clinic/uppdrag").text


def test_who_is_not_at_work_is_told_so_on_every_page_until_the_shift_begins(own_site: Site) -> None:
    told = story.waiting(own_site)
    idle = own_site.fresh("Sigge Sand", on_shift=False)
    for path in ("/clinic/drop-in", "/clinic/asynkrona", "/clinic/kollegor", "/clinic/dagen", told.clinic):
        page = idle.get(path)
        assert page.status_code == 200
        assert OFF in page.text, path
    assert OFF not in idle.get("/clinic/uppdrag").text, "the page itself"
    idle.post("/clinic/skift", data={"mandate": "vc-angen:nurse"})
    assert OFF not in idle.get(told.clinic).text


def test_somewhere_to_work_is_chosen_and_nothing_else_is_taken(own_site: Site) -> None:
    lotta = own_site.fresh("Lotta Lind", on_shift=False)
    nothing = lotta.post("/clinic/skift", data={"mandate": ""})
    assert (nothing.status_code, "Välj var du arbetar i dag." in nothing.text) == (422, True)
    for mandate in ("vc-berget:nurse", "vc-angen:local_admin", "x:y"):
        assert lotta.post("/clinic/skift", data={"mandate": mandate}).status_code == 404, mandate
    first = lotta.post("/clinic/uppdrag", data={"mandate": "vc-angen:nurse"})
    assert (first.status_code, "Börja ett skift" in first.text) == (409, True)
    elsewhere = lotta.post("/clinic/skift", data={"mandate": "vc-angen:nurse", "next": "https://evil.example/"})
    assert elsewhere.headers["location"] == "/clinic/drop-in"


def test_a_shift_goes_on_while_its_owner_is_somebody_else_for_a_while(own_site: Site) -> None:
    lotta = own_site.fresh("Lotta Lind")
    assert own_site.session(lotta, "staff").shift
    lotta.post("/clinic/uppdrag", data={"mandate": "vc-angen:local_admin"})
    session = own_site.session(lotta, "staff")
    assert (session.shift, session.elsewhere) == (None, session.mandates[0])
    # V3: she would be shown as at work after she had gone.
    assert lotta.post("/clinic/logout").headers["location"] == "/clinic/uppdrag"
    assert "Du är redan i tjänst." in lotta.get("/clinic/uppdrag").text
    lotta.post("/clinic/skift", data={"mandate": "vc-angen:nurse"})
    assert lotta.post("/clinic/logout").headers["location"] == LEAVING
    assert leave(lotta) == (303, "/clinic/login")


def test_ending_the_shift_logs_out_and_nobody_sees_one_as_at_work(own_site: Site) -> None:
    """(V1, V3, U10)"""
    sara, sigge = own_site.fresh("Sara Sand"), own_site.fresh("Sigge Sand")
    menu = sara.get("/clinic/drop-in").text
    assert menu.count(f'href="{LEAVING}"') == 2, "Avsluta skift, and Logga ut"
    assert 'action="/clinic/logout"' not in menu
    assert "Sara Sand" in people(sigge)
    assert "Du har inga öppna ärenden." in sara.get(LEAVING).text
    assert leave(sara) == (303, "/clinic/login")
    assert sara.get("/clinic/drop-in").headers["location"].startswith("/clinic/login")
    assert "Sara Sand" not in people(sigge)
    assert first_page(own_site, "Sara Sand") == "/clinic/uppdrag"


def test_what_holds_the_shift_is_listed_with_the_way_to_it(own_site: Site) -> None:
    """(V2, Q5, Q7)"""
    told = story.visit(own_site)
    story.waiting(own_site)
    page = told.nurse.get(LEAVING).text
    assert "Skiftet kan inte avslutas än." in page
    assert "Du har 1 öppet ärende." in page
    assert "Du är den sista i tjänst, och 1 ärende på enheten kan inte lämnas utan åtgärd." in page
    assert f'href="{told.clinic}"' in page
    assert "Besöket pågår" in page
    assert "Enhetens chef, Hanna Holm, får ett sms." in page
    assert "Avsluta skift</button>" not in page, "there is one way out, and it asks for a reason"
    status, answer = leave(told.nurse)
    assert (status, "Skiftet kan inte avslutas än." in answer) == (409, True)
    assert own_site.session(told.nurse, "staff").shift
    own_site.as_("Sigge Sand")
    assert "den sista i tjänst" not in told.nurse.get(LEAVING).text


def test_a_reason_that_says_nothing_is_refused_beside_its_field_and_stays_in_it(own_site: Site) -> None:
    """(V5)"""
    told = story.visit(own_site)
    status, answer = leave(told.nurse, "måste gå")
    assert status == 422
    assert "Skriv med minst 10 tecken varför du måste lämna." in answer
    assert ">måste gå</textarea>" in answer
    assert leave(told.nurse, REASON) == (303, "/clinic/login")


@pytest.mark.parametrize("takes", ["ja", "nej"])
def test_the_inflow_is_answered_for_or_nobody_does(own_site: Site, takes: str) -> None:
    """(D11, V6)"""
    sara = own_site.fresh("Sara Sand", on_shift=False)
    begin = {"mandate": "vc-angen:nurse"} | ({"inflow": "ja"} if takes == "nej" else {})
    sara.post("/clinic/skift", data=begin)
    assert ("Ingen ansvarar för inflödet just nu." in people(sara)) is (takes == "ja")
    assert sara.post("/clinic/inflode", data={"takes": takes}).status_code == 303
    assert ("Ingen ansvarar för inflödet just nu." in people(sara)) is (takes == "nej")
    assert ("Ansvarar för inflödet" in people(sara)) is (takes == "ja")
    idle = own_site.fresh("Britta Berg", on_shift=False)
    assert idle.post("/clinic/inflode", data={"takes": takes}).status_code == 404


def test_the_colleagues_of_the_whole_region_stand_there_the_own_unit_first(own_site: Site) -> None:
    """(E8, V4)"""
    told = story.visit(own_site)
    britta = own_site.as_("Britta Berg")
    mine, hers = people(told.nurse), people(britta)
    assert "Sara Sand (du) , sjuksköterska I tjänst sedan i dag kl." in mine
    assert "1 öppet ärende" in mine
    assert mine.index("Vårdcentralen Ängen") < mine.index("Vårdcentralen Berget") < mine.index("Britta Berg")
    assert hers.index("Vårdcentralen Berget") < hers.index("Vårdcentralen Ängen") < hers.index("Sara Sand")
    assert "Agneta" not in hers


def test_the_days_cases_stand_with_what_each_of_them_needs(own_site: Site) -> None:
    """(E15, Q5)"""
    done = story.visit(own_site)
    done.nurse.post(f"{done.clinic}/signera", data={"revision": "0", "status": "u.a."})
    done.nurse.post(f"{done.clinic}/avsluta", data={"async_days": "0"})
    unnoted, begun, waits = story.ended(own_site), story.visit(own_site), story.waiting(own_site)
    page = begun.nurse.get("/clinic/dagen").text
    todo, _, rest = page.partition("Övriga")
    assert begun.clinic in todo
    assert waits.clinic in todo
    assert unnoted.clinic in todo
    assert "Anteckning saknas" in todo
    assert "Besöket pågår" in todo
    assert "Ingen har tagit emot" in todo
    assert done.clinic in rest
    assert done.clinic not in todo
    assert "/clinic/arenden/" not in own_site.as_("Britta Berg").get("/clinic/dagen").text
