"""*Namn och inställningar*, *Notifieringar* and the bell, in the browser and on the streams."""

from __future__ import annotations

import re

import pytest

from sluss.core.notices import KINDS
from sluss.web.clinic.notices import SENTENCES
from tests.web import story
from tests.web.site import Browser, Site
from tests.web.stream import Events

HOME = "/clinic/installningar"
FIRST = "Kontrollera ditt namn, din titel och dina notifieringar innan du börjar."


def work(site: Site) -> None:
    while site.work():
        continue


def bell(browser: Browser) -> str:
    """What the bell of a page says, in the words that are heard."""
    page = browser.get("/clinic/drop-in").text
    found = re.search(r'<a class="bell".*?</a>', page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def save(browser: Browser, **fields: str) -> str:
    saved = browser.post(HOME, data=fields)
    assert saved.status_code == 303, saved.text
    return browser.get(saved.headers["location"]).text


def test_the_page_begins_with_what_the_directory_says(own_site: Site) -> None:
    """(Y5, E9, E10)"""
    page = own_site.as_("Sara Sand").get(HOME).text
    assert 'value="Sara Sand"' in page
    assert 'name="title" value="' in page
    assert 'name="sms_async" value="true">' in page
    assert f'href="{HOME}"' in page, "in Huvudmeny"


def test_a_changed_name_and_title_are_what_the_resident_reads_in_the_next_message(own_site: Site) -> None:
    """(B24, Y5)"""
    told = story.visit(own_site)
    page = save(told.nurse, shown_name="Sara S", title="distriktssköterska")
    assert "Sparat." in page
    assert "<strong>Sara S</strong>, distriktssköterska" in page
    story.say(told.nurse, told.clinic, "Hej igen")
    chat = told.resident.get(told.path).text
    assert "Sara S<" in chat or "Sara S," in chat
    assert "distriktssköterska" in chat
    save(told.nurse, shown_name="", title="")
    assert 'value="Sara Sand"' in told.nurse.get(HOME).text, "empty is as the directory says"


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"mobile": "08-123 45 67"}, "mobile", "Det är inget mobilnummer."),
        ({"sms_async": "true"}, "mobile", "Skriv ditt mobilnummer för att få sms"),
        ({"title": "x" * 61}, "shown_name", "högst 60 tecken"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_its_field_and_stays_in_it(
    site: Site, fields: dict[str, str], field: str, sentence: str
) -> None:
    """(U9)"""
    nurse = site.as_("Sara Sand")
    refused = nurse.post(HOME, data={"shown_name": "Sara Typ", **fields})
    assert refused.status_code == 422
    assert f'href="#{field}">' in refused.text
    assert sentence in refused.text
    assert 'value="Sara Typ"' in refused.text
    if "mobile" in fields:
        assert 'value="08-123 45 67"' in refused.text
    assert "Sara Typ" not in nurse.get(HOME).text


def test_a_number_is_shown_as_people_write_it_and_the_wishes_stay(own_site: Site) -> None:
    """(U9)"""
    page = save(own_site.as_("Sara Sand"), mobile="+46 70 174 06 06", sms_drop_in="true")
    assert 'value="070-174 06 06"' in page
    assert re.search(r'name="sms_drop_in" value="true" checked', page)
    assert not re.search(r'name="sms_async" value="true" checked', page)


def test_the_first_time_at_work_one_is_asked_to_look_at_the_settings_until_they_are_saved(
    own_site: Site,
) -> None:
    """(Y9)"""
    idle = own_site.fresh("Sara Sand", on_shift=False)
    assert FIRST not in idle.get("/clinic/drop-in").text, "not before the shift begins"
    nurse = own_site.as_("Sara Sand")
    assert FIRST in nurse.get("/clinic/drop-in").text
    assert FIRST not in nurse.get(HOME).text
    save(nurse)
    assert FIRST not in nurse.get("/clinic/drop-in").text


def test_a_new_case_is_in_the_bell_the_list_and_the_sms_until_it_is_marked_as_read(
    own_site: Site,
) -> None:
    """(U7, U8, E9)"""
    nurse = own_site.as_("Sara Sand")
    save(nurse, mobile="0701740606", sms_drop_in="true")
    told = story.waiting(own_site)
    work(own_site)
    assert bell(nurse) == "Notifieringar 1 olästa"
    page = nurse.get("/clinic/notifieringar").text
    assert f'<a href="{told.clinic}">Nytt ärende i drop in: Halsont</a>' in page
    assert "Oläst" in page
    assert f"{told.clinic}" in own_site.browser().get("/demo/phone").text
    newest = re.search(r'name="up_to" value="([^"]+)"', page)
    assert newest
    assert nurse.post("/clinic/notifieringar/lasta", data={"up_to": newest[1]}).status_code == 303
    assert bell(nurse) == "Notifieringar"
    assert "Oläst" not in nurse.get("/clinic/notifieringar").text


def test_the_bell_and_a_sentence_come_over_the_streams_of_the_list_and_of_the_case(
    own_site: Site,
) -> None:
    """(U8, E9)"""
    nurse = own_site.as_("Sara Sand")
    told = story.visit(own_site)
    work(own_site)

    def hears(events: Events) -> None:
        assert "olästa" in events.until("swap", 'id="bell"').html
        assert events.until("told").html == "Ny notifiering: Nytt ärende i drop in"

    with nurse.events("/clinic/drop-in/strom") as in_list, nurse.events(f"{told.clinic}/strom") as in_case:
        for events in (in_list, in_case):
            assert "1<span" in events.until("swap", 'id="bell"').html, "as it was when the stream was opened"
        story.waiting(own_site)
        work(own_site)
        hears(in_list)
        hears(in_case)
        page = nurse.get("/clinic/notifieringar").text
        newest = re.search(r'name="up_to" value="([^"]+)"', page)
        assert newest
        nurse.post("/clinic/notifieringar/lasta", data={"up_to": newest[1]})
        for events in (in_list, in_case):
            assert "olästa" not in events.until("swap", 'id="bell"').html


def test_a_reviewer_has_no_bell_and_no_way_to_the_pages(site: Site) -> None:
    page = site.as_("Loa Lund").get("/clinic/loggkontroll").text
    assert 'id="bell"' not in page
    assert HOME not in page


def test_every_kind_of_notice_has_its_sentence() -> None:
    assert set(SENTENCES) == set(KINDS)
