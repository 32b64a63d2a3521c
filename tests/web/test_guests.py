"""Guests from outside as they and staff meet them on the pages (J6 to J8, A11, M3)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from sluss.core.hours import STOCKHOLM
from sluss.web.guesses import TRIES
from tests.web import story
from tests.web.site import Browser, Site


def link_of(site: Site, told: story.Story) -> str:
    assert told.guest
    return site.parts.web.links.link(told.guest)


def open_link(site: Site, told: story.Story) -> Browser:
    guest = site.browser()
    opened = guest.post("/gast/oppna", data={"link": link_of(site, told)})
    assert (opened.status_code, opened.headers["location"]) == (303, "/gast/besok"), opened.text
    return guest


def let_in(told: story.Story) -> httpx.Response:
    return told.nurse.post(f"{told.clinic}/gaster/{told.guest}/slapp-in", data={"checked": "known"})


def heading(page: httpx.Response) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    assert found, page.text
    return found[1].strip()


def test_a_guest_opens_the_link_waits_is_let_in_and_taken_out_again(site: Site) -> None:
    """(J6, A11)"""
    told = story.with_guest(site)
    elsa = site.browser()
    first = elsa.get(f"/gast/{link_of(site, told)}")
    assert heading(first) == "Hej Elsa!"
    assert "Fortsätt" in first.text
    elsa = open_link(site, told)
    assert heading(elsa.get("/gast/besok")) == "Du väntar på att bli insläppt"
    case = told.nurse.get(told.clinic).text
    assert "Elsa Ek, anhörig, väntar på att bli insläppt." in case
    # A11: how identity was checked is asked for.
    page = told.nurse.get(f"{told.clinic}/gaster/{told.guest}/slapp-in").text
    for words in ("Fotolegitimation visad", "Känd av vårdpersonal", "Patienten intygar", "Behövs inte"):
        assert words in page
    unsaid = told.nurse.post(f"{told.clinic}/gaster/{told.guest}/slapp-in", data={})
    assert (unsaid.status_code, "Välj hur du vet vem gästen är." in unsaid.text) == (422, True)
    assert let_in(told).status_code == 303
    assert heading(elsa.get("/gast/besok")) == "Du är insläppt"
    assert "Identitet: känd av vårdpersonal." in told.nurse.get(told.clinic).text
    assert "Elsa (anhörig) är nu med i samtalet." in told.resident.get(told.path).text
    assert told.nurse.post(f"{told.clinic}/gaster/{told.guest}/ta-bort").status_code == 303
    assert heading(elsa.get("/gast/besok")) == "Inbjudan är tillbakatagen"
    assert elsa.get(f"/gast/{link_of(site, told)}").status_code == 404


def test_opening_the_link_uses_nothing_up(site: Site) -> None:
    """Mail systems open the links that they carry."""
    told = story.with_guest(site)
    scanner = site.browser()
    for _ in range(3):
        seen = scanner.get(f"/gast/{link_of(site, told)}")
        assert seen.status_code == 200
        assert "set-cookie" not in seen.headers
    assert "Inbjuden" in told.nurse.get(told.clinic).text
    assert heading(open_link(site, told).get("/gast/besok")) == "Du väntar på att bli insläppt"


def test_the_link_leaves_the_address_and_is_told_to_nobody(site: Site) -> None:
    told = story.with_guest(site)
    first = site.browser().get(f"/gast/{link_of(site, told)}")
    # Never a path: neither to another site nor to the log of our own.
    assert first.headers["referrer-policy"] == "strict-origin"
    assert first.headers["cache-control"] == "no-store"
    assert not re.search(r'(?:href|src|action)="[^"]*' + re.escape(link_of(site, told)), first.text)
    opened = site.browser().post("/gast/oppna", data={"link": link_of(site, told)})
    cookie = opened.headers["set-cookie"].lower()
    assert link_of(site, told).lower() not in cookie
    for part in ("httponly", "samesite=strict", "path=/gast", "max-age="):
        assert part in cookie


def test_what_is_nobodys_is_the_same_404_whatever_it_was(own_site: Site) -> None:
    told = story.with_guest(own_site)
    right, guessed = link_of(own_site, told), own_site.parts.web.links.link(uuid4())
    assert told.nurse.post(f"{told.clinic}/gaster/{told.guest}/ta-bort").status_code == 303
    browser = own_site.browser()
    pages = [browser.get(f"/gast/{one}") for one in (right, guessed, "x", right[:-1])]
    pages += [browser.post("/gast/oppna", data={"link": one}) for one in (right, guessed, "")]
    pages += [browser.get("/gast/besok"), browser.get("/gast/finns-inte")]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1


def test_who_guesses_too_often_is_told_to_wait_and_the_right_link_still_leads_in(own_site: Site) -> None:
    """Nobody can keep others out by guessing from the same address."""
    told = story.with_guest(own_site)
    browser = own_site.browser()
    answers = [browser.get(f"/gast/{'a' * 43}").status_code for _ in range(TRIES + 1)]
    assert answers == [404] * TRIES + [429]
    assert browser.get(f"/gast/{link_of(own_site, told)}").status_code == 200
    own_site.clock.wait(minutes=11)
    assert browser.get(f"/gast/{'a' * 43}").status_code == 404


def test_after_the_visit_the_link_says_that_it_is_over_and_nothing_else(site: Site) -> None:
    told = story.guest_waiting(site)
    assert told.outside
    told.nurse.post(f"{told.clinic}/anteckning", data={"revision": "0", "anamnes": "Ont i halsen."})
    assert told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "1"}).status_code == 303
    for page in (told.outside.get("/gast/besok"), site.browser().get(f"/gast/{link_of(site, told)}")):
        assert heading(page) == "Besöket är slut"
        for word in ("Agneta", "Andersson", "Halsont", "Sara", "Ängen", "Elsa"):
            assert word not in page.text
    assert "set-cookie" not in site.browser().post("/gast/oppna", data={"link": link_of(site, told)}).headers


def test_the_newer_device_takes_over_and_the_older_is_told(site: Site) -> None:
    told = story.with_guest(site)
    phone = open_link(site, told)
    tablet = open_link(site, told)
    assert heading(phone.get("/gast/besok")) == "Besöket är öppnat på en annan enhet"
    assert heading(tablet.get("/gast/besok")) == "Du väntar på att bli insläppt"
    # The older one can do nothing more: not leave in the other's name, either.
    assert phone.post("/gast/besok/lamna").headers["location"] == "/gast/besok"
    assert "Väntar sedan" in told.nurse.get(told.clinic).text


def test_another_visits_cookie_or_a_changed_one_opens_nothing(site: Site) -> None:
    told, other = story.guest_waiting(site), story.guest_waiting(site)
    assert told.outside
    assert other.outside
    assert let_in(told).status_code == 303
    assert heading(other.outside.get("/gast/besok")) == "Du väntar på att bli insläppt"
    kept = next(cookie.value for cookie in told.outside.cookies.jar if cookie.name == "sluss_guest") or ""
    stranger = site.browser()
    for value in ("", "x", kept[:-2] + ".9", kept.replace(".", "-"), "a" * 3_000):
        answer = stranger.get("/gast/besok", headers={"cookie": f"sluss_guest={value}"})
        assert answer.status_code == 404, value


def test_a_guest_comes_into_nothing_else(site: Site) -> None:
    told = story.guest_waiting(site)
    assert told.outside
    assert let_in(told).status_code == 303
    for path in (told.path, told.clinic, "/arenden", f"{told.clinic}/bjud-in"):
        assert told.outside.get(path).status_code in (303, 404), path
    shown = told.outside.get("/gast/besok").text
    for word in ("Agneta", "Andersson", "Halsont", "Ängen", "070-174 06 09", "+46701740609"):
        assert word not in shown
    assert "Sara Sand" in shown or "Du är insläppt" in shown


def test_a_guest_who_is_refused_reads_it_and_the_link_is_dead(site: Site) -> None:
    told = story.guest_waiting(site)
    assert told.outside
    assert told.nurse.post(f"{told.clinic}/gaster/{told.guest}/neka").status_code == 303
    assert heading(told.outside.get("/gast/besok")) == "Du blev inte insläppt"
    assert site.browser().get(f"/gast/{link_of(site, told)}").status_code == 404
    assert "Avvisad" in told.nurse.get(told.clinic).text


def test_the_waiting_room_is_live_and_who_is_taken_out_hears_it_at_once(site: Site) -> None:
    told = story.guest_waiting(site)
    assert told.outside
    with told.outside.events("/gast/besok/strom") as events:
        assert "Du väntar på att bli insläppt" in events.until("swap", "where").html
        assert let_in(told).status_code == 303
        assert "Du är insläppt" in events.until("swap", "where").html
        assert told.nurse.post(f"{told.clinic}/gaster/{told.guest}/ta-bort").status_code == 303
        assert events.until("ended").html == "/gast/besok"
    with site.browser().events("/gast/besok/strom") as nobodys:
        assert nobodys.next().name == "closed"


def test_the_case_is_live_when_a_guest_comes(site: Site) -> None:
    told = story.with_guest(site)
    with told.nurse.events(f"{told.clinic}/strom") as events:
        open_link(site, told)
        assert 'id="guest-list"' in events.until("swap", "Väntar sedan").html


def test_staff_are_asked_for_consent_address_and_name(site: Site) -> None:
    """(M3)"""
    told = story.visit(site)
    form = {"vem": "gast", "kind": "relative", "first_name": "Elsa", "via": "sms", "address": "070-174 06 09"}
    for wrong, words in (
        ({}, "Fråga invånaren först"),
        ({"consent": "oral", "address": "08-123 45"}, "Det är inget svenskt mobilnummer."),
        ({"consent": "oral", "via": "email"}, "Det är ingen e-postadress."),
        ({"consent": "oral", "first_name": " "}, "Skriv gästens förnamn."),
    ):
        refused = told.nurse.post(f"{told.clinic}/bjud-in", data={**form, **wrong})
        assert refused.status_code == 422
        assert words in refused.text
    assert "Ingen utifrån är inbjuden." in told.nurse.get(told.clinic).text
    guest = str(uuid4())
    for _ in range(2):
        sent = told.nurse.post(f"{told.clinic}/bjud-in", data={**form, "consent": "oral", "guest": guest})
        assert sent.status_code == 303
    assert told.nurse.get(told.clinic).text.count("<strong>Elsa</strong>") == 1


def test_an_interpreter_is_asked_for_by_the_mailbox_alone(site: Site) -> None:
    """(J7, J8)"""
    told = story.visit(site)
    page = told.nurse.get(f"{told.clinic}/bjud-in", params={"vem": "tolk"}).text
    assert 'value="tolk@regiondemo.example"' in page
    assert 'name="first_name"' not in page
    sent = told.nurse.post(
        f"{told.clinic}/bjud-in", data={"vem": "tolk", "address": "tolk@regiondemo.example", "consent": "oral"}
    )
    assert sent.status_code == 303
    assert "<strong>tolk digital</strong>, tolk" in told.nurse.get(told.clinic).text


def test_there_is_no_second_guardian_of_an_adult(site: Site) -> None:
    told = story.visit(site)
    page = told.nurse.get(f"{told.clinic}/bjud-in").text
    assert "vem=vardnadshavare" not in page
    asked = {"vem": "vardnadshavare", "guardian": str(uuid4()), "via": "email", "address": "a@b.se", "consent": "oral"}
    assert told.nurse.post(f"{told.clinic}/bjud-in", data=asked).status_code == 409


@pytest.mark.parametrize("who", ["Pia Persson", "Britta Berg"])
def test_nobody_else_sees_to_the_guests(site: Site, who: str) -> None:
    told, stranger = story.guest_waiting(site), site.as_(who)
    for path in ("slapp-in", "neka", "ta-bort", "skicka-igen"):
        answer = stranger.post(f"{told.clinic}/gaster/{told.guest}/{path}", data={"checked": "known"})
        assert answer.status_code in (303, 404)
        assert answer.status_code == 404 or answer.headers["location"].startswith("/clinic/login")
    assert "Väntar sedan" in told.nurse.get(told.clinic).text


def test_the_link_is_sent_again_when_staff_ask_and_not_at_once(own_site: Site) -> None:
    told = story.with_guest(own_site)
    own_site.work()
    assert "Länken är skickad med sms" in told.nurse.get(told.clinic).text
    again = f"{told.clinic}/gaster/{told.guest}/skicka-igen"
    assert told.nurse.post(again).status_code == 409
    own_site.clock.wait(minutes=2)
    assert told.nurse.post(again).status_code == 303
    own_site.work()
    page = own_site.browser().get("/demo/phone").text
    assert page.count(link_of(own_site, told)) >= 2


def talk_with_relative(site: Site, **other: str) -> tuple[story.Story, httpx.Response]:
    about = story.patient(site)
    starts = (site.clock() + timedelta(minutes=5)).astimezone(STOCKHOLM)
    form = {"case": str(uuid4()), "to": "vc-angen:nurse:", "day": starts.date().isoformat()}
    form |= {
        "start": f"{starts:%H:%M}",
        "minutes": "30",
        "first_name": "Elsa",
        "via": "email",
        "address": "elsa@exempel.se",
        "although": "true",
        **other,
    }
    return about, about.nurse.post(f"/clinic/patienter/{about.id}/anhorigsamtal", data=form)


def test_a_talk_with_a_relative_is_a_visit_with_a_guest_that_the_patient_never_sees(site: Site) -> None:
    """(J13)"""
    before = story.patient(site).resident.get("/arenden").text
    about, booked = talk_with_relative(site)
    assert booked.status_code == 303, booked.text
    path = booked.headers["location"].partition("#")[0]
    shown = about.nurse.get(path).text
    assert "<strong>Elsa</strong>, anhörig" in shown
    assert "Anhörigsamtal" in shown
    assert "Anhörigsamtal" not in about.resident.get("/arenden").text
    assert about.resident.get("/arenden").text.count("/arenden/") == before.count("/arenden/")
    assert about.resident.get(path.removeprefix("/clinic")).status_code == 404
    for step in ("ta-emot", "starta"):
        assert about.nurse.post(f"{path}/{step}").status_code == 303
    # A note can be written, as of any visit.
    saved = about.nurse.post(f"{path}/anteckning", data={"revision": "0", "anamnes": "Samtal med hustrun."})
    assert saved.status_code == 303
    # Nobody stands on the patient's side, so nobody is asked for consent.
    assert "Har patienten samtyckt" not in about.nurse.get(f"{path}/bjud-in").text


def test_for_a_relative_who_cannot_be_reached_nothing_is_booked(site: Site) -> None:
    _, refused = talk_with_relative(site, address="elsa")
    assert (refused.status_code, "Det är ingen e-postadress." in refused.text) == (422, True)
    assert 'value="Elsa"' in refused.text


def test_where_such_talks_are_booked_on_the_relatives_own_number_staff_are_told_so(own_site: Site) -> None:
    """(J14, J15)"""
    packs = own_site.parts.web.service.packs
    for name in ("region", "current"):
        pack = getattr(packs, name)
        record = replace(pack.routine.record, relative_talk="own_number")
        setattr(packs, name, replace(pack, routine=replace(pack.routine, record=record)))
    about, refused = talk_with_relative(own_site)
    assert (refused.status_code, "den anhöriges eget personnummer" in refused.text) == (409, True)
    page = about.nurse.get(f"/clinic/patienter/{about.id}/boka").text
    assert "Ett anhörigsamtal bokas på den anhöriges eget personnummer, med orsaken Anhörigsamtal." in page
    assert "Ska besöket vara på telefon bokas det inte här." in page
    assert '<option value="anhorigsamtal"' in page
