"""Staff at their desks: two for one case, a filter that hides, pages that live as long as a shift."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, NewPage
from tests.browser.people import Nurse, Resident, drawn, no_barriers
from tests.browser.server import Demo


@pytest.fixture
def sent(resident: Resident) -> Resident:
    """Agneta has sent a case to Vårdcentralen Ängen."""
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin("Halsont")
    resident.answer_mildly()
    resident.send()
    return resident


def test_the_second_to_accept_is_told_who_was_first(sent: Resident, nurse: Nurse, colleague: Nurse, demo: Demo) -> None:
    """(E17)"""
    nurse.log_in("Sara Sand")
    nurse.read("Agneta Andersson")
    colleague.log_in("Sigge Sand")
    colleague.read("Agneta Andersson")
    # Sigge's page has not heard yet: its stream is cut.
    colleague.page.context.set_offline(True)
    demo.cut()
    nurse.press("Ta emot")
    expect(nurse.page.get_by_role("button", name="Starta besök")).to_be_visible()
    colleague.page.context.set_offline(False)
    colleague.page.evaluate(
        "path => { const f = document.createElement('form'); f.method = 'post'; f.action = path;"
        " document.body.append(f); f.submit(); }",
        re.sub("$", "/ta-emot", colleague.page.url.removeprefix(colleague.base)),
    )
    colleague.sees("Sara Sand har redan tagit emot ärendet.")
    no_barriers(colleague.page)
    colleague.press("Ta över från Sara Sand")
    nurse.sees("Sigge Sand har ärendet.")


def test_a_message_on_a_stale_page_is_held_back_and_shown_what_came(
    sent: Resident, nurse: Nurse, new_page: NewPage, demo: Demo
) -> None:
    path = sent.page.url.removeprefix(sent.base)
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    still = Resident(new_page(PHONE, script=False), demo.base)
    still.open(path)
    still.log_in("Agneta Andersson")
    still.hears("välkommen")
    nurse.says("Sluta med medicinen.")
    sent.hears("Sluta med medicinen.")
    still.says("Ska jag fortsätta med medicinen?")
    still.sees("Det har kommit ett nytt meddelande.")
    still.hears("Sluta med medicinen.")
    expect(still.page.get_by_label("Skriv ett meddelande")).to_have_value("Ska jag fortsätta med medicinen?")
    still.press("Skicka")
    nurse.hears("Ska jag fortsätta med medicinen?")


def test_nothing_is_lost_or_doubled_over_a_cut_connection(sent: Resident, nurse: Nurse, demo: Demo) -> None:
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    sent.hears("välkommen")
    sent.page.context.set_offline(True)
    demo.cut()
    sent.sees("Ansluter igen")
    for number in ("ett", "två", "tre"):
        nurse.says(f"Meddelande {number}.")
        nurse.hears(f"Meddelande {number}.")
    sent.page.get_by_label("Skriv ett meddelande").fill("Jag är kvar.")
    sent.press("Skicka")
    sent.sees("Meddelandet kunde inte skickas. Texten finns kvar, försök igen.")
    sent.page.context.set_offline(False)
    for number in ("ett", "två", "tre"):
        sent.hears(f"Meddelande {number}.")
    sent.press("Skicka")
    nurse.hears("Jag är kvar.")
    expect(sent.messages).to_have_count(5)
    expect(nurse.messages).to_have_count(5)


def test_a_page_that_has_lived_through_pushes_equals_the_page_reloaded(sent: Resident, nurse: Nurse) -> None:
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    nurse.says("Har du feber?")
    sent.says("Nej.")
    nurse.hears("Nej.")
    expect(sent.messages.filter(has_text="Nej.")).to_contain_text("Läst")
    expect(nurse.messages.filter(has_text="Har du feber?")).to_contain_text("Läst")
    nurse.sees("Agneta Andersson är i chatten")
    for page, ids in (
        (sent.page, ("messages", "case-status", "composer")),
        (nurse.page, ("messages", "case-head", "case-actions", "patient-facts", "composer")),
    ):
        lived = {name: drawn(page, name) for name in ids}
        page.reload()
        expect(page.locator("#messages > li")).to_have_count(3)
        expect(page.locator("body")).to_contain_text("Läst")
        assert {name: drawn(page, name) for name in ids} == lived


def test_the_worklist_lives(sent: Resident, nurse: Nurse, new_page: NewPage, demo: Demo) -> None:
    """(E1, E5, H1)"""
    nurse.log_in("Sara Sand")
    expect(nurse.rows).to_have_count(1)
    second = Resident(new_page(PHONE), demo.base)
    second.open("/sok-vard")
    second.log_in("Vera Vik")
    second.begin("Feber")
    second.answer_mildly()
    second.send()
    expect(nurse.rows).to_have_count(2)
    expect(nurse.page.locator("#count-drop-in")).to_contain_text("2")
    expect(nurse.page.locator("#worklist-summary")).to_contain_text("2 ärenden")
    lived = [drawn(nurse.page, name) for name in ("worklist", "worklist-summary")]
    nurse.page.reload()
    expect(nurse.rows).to_have_count(2)
    assert [drawn(nurse.page, name) for name in ("worklist", "worklist-summary")] == lived


def test_a_filter_that_hides_what_nobody_has_taken_warns_and_stays_on_its_device(
    sent: Resident, nurse: Nurse, colleague: Nurse
) -> None:
    """(E14)"""
    nurse.log_in("Sara Sand")
    nurse.page.get_by_label("Sökorsak").select_option(label="Feber")
    nurse.press("Filtrera")
    expect(nurse.rows).to_have_count(0)
    nurse.sees("Filtret döljer ärenden som kan behöva dig.")
    no_barriers(nurse.page)
    # E13: kept to the next login.
    nurse.leave("Provar en annan dator.")
    nurse.log_in("Sara Sand")
    expect(nurse.page.get_by_label("Sökorsak")).to_have_value("feber")
    # E12: empty the first time on a new device.
    colleague.log_in("Sara Sand")
    expect(colleague.rows).to_have_count(1)


def test_a_colleague_at_another_unit_finds_nothing(sent: Resident, nurse: Nurse, colleague: Nurse) -> None:
    nurse.log_in("Sara Sand")
    nurse.read("Agneta Andersson")
    path = nurse.page.url.removeprefix(nurse.base)
    colleague.log_in("Britta Berg")
    expect(colleague.rows).to_have_count(0)
    colleague.open(path)
    expect(colleague.heading).to_have_text("Sidan finns inte")
    no_barriers(colleague.page)


def test_one_with_several_mandates_chooses_and_can_change(nurse: Nurse) -> None:
    nurse.sign_in("Lotta Lind")
    expect(nurse.heading).to_have_text("Börja skift")
    no_barriers(nurse.page)
    nurse.press("Börja skift")
    expect(nurse.heading).to_have_text("Drop in")
    nurse.page.get_by_text("Huvudmeny").click()
    nurse.follow("Byt uppdrag")
    nurse.page.get_by_role("button", name=re.compile("Lokal administratör")).click()
    expect(nurse.heading).to_have_text("Enhetens inställningar")


@pytest.mark.parametrize("path", ["/", "/login", "/clinic/login", "/demo/phone", "/finns-inte"])
def test_no_page_is_wider_than_a_small_phone(new_page: NewPage, demo: Demo, path: str) -> None:
    page = new_page({"width": 320, "height": 640})
    page.goto(demo.base + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    no_barriers(page)


def test_the_desk_works_with_the_keyboard_alone(sent: Resident, new_page: NewPage, demo: Demo) -> None:
    """(F2)"""
    nurse = Nurse(new_page(DESK), demo.base)
    nurse.log_in("Sara Sand")
    press_until(nurse.page, "Agneta Andersson")
    press_until(nurse.page, "Ta emot")
    press_until(nurse.page, "Starta besök")
    expect(nurse.messages).to_have_count(1)
    tab_to(nurse.page, "text")
    nurse.page.keyboard.type("Hej.")
    nurse.page.keyboard.press("Enter")
    sent.hears("Hej.")


def press_until(page: Page, name: str) -> None:
    """Tabs to the control of this name and presses Enter on it."""
    expect(page.get_by_text(name).first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(name):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {name} with the keyboard")


def tab_to(page: Page, field: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    raise AssertionError(f"no way to {field} with the keyboard")


def test_the_log_reviewer_sees_who_read_what_and_no_patient_page(
    sent: Resident, nurse: Nurse, colleague: Nurse
) -> None:
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    colleague.log_in("Loa Lund")
    expect(colleague.heading).to_have_text("Loggkontroll")
    row = colleague.page.get_by_role("row").filter(has_text="Läste ärendet").first
    expect(row).to_contain_text("Sara Sand, sjuksköterska")
    expect(row).to_contain_text("Agneta Andersson")
    no_barriers(colleague.page)
    colleague.open(nurse.page.url.removeprefix(nurse.base))
    expect(colleague.heading).to_have_text("Sidan finns inte")
    colleague.open("/clinic/loggkontroll")
    expect(colleague.page.get_by_role("row").filter(has_text="Fanns inte").first).to_contain_text("Loa Lund")


def test_a_phrase_is_put_where_the_cursor_stands_and_can_be_edited(sent: Resident, nurse: Nurse) -> None:
    """(F10, F11)"""
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    field = nurse.page.get_by_label("Skriv ett meddelande")
    field.fill("Hej. ")
    nurse.phrase("Stängning")
    expect(field).to_have_value(re.compile("^Hej. .+"))
    field.press("End")
    field.press_sequentially(" Vi hörs.")
    nurse.press("Skicka")
    sent.hears("Vi hörs.")


def test_a_resident_who_has_left_is_reminded_by_sms_once_in_a_while(
    sent: Resident, nurse: Nurse, new_page: NewPage, demo: Demo
) -> None:
    """(F14, U11, U12)"""
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    sent.hears("välkommen")
    nurse.sees("Agneta Andersson är i chatten")
    nurse.press("SMS-påminnelse")
    nurse.sees("Invånaren har chatten öppen just nu.")
    sent.page.context.close()
    expect(nurse.page.get_by_text("Agneta Andersson är i chatten")).to_have_count(0)
    nurse.press("SMS-påminnelse")
    nurse.sees("SMS skickat")
    no_barriers(nurse.page)
    phone = Resident(new_page(PHONE), demo.base)
    phone.open("/demo/phone")
    phone.sees("Påminnelse: du har ett meddelande som väntar på svar.")
    nurse.press("SMS-påminnelse")
    nurse.sees("En påminnelse har redan gått ut. Vänta 30 minuter mellan påminnelserna.")


def test_the_composer_hints_at_the_tone_and_never_stops_the_sending(sent: Resident, nurse: Nurse) -> None:
    """(F13)"""
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    hint = nurse.page.locator("[data-tone]")
    field = nurse.page.get_by_label("Skriv ett meddelande")
    field.fill("Ta t.ex. en Alvedon NUGENAST!")
    expect(hint).to_have_text("Tänk på tonen: undvik versaler, utropstecken och förkortningar.")
    no_barriers(nurse.page)
    field.fill("Ring BVC i morgon.")
    expect(hint).to_have_text("")
    field.fill("Det är bra!")
    expect(hint).to_have_text("Tänk på tonen: undvik utropstecken.")
    nurse.press("Skicka")
    sent.hears("Det är bra!")


def test_a_phrase_is_said_by_the_one_who_writes(sent: Resident, nurse: Nurse) -> None:
    """(F10)"""
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    nurse.phrase("Hälsning")
    expect(nurse.page.get_by_label("Skriv ett meddelande")).to_have_value(
        re.compile("^Hej, jag heter Sara Sand och är sjuksköterska på Vårdcentralen Ängen")
    )


def test_one_who_seeks_care_for_another_adult_is_told_and_the_note_says_fel_patient(
    sent: Resident, nurse: Nurse
) -> None:
    """(L17, L18, L19)"""
    nurse.log_in("Sara Sand")
    nurse.take("Agneta Andersson")
    sent.says("Det är min mamma som har ont.")
    nurse.hears("Det är min mamma som har ont.")
    nurse.more("Fel patient")
    no_barriers(nurse.page)
    nurse.press("Bekräfta fel patient")
    expect(nurse.page.get_by_label("Anamnes", exact=True)).to_have_value("OBS FEL PATIENT")
    sent.hears("logga in med sin egen e-legitimation")
    sent.sees("Ärendet är avslutat")
