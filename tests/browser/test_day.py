"""A whole Monday at Vårdcentralen Ängen, played by everybody in it, from *Börja skift* to *Avsluta skift*.

H24, GAV and VML tell of the day in pieces; here they follow on each other, with one drop-in at a time (B18).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, NewPage
from tests.browser.people import Nurse, Resident, as_if_reloaded, no_barriers
from tests.browser.server import Demo, demo_at

CASE = ("messages", "case-head", "case-alerts", "case-actions", "absent", "staff-chat", "patient-facts", "composer")
LIST = ("worklist", "worklist-summary", "count-mina", "count-drop-in", "count-asynkrona", "count-konsultationer")


def monday(hour: int, minute: int = 0) -> datetime:
    """In Stockholm, in winter."""
    return datetime(2026, 11, 23, hour - 1, minute, tzinfo=UTC)


@pytest.fixture
def demo(database: str, tmp_path: Path) -> Iterator[Demo]:
    """At eight, and a resident may have one open drop-in."""
    with demo_at(database, tmp_path, many=False) as running:
        running.set(monday(8))
        yield running


@dataclass(frozen=True)
class Day:
    demo: Demo
    new_page: NewPage
    sara: Nurse
    david: Nurse
    agneta: Resident

    def resident(self) -> Resident:
        return Resident(self.new_page(PHONE), self.demo.base)


def test_a_monday_at_the_health_centre(
    demo: Demo, new_page: NewPage, nurse: Nurse, colleague: Nurse, resident: Resident
) -> None:
    """(B18, D13, E15, E25, F14, G1, G5, G6, G16, H6, H7, I1, I8, P5, P8, Q5, Q6, V1, V2)"""
    day = Day(demo, new_page, sara=nurse, david=colleague, agneta=resident)
    the_unit_opens(day)
    sore_throat = a_sore_throat_and_a_question_to_the_physician(day)
    a_rash_is_handed_over(day)
    a_prescription_is_renewed(day)
    olle = a_ticket_from_1177(day)
    olle_does_not_answer(day, olle)
    a_test_result_is_sent(day, sore_throat)
    what_can_wait_until_tomorrow(day)
    the_unit_closes(day)


def the_unit_opens(day: Day) -> None:
    day.sara.begin_shift("Sara Sand", inflow=True)
    day.david.begin_shift("David Dal")
    day.david.view("Digitala kollegor")
    day.david.sees("Ansvarar för inflödet")
    day.david.view("Mina ärenden")


def a_sore_throat_and_a_question_to_the_physician(day: Day) -> str:
    """Agneta is taken care of by Sara, who asks David. Returns the path of Agneta's case."""
    sara, david, agneta = day.sara, day.david, day.agneta
    path = agneta.seeks("Agneta Andersson", "Halsont")
    expect(sara.page.locator("#count-drop-in")).to_contain_text("1 ")
    as_if_reloaded(sara.page, *LIST)
    sara.take("Agneta Andersson")
    agneta.hears("Hej och välkommen")
    agneta.tells(sara, "Får jag penicillin i dag?")
    sara.consult("Läkare (1 i tjänst)", "Behövs snabbtest här?")
    expect(david.row("Agneta Andersson")).to_contain_text("Konsultation: Sara Sand frågar läkare")
    expect(david.page.locator("#count-mina")).to_contain_text("1 ")
    as_if_reloaded(david.page, *LIST)
    david.read("Agneta Andersson")
    no_barriers(david.page)
    david.answer("Nej, egenvård räcker.")
    expect(sara.page.locator("#staff-chat")).to_contain_text("Nej, egenvård räcker.")
    expect(sara.page.locator("#case-alerts")).not_to_contain_text("Konsultation")
    as_if_reloaded(sara.page, *CASE)
    no_barriers(sara.page)
    sara.tells(agneta, "Det behövs inte. Vila och drick mycket.")
    expect(agneta.page.locator("body")).not_to_contain_text(re.compile("snabbtest|egenvård"))
    sara.sign("Viral faryngit. Råd om egenvård.")
    sara.end_visit("1 dag, till i morgon kl. 16.00", "Råd om egenvård")
    agneta.sees("Besöket är avslutat, men du kan fortfarande skriva")
    return path


