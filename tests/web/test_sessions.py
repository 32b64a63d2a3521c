"""A session opens what is its own, and ends: by its owner, by idleness, by age, by a change of mandate."""

from __future__ import annotations

import re

from tests.web import story
from tests.web.site import Browser, Site

LOTTA = ("Lotta Lind", "vc-angen:nurse")


def is_out(browser: Browser, path: str) -> bool:
    answer = browser.get(path)
    return answer.status_code == 303 and "/login" in answer.headers["location"]


def test_logging_out_ends_the_session_on_the_server_and_not_only_in_the_browser(site: Site) -> None:
    for name, page in (("Agneta Andersson", "/arenden"), ("Sara Sand", "/clinic/drop-in")):
        browser, thief = site.fresh(name), site.browser()
        for cookie in browser.cookies.jar:
            thief.cookies.jar.set_cookie(cookie)
        assert thief.get(page).status_code == 200
        assert browser.go_home().status_code == 303
        assert is_out(browser, page)
        assert is_out(thief, page)


def test_logging_out_cuts_the_streams_that_are_open(site: Site) -> None:
    told = story.visit(site)
    resident, nurse = site.fresh("Agneta Andersson"), site.fresh("Sara Sand")
    for browser, path in (
        (resident, f"{told.path}/strom"),
        (nurse, f"{told.clinic}/strom"),
        (site.fresh("Sara Sand"), "/clinic/drop-in/strom"),
    ):
        with browser.events(path) as events:
            events.next()
            browser.go_home()
            assert events.until("closed").html == ""
            assert events.rest() == []


def test_another_mandate_cuts_the_streams_of_the_former_one(site: Site) -> None:
    told = story.visit(site)
    lotta = site.fresh(*LOTTA)
    for path in ("/clinic/drop-in/strom", f"{told.clinic}/strom"):
        lotta.post("/clinic/skift", data={"mandate": "vc-angen:nurse"})
        with lotta.events(path) as events:
            events.next()
            lotta.post("/clinic/uppdrag", data={"mandate": "vc-angen:local_admin"})
            events.until("closed")
        assert lotta.get(told.clinic).status_code == 404


def test_with_several_mandates_one_is_chosen_before_anything_is_shown(own_site: Site) -> None:
    told = story.waiting(own_site)
    lotta = own_site.fresh("Lotta Lind", on_shift=False)
    for path in ("/clinic/drop-in", told.clinic):
        assert lotta.get(path).headers["location"] == "/clinic/uppdrag"
    with lotta.events(f"{told.clinic}/strom") as events:
        assert events.next().name == "closed"
    page = lotta.get("/clinic/uppdrag").text
    assert "Sjuksköterska" in page
    assert "Lokal administratör" in page
    assert lotta.post("/clinic/uppdrag", data={"mandate": "vc-berget:nurse"}).status_code == 404
    assert lotta.post("/clinic/uppdrag", data={"mandate": ""}).status_code == 404


def test_an_unused_session_ends_and_a_used_one_goes_on(own_site: Site) -> None:
    told = story.visit(own_site)
    for browser, page in ((told.resident, "/arenden"), (told.nurse, "/clinic/drop-in")):
        for _ in range(3):
            own_site.clock.wait(minutes=40)
            for each in (told.resident, told.nurse):
                assert each.get("/arenden" if each is told.resident else "/clinic/drop-in").status_code == 200
        assert browser.get(page).status_code == 200
    own_site.clock.wait(minutes=61)
    assert is_out(told.resident, "/arenden")
    assert is_out(told.nurse, "/clinic/drop-in")


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(own_site: Site) -> None:
    resident = own_site.fresh("Agneta Andersson")
    for _ in range(14):
        own_site.clock.wait(minutes=50)
        assert resident.get("/arenden").status_code == 200
    own_site.clock.wait(minutes=30)
    assert is_out(resident, "/arenden")


def test_a_cookie_of_one_side_opens_nothing_on_the_other(site: Site) -> None:
    told = story.visit(site)
    tokens = {cookie.name: cookie.value for b in (told.resident, told.nurse) for cookie in b.cookies.jar}
    thief = site.browser()
    thief.cookies.set("sluss_resident", tokens["sluss_staff"] or "")
    thief.cookies.set("sluss_staff", tokens["sluss_resident"] or "")
    assert is_out(thief, "/arenden")
    assert is_out(thief, "/clinic/drop-in")
    for path in (told.path, told.clinic):
        with thief.events(f"{path}/strom") as events:
            assert events.next().name == "closed"


def test_a_staff_cookie_is_not_even_sent_to_the_pages_of_residents(site: Site) -> None:
    nurse = site.as_("Sara Sand")
    assert {cookie.path for cookie in nurse.cookies.jar if cookie.name == "sluss_staff"} == {"/clinic"}


def test_a_cookie_that_is_none_of_ours_is_nobody(site: Site) -> None:
    for value in ("", "x", "a" * 5_000, '"', "../../etc", "%00"):
        browser = site.browser()
        browser.headers["Cookie"] = f"sluss_resident={value}; sluss_staff={value}; sluss_filter={value}"
        assert is_out(browser, "/arenden")
        assert is_out(browser, "/clinic/drop-in")
        with browser.events("/clinic/drop-in/strom") as events:
            assert events.next().name == "closed"


def _timeless(page: str) -> str:
    """Without its numbers: the minutes that a row has waited pass between two pages."""
    return re.sub(r"(\d+( (dygn|tim|min))? ?)+", "#", page)


def test_a_filter_cookie_that_is_none_of_ours_is_an_empty_filter(site: Site) -> None:
    nurse = site.fresh("Sara Sand")
    before = _timeless(nurse.get("/clinic/drop-in").text)
    for value in ("x", "eyJyZWFzb24iOiAxfQ", "W10", "bnVsbA", "eyJ4IjogMX0", "a" * 3_000):
        nurse.cookies.set("sluss_filter", value, path="/clinic")
        answer = nurse.get("/clinic/drop-in")
        nurse.cookies.delete("sluss_filter", path="/clinic")
        assert (answer.status_code, _timeless(answer.text)) == (200, before)


def test_the_filter_is_kept_on_the_device(site: Site) -> None:
    nurse = site.fresh("Sara Sand")
    story.waiting(site)
    assert nurse.post("/clinic/filter", data={"priority": "1", "view": "drop-in"}).status_code == 303
    assert "Filtret döljer ärenden som kan behöva dig." in nurse.get("/clinic/drop-in").text
    assert nurse.post("/clinic/filter", data={"priority": "9", "view": "asynkrona"}).headers["location"].endswith("a")
    assert "Filtret döljer" not in nurse.get("/clinic/drop-in").text
