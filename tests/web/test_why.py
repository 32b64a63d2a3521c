"""*Varför?*: the rule and its source for a priority, a destination, a refusal (Y7)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sluss.core.refusal import Refused
from sluss.web.refusals import REFUSALS
from sluss.web.why import DECIDED_BY, why
from tests.core.after_hours import AFTER_HOURS
from tests.web import story
from tests.web.site import Site

SOURCES = {
    "routing.5": "VML, Regelverk kring inkomna chattar: Prio 2-5 kommer till vårdcentralen mellan kl 08-16 vardagar",
    "async_phase": "VML, Asynkrona ärenden: går inte att förlänga.",
    "drop_in.one_at_a_time": "VML, Drop in: Blockerar invånaren för att använda tjänsterna.",
}


def with_sources(site: Site) -> None:
    packs = site.parts.web.service.packs
    phase = replace(packs.current.async_phase, extendable=False)
    packs.region = replace(packs.region, sources=SOURCES, async_phase=phase)
    packs.current = replace(packs.current, sources=SOURCES, async_phase=phase)


def test_staff_read_why_a_case_has_its_priority_and_came_to_them(own_site: Site) -> None:
    with_sources(own_site)
    told = story.waiting(own_site)
    page = _words(told.nurse.get(told.clinic).text)
    assert re.search(r"Varför prioritet \d och varför hit\?", page)
    assert "Frågeformulär: Halsont, version" in page
    row = "från den som är listad, när den listade mottagningen är öppen, går till den listade mottagningen."
    assert row in page
    assert SOURCES["routing.5"] in page
    assert "Regler när ärendet skickades: demo@" in page
    decisions = _words(told.nurse.get(f"{told.clinic}/varfor").text)
    assert re.search(
        r"Ärendet skickades: prioritet, mottagning och utlovat svar bestämdes .*, invånaren\. Regler: demo@", decisions
    )
    assert row in decisions


def test_a_case_keeps_the_words_of_the_row_that_decided_whatever_the_table_says_later(own_site: Site) -> None:
    told = story.waiting(own_site)
    before = _words(told.nurse.get(f"{told.clinic}/varfor").text)
    packs = own_site.parts.web.service.packs
    packs.region = replace(packs.region, version="2027-01-01", routing=AFTER_HOURS.routing, units=AFTER_HOURS.units)
    packs.current = replace(packs.current, version="2027-01-01", routing=AFTER_HOURS.routing, units=AFTER_HOURS.units)
    packs.turns = ()
    assert _words(told.nurse.get(f"{told.clinic}/varfor").text) == before
    told.nurse.post(f"{told.clinic}/ta-emot")
    told.nurse.post(f"{told.clinic}/starta")
    told.nurse.post(f"{told.clinic}/avsluta", data={"async_days": "1"})
    after = _words(told.nurse.get(f"{told.clinic}/varfor").text)
    # Each decision under its own version.
    assert re.search(r"Besöket avslutades: tiden att skriva bestämdes .* Regler: demo@2027-01-01", after)
    assert "Regler: demo@2026-11-20" in after


def test_a_refusal_that_the_region_has_decided_offers_its_source(own_site: Site) -> None:
    with_sources(own_site)
    told = story.asynchronous(own_site)
    no = told.nurse.post(f"{told.clinic}/gor/forlang", data={"days": "3"})
    assert no.status_code == 409
    assert "Tiden går inte att förlänga i din region. " in _words(no.text) + " "
    assert "Varför? går inte att förlänga. VML, Asynkrona ärenden. Regler: demo@" in _words(no.text)


def test_a_refusal_that_holds_in_any_region_offers_none(own_site: Site) -> None:
    with_sources(own_site)
    told = story.accepted(own_site)
    no = told.nurse.post(f"{told.clinic}/ta-emot")
    assert no.status_code == 409
    assert "Varför?</summary>" not in no.text


@pytest.mark.parametrize("code", DECIDED_BY)
def test_each_code_is_one_that_can_be_refused(code: str) -> None:
    assert code in REFUSALS


def test_the_source_of_a_value_may_stand_at_the_section_that_it_is_in() -> None:
    pack = replace(AFTER_HOURS, sources=SOURCES)
    found = why(pack, Refused("not_extendable"))
    assert found is not None
    assert (found.written, found.said) == ("VML, Asynkrona ärenden", "går inte att förlänga.")
    assert why(pack, Refused("note_trivial")) is None
    assert why(pack, Refused("already_accepted")) is None
    assert why(pack, None) is None


def test_nobody_else_reads_it(own_site: Site) -> None:
    told = story.waiting(own_site)
    assert own_site.as_("Nils Nord").get(f"{told.clinic}/varfor").status_code == 404


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split()).replace(" .", ".")
