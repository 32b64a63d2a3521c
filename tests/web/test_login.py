"""Logging in at the door: deep links, forgeries, replays, and a provider that is down."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from sluss.ports.eid import TEXTS
from tests.web import story
from tests.web.site import Browser, Site, id_of, site_at

AGNETA = ("bankid", "196804122387")


def logged_in(browser: Browser) -> bool:
    return any(cookie.name in ("sluss_resident", "sluss_staff") for cookie in browser.cookies.jar)


def test_every_demo_person_who_may_log_in_does_and_reads_their_name(site: Site) -> None:
    names = [
        "Agneta Andersson",
        "Olle Olsson",
        "Vera Vik",
        "Viktor Vik",
        "Tess Vik",
        "Pia Persson",
        "Disa Dahl",
        "Karin Kvist",
    ]
    for name in names:
        assert f"Inloggad som {name}" in site.as_(name).get("/arenden").text
    for name in ("Sara Sand", "Sigge Sand", "David Dal", "Petra Palm", "Britta Berg", "Nils Nord"):
        assert name in site.as_(name).get("/clinic/drop-in").text


@pytest.mark.parametrize("name", ["Bo Vik", "Bibbi Vik"])
def test_a_child_under_13_does_not_log_in(site: Site, name: str) -> None:
    browser = site.browser()
    back = browser.pick(browser.to_provider("bankid"), id_of(site.parts.people, name)[1])
    assert "error=access_denied" in back
    answer = browser.get(back)
    assert (answer.status_code, logged_in(browser)) == (403, False)
    assert TEXTS["cancelled"] in answer.text


def test_a_deep_link_survives_the_login(site: Site) -> None:
    path = f"{story.waiting(site).path}?fran=sms"
    browser = site.browser()
    sent = browser.get(path)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/login?next={quote(path, safe='')}")
    page = browser.get(sent.headers["location"])
    link = re.search(r'(/login/bankid\?next=[^"]+)"', page.text)
    assert link
    address = browser.get(link[1].replace("&amp;", "&")).headers["location"]
    done = browser.get(browser.pick(address, AGNETA[1]))
    assert (done.status_code, done.headers["location"]) == (303, path)
    assert browser.get(path).status_code == 200


@pytest.mark.parametrize(
    "next",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/ok\\..\\evil",
        "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
        " //evil.example",
        "/\x00/evil",
    ],
)
def test_a_login_leads_to_no_other_site(site: Site, next: str) -> None:
    browser = site.browser()
    assert "evil" not in browser.get("/login", params={"next": next}).text
    done = browser.log_in(*AGNETA, next=next)
    assert (done.status_code, done.headers["location"]) == (303, "/arenden")


def test_a_path_with_swedish_letters_is_a_path(site: Site) -> None:
    done = site.browser().log_in(*AGNETA, next="/ärenden?sök=å")
    assert done.status_code == 303
    assert urlsplit(done.headers["location"]).netloc == ""


def test_a_login_with_a_changed_state_gives_no_session_and_cannot_be_tried_again(site: Site) -> None:
    browser = site.browser()
    back = browser.pick(browser.to_provider("bankid"), AGNETA[1])
    forged = re.sub(r"state=[^&]+", "state=forged", back)
    answer = browser.get(forged)
    assert (answer.status_code, logged_in(browser)) == (403, False)
    assert TEXTS["state"] in answer.text
    assert browser.get(back).status_code == 400
    assert not logged_in(browser)


def test_a_callback_in_another_browser_gives_no_session(site: Site) -> None:
    mine, theirs = site.browser(), site.browser()
    back = mine.pick(mine.to_provider("bankid"), AGNETA[1])
    theirs.to_provider("bankid")
    assert theirs.get(back).status_code == 403
    assert site.browser().get(back).status_code == 400
    assert not logged_in(theirs)
    assert mine.get(back).status_code == 303


def test_a_login_is_used_once(site: Site) -> None:
    browser = site.browser()
    address = browser.to_provider("bankid")
    before = dict(browser.cookies)
    back = browser.pick(address, AGNETA[1])
    assert browser.get(back).status_code == 303
    replayed = site.browser()
    replayed.cookies.update(before)
    assert replayed.get(back).status_code == 400
    assert not logged_in(replayed)


def test_a_login_begun_at_one_provider_does_not_end_at_another(site: Site) -> None:
    browser = site.browser()
    back = browser.pick(browser.to_provider("bankid"), AGNETA[1])
    answer = browser.get(back.replace("/login/bankid/", "/login/freja/"))
    assert (answer.status_code, logged_in(browser)) == (403, False)
    browser = site.browser()
    back = browser.pick(browser.to_provider("bankid"), AGNETA[1])
    assert browser.get(back.replace("/login/bankid/", "/clinic/login/siths/")).status_code == 403
    assert not logged_in(browser)


def test_a_login_that_took_more_than_ten_minutes_is_begun_again(own_site: Site) -> None:
    browser = own_site.browser()
    back = browser.pick(browser.to_provider("bankid"), AGNETA[1])
    own_site.clock.wait(minutes=11)
    answer = browser.get(back)
    assert (answer.status_code, logged_in(browser)) == (400, False)


def test_a_provider_that_is_down_gets_a_sentence_and_no_session(database: str, tmp_path: Path) -> None:
    with site_at(database, tmp_path, down=frozenset({"freja", "siths"})) as site:
        for path in ("/login/freja", "/clinic/login/siths"):
            browser = site.browser()
            answer = browser.get(path)
            assert (answer.status_code, logged_in(browser)) == (503, False)
            assert TEXTS["unreachable"] in answer.text
        assert "Inloggad som Agneta Andersson" in site.fresh("Agneta Andersson").get("/arenden").text


@pytest.mark.parametrize("path", ["/login/telia", "/login/siths", "/clinic/login/bankid", "/login/telia/klar"])
def test_a_provider_that_is_not_configured_for_the_door_is_not_found(site: Site, path: str) -> None:
    assert site.browser().get(path).status_code == 404
