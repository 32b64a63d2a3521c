"""*Var hamnar ärendet?*: the administrator picks facts, and sees what the rules make of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

import httpx
import pytest

from sluss.core.proof.prove import SAID_WHERE
from sluss.core.refusal import Refused
from sluss.web.refusals import sentence
from tests.core.after_hours import AFTER_HOURS
from tests.web import story
from tests.web.site import Site

PATH = "/clinic/var-hamnar"
# The evening of a Tuesday, the next day, and Christmas.
EVENING, OPEN, CHRISTMAS = ("2026-11-24", "20:00"), ("2026-11-25", "10:00"), ("2026-12-25", "16:00")


def asked(site: Site, when: tuple[str, str] = OPEN, **facts: str) -> str:
    got = answer(site, when, facts)
    assert got.status_code == 200, got.text
    return _words(got.text)


def answer(site: Site, when: tuple[str, str], facts: Mapping[str, str]) -> httpx.Response:
    plain = {"orsak": "halsont", "prio": "4", "listad": "vc-angen", "alder": "34", "bemannad": "ja"}
    query = {**plain, "dag": when[0], "tid": when[1], **facts}
    said = urlencode({key: value for key, value in query.items() if value != "-"})
    return site.as_("Lotta Lind", "vc-angen:local_admin").get(f"{PATH}?{said}")


def in_force(site: Site) -> None:
    packs = site.parts.web.service.packs
    after = {
        "units": AFTER_HOURS.units,
        "routing": AFTER_HOURS.routing,
        "accepted_risks": AFTER_HOURS.accepted_risks,
        "sources": AFTER_HOURS.sources,
    }
    packs.region = replace(packs.region, **after)  # type: ignore[arg-type]
    packs.current = replace(packs.current, **after)  # type: ignore[arg-type]


def test_it_shows_where_the_case_goes_the_promise_and_the_row_that_decides(site: Site) -> None:
    page = asked(site)
    assert "Vårdcentralen Ängen, sjuksköterska" in page
    assert "Utlovat svar senast i morgon kl. 14.00" in page
    assert "Mottagningen är öppen nu." in page
    assert "när den listade mottagningen är öppen, går till den listade mottagningen." in page
    assert "(routing.5)" in page


def test_on_christmas_day_priority_3_is_answered_by_1177_and_priority_4_waits(site: Site) -> None:
    """(D3, D4, D10)"""
    assert "1177 Kontaktcenter, sjuksköterska" in asked(site, CHRISTMAS, prio="3")
    waits = asked(site, CHRISTMAS, prio="4")
    assert "Vårdcentralen Ängen, sjuksköterska" in waits
    assert "stängt till måndag 28 december kl. 08.00" in waits


def test_who_is_urgent_where_nobody_is_at_work_reads_whom_to_call(site: Site) -> None:
    """Decision 2."""
    assert "Ring 112 om du mår mycket dåligt" in asked(site, prio="1", bemannad="-")
    alone = asked(site, prio="2", bemannad="-")
    assert "men ingen är i tjänst" in alone
    assert "Ingen på Vårdcentralen Ängen kan svara just nu." in alone
    assert "Ingen på Vårdcentralen Ängen kan svara just nu." not in asked(site, prio="2")


def test_it_tells_who_may_not_begin_and_what_they_read(site: Site) -> None:
    """(N3, N4)"""
    page = asked(site, alder="6", skyddad="ja")
    assert "Ärendet kan inte startas" in page
    assert "skyddade personuppgifter här" in page


def test_after_hours_it_shows_the_referral_and_the_accepted_risk(own_site: Site) -> None:
    """(C14, D8, D9, decision 4)"""
    in_force(own_site)
    page = asked(own_site, EVENING, prio="1")
    assert "Innan något skickas: Vården har stängt. Ring 112 nu." in page
    assert "H24, Hantering av chatt: oavsett prioritering, som då omhändertas kommande vardag." in page
    assert "Accepterad risk prio-1-efter-stangning: Invånaren har läst om 112." in page
    turned_away = asked(own_site, EVENING, prio="4", listad="")
    assert "Ärendet kan inte skickas nu" in turned_away
    assert "Ungdomsmottagningen tar emot ärenden när de har öppet, nästa gång i morgon kl. 10.00" in turned_away


def test_what_the_proof_has_against_it_stands_first(own_site: Site) -> None:
    in_force(own_site)
    packs = own_site.parts.web.service.packs
    silent = tuple(replace(row, advice=None, accepted_risk=None) for row in packs.current.routing)
    packs.region, packs.current = replace(packs.region, routing=silent), replace(packs.current, routing=silent)
    page = asked(own_site, CHRISTMAS, prio="1")
    assert "Här brister regionens regler." in page
    assert (
        "En 34-åring, listad på Vårdcentralen Ängen, som söker för Halsont fredag 25 december 2026 kl. 16.00 (den tid "
        "du har valt) med prioritet 1 hamnar hos Vårdcentralen Ängen, som är stängd till måndag 28 december 2026 kl. "
        "08.00; ingen hänvisning till 112 eller 1177."
    ) in page


@pytest.mark.parametrize("code", sorted(SAID_WHERE))
def test_who_may_not_begin_is_told_where_to_turn_instead(code: str) -> None:
    """(N6, C7) What the proof takes for words are words."""
    said = sentence(Refused(code, least=1))
    assert any(where in said for where in ("1177", "Ring", "e-legitimation")), said


@pytest.mark.parametrize(
    "wrong",
    [{"prio": "6"}, {"alder": "x"}, {"orsak": "nagot"}, {"listad": "vc-nagot"}, {"dag": "2031-01-01"}, {"tid": "-"}],
)
def test_what_the_form_cannot_say_is_not_there(site: Site, wrong: dict[str, str]) -> None:
    assert answer(site, OPEN, wrong).status_code == 404


def test_it_says_what_the_pages_say(own_site: Site) -> None:
    """The sentences that the administrator reads are those of the resident's own pages."""
    in_force(own_site)
    own_site.clock.wait(hours=7)
    told = story.checked(own_site)
    told.resident.post(f"{told.path}/skicka")
    closed = _words(told.resident.get(f"{told.path}/stangt").text)
    told.resident.post(f"{told.path}/skicka", data={"referral": "call_1177"})
    sent = _words(told.resident.get(told.path).text)
    for words in _read_by_the_resident(asked(own_site, ("2026-11-24", "17:00"))):
        assert words in closed or words in sent, words


def _read_by_the_resident(page: str) -> list[str]:
    found = re.search(r"Det här läser invånaren (.*) Varför\?", page)
    assert found
    told = found[1].replace("Innan något skickas: ", "").replace("Ditt ärende har gått till Vårdcentralen Ängen.", "")
    return [one.strip() + "." for one in re.split(r"\.(?: |$)", told) if one.strip() and "kl" not in one]


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split()).replace(" .", ".").replace(" ,", ",")
