"""From one way of contact to another: what is said of it, and where it is offered (HDK, Byte av kontaktväg)."""

from __future__ import annotations

import re
from html import unescape

from tests.service.test_autosend import without_autosend
from tests.web import story
from tests.web.site import Site

UNIT = "/clinic/enhet"
TURNED_OFF = {"seen": "99", "function": "drop_in_ticket", "on": ""}
CHAT_LINK = {"seen": "99", "title": "Boka om din tid", "url": "https://boka.example.se/tid", "where": "chatt"}


def chooser(html: str) -> str:
    return " ".join(unescape(html[html.index("data-phrases") : html.index("<noscript>")]).split())


def test_who_gives_a_ticket_on_the_phone_reads_what_the_link_means(site: Site) -> None:
    """(M7)"""
    about = story.patient(site)
    page = about.nurse.get(f"/clinic/patienter/{about.id}/biljett").text
    assert "Invånaren får ett sms med en länk. Att logga in är att samtycka till att fortsätta i chatten." in page
    assert "Samtycket behöver inte antecknas." in page
    # The link leads to the login, and from there to the ticket (test_login: a deep link survives it).
    told = story.given_ticket(site)
    assert site.browser().get(told.path).headers["location"].startswith("/login?next=")
    assert told.resident.post(f"{told.path}/stall-i-ko").headers["location"] == told.path
    assert told.nurse.post(f"{told.clinic}/ta-emot").status_code == 303


def test_a_unit_that_does_not_offer_the_way_from_the_phone_has_it_on_no_page(own_site: Site) -> None:
    """(Y3)"""
    told, about = story.visit(own_site), story.patient(own_site)
    profile = f"/clinic/patienter/{about.id}"
    pages = (told.clinic, profile)
    assert all("/biljett" in told.nurse.get(page).text for page in pages)
    admin = own_site.as_("Lotta Lind", "vc-angen:local_admin")
    assert admin.post(f"{UNIT}/funktioner", data=TURNED_OFF).status_code == 303
    for page in pages:
        assert not re.search(r'/biljett["?]', told.nurse.get(page).text)
    assert told.nurse.get(f"{profile}/biljett").headers["location"] == profile
    form = {"to": "vc-angen:nurse:", "reason": "halsont", "days": "7"}
    assert told.nurse.post(f"{profile}/biljett", data=form).status_code == 409


def test_a_link_of_the_unit_is_sent_in_the_chat_and_can_be_followed(own_site: Site) -> None:
    """(M8) Klickar på länken i meddelandet: to agree is to follow it, and nothing is asked besides."""
    admin = own_site.as_("Lotta Lind", "vc-angen:local_admin")
    assert admin.post(f"{UNIT}/lankar", data=CHAT_LINK).status_code == 303
    told = story.visit(own_site)
    said = "Boka om din tid: https://boka.example.se/tid"
    assert said in chooser(told.nurse.get(told.clinic).text)
    assert story.say(told.nurse, told.clinic, said).status_code in (200, 201)
    assert re.search(r'<a href="https://boka.example.se/tid"[^>]*>', told.resident.get(told.path).text)


def test_the_offer_to_go_on_in_the_chat_is_signed_and_what_is_not_safe_is_referred(site: Site) -> None:
    """(M9, M12)"""
    told = story.visit(site)
    phrases = chooser(told.nurse.get(told.clinic).text)
    assert "Jag skulle gärna vilja fortsätta kontakten via vår chatt" in phrases
    assert "Vänliga hälsningar Sara Sand, sjuksköterska" in phrases
    assert "via e-post, sms, FaceTime eller liknande. Skriv till oss här i chatten i stället." in phrases


def test_staff_are_asked_to_judge_first_whether_the_phone_gives_value(site: Site) -> None:
    """(M11)"""
    told = story.visit(site)
    page = told.nurse.get(f"{told.clinic}/gor/telefon").text
    assert "Bedöm först om bytet gör nytta." in page
    question = site.parts.web.pack.texts.phone_question
    assert question not in told.resident.get(told.path).text, "to open the page is not to ask"
    assert told.nurse.post(f"{told.clinic}/gor/telefon").status_code == 303
    assert question in told.resident.get(told.path).text


def test_the_page_asks_about_a_message_and_the_resident_reads_it_days_later(own_site: Site) -> None:
    """(G14, Q3)"""
    told = story.visit(own_site)
    page = told.nurse.get(f"{told.clinic}/avsluta").text
    assert "Skicka ett meddelande efter 3 dagar om ärendet fortfarande är öppet" in page
    ended = told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "10", "message": "ja"})
    assert ended.status_code == 303
    text = own_site.parts.web.pack.autosend.text
    own_site.clock.wait(days=3)
    while own_site.work():
        continue
    # Their sessions have ended meanwhile.
    page = own_site.fresh("Agneta Andersson").get(told.path).text
    assert text in unescape(page)
    assert "Vårdcentralen Ängen, automatiskt meddelande" in page


def test_where_the_region_has_it_off_nothing_is_drawn(own_site: Site) -> None:
    """(G14, Y2)"""
    told = story.visit(own_site)
    assert 'name="message"' in told.nurse.get(f"{told.clinic}/avsluta").text
    without_autosend(own_site.parts.web.service.packs)
    page = told.nurse.get(f"{told.clinic}/avsluta").text
    assert "Avsluta besöket med" in page
    assert 'name="message"' not in page
    assert "Meddelande</legend>" not in page
