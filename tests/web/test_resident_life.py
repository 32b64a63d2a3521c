"""The resident's side of the whole life of a case: matters, tickets, forms, what staff begin, and one at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

import httpx
import pytest

from sluss.core.case import commands as c
from sluss.service.ids import new_id
from sluss.web.resident.forms import names
from tests.web import story
from tests.web.site import MILD, Browser, Site

FEVER: Mapping[str, tuple[str, ...]] = {
    "varning": ("inget",),
    "matt": ("false",),
    "dagar": ("idag",),
    "frossa": ("false",),
    "allman": ("uppe",),
    "dryck": ("vanligt",),
    "symtom": ("inget",),
    "risk": ("inget",),
    "resa": ("false",),
}


def main(answer: httpx.Response) -> str:
    """What stands in the page itself, as somebody reads it."""
    inside = re.sub(r"<(script|noscript).*?</\1>", "", answer.text.partition("<main")[2].partition("</main")[0])
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inside)).split()).replace(" .", ".")


def after(answer: httpx.Response, browser: Browser) -> str:
    """The page that a post leads to."""
    assert answer.status_code == 303, answer.text
    return main(browser.get(answer.headers["location"]))


def send(told: story.Story, **changes: str) -> httpx.Response:
    for link, value in {**MILD, **changes}.items():
        told.resident.post(f"{told.path}/fragor/{link}", data={"answer": value})
    return told.resident.post(f"{told.path}/skicka")


def post_form(site: Site, told: story.Story, browser: Browser | None = None, **said: tuple[str, ...]) -> httpx.Response:
    """Fills in the form as it stands on the page: every field that is there, and which those were."""
    address = f"{told.path}/formular/{told.sent}"
    called = names(site.parts.web.pack.questionnaires["feber"])
    stood = re.findall(r'name="fraga" value="([^"]+)"', told.resident.get(address).text)
    filled = {called[link]: list(values) for link, values in {**FEVER, **said}.items()}
    return (browser or told.resident).post(address, data={"fraga": stood, **filled})


def test_the_start_page_shows_what_residents_turn_to_and_never_what_staff_begin(site: Site) -> None:
    # VML, Utbud på startsida (B1, B5).
    page = site.browser().get("/").text
    for service in ("sok-vard", "andra-arenden"):
        assert f'href="/sok-vard?tjanst={service}"' in page
    assert "fran-varden" not in page
    agneta = site.as_("Agneta Andersson")
    assert "Halsont" in main(agneta.get("/sok-vard?tjanst=fran-varden"))
    refused = agneta.post("/sok-vard", data={"reason": "provsvar"})
    assert (refused.status_code, "Provsvar" in refused.text) == (422, False)


def test_other_matters_are_chosen_without_a_page_of_danger(site: Site) -> None:
    # H24, Chatt utan triagering (C10)
    agneta = site.as_("Agneta Andersson")
    page = main(agneta.get("/sok-vard?tjanst=andra-arenden"))
    for title in ("Förnya recept", "Av- eller omboka tid", "Fråga om faktura", "Vaccination", "Vårdgaranti", "Övrigt"):
        assert title in page
    assert "Halsont" not in page
    assert 'class="notice' not in agneta.get("/sok-vard?tjanst=andra-arenden").text
    assert 'class="notice notice--warning' in agneta.get("/sok-vard?tjanst=sok-vard").text


def test_a_matter_says_when_an_answer_comes_and_until_when_it_is_open(own_site: Site) -> None:
    # VML: open for ten days (G1); a Tuesday at ten, and ten days later a Friday at closing time.
    told = story.matter(own_site)
    page = main(told.resident.get(told.path))
    assert "Ditt ärende har gått till Vårdcentralen Ängen" in page
    assert "Du kan räkna med svar senast i dag kl. 14.00" in page
    assert "Du kan skriva till Vårdcentralen Ängen till och med fredag 4 december kl. 16.00" in page
    assert "Blir du sämre" not in page
    assert story.say(told.resident, told.path, "Helst till apoteket i Ängen.").status_code == 200
    assert "Helst till apoteket i Ängen." in main(told.resident.get(told.path))
    assert "Förnya recept" in main(told.resident.get("/arenden"))


def test_a_matter_waits_for_the_health_centre_that_is_closed(own_site: Site) -> None:
    own_site.clock.wait(hours=10)
    told = story.matter(own_site)
    page = main(told.resident.get(told.path))
    assert "Mottagningen är stängd just nu. Ditt ärende väntar tills den öppnar." in page
    assert "svar senast i morgon kl. 12.00" in page


def test_vaccination_is_answered_by_the_contact_centre(site: Site) -> None:
    told = story.matter(site, "vaccination", vilken="tbe", fraga="När behövs nästa dos?")
    assert "Ditt ärende har gått till 1177 Kontaktcenter" in main(told.resident.get(told.path))


def test_a_started_drop_in_blocks_a_second_one_and_says_so_beforehand(own_site: Site) -> None:
    # VML (B18): and no other matter.
    told = story.waiting(own_site)
    agneta = told.resident
    assert f'href="{told.path}"' not in agneta.get("/").text
    own_site.one_drop_in()
    start = agneta.get("/")
    assert "Du har redan ett pågående ärende: Halsont, Vårdcentralen Ängen." in main(start)
    assert f'href="{told.path}"' in start.text
    assert 'href="/sok-vard?tjanst=sok-vard"' not in start.text
    assert 'href="/sok-vard?tjanst=andra-arenden"' in start.text
    reasons = main(agneta.get("/sok-vard"))
    assert "Du har redan ett pågående ärende" in reasons
    assert "Feber" not in reasons
    refused = agneta.post("/sok-vard", data={"reason": "feber"})
    assert refused.headers["location"] == f"{told.path}?besked=pagaende"
    page = after(refused, agneta)
    assert "Du har redan ett pågående ärende, fortsätt där." in page
    assert "Andra ärenden kan du alltid starta." in page
    assert story.matter(own_site).path in agneta.get("/arenden").text
    # Somebody else is held back by nothing.
    assert "pågående ärende" not in main(own_site.as_("Viktor Vik").get("/"))


def test_a_draft_that_cannot_be_sent_yet_keeps_its_answers(own_site: Site) -> None:
    own_site.one_drop_in()
    first, second = story.draft(own_site), story.draft(own_site)
    assert send(first).headers["location"] == first.path
    refused = send(second)
    assert refused.headers["location"] == f"{first.path}?besked=sparat"
    assert "Dina svar är sparade under Mina ärenden" in after(refused, second.resident)
    assert second.path in second.resident.get("/arenden").text
    story.does(own_site, first, c.AcceptCase())
    story.does(own_site, first, c.StartVisit(new_id()))
    first.nurse.post(f"{first.clinic}/avsluta", data={"async_days": "1"})
    assert second.resident.post(f"{second.path}/skicka").headers["location"] == second.path


def test_a_ticket_is_used_when_the_resident_wants_to(own_site: Site) -> None:
    # VML (I1, I5, I8).
    told = story.ticket(own_site)
    agneta = told.resident
    for address in ("/arenden", told.path):
        page = main(agneta.get(address))
        assert "i kön till sjuksköterska" in page
        assert "gäller till och med tisdag 1 december kl. 16.00" in page
        assert "låta biljetten vara, eller ringa Vårdcentralen Ängen på 010-555 01 00" in page
        assert f'action="{told.path}/stall-i-ko"' in agneta.get(address).text
    page = after(agneta.post(f"{told.path}/stall-i-ko"), agneta)
    assert "Ditt ärende har gått till Vårdcentralen Ängen" in page
    assert "Du kan räkna med svar senast" in page
    # Pressed twice, it leads to the case.
    again = agneta.post(f"{told.path}/stall-i-ko")
    assert (again.status_code, again.headers["location"]) == (303, told.path)
    assert story.say(agneta, told.path, "Jag är här.").status_code == 200
    assert "Biljetter" not in main(agneta.get("/arenden"))


def test_a_ticket_waits_for_the_drop_in_that_is_open(own_site: Site) -> None:
    own_site.one_drop_in()
    told, busy = story.ticket(own_site), story.waiting(own_site)
    for address in ("/arenden", told.path):
        page = told.resident.get(address)
        assert "Du har redan ett pågående ärende. När det är avslutat kan du ställa dig i kö." in main(page)
        assert f'href="{busy.path}"' in page.text
        assert "stall-i-ko" not in page.text
    refused = told.resident.post(f"{told.path}/stall-i-ko")
    assert refused.headers["location"] == f"{busy.path}?besked=biljett"
    assert "Biljetten finns kvar under Mina ärenden." in after(refused, told.resident)


def test_a_ticket_that_has_expired_or_was_cancelled_says_so(own_site: Site) -> None:
    cancelled, expired = story.ticket(own_site), story.ticket(own_site)
    story.does(own_site, cancelled, c.CancelTicket())
    assert "Biljetten är avbokad" in main(cancelled.resident.get(cancelled.path))
    assert "avbokade den i dag" in after(cancelled.resident.post(f"{cancelled.path}/stall-i-ko"), cancelled.resident)
    own_site.clock.wait(days=7, hours=8)
    agneta = own_site.fresh("Agneta Andersson")
    # From its minute, also when the clock's own command is late.
    for status in (409, 303):
        page = agneta.get(expired.path)
        assert "Biljetten har gått ut" in main(page)
        assert "stall-i-ko" not in page.text
        mine = main(agneta.get("/arenden"))
        assert "Biljetten har gått ut." in mine.partition("Avslutade")[2]
        assert "Biljetten är avbokad." in mine.partition("Avslutade")[2]
        assert agneta.post(f"{expired.path}/stall-i-ko").status_code == status
        own_site.work()


def test_what_staff_begin_is_a_message_from_the_unit(site: Site) -> None:
    # VML, Skapa fristående asynkrona chattar (G4).
    told = story.begun_by_staff(site)
    page = told.resident.get(told.path)
    assert "<h1>Meddelande från Vårdcentralen Ängen</h1>" in page.text
    assert "Sara Sand har skrivit till dig" in main(page)
    assert "Det du har svarat" not in main(page)
    assert "Meddelande från Vårdcentralen Ängen" in main(told.resident.get("/arenden"))
    assert story.say(told.resident, told.path, "Tack!").status_code == 200


def test_a_one_way_message_cannot_be_answered_and_is_counted_as_read(own_site: Site) -> None:
    # VML, engångsutskick (G5).
    told = story.begun_by_staff(own_site, one_way=True)
    assert "1 nytt meddelande" in main(told.resident.get("/arenden"))
    page = told.resident.get(told.path)
    assert "Det går inte att svara på det här meddelandet. Behöver du kontakt kan du" in main(page)
    assert "<textarea" not in page.text
    mine = main(told.resident.get("/arenden"))
    assert "nytt meddelande" not in mine
    assert "Det går inte att svara på det här meddelandet." in mine
    # What was typed all the same, in a page that is older, is shown.
    answer = told.resident.post(f"{told.path}/meddelanden", data={"text": "Men jag undrar", "seen": "99"})
    assert answer.status_code == 409
    assert "Men jag undrar" in main(answer)


def test_a_form_in_the_chat_is_answered_on_one_page(site: Site) -> None:
    # GAV 2.2 (F3, B16).
    told = story.with_form(site)
    address = f"{told.path}/formular/{told.sent}"
    assert f'href="{address}"' in told.resident.get(told.path).text
    assert told.resident.get(address).text.count("<fieldset") == 9
    page = after(post_form(site, told), told.resident)
    assert "Dina svar på formuläret är skickade." in page
    assert "Formulär: Feber Besvarat i dag" in page
    assert address not in told.resident.get(told.path).text
    assert told.resident.get(address).headers["location"] == told.path
    # Sent twice, it is answered once.
    assert told.resident.post(address, data={"fraga": "svar-1", "svar-1": "andnod"}).status_code == 303
    assert "Svårt att andas" not in main(told.resident.get(told.path))


def test_what_is_wrong_in_a_form_stands_beside_its_field_and_in_the_summary(site: Site) -> None:
    told = story.with_form(site)
    answer = post_form(site, told, dagar=(), allman=("flyger",))
    assert answer.status_code == 422
    text = answer.text
    for field in ("svar-4", "svar-6"):
        assert f'<a href="#{field}">' in text
        assert f'id="{field}-fel"' in text
        assert f'id="{field}"' in text
    assert 'value="inget" checked' in text
    assert "<title>Fel: " in text
    assert told.resident.get(f"{told.path}/formular/{told.sent}").status_code == 200


def test_an_answer_that_brings_a_question_shows_the_form_again_with_it(site: Site) -> None:
    told = story.with_form(site)
    answer = post_form(site, told, matt=("true",))
    assert answer.status_code == 200
    assert "Ett av dina svar gav fler frågor." in main(answer)
    stood = re.findall(r'name="fraga" value="([^"]+)"', answer.text)
    assert "svar-3" in stood
    filled = {names(site.parts.web.pack.questionnaires["feber"])[link]: list(v) for link, v in FEVER.items()}
    again = told.resident.post(
        f"{told.path}/formular/{told.sent}", data={**filled, "fraga": stood, "svar-2": "true", "svar-3": "38,5"}
    )
    assert "38,5" in after(again, told.resident)


def test_a_form_answered_with_a_danger_sign_leads_to_112(site: Site) -> None:
    told = story.with_form(site)
    page = after(post_form(site, told, varning=("andnod",)), told.resident)
    assert "Ring 112 nu." in page


def test_a_form_in_a_case_that_has_ended_keeps_what_was_filled_in_on_the_page(site: Site) -> None:
    told = story.with_form(site)
    address, filled = f"{told.path}/formular/{told.sent}", {"fraga": "svar-12", "svar-12": "Jag fryser"}
    told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "0"})
    answer = told.resident.post(address, data=filled)
    assert answer.status_code == 409
    assert "Jag fryser" in answer.text
    assert "Formuläret Feber blev inte besvarat." in main(told.resident.get(told.path))


def test_a_form_is_not_answered_when_the_days_are_over(own_site: Site) -> None:
    told = story.with_form(own_site)
    told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "1"})
    address = f"{told.path}/formular/{told.sent}"
    assert told.resident.get(address).status_code == 200
    own_site.clock.wait(days=4)
    agneta = own_site.fresh("Agneta Andersson")
    # From its minute, also when the clock's own command is late.
    assert agneta.get(address).headers["location"] == told.path
    assert address not in agneta.get(told.path).text
    late = agneta.post(address, data={"fraga": "svar-12", "svar-12": "Jag fryser"})
    assert (late.status_code, "Jag fryser" in late.text) == (409, True)


@pytest.mark.parametrize("number", ["0", "999999999999999999999"])
def test_a_form_that_was_never_sent_is_not_there(site: Site, number: str) -> None:
    told = story.visit(site)
    assert told.resident.get(f"{told.path}/formular/{number}").status_code == 404


def test_the_resident_sees_who_is_here_and_who_takes_part(own_site: Site) -> None:
    told = story.visit(own_site)
    colleague = own_site.session(own_site.as_("Sigge Sand"), "staff").subject
    with told.resident.events(f"{told.path}/strom") as events:
        events.until("swap", "who-is-here")
        # One who only reads up on the case is not in the chat.
        with own_site.as_("Sigge Sand").events(f"{told.clinic}/strom") as reading:
            reading.next()
            with told.nurse.events(f"{told.clinic}/strom"):
                assert "Sara Sand är i chatten" in events.until("swap", "är i chatten").html
                assert "Sigge" not in main(told.resident.get(told.path))
                story.does(own_site, told, c.InviteColleague(colleague, "oral", new_id()))
                assert "Sigge Sand" in events.until("swap", "Med i samtalet").html
    page = told.resident.get(told.path).text
    assert "Med i samtalet: Sigge Sand" in page
    assert re.search(r'message--system".*?Sigge Sand', page, re.DOTALL)


def test_a_form_comes_into_the_open_chat_and_leaves_it_when_answered(site: Site) -> None:
    told = story.visit(site)
    with told.resident.events(f"{told.path}/strom", story.seq_of(told.resident, told.path)) as events:
        done = story.does(site, told, c.SendForm("feber", new_id()))
        html = events.until("swap", "/formular/").html
        found = re.search(r"/formular/(\d+)", html)
        assert found
        assert int(found[1]) <= done.case.seq
        assert html.strip() in told.resident.get(told.path).text
        post_form(site, replace(told, sent=int(found[1])))
        assert "/formular/" not in events.until("swap", "forms-to-answer").html
        assert "Besvarat" in events.until("swap", "forms-answered").html


def test_a_ticket_used_elsewhere_opens_the_chat_of_a_page_that_shows_it(site: Site) -> None:
    told = story.ticket(site)
    with told.resident.events(f"{told.path}/strom", story.seq_of(told.resident, told.path)) as events:
        told.resident.post(f"{told.path}/stall-i-ko")
        assert "Ditt ärende har gått till" in events.until("swap", "case-status").html
        assert "<textarea" in events.until("swap", 'id="composer"').html


def test_what_was_being_written_when_the_days_ran_out_is_shown_with_a_way_on(own_site: Site) -> None:
    told = story.matter(own_site)
    own_site.clock.wait(days=11)
    agneta = own_site.fresh("Agneta Andersson")
    for _ in range(2):
        answer = agneta.post(f"{told.path}/meddelanden", data={"text": "Nu är det slut", "seen": "99"})
        assert answer.status_code == 409
        page = main(answer)
        assert "Det här skickades inte: Nu är det slut" in page
        assert "Tiden för att skriva har gått ut" in page
        assert "Vi ser att du väntar på svar." in page
        assert "starta ett nytt ärende" in page
        # And then when the clock's own command has come.
        own_site.work()
    assert "Vi ser att du väntar på svar." in main(agneta.get("/arenden"))


def test_an_answered_matter_is_over_when_its_days_are(own_site: Site) -> None:
    told = story.matter(own_site)
    story.does(own_site, told, c.AcceptCase())
    page = main(told.resident.get(told.path))
    assert "Sara Sand har hand om ditt ärende" in page
    story.say(told.nurse, told.clinic, "Receptet är förnyat.")
    own_site.clock.wait(days=11)
    agneta = own_site.fresh("Agneta Andersson")
    answer = agneta.post(f"{told.path}/meddelanden", data={"text": "Tack!", "seen": "99"})
    assert "Ärendet är avslutat" in main(answer)
    assert "Det här skickades inte: Tack!" in main(answer)


def test_nobody_elses_ticket_or_form_is_there(site: Site) -> None:
    other = site.as_("Pia Persson")
    ticket, form = story.ticket(site), story.with_form(site)
    assert other.post(f"{ticket.path}/stall-i-ko").status_code == 404
    assert post_form(site, form, other).status_code == 404
    # A case of one's own with the number of another's form.
    assert form.resident.get(f"{ticket.path}/formular/{form.sent}").status_code == 404
