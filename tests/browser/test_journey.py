"""The main job, end to end: a resident seeks care on a phone, a nurse answers at a desk."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.people import Nurse, Resident, no_barriers
from tests.browser.server import Demo


def test_a_resident_seeks_care_and_a_nurse_answers_ends_and_documents(
    resident: Resident, nurse: Nurse, demo: Demo
) -> None:
    """(E7, E16, E17, E18, F1, F2, H1, Q1)"""
    # The resident, from the first page to the sent case.
    resident.open("/")
    resident.sees("Det här är en demonstration med påhittade personer.")
    no_barriers(resident.page)
    resident.follow("Sök vård")
    no_barriers(resident.page)
    resident.follow("BankID")
    no_barriers(resident.page)
    resident.page.get_by_role("button", name="Agneta Andersson").click()
    expect(resident.heading).to_have_text("Vad söker du för?")
    no_barriers(resident.page)
    resident.begin("Axelbesvär")
    no_barriers(resident.page)
    resident.answer_mildly()
    expect(resident.heading).to_have_text("Kontrollera och skicka")
    no_barriers(resident.page)
    path = resident.send()
    resident.sees("Ditt ärende har gått till Vårdcentralen Ängen")
    resident.sees("Du kan räkna med svar senast")
    no_barriers(resident.page)

    # The nurse reads it, takes it, starts the visit: two states (GAV 2.1).
    nurse.log_in("Sara Sand")
    expect(nurse.rows).to_have_count(1)
    no_barriers(nurse.page)
    nurse.read("Agneta Andersson")
    nurse.sees("Läs på i ärendet")
    no_barriers(nurse.page)
    nurse.press("Ta emot")
    resident.sees("Sara Sand har tagit emot ditt ärende")
    nurse.press("Starta besök")
    resident.hears("Hej och välkommen till Vårdcentralen Ängen. Jag heter Sara Sand och är sjuksköterska.")

    # Both ways, live; Enter and Skicka; typing and read marks.
    nurse.page.get_by_label("Skriv ett meddelande").press_sequentially("Hur länge")
    resident.sees("Vårdpersonalen skriver …")
    nurse.page.get_by_label("Skriv ett meddelande").fill("Hur länge har du haft ont?")
    nurse.page.keyboard.press("Enter")
    resident.hears("Hur länge har du haft ont?")
    expect(nurse.messages.filter(has_text="Hur länge")).to_contain_text("Läst")
    resident.says("I två veckor.")
    nurse.hears("I två veckor.")
    expect(resident.messages.filter(has_text="I två veckor.")).to_contain_text("Läst")
    no_barriers(nurse.page)
    no_barriers(resident.page)

    # The note: filled from the history, kept while typing, copied without diagnoses (GAV 2.5).
    nurse.page.get_by_label("Bedömning").fill("Trolig överbelastning.")
    nurse.page.get_by_label("Huvuddiagnos").fill("M75.1")
    expect(nurse.page.locator("#note-saved")).to_contain_text("Sparat kl.")
    nurse.press("Kopiera anteckningen")
    expect(nurse.page.locator("#note-saved")).to_have_text("Anteckningen är kopierad.")
    copied = nurse.page.evaluate("navigator.clipboard.readText()")
    assert "Trolig överbelastning." in copied
    assert "Anamnes" in copied
    assert "M75.1" not in copied

    # The end, confirmed, with an asynchronous phase of the pack: the resident may still write.
    nurse.follow("Avsluta besök")
    no_barriers(nurse.page)
    nurse.press("Avsluta besök")
    resident.sees("Besöket är avslutat, men du kan fortfarande skriva")
    resident.says("Tack för hjälpen.")
    nurse.hears("Tack för hjälpen.")
    expect(nurse.page.get_by_label("Bedömning")).to_have_value("Trolig överbelastning.")
    nurse.open("/clinic/asynkrona")
    expect(nurse.rows).to_have_count(1)
    no_barriers(nurse.page)
    resident.open("/arenden")
    resident.sees("Axelbesvär")
    no_barriers(resident.page)
    resident.open(path)
    resident.hears("Tack för hjälpen.")


def test_a_resident_without_script_does_the_whole_journey(new_page: NewPage, nurse: Nurse, demo: Demo) -> None:
    resident = Resident(new_page(PHONE, script=False), demo.base)
    resident.open("/")
    resident.follow("Sök vård")
    resident.log_in("Agneta Andersson", with_="Freja")
    resident.begin("Halsont")
    resident.answer_mildly()
    path = resident.send()
    nurse.log_in("Sigge Sand")
    nurse.take("Agneta Andersson")
    resident.open(path)
    resident.hears("Jag heter Sigge Sand")
    resident.says("Hej, jag har ont i halsen.")
    resident.hears("Hej, jag har ont i halsen.")
    nurse.hears("Hej, jag har ont i halsen.")
    nurse.says("Har du feber?")
    nurse.hears("Har du feber?")
    resident.open(path)
    resident.hears("Har du feber?")
    nurse.follow("Avsluta besök")
    nurse.press("Avsluta besök")
    resident.open(path)
    resident.sees("Besöket är avslutat, men du kan fortfarande skriva")
    resident.press("Logga ut")
    expect(resident.page.get_by_role("link", name="Logga in")).to_be_visible()
