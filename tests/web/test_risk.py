"""Suicide risk through the pages (H24, Hantering av suicidal patient): one next step at a time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sluss.core.case import commands as c
from sluss.service.ids import new_id
from tests.web import story
from tests.web.site import Browser, Site

FOUND: Final = {
    "step": "suicidtankar",
    "risk_factor": ["depression", "ensam"],
    "protective_factor": "narstaende",
    "basis": "chat",
    "text": "Tankar utan avsikt, <b>tar emot hjälp</b>.",
    "level": "moderate",
}


def flagged(site: Site) -> story.Story:
    begun = story.visit(site)
    done = begun.nurse.post(f"{begun.clinic}/gor/flagga", data={"text": "Skriver att hen inte orkar mer."})
    assert done.status_code == 303, done.text
    return begun


def handed_over(site: Site) -> tuple[story.Story, Browser]:
    """To Petra, who is a psychologist."""
    petra, begun = site.as_("Petra Palm"), flagged(site)
    assert begun.nurse.post(f"{begun.clinic}/gor/lamna-over-direkt").status_code == 303
    assert petra.post(f"{begun.clinic}/gor/ta-emot-overlamning").status_code == 303
    return begun, petra


def panel(browser: Browser, begun: story.Story) -> str:
    found = re.search(r'<section id="risk".*?</section>', browser.get(begun.clinic).text, re.DOTALL)
    assert found
    return found[0]


def test_a_nurse_flags_and_has_one_button_to_hand_over_directly(site: Site) -> None:
    """O2: the one primary button of the panel, and it needs no words."""
    site.as_("Petra Palm")
    begun = flagged(site)
    shown = panel(begun.nurse, begun)
    assert shown.count('data-variant="primary"') == 1
    assert "Lämna över direkt till psykolog eller läkare" in shown
    assert "Bedöm suicidrisken" not in shown
    # A second press, or a second nurse, is told that it has gone.
    assert begun.nurse.post(f"{begun.clinic}/gor/lamna-over-direkt").status_code == 303
    again = begun.nurse.post(f"{begun.clinic}/gor/lamna-over-direkt")
    assert (again.status_code, "håller redan på att lämnas över" in again.text) == (409, True)
    assert "Väntar på att någon tar emot" in panel(begun.nurse, begun)


def test_nobody_at_work_is_said_with_the_numbers_to_call(site: Site) -> None:
    """O2: still offered to the role."""
    begun = flagged(site)
    for name in ("Petra Palm", "David Dal"):
        if name in site.known:
            site.known.pop(name).go_home()
    page = begun.nurse.get(begun.clinic).text
    assert "Ingen psykolog eller läkare är i tjänst här just nu." in page
    for number in ("tel:112", "tel:0105550900", "tel:1177"):
        assert number in page
    assert begun.nurse.post(f"{begun.clinic}/gor/lamna-over-direkt").status_code == 303
    assert "Överlämnas till psykolog" in begun.nurse.get(begun.clinic).text


def test_handed_over_elsewhere_the_words_are_there_and_no_consent_is_asked(site: Site) -> None:
    begun = flagged(site)
    page = begun.nurse.get(f"{begun.clinic}/gor/lamna-over").text
    assert "Misstanke om suicidrisk." in page
    assert "Behövs inte när du lämnar över till psykolog eller läkare" in page
    assert '<option value="1" selected>' in page
    calm = calm_visit(site, "halsont")
    assert "Misstanke om suicidrisk." not in calm.nurse.get(f"{calm.clinic}/gor/lamna-over").text


def test_the_assessment_keeps_what_was_filled_in_and_says_what_is_missing(site: Site) -> None:
    """O3 to O5."""
    begun, petra = handed_over(site)
    assert petra.get(f"{begun.clinic}/suicidrisk").status_code == 200
    refused = petra.post(f"{begun.clinic}/suicidrisk", data={**FOUND, "level": "", "text": "Nedskrivet."})
    assert (refused.status_code, "Välj hur hög suicidrisken är." in refused.text) == (422, True)
    for kept in ('value="depression" checked', 'value="suicidtankar" checked', ">Nedskrivet.</textarea>"):
        assert kept in refused.text
    opposes = petra.post(f"{begun.clinic}/suicidrisk", data={**FOUND, "opposes": "ja"})
    assert (opposes.status_code, "Skriv den individuella handläggningen." in opposes.text) == (422, True)


def test_moderate_risk_is_followed_until_the_visit_has_been(site: Site) -> None:
    """O7 to O9."""
    begun, petra = handed_over(site)
    assert petra.post(f"{begun.clinic}/suicidrisk", data=FOUND).status_code == 303
    shown = panel(petra, begun)
    assert "Suicidrisk: måttlig" in shown
    assert "torsdag 26 november kl. 10" in shown
    assert "Tankar utan avsikt, &lt;b&gt;tar emot hjälp&lt;/b&gt;." in shown
    assert "Patienten har varit på sitt besök" in shown
    too_soon = petra.post(f"{begun.clinic}/avsluta", data={"async_days": "0"})
    assert (too_soon.status_code, "varit på sitt fysiska besök" in too_soon.text) == (409, True)
    listed = begun.nurse.get("/clinic/suicidrisk").text
    assert f'href="{begun.clinic}"' in listed
    assert petra.post(f"{begun.clinic}/gor/besoket-gjort").status_code == 303
    assert petra.post(f"{begun.clinic}/avsluta", data={"async_days": "0"}).status_code == 303


def test_low_risk_asks_in_the_chat_and_the_answer_is_noted(site: Site) -> None:
    """O6."""
    begun, petra = handed_over(site)
    assert petra.post(f"{begun.clinic}/suicidrisk", data={**FOUND, "level": "low"}).status_code == 303
    assert (
        "Känns det tillräckligt tryggt för dig att fortsätta vården här online?" in begun.resident.get(begun.path).text
    )
    assert "Anteckna svaret" in panel(petra, begun)
    assert petra.post(f"{begun.clinic}/gor/notera-trygg", data={"safe": "nej"}).status_code == 303
    assert "Bedöm suicidrisken" in panel(petra, begun)


def test_pressed_twice_the_patient_is_asked_once(site: Site) -> None:
    begun, petra = handed_over(site)
    once = {**FOUND, "level": "low", "message_id": str(new_id())}
    for _ in range(2):
        assert petra.post(f"{begun.clinic}/suicidrisk", data=once).status_code == 303
    assert begun.resident.get(begun.path).text.count("Känns det tillräckligt tryggt för dig") == 1


def test_the_resident_reads_nothing_of_flag_or_level(site: Site) -> None:
    begun, petra = handed_over(site)
    assert petra.post(f"{begun.clinic}/suicidrisk", data=FOUND).status_code == 303
    page = begun.resident.get(begun.path).text
    assert "har bett en psykolog att fortsätta samtalet här" in page
    for word in ("suicid", "Suicid", "måttlig", "inte orkar mer"):
        assert word not in page


def test_the_way_to_the_end_for_who_does_not_answer(site: Site) -> None:
    """O12 to O17: each refusal says what is missing."""
    begun, petra = handed_over(site)
    close = f"{begun.clinic}/gor/avsluta-utan-atgard"
    for missing, then, form in (
        ("behöver bedöma suicidrisken", f"{begun.clinic}/suicidrisk", {**FOUND, "basis": "information"}),
        ("Kontakta beredskapsjouren", f"{begun.clinic}/gor/lamnat-vidare", {"to": "on_call", "text": "Svarar inte."}),
        ("Skriv varför.", close, {"text": "Jouren tar vid."}),
    ):
        refused = petra.post(close, data={"text": "" if then == close else "Går inte att nå."})
        assert (refused.status_code >= 400, missing in refused.text) == (True, True), missing
        assert petra.post(then, data=form).status_code == 303
    page = petra.get(begun.clinic).text
    assert "Ärendet är avslutat" in page
    assert "Kontaktade beredskapsjouren" in page


def test_a_call_that_is_logged_without_an_answer_is_an_attempt(site: Site) -> None:
    begun = flagged(site)
    asked = begun.nurse.get(f"{begun.clinic}/gor/ring-patient").text
    assert "070-174 06 05" in asked
    neither = begun.nurse.post(f"{begun.clinic}/gor/ring-patient")
    assert (neither.status_code, "Välj ett av svaren." in neither.text) == (422, True)
    assert begun.nurse.post(f"{begun.clinic}/gor/ring-patient", data={"reached": "nej"}).status_code == 303
    assert "(1 försök)" in panel(begun.nurse, begun)


def test_the_priority_is_changed_with_a_reason_and_the_page_says_what_it_is(site: Site) -> None:
    """C5, C6."""
    begun = story.visit(site)
    asked = begun.nurse.get(f"{begun.clinic}/gor/prioritet").text
    assert "Prioriteten anger bara i vilken ordning ärenden tas om hand, inget annat." in asked
    assert begun.nurse.post(f"{begun.clinic}/gor/prioritet", data={"priority": "1", "text": ""}).status_code == 422
    done = begun.nurse.post(f"{begun.clinic}/gor/prioritet", data={"priority": "1", "text": "Andas tungt."})
    assert done.status_code == 303, done.text
    page = begun.nurse.get(begun.clinic).text
    assert "Prioritet vid triagering" in page
    assert re.search(r"till 1 av Sara Sand, i dag kl\. [\d.]+\. Andas tungt\.", page)


def test_the_care_guarantee_stands_in_the_case_and_in_a_report(site: Site) -> None:
    """X1."""
    begun = story.waiting(site)
    assert re.search(r"Vårdgaranti</dt>\s*<dd>Kontakt senast i dag kl. 24.00", begun.nurse.get(begun.clinic).text)
    report = begun.nurse.get("/clinic/vardgaranti").text
    assert "Medicinsk bedömning inom 3 dagar" in report
    assert "Agneta" not in report


def calm_visit(site: Site, reason: str) -> story.Story:
    """By a ticket: no answer has flagged it."""
    told = story.patient(site)
    given = replace(told, id=new_id())
    story.does(site, given, c.GiveTicket(told.id, "vc-angen", "nurse", reason, 7, None, False))
    assert given.resident.post(f"{given.path}/stall-i-ko").status_code == 303
    for step in ("ta-emot", "starta"):
        assert given.nurse.post(f"{given.clinic}/{step}").status_code == 303
    return given


def test_an_assessment_is_part_of_every_visit_of_mental_health(site: Site) -> None:
    """En bedömning av suicidrisken ingår i alla besök inom området psykisk hälsa (O1)."""
    worried, sore = calm_visit(site, "oro"), calm_visit(site, "halsont")
    assert "En bedömning ingår i alla besök inom psykisk hälsa." in worried.nurse.get(f"{worried.clinic}/avsluta").text
    assert "psykisk hälsa" not in sore.nurse.get(f"{sore.clinic}/avsluta").text