def a_rash_is_handed_over(day: Day) -> None:
    """Vera agrees to meet David instead; Sara documents what she has seen (P5)."""
    sara, david, vera = day.sara, day.david, day.resident()
    day.demo.set(monday(8, 25))
    david.view("Mina ärenden")
    vera.seeks("Vera Vik", "Hudbesvär")
    sara.view("Drop in")
    sara.take("Vera Vik")
    vera.hears("Hej och välkommen")
    sara.tells(vera, "Får jag lämna över till läkaren David Dal?")
    vera.tells(sara, "Ja, gärna.")
    sara.hand_over("David Dal, läkare", "Utslag på armen, ingen feber.", consent="Ja, skriftligt i chatten")
    sara.view("Mina ärenden")
    for at in (sara, david):
        expect(at.row("Vera Vik")).to_contain_text("Överlämnas till David Dal")
    david.read("Vera Vik")
    no_barriers(david.page)
    david.press("Ta emot överlämningen")
    vera.hears("David Dal, läkare har tagit över samtalet.")
    expect(sara.row("Vera Vik")).to_contain_text("Besök med David Dal")
    expect(sara.row("Vera Vik")).to_contain_text("Anteckning saknas")
    as_if_reloaded(sara.page, *LIST)
    david.tells(vera, "Det är ett kontakteksem. Jag skriver ut en salva.")
    david.sign("Kontakteksem.")
    david.end_visit("Inte alls")
    vera.sees("Ärendet är avslutat")
    expect(sara.row("Vera Vik")).to_contain_text("Avslutat")
    sara.read("Vera Vik")
    sara.sees("Din anteckning saknas.")
    sara.assess("Oklart utslag. Lämnar över till läkare.")
    sara.sees("Din anteckning är inte signerad.")
    sara.press("Signera")
    sara.sees("Anteckningen är låst.")
    expect(sara.page.get_by_text("Din anteckning är inte signerad.")).to_have_count(0)
    as_if_reloaded(sara.page, *CASE)
    sara.view("Mina ärenden")
    expect(sara.row("Vera Vik")).to_have_count(0)


def a_prescription_is_renewed(day: Day) -> None:
    """Pia asks among the other matters; there is no visit to start (G1, G16)."""
    sara, pia = day.sara, day.resident()
    day.demo.set(monday(9, 5))
    sara.view("Asynkrona")
    pia.seeks("Pia Persson", "Förnya recept", service="Andra ärenden")
    expect(sara.row("Skyddade personuppgifter")).to_contain_text("Skyddad")
    expect(sara.page.locator("#count-asynkrona")).to_contain_text("2 ")
    as_if_reloaded(sara.page, *LIST)
    sara.read("Pia Persson", listed_as="Skyddade personuppgifter")
    sara.press("Ta emot")
    sara.tells(pia, "Receptet är förnyat.")
    pia.tells(sara, "Tack, då är jag nöjd.")
    sara.press("Markera som klar")
    sara.follow("Avsluta ärendet helt")
    sara.press("Avsluta ärendet helt")
    pia.sees("Ärendet är avslutat")


def a_ticket_from_1177(day: Day) -> Resident:
    """Olle is listed nowhere. Nils at 1177 sends him on to Ängen, as one who may choose for himself (I1, I8)."""
    day.demo.set(monday(14, 40))
    nils, olle = Nurse(day.new_page(DESK), day.demo.base), day.resident()
    olle.seeks("Olle Olsson", "Halsont")
    nils.log_in("Nils Nord")
    nils.take("Olle Olsson")
    nils.turn_to("Ge drop in-biljett")
    nils.page.get_by_label("Resurs").select_option("Sjuksköterska, Vårdcentralen Ängen")
    nils.sees("Ärendet bedömdes som prioritet 2.")
    nils.page.get_by_text("Skicka biljetten ändå").click()
    nils.press("Ge biljetten")
    nils.sees("Avsluta besöket här, så kan invånaren använda den.")
    olle.open("/arenden")
    olle.sees("När det är avslutat kan du ställa dig i kö.")
    nils.end_visit("Inte alls", "Hänvisat till annan vård")
    nils.sign("Hänvisad till Vårdcentralen Ängen.")
    nils.leave()
    olle.follow("Biljett till Vårdcentralen Ängen")
    olle.press("Ställ mig i kö")
    olle.sees("gått till Vårdcentralen Ängen")
    return olle


