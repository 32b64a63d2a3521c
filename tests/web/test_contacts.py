"""*Aviseringar*, *Sjukvårdspersonal* and the demo mailbox, as their pages (J4, J5, U1, U2, U4, K3, M3)."""

from __future__ import annotations

import re

import pytest

from sluss.core.case import commands as c
from sluss.service.ids import new_id
from tests.web import story
from tests.web.site import Browser, Site

HOME = "/installningar/aviseringar"
EMAIL = "agneta@example.se"


def letters(site: Site) -> str:
    return site.browser().get("/demo/brevlada").text


def email(browser: Browser, address: str) -> int:
    return browser.post("/clinic/installningar", data={"email": address, "by_email": "true"}).status_code


def found(told: story.Story, name: str) -> str:
    """Where the page of that colleague lies."""
    page = told.nurse.get(f"{told.clinic}/sjukvardspersonal").text
    one = re.search(rf'href="([^"]+)">\s*<span class="choice__text">\s*<span class="choice__title">{name}<', page)
    assert one, page
    return one[1]


def test_a_resident_says_yes_and_no_to_reminders_and_reads_what_that_means(own_site: Site) -> None:
    """(U1)"""
    agneta = own_site.as_("Agneta Andersson")
    assert HOME in agneta.get("/arenden").text
    page = agneta.get(HOME).text
    assert "Du har inte valt än, och får därför inga påminnelser." in page
    assert "070-174 06 05" in page
    assert agneta.post(f"{HOME}/paminnelser", data={"wanted": "ja"}).status_code == 303
    assert "Du får sms-påminnelser." in agneta.get(HOME).text
    # A form that says nothing changes nothing.
    agneta.post(f"{HOME}/paminnelser", data={"wanted": "kanske"})
    assert "Du får sms-påminnelser." in agneta.get(HOME).text
    agneta.post(f"{HOME}/paminnelser", data={"wanted": "nej"})
    assert "Du får inga sms-påminnelser." in agneta.get(HOME).text


def test_staff_see_whether_reminders_are_wanted_and_note_what_the_patient_said(own_site: Site) -> None:
    """(K3, U1, U2)"""
    told = story.patient(own_site)
    path = f"/clinic/patienter/{told.id}"
    page = told.nurse.get(path).text
    assert "Inte tillfrågad. Inga påminnelser skickas." in page
    assert "Ett samtycke som patienten lämnar på 1177.se gäller all vård" in page
    done = told.nurse.post(f"{path}/paminnelser", data={"wanted": "ja"})
    assert done.status_code == 303
    page = told.nurse.get(path).text
    assert "Ja, vill ha påminnelser." in page
    assert "Antecknat av Sara Sand" in page
    assert told.nurse.post(f"{path}/paminnelser", data={}).status_code == 422


def test_an_address_is_verified_by_the_code_that_was_sent_there(own_site: Site) -> None:
    """(U4)"""
    agneta = own_site.as_("Agneta Andersson")
    wrong = agneta.post(f"{HOME}/e-post", data={"email": "agneta"})
    assert (wrong.status_code, 'value="agneta"' in wrong.text) == (422, True)
    done = agneta.post(f"{HOME}/e-post", data={"email": EMAIL})
    assert (done.status_code, EMAIL in done.headers["location"]) == (303, False)
    assert f"En kod är på väg till {EMAIL}." in agneta.get(HOME).text
    own_site.work()
    code = re.search(r"Din kod är (\d{6})", letters(own_site))
    assert code
    assert agneta.post(f"{HOME}/kod", data={"code": "12 34"}).status_code == 422
    assert agneta.post(f"{HOME}/kod", data={"code": code[1]}).status_code == 303
    page = agneta.get(HOME).text
    assert "Den är bekräftad." in page
    assert re.search(r'id="channel-email" value="email" checked', page)
    assert agneta.post(f"{HOME}/kanal", data={"channel": "sms"}).status_code == 303
    assert re.search(r'id="channel-sms" value="sms" checked', agneta.get(HOME).text)
    agneta.post(f"{HOME}/e-post/ta-bort")
    assert EMAIL not in agneta.get(HOME).text


