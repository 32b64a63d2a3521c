"""The whole chain of suicide risk, from the answer to PHQ-9 to the closed case (H24, Hantering av suicidal patient)."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.people import Nurse, Resident, no_barriers
from tests.browser.server import Demo

TITLE = "Uppföljning av nedstämdhet"


def answer_phq9(resident: Resident) -> None:
    """With the least worrying answer to all but the ninth question."""
    while "/fragor/" in resident.page.url:
        ninth = resident.page.get_by_text("bättre om du var död").count()
        labels = resident.page.locator("main label.ds-label")
        field = resident.page.locator("input#answer[type=text], textarea#answer")
        if field.count():
            field.fill("Det har varit så ett tag.")
        else:
            labels.filter(has_text="Flera dagar").first.click() if ninth else labels.first.click()
        before = resident.page.url
        resident.press("Fortsätt")
        expect(resident.page).not_to_have_url(before)


def test_from_the_ninth_question_to_the_closed_case(
    resident: Resident, nurse: Nurse, colleague: Nurse, demo: Demo
) -> None:
    """(O1 to O9, O18)"""
    resident.open("/sok-vard")
    resident.log_in("Agneta Andersson")
    resident.begin(TITLE)
    answer_phq9(resident)
    resident.send()

    nurse.log_in("Sara Sand")
    expect(nurse.row("Agneta Andersson")).to_contain_text("Flagga för suicidrisk")
    nurse.take("Agneta Andersson")
    expect(nurse.page.locator("#risk")).to_contain_text("Lämna över direkt till psykolog eller läkare")
    # Nobody who assesses is here yet: the numbers to call stand above the case.
    nurse.sees("Ingen psykolog eller läkare är i tjänst här just nu.")
    no_barriers(nurse.page)
    nurse.press("Lämna över direkt till psykolog eller läkare")
    resident.hears("har bett en psykolog att fortsätta samtalet här.")

    colleague.log_in("Petra Palm")
    colleague.open("/clinic/mina")
    colleague.read("Agneta Andersson")
    colleague.press("Ta emot överlämningen")
    resident.hears("Petra Palm, psykolog har tagit över samtalet.")
    colleague.follow("Bedöm suicidrisken")
    colleague.reaches("Bedöm suicidrisken")
    colleague.press("Spara bedömningen")
    colleague.sees("Välj hur hög suicidrisken är.")
    for label in ("Tankar på att ta sitt liv", "Ensam eller utan stöd", "Chatt", "Måttlig"):
        colleague.page.locator("main label", has_text=re.compile(f"^{label}")).first.click()
    colleague.page.get_by_label("Samlad bedömning").fill("Tankar utan avsikt.")
    colleague.page.get_by_label("Individuell handläggning").fill("Ringer på lördag.")
    colleague.press("Spara bedömningen")
    expect(colleague.page.locator("#risk")).to_contain_text("Suicidrisk: måttlig")
    no_barriers(colleague.page)
    # What is pushed to the nurse's open page is what Petra has done.
    expect(nurse.page.locator("#risk")).to_contain_text("Suicidrisk: måttlig")
    # Into the note, where it is worked over.
    colleague.press("Lägg i anteckningen")
    expect(colleague.page.get_by_label("Bedömning", exact=True)).to_have_value(re.compile("Tankar utan avsikt."))

    colleague.follow("Avsluta besök")
    colleague.page.get_by_text("Inte alls").click()
    colleague.press("Avsluta besök")
    colleague.sees("Chatten hålls öppen tills patienten har varit på sitt fysiska besök.")
    colleague.follow("Tillbaka till ärendet")
    colleague.press("Patienten har varit på sitt besök")
    colleague.sees("Patienten har varit på sitt besök, ")
    colleague.end_visit("Inte alls")
    resident.sees("Ärendet är avslutat")
