"""The resident's pages of a booked visit, as a browser gets them: with a stream, and without JavaScript (J1 to J3)."""

from __future__ import annotations

from datetime import timedelta

from sluss.core.case import commands as c
from tests.web.booked import booked
from tests.web.site import Site
from tests.web.story import does


def test_a_page_that_is_open_gets_the_way_in_at_the_right_minute(own_site: Site) -> None:
    """(J2) By the stream, from the clock alone: nothing happens in the case."""
    told = booked(own_site, minutes=10.05)
    page = told.resident.get(told.path).text
    assert ("Ditt besök är bokat" in page, "Anslut</button>" in page) == (True, False)
    with told.resident.events(f"{told.path}/strom") as events:
        opened = events.until("swap", "Väntrummet är öppet")
        assert "Anslut</button>" in opened.html
        assert "Väntrummet är öppet" in events.until("told").html


def test_eleven_minutes_before_nobody_comes_in(own_site: Site) -> None:
    """(J2) From a page whose clock is wrong: refused with the time from which."""
    told = booked(own_site, minutes=11)
    refused = told.resident.post(f"{told.path}/vantrum")
    assert refused.status_code == 409
    assert "Väntrummet öppnar kl. " in refused.text
    own_site.clock.wait(minutes=1)
    assert told.resident.post(f"{told.path}/vantrum").status_code == 303
    assert "Du är i väntrummet" in told.resident.get(told.path).text


def test_it_says_when_with_whom_what_to_prepare_and_how_to_cancel(site: Site) -> None:
    """(J3, K13)"""
    told = booked(site, minutes=300)
    page = told.resident.get(told.path).text
    for words in (
        "Sara Sand, Vårdcentralen Ängen",
        "e-legitimation",
        "/installningar/ljud-och-bild",
        site.parts.web.pack.texts.video_cost,
        "Avboka eller byta tid",
        'href="tel:',
    ):
        assert words in page, words


def test_the_waiting_room_says_who_sees_that_one_is_there(site: Site) -> None:
    """(J2) And pressed twice it says the same."""
    told = booked(site)
    for _ in range(2):
        entered = told.resident.post(f"{told.path}/vantrum")
        assert entered.headers["location"] == told.path
    assert "Sara Sand ser att du är här." in told.resident.get(told.path).text
    assert "I väntrummet" in told.resident.get("/arenden").text


def test_who_waits_is_told_of_a_new_time_on_the_open_page(own_site: Site) -> None:
    """(K13)"""
    told = booked(own_site)
    told.resident.post(f"{told.path}/vantrum")
    later = own_site.clock() + timedelta(hours=2)
    with told.resident.events(f"{told.path}/strom", since=9) as events:
        events.until("swap", "who-is-here")
        does(own_site, told, c.MoveBooking(later, later + timedelta(minutes=30), although=True))
        events.until("swap", "Vården har ändrat tiden")
        assert "Ny tid: " in events.until("told").html


def test_the_next_visit_stands_on_the_start_page_of_who_is_logged_in(own_site: Site) -> None:
    told = booked(own_site)
    assert f'href="/arenden/{told.id}"' in told.resident.get("/").text
    assert f'href="/arenden/{told.id}"' not in own_site.browser().get("/").text
    assert f'href="/arenden/{told.id}"' not in own_site.as_("Olle Olsson").get("/").text


def test_the_link_of_the_sms_leads_by_way_of_the_login_to_the_visit(site: Site) -> None:
    """(J1)"""
    told = booked(site)
    asked = site.browser().get(told.path)
    assert asked.status_code == 303
    assert asked.headers["location"].startswith("/login?next=")
    assert str(told.id) in asked.headers["location"]


def test_without_javascript_a_link_looks_again(site: Site) -> None:
    waiting, early = booked(site), booked(site, minutes=300)
    waiting.resident.post(f"{waiting.path}/vantrum")
    assert "Se om besöket har börjat" in waiting.resident.get(waiting.path).text
    assert "Se om väntrummet har öppnat" in early.resident.get(early.path).text


def test_who_was_phoned_and_did_not_answer_reads_that(own_site: Site) -> None:
    """(J9)"""
    told = booked(own_site)
    own_site.clock.wait(minutes=10)
    does(own_site, told, c.NoteNoShow())
    page = told.resident.get(told.path).text
    assert "och ringer dig" in page
    assert "Anslut</button>" in page