def test_the_case_says_that_the_notice_went_by_e_mail(own_site: Site) -> None:
    """(U4, U11)"""
    agneta = own_site.as_("Agneta Andersson")
    agneta.post(f"{HOME}/e-post", data={"email": EMAIL})
    own_site.work()
    code = re.search(r"Din kod är (\d{6})", letters(own_site))
    assert code
    agneta.post(f"{HOME}/kod", data={"code": code[1]})
    told = story.visit(own_site)
    own_site.work()
    assert "E-post skickad" in told.nurse.get(told.clinic).text
    assert f'href="{own_site.base}{told.path}"' in letters(own_site)


def test_a_colleague_with_an_address_is_invited_by_e_mail_unless_something_else_is_chosen(own_site: Site) -> None:
    """(J4, M3)"""
    britta = own_site.as_("Britta Berg")
    assert email(britta, "britta.berg@sluss.example") == 303
    told = story.visit(own_site)
    path = found(told, "Britta Berg")
    page = told.nurse.get(path).text
    assert re.search(r'value="email" checked', page)
    refused = told.nurse.post(path, data={"via": "email"})
    assert (refused.status_code, "Fråga invånaren först" in refused.text) == (422, True)
    assert re.search(r'value="email" checked', refused.text)
    assert told.nurse.post(path, data={"consent": "oral", "via": "email"}).status_code == 303
    own_site.work()
    assert "britta.berg@sluss.example" in letters(own_site)
    link = re.search(rf'href="{own_site.base}({told.clinic})"', letters(own_site))
    assert link
    # Behind the login of the clinic, and there the case.
    assert own_site.browser().get(link[1]).headers["location"].startswith("/clinic/login")
    assert britta.get(link[1]).status_code == 200
    assert "Agneta Andersson" in britta.get("/clinic/mina").text


def test_who_is_not_at_work_is_found_by_name_and_told_in_the_worklist_alone(own_site: Site) -> None:
    """(J5)"""
    own_site.as_("Britta Berg").go_home()
    told = story.visit(own_site)
    path = found(told, "Britta Berg")
    searched = told.nurse.post(f"{told.clinic}/sjukvardspersonal", data={"q": "  BRITTA b"})
    assert path in searched.text
    assert path not in told.nurse.post(f"{told.clinic}/sjukvardspersonal", data={"q": "ritta"}).text
    page = told.nurse.get(path).text
    assert "Personen ser inbjudan i patientliggaren när hen är inloggad." in page
    assert told.nurse.post(path, data={"consent": "written"}).status_code == 303
    assert "Britta Berg, sjuksköterska är inbjuden till samtalet." in told.resident.get(told.path).text
    assert "Med i samtalet" not in told.resident.get(told.path).text
    own_site.work()
    assert "Ingen e-post har skickats än." in letters(own_site)
    own_site.known.clear()
    assert "Agneta Andersson" in own_site.as_("Britta Berg").get("/clinic/mina").text


def test_an_invitation_comes_into_the_open_list_of_a_guest_at_another_unit(own_site: Site) -> None:
    """(J5, E25)"""
    told, britta = story.visit(own_site), own_site.as_("Britta Berg")
    staff = own_site.session(britta, "staff").subject
    with britta.events("/clinic/mina/strom") as events:
        events.until("swap", "count-mina")
        story.does(own_site, told, c.InviteColleague(staff, "oral", new_id()))
        assert str(told.id) in events.until("row").html
        told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "0"})
        assert events.until("gone").html == f"c-{told.id}"


@pytest.mark.parametrize(
    ("address", "says"),
    [("britta", "Skriv en hel e-postadress"), ("britta@annat.example", "slutar med sluss.example")],
)
def test_an_address_outside_the_region_is_not_for_invitations(site: Site, address: str, says: str) -> None:
    """(J4)"""
    refused = site.as_("Britta Berg").post("/clinic/installningar", data={"email": address, "by_email": "true"})
    assert refused.status_code == 422
    assert says in refused.text
    assert f'value="{address}"' in refused.text
