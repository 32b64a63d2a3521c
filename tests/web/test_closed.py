"""*Vården har stängt*: the page between *Kontrollera och skicka* and the sent case (H24, Hantering av chatt)."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.core.after_hours import AFTER_HOURS
from tests.web import story
from tests.web.site import MILD, Site

PAST_FOUR = 7


def after_hours(site: Site, listed: bool = True) -> None:
    """The pack of Halland's routine, on a Tuesday at five in the afternoon. Not `listed`: at the youth clinic."""
    rows = AFTER_HOURS.routing
    if not listed:
        rows = tuple(replace(row, listed=None) for row in rows if row.id in ("routing.4", "routing.6", "routing.3"))
        rows = (replace(AFTER_HOURS.routing[1], listed=None), *rows, replace(AFTER_HOURS.routing[4], listed=None))
    packs = site.parts.web.service.packs
    packs.region = replace(
        packs.region, units=AFTER_HOURS.units, routing=rows, accepted_risks=AFTER_HOURS.accepted_risks
    )
    packs.current = replace(
        packs.current, units=AFTER_HOURS.units, routing=rows, accepted_risks=AFTER_HOURS.accepted_risks
    )
    site.clock.wait(hours=PAST_FOUR if listed else PAST_FOUR + 2)


def test_who_turns_to_closed_care_reads_1177_first_and_may_send_anyway(own_site: Site) -> None:
    """(C14, D8, D9, B14)"""
    after_hours(own_site)
    told = story.checked(own_site)
    sent = told.resident.post(f"{told.path}/skicka")
    assert sent.headers["location"] == f"{told.path}/stangt"
    page = told.resident.get(f"{told.path}/stangt").text
    assert '<h1 id="stangt-rubrik">Vården har stängt. Ring 1177 för råd.</h1>' in page
    assert 'href="tel:1177"' in page
    assert 'href="tel:112"' in page
    assert "i morgon kl. 12.00" in _words(page), "the promise, before anything is sent"
    assert told.resident.get(told.path).headers["location"] == f"{told.path}/kontrollera", "nothing is sent yet"
    anyway = told.resident.post(f"{told.path}/skicka", data={"referral": "call_1177"})
    assert anyway.headers["location"] == told.path
    case = _words(told.resident.get(told.path).text)
    assert "Du kan räkna med svar senast i morgon kl. 12.00" in case
    assert "Mottagningen är stängd just nu" in case
    # Sent, the page of the closed door leads to the case.
    assert told.resident.get(f"{told.path}/stangt").headers["location"] == told.path


def test_severe_answers_lead_to_112(own_site: Site) -> None:
    """(C14, decision 4)"""
    after_hours(own_site)
    told = story.draft(own_site)
    for link, value in {**MILD, "varning": "andnod"}.items():
        told.resident.post(f"{told.path}/fragor/{link}", data={"answer": value})
        told.resident.post(f"{told.path}/fara")
    assert (
        told.resident.post(f"{told.path}/skicka", data={"referral": "call_1177"})
        .headers["location"]
        .endswith("/stangt")
    )
    page = told.resident.get(f"{told.path}/stangt").text
    assert "Vården har stängt. Ring 112 nu." in page
    assert re.search(r'class="danger__call" href="tel:112"', page)
    assert "Det ersätter inte ett samtal till 112." in page
    assert told.resident.post(f"{told.path}/skicka", data={"referral": "call_112"}).headers["location"] == told.path
    assert "Ring 112 om du mår mycket dåligt" in told.resident.get(told.path).text


def test_a_unit_that_takes_nothing_when_it_has_closed_keeps_the_answers(own_site: Site) -> None:
    """(D8)"""
    after_hours(own_site, listed=False)
    told = story.checked(own_site)
    for form in ({}, {"referral": "call_1177"}):
        assert told.resident.post(f"{told.path}/skicka", data=form).headers["location"] == f"{told.path}/stangt"
    page = told.resident.get(f"{told.path}/stangt").text
    assert "Dina svar är sparade" in page
    assert "skickar ändå" not in page
    assert "Inte skickat än. Dina svar är sparade." in told.resident.get("/arenden").text
    # Thrown away by the resident alone.
    assert told.resident.post(f"{told.path}/kasta").status_code == 303
    assert told.resident.get(f"{told.path}/stangt").status_code == 404


def test_what_has_opened_meanwhile_refers_nobody(own_site: Site) -> None:
    after_hours(own_site)
    told = story.checked(own_site)
    told.resident.post(f"{told.path}/skicka")
    own_site.clock.wait(hours=16)
    again = own_site.fresh("Agneta Andersson")
    assert again.get(f"{told.path}/stangt").headers["location"] == f"{told.path}/kontrollera"
    assert again.post(f"{told.path}/skicka").headers["location"] == told.path


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())