def olle_does_not_answer(day: Day, olle: Resident) -> None:
    """Remind, wait, close for the day (H6, H7)."""
    sara = day.sara
    # The login has run out over lunch, the shift has not.
    sara.log_in("Sara Sand")
    olle.page.context.close()
    sara.take("Olle Olsson")
    reminded = day.demo.now()
    sara.press("SMS-påminnelse")
    sara.sees("Påmind med sms")
    # Half an hour later but for a moment: the way on comes to the page that stands open.
    day.demo.set(reminded + timedelta(minutes=30, seconds=-2))
    sara.page.reload()
    sara.follow("Stäng för dagen")
    sara.reaches("Stäng för dagen")
    sara.press("Stäng för dagen")
    sara.hears("Vi stänger nu för dagen.")
    sara.sees("Besöket är avslutat.")
    sara.sign("Ingen kontakt trots påminnelse.")


def a_test_result_is_sent(day: Day, sore_throat: str) -> None:
    """*Engångsutskick*: Agneta reads what she cannot answer, and writes where she can (G5, G6)."""
    sara, agneta = day.sara, day.agneta
    sara.send_once("Agneta Andersson", "Provsvar", "Ditt provsvar är normalt.")
    agneta.comes_back("Agneta Andersson", "/arenden")
    agneta.follow("Meddelande från Vårdcentralen Ängen")
    agneta.hears("Ditt provsvar är normalt.")
    agneta.sees("Det går inte att svara på det här meddelandet.")
    no_barriers(agneta.page)
    expect(agneta.page.get_by_label("Skriv ett meddelande")).to_have_count(0)
    agneta.open(sore_throat)
    agneta.tells(agneta, "Tack! När kan jag gå till jobbet?")


def what_can_wait_until_tomorrow(day: Day) -> None:
    """Tess is read and judged before the unit closes, and told what to expect (Q5)."""
    sara, tess = day.sara, day.resident()
    day.demo.set(monday(15, 40))
    sara.view("Drop in")
    tess.seeks("Tess Vik", "Feber")
    tess.sees("i morgon kl. 11.40")
    sara.read("Tess Vik")
    sara.turn_to("Kan vänta till nästa öppning")
    sara.press("Låt vänta")
    sara.sees("Bedömt att kunna vänta till i morgon kl. 08.00.")
    tess.sees("i morgon kl. 12.00")
    as_if_reloaded(sara.page, *CASE)
    sara.view("Drop in")
    expect(sara.row("Tess Vik")).to_contain_text("kan vänta till i morgon kl. 08.00")


def the_unit_closes(day: Day) -> None:
    """Nobody is forgotten, and Sara is the last to leave (E15, Q5, V2)."""
    sara, david, agneta = day.sara, day.david, day.agneta
    day.demo.set(monday(16))
    david.log_in("David Dal")
    david.leave()
    sara.open_menu("Avsluta skift")
    held = sara.page.locator("main .line").filter(has_text="Agneta Andersson")
    expect(held).to_contain_text("Obesvarat meddelande")
    sara.sees("Skiftet kan inte avslutas än.")
    held.get_by_role("link").click()
    sara.tells(agneta, "När du är feberfri.")
    sara.open_menu("Dagens ärenden")
    sara.sees("Inget ärende är bortglömt.")
    for patient, state in (
        ("Agneta Andersson", "asynkront, Sara Sand"),
        ("Vera Vik", "av David Dal"),
        ("Skyddade personuppgifter", "av Sara Sand"),
        ("Olle Olsson", "öppet till i morgon kl. 16.00"),
        ("Tess Vik", "Kan vänta till i morgon kl. 08.00"),
    ):
        expect(sara.page.locator("main .line").filter(has_text=patient).filter(has_text=state)).to_have_count(1)
    expect(sara.page.locator("main .line")).to_have_count(6)
    sara.open_menu("Avsluta skift")
    sara.sees("Inget brådskande eller obeslutat ärende är kvar.")
    sara.press("Avsluta skift")
    expect(sara.heading).to_have_text("Logga in i kliniken")
