"""What staff begin, and end, by the posts of the pages themselves."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import httpx

from tests.web import story
from tests.web.site import MILD, Browser, Site
from tests.web.story import Story

CARE = {"reason": "provsvar", "text": "Dina prover är bra.", "days": "3"}
TICKET = {"to": "vc-angen:nurse:", "reason": "halsont", "days": "7"}
ONE_WAY = {"reason": "provsvar", "text": "Dina prover är bra.", "slag": "engangsutskick"}


def profile(told: Story) -> str:
    return f"/clinic/patienter/{told.id}"


def begins(page: str) -> str:
    """The id that the page has chosen for what its form begins."""
    found = re.search(r'name="case" value="([0-9a-f-]{36})"', page)
    assert found
    return found[1]


def go(browser: Browser, answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def tickets(browser: Browser, patient: UUID) -> str:
    return browser.get(f"/clinic/patienter/{patient}?flik=biljetter").text


def test_the_profile_leads_to_what_can_be_begun_and_the_case_is_read_by_the_resident(site: Site) -> None:
    """(E21, G4, G8)"""
    told = story.patient(site)
    page = told.nurse.get(profile(told)).text
    for way in ("nytt-arende", "nytt-arende?slag=engangsutskick", "biljett"):
        assert f'href="{profile(told)}/{way}"' in page
    asked = told.nurse.get(f"{profile(told)}/nytt-arende").text
    assert "Markera som klar" in asked
    assert "Halsont" not in asked, "what residents seek for is nothing that staff begin"
    one = begins(asked)
    begun = told.nurse.post(f"{profile(told)}/nytt-arende", data={**CARE, "case": one})
    assert begun.headers["location"] == f"/clinic/arenden/{one}"
    assert "Dina prover är bra." in go(told.nurse, begun)
    assert "Dina prover är bra." in told.resident.get(f"/arenden/{one}").text


def test_a_form_posted_twice_leads_to_the_one_case_that_it_began(site: Site) -> None:
    """(E21, I1)"""
    told, one, two = story.patient(site), str(uuid4()), str(uuid4())
    for _ in range(2):
        begun = told.nurse.post(f"{profile(told)}/nytt-arende", data={**CARE, "case": one})
        assert (begun.status_code, begun.headers["location"]) == (303, f"/clinic/arenden/{one}")
        given = told.nurse.post(f"{profile(told)}/biljett", data={**TICKET, "case": two})
        assert (given.status_code, given.headers["location"]) == (303, f"{profile(told)}?flik=biljetter")
    assert tickets(told.nurse, told.id).count(two) == 1
    # The id of a case that is somebody else's shows nothing of it.
    theirs = story.waiting(site)
    strange = site.as_("Britta Berg").post(f"{profile(told)}/nytt-arende", data={**CARE, "case": str(theirs.id)})
    assert strange.status_code == 404


def test_a_case_begun_without_words_is_marked_as_done_at_once_and_a_text_is_not_lost_by_it(site: Site) -> None:
    """(G7)"""
    told, path = story.patient(site), f"{profile(story.patient(site))}/nytt-arende"
    empty = told.nurse.post(path, data={**CARE, "text": " "})
    assert empty.status_code == 422
    assert "Skriv något innan du skickar." in empty.text
    left = told.nurse.post(path, data={**CARE, "klar": "ja"})
    assert left.status_code == 409
    assert "Dina prover är bra.</textarea>" in left.text
    assert "Det står ett meddelande i fältet." in left.text
    no_reason = told.nurse.post(path, data={**CARE, "reason": ""})
    assert (no_reason.status_code, "Välj en orsak." in no_reason.text) == (422, True)
    done = go(told.nurse, told.nurse.post(path, data={**CARE, "text": "", "klar": "ja"}))
    assert "Ditt ärende" in done
    assert "Skriv ett meddelande" in done


def test_what_cannot_be_answered_is_created_sent_and_ended(site: Site) -> None:
    """(G5, G6)"""
    told, one = story.patient(site), str(uuid4())
    page = told.nurse.get(f"{profile(told)}/nytt-arende?slag=engangsutskick").text
    assert "Markera som klar" not in page
    assert 'name="days"' not in page
    sent = told.nurse.post(f"{profile(told)}/nytt-arende", data={**ONE_WAY, "case": one})
    assert sent.headers["location"] == f"/clinic/arenden/{one}/stang"
    assert "Meddelandet är skickat. Avsluta ärendet?" in go(told.nurse, sent)
    # Posted again from the same page, it leads on as before.
    again = told.nurse.post(f"{profile(told)}/nytt-arende", data={**ONE_WAY, "case": one})
    assert again.headers["location"] == sent.headers["location"]
    ended = go(told.nurse, told.nurse.post(f"/clinic/arenden/{one}/stang", data={"outcome": ""}))
    assert "Avslutat" in ended
    read = told.resident.get(f"/arenden/{one}").text
    assert "Dina prover är bra." in read
    assert 'name="text"' not in read


def test_a_ticket_from_a_case_is_filled_in_and_the_case_says_where_it_leads(site: Site) -> None:
    """(I2, I6, D13)"""
    told, about = story.visit(site), story.patient(site)
    path = f"{profile(about)}/biljett"
    assert f'href="{path}?arende={told.id}"' in told.nurse.get(told.clinic).text
    page = told.nurse.get(f"{path}?arende={told.id}").text
    for chosen in ("vc-angen:nurse:", "halsont"):
        assert f'<option value="{chosen}" selected>' in page
    assert 'value="7" checked' in page
    assert "Skicka biljetten ändå" not in page
    given = told.nurse.post(path, data={**TICKET, "arende": str(told.id), "case": begins(page)})
    assert given.headers["location"] == told.clinic
    shown = go(told.nurse, given)
    assert "Drop in-biljett till Sjuksköterska, Vårdcentralen Ängen." in shown
    assert f'href="{profile(about)}?flik=biljetter"' in shown
    # Another patient's case is not where this ticket comes from, and a case that is not there neither.
    pia = site.session(site.as_("Pia Persson"), "resident").subject
    assert told.nurse.get(f"/clinic/patienter/{pia}/biljett").status_code == 200
    assert told.nurse.get(f"/clinic/patienter/{pia}/biljett?arende={told.id}").status_code == 404
    for wrong in (uuid4(), "x"):
        assert told.nurse.get(f"{path}?arende={wrong}").status_code == 404
    assert told.nurse.post(path, data={**TICKET, "to": ""}).status_code == 422
    assert told.nurse.post(path, data={**TICKET, "reason": ""}).status_code == 422


def test_a_case_triaged_higher_is_warned_of_before_the_ticket_is_sent(site: Site) -> None:
    """(I4, decision 10)"""
    told = story.danger(site)
    nurse, about = site.as_("Nils Nord"), story.patient(site)
    told.resident.post(f"{told.path}/fara")
    for link, value in MILD.items():
        if link != "varning":
            told.resident.post(f"{told.path}/fragor/{link}", data={"answer": value})
    assert told.resident.post(f"{told.path}/skicka").status_code == 303
    assert nurse.post(f"{told.clinic}/ta-emot").status_code == 303
    path = f"{profile(about)}/biljett"
    page = nurse.get(f"{path}?arende={told.id}").text
    assert "Ärendet bedömdes som prioritet 1." in page
    form = {**TICKET, "arende": str(told.id), "case": begins(page)}
    refused = nurse.post(path, data=form)
    assert refused.status_code == 409
    assert "Skicka biljetten ändå" in refused.text
    assert begins(refused.text) == begins(page)
    assert nurse.post(path, data={**form, "although": "true"}).headers["location"] == told.clinic


def test_a_ticket_is_cancelled_in_the_profile_and_on_its_own_page(site: Site) -> None:
    """(I7)"""
    about = story.patient(site)
    for where in ("profile", "case"):
        told = story.given_ticket(site)
        page = told.nurse.get(told.clinic).text
        assert "Biljett som gäller till" in page
        assert f'href="{told.clinic}/gor/avboka-biljett"' in page
        action = f"{profile(about)}/biljetter/{told.id}/avboka"
        assert f'action="{action}"' in tickets(told.nurse, about.id)
        answer = told.nurse.post(action if where == "profile" else f"{told.clinic}/gor/avboka-biljett")
        assert answer.status_code == 303
        assert f'action="{action}"' not in tickets(told.nurse, about.id)
        assert "Biljetten användes inte." in told.nurse.get(told.clinic).text
        late = told.nurse.post(action)
        assert late.status_code == 409
        assert "Biljetter</h2>" in late.text
    assert "Avbokad" in tickets(told.nurse, about.id)
    assert site.as_("Britta Berg").post(action).status_code == 404
    assert told.nurse.post(f"{profile(about)}/biljetter/{uuid4()}/avboka").status_code == 404


def test_nobody_begins_anything_before_the_shift(own_site: Site) -> None:
    """(V3)"""
    own_site.as_("Agneta Andersson")
    about = story.patient(own_site)
    idle = own_site.fresh("Sigge Sand", on_shift=False)
    assert "nytt-arende" not in idle.get(profile(about)).text
    for way, form in (("nytt-arende", CARE), ("biljett", TICKET)):
        assert idle.get(f"{profile(about)}/{way}").headers["location"] == profile(about)
        refused = idle.post(f"{profile(about)}/{way}", data=form)
        assert (refused.status_code, "Du är inte i tjänst." in refused.text) == (403, True)


def test_nothing_is_begun_with_a_child_whose_guardians_cannot_be_reached(own_site: Site) -> None:
    """Nobody would read it (decision 6, N3)."""
    nurse = own_site.as_("Sara Sand")
    made = nurse.post("/clinic/patienter/skapa", data={"personnummer": "20180611-2395"}).headers["location"]
    path = made.split("?")[0]
    page = nurse.get(path).text
    assert "ingen vårdnadshavare kan nås här" in page
    assert "nytt-arende" not in page
    refused = nurse.post(f"{path}/nytt-arende", data=CARE)
    assert (refused.status_code, "ingen vårdnadshavare som kan nås" in refused.text) == (409, True)


def test_a_visit_ends_with_an_outcome_and_says_that_an_offered_handover_is_withdrawn(site: Site) -> None:
    """(P9, Q1, Q3, G11)"""
    told = story.visit(site)
    site.as_("Sigge Sand")
    page = told.nurse.get(f"{told.clinic}/avsluta").text
    assert "Utfall (valfritt)" in page
    assert "Överlämnat till beredskapsjour" in page
    assert "dras överlämningen tillbaka" not in page
    offer = {"to": "vc-angen:nurse:", "priority": "3", "message": "Tar någon över?", "consent": "", "although": "true"}
    assert told.nurse.post(f"{told.clinic}/gor/lamna-over", data=offer).status_code == 303
    assert "dras överlämningen tillbaka" in told.nurse.get(f"{told.clinic}/avsluta").text
    wrong = told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "1", "outcome": "annat"})
    assert (wrong.status_code, "Välj ett utfall i listan." in wrong.text) == (422, True)
    ended = told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "1", "outcome": "larm"})
    shown = go(told.nurse, ended)
    assert "Utfall: 112 larmades." in shown
    assert "Överlämnas till" not in shown
    assert 'value="larm" selected' in told.nurse.get(f"{told.clinic}/stang").text
    closed = told.nurse.post(f"{told.clinic}/stang", data={"outcome": "beredskapsjour"})
    assert "Utfall: Överlämnat till beredskapsjour." in go(told.nurse, closed)


def test_the_shortcuts_are_listed_without_a_script_and_only_for_views_that_the_unit_uses(site: Site) -> None:
    nurse = site.as_("Sara Sand")
    page = nurse.get("/clinic/kortkommandon").text
    assert 'href="/clinic/kortkommandon" aria-current="page"' in page
    for word in ("Digitala kollegor", "Dagens ärenden", "Nästa ärende", "Skriv ett meddelande", "<noscript>"):
        assert word in page
    keys = re.findall(r'data-goto="(\w)"', page)
    assert len(keys) == len(set(keys)) > 5


def test_what_the_unit_began_and_what_a_resident_began_are_closed_by_the_same_extra_step(site: Site) -> None:
    """(G15, Q1) H24, Avsluta chatt: gäller både meddelande ut och kontakt direkt."""
    for told in (story.begun_by_staff(site), story.asynchronous(site)):
        asked = told.nurse.get(f"{told.clinic}/stang").text
        assert "<h1>Avsluta ärendet med Agneta Andersson helt?</h1>" in asked
        assert f'action="{told.clinic}/stang"' in asked
        assert "Avslutat" not in told.nurse.get(told.clinic).text, "to ask is not to end"
        assert "Avslutat" in go(told.nurse, told.nurse.post(f"{told.clinic}/stang", data={"outcome": ""}))
