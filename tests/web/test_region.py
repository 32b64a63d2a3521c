"""*Regelverket*: what two region administrators load, read, propose, approve and take back on their pages (Y7, C1)."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.versions import OLD, OTHER_PHONE, WITHOUT_THROAT, version
from tests.web import story
from tests.web.site import Browser, Site

HOME = "/clinic/region"
NEW = "demo@2"
CARRIED = re.compile(r'name="((?:svar\.[^"]*|hoppat))" value="([^"]*)"')


def rut(site: Site) -> Browser:
    return site.as_("Rut Ros")


def rolf(site: Site) -> Browser:
    return site.as_("Rolf Rask")


def load(browser: Browser, data: bytes) -> httpx.Response:
    return browser.post(f"{HOME}/versioner", files={"fil": ("regelverk.zip", data, "application/zip")})


def followed(browser: Browser, answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def proposed(site: Site, data: bytes = b"", **form: str) -> str:
    """The number of the proposal that Rut has made."""
    assert load(rut(site), data or version("2", OTHER_PHONE)).status_code == 303
    answer = rut(site).post(f"{HOME}/versioner/{NEW}/foresla", data={"nar": "direkt", **form})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("=")[2]


def test_the_role_begins_at_its_own_pages(own_site: Site) -> None:
    """(Y7)"""
    answer = rut(own_site).get("/clinic/loggkontroll")
    assert (answer.status_code, answer.headers["location"]) == (303, HOME)
    html = rut(own_site).get(HOME).text
    assert OLD in html
    assert "Gäller sedan" in html
    assert "Regelverket</a>" in html
    assert "Regelverket" not in own_site.as_("Lotta Lind", "vc-angen:local_admin").get("/clinic/enhet").text


def test_a_version_is_loaded_read_proposed_by_one_and_approved_by_another(own_site: Site) -> None:
    """(Y7)"""
    html = followed(rut(own_site), load(rut(own_site), version("2", OTHER_PHONE)))
    assert "Versionen är inläst. Den gäller inte än." in html
    assert "Bevisat: varje ärende slutar hos en person" in html
    assert "Vad ändras?" in html
    assert "112" in html
    answer = rut(own_site).post(f"{HOME}/versioner/{NEW}/foresla", data={"nar": "direkt", "ord": "Nytt nummer."})
    html = followed(rut(own_site), answer)
    assert "En annan regionadministratör behöver godkänna förslaget." in html
    assert "Godkänn</button>" not in html
    number = answer.headers["location"].rpartition("=")[2]
    refused = rut(own_site).post(f"{HOME}/forslag/{number}/godkann")
    assert refused.status_code == 403
    assert "Du har själv föreslagit versionen." in refused.text
    html = rolf(own_site).get(HOME).text
    assert "Rut Ros har föreslagit" in html
    assert "Nytt nummer." in html
    html = followed(rolf(own_site), rolf(own_site).post(f"{HOME}/forslag/{number}/godkann"))
    assert f"Godkände {NEW}" in html
    assert f"Återgå till {OLD}" in html
    assert 'ring <a href="tel:112"><strong>112' in own_site.browser().get("/").text


def test_a_version_for_a_day_takes_over_at_its_midnight(own_site: Site) -> None:
    number = proposed(own_site, nar="dag", dag="2026-11-26")
    rolf(own_site).post(f"{HOME}/forslag/{number}/godkann")
    html = rolf(own_site).get(HOME).text
    assert "Godkänt, börjar gälla senare" in html
    assert own_site.parts.web.pack.id == OLD
    own_site.clock.wait(days=2)
    assert own_site.parts.web.pack.id == NEW


def test_one_goes_back_says_why_and_everybody_reads_it(own_site: Site) -> None:
    """(Y7)"""
    number = proposed(own_site)
    rolf(own_site).post(f"{HOME}/forslag/{number}/godkann")
    refused = rolf(own_site).post(f"{HOME}/aterga", data={"pack": NEW, "ord": ""})
    assert refused.status_code == 422
    assert "Skriv varför" in refused.text
    answer = rolf(own_site).post(f"{HOME}/aterga", data={"pack": NEW, "ord": "Fel nummer."})
    assert f"Återgick från {NEW}" in followed(rolf(own_site), answer)
    html = rut(own_site).get(HOME).text
    assert "Regionen har återgått till en tidigare version." in html
    assert "Fel nummer." in html
    journal = rut(own_site).get(f"{HOME}/journal").text
    told = re.findall(r'unit-row__title">([^<]*)', journal)
    assert told == [
        f"Återgick från {NEW} till den version som gällde före",
        f"Godkände {NEW}, som gäller från 24 november 2026",
        f"Föreslog att {NEW} ska gälla direkt",
        f"Läste in versionen {NEW}",
        f"Godkände {OLD}, som gäller från 24 november 2026",
        f"Läste in versionen {OLD}",
    ]


def test_a_proposal_is_rejected_with_the_reason_or_taken_back(own_site: Site) -> None:
    number = proposed(own_site)
    html = followed(rolf(own_site), rolf(own_site).post(f"{HOME}/forslag/{number}/avsla", data={"ord": "Inte än."}))
    assert f"Avslog förslaget om {NEW}" in html
    answer = rut(own_site).post(f"{HOME}/versioner/{NEW}/foresla", data={"nar": "direkt"})
    number = answer.headers["location"].rpartition("=")[2]
    html = followed(rut(own_site), rut(own_site).post(f"{HOME}/forslag/{number}/ta-tillbaka"))
    assert f"Tog tillbaka {NEW}" in html
    assert "Väntar på godkännande" not in html


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"nar": "dag", "dag": ""}, "Välj en dag."),
        ({"nar": "dag", "dag": "2026-11-24"}, "Dagen har redan börjat."),
        ({"nar": "direkt", "ord": "x" * 501}, "Texten har 501 tecken."),
    ],
)
def test_what_is_wrong_with_a_proposal_is_told_and_what_was_typed_stands(
    own_site: Site, form: dict[str, str], told: str
) -> None:
    load(rut(own_site), version("2", OTHER_PHONE))
    answer = rut(own_site).post(f"{HOME}/versioner/{NEW}/foresla", data=form)
    assert answer.status_code in (409, 422)
    assert told in answer.text
    assert form.get("dag", "") in answer.text


def test_a_version_that_cannot_be_read_is_refused_by_file_and_line(own_site: Site) -> None:
    answer = load(rut(own_site), version("2", ("units.yaml", "kind: health_centre", "kind: kiosk")))
    assert answer.status_code == 422
    assert "units.yaml, line 4" in answer.text
    empty = rut(own_site).post(f"{HOME}/versioner", files={"fil": ("", b"", "application/zip")})
    assert (empty.status_code, "Välj en zip-fil." in empty.text) == (422, True)


def test_the_questions_of_a_version_are_walked_as_the_resident_sees_them_and_nothing_is_kept(own_site: Site) -> None:
    """(C1)"""
    browser, address = rut(own_site), f"{HOME}/versioner/{OLD}/fragor/halsont"
    html, given = browser.get(address).text, {"varning": ["inget"]}
    asked = []
    while key := re.search(r'name="fraga" value="([^"]*)"', html):
        assert "Förhandsvisning" in html
        asked.append(key[1])
        first = re.search(r'type="(?:radio|checkbox)" name="answer" id="[^"]*" value="([^"]*)"', html)
        value = given.get(key[1]) or ([first[1]] if first else ["3"])
        carried: dict[str, list[str]] = {}
        for name, said in CARRIED.findall(html):
            carried.setdefault(name, []).append(said)
        answer = browser.post(address, data={**carried, "fraga": key[1], "answer": value})
        assert answer.status_code == 200, answer.text
        html = answer.text
        assert len(asked) < 40
    assert asked[0] == "varning"
    assert re.search(r"Prioritet [1-5]</h2>", html)
    assert "Anamnes som personalen läser" in html
    assert own_site.call(counted(own_site)) == 0


async def counted(site: Site) -> int:
    async with site.parts.web.service.pool.acquire() as db:
        return int(await db.fetchval("select count(*) from care_case"))


def test_a_required_question_without_an_answer_is_asked_again_in_the_preview(own_site: Site) -> None:
    address = f"{HOME}/versioner/{OLD}/fragor/halsont"
    answer = rut(own_site).post(address, data={"fraga": "varning"})
    assert answer.status_code == 422
    assert 'name="fraga" value="varning"' in answer.text
    assert rut(own_site).get(f"{HOME}/versioner/{OLD}/fragor/finns-inte").status_code == 404
    assert rut(own_site).get(f"{HOME}/versioner/demo@9/fragor/halsont").status_code == 404
    assert rut(own_site).get(f"{HOME}/versioner/demo@9").status_code == 404


def test_a_draft_whose_reason_is_gone_tells_so_and_keeps_its_answers_readable(own_site: Site) -> None:
    """(Y7)"""
    begun = story.checked(own_site)
    number = proposed(own_site, version("2", WITHOUT_THROAT))
    assert rolf(own_site).post(f"{HOME}/forslag/{number}/godkann").status_code == 303
    agneta = own_site.as_("Agneta Andersson")
    html = agneta.get(f"/arenden/{begun.id}/kontrollera").text
    assert "Det går inte längre att söka för det här." in html
    assert "Skicka ärendet" not in html
    assert 'class="answers__pair"' in html
    sent = agneta.post(f"/arenden/{begun.id}/skicka")
    assert (sent.status_code, sent.headers["location"]) == (303, f"/arenden/{begun.id}/kontrollera")
    assert agneta.get("/arenden").status_code == 200
    assert "Halsont" not in agneta.get("/sok-vard").text


def test_a_version_in_shadow_ranks_what_is_sent_and_shows_how(own_site: Site) -> None:
    """(C1)"""
    load(rut(own_site), version("2"))
    answer = rut(own_site).post(f"{HOME}/versioner/{NEW}/skugga", data={"dagar": "14"})
    assert "Körs nu" in followed(rut(own_site), answer)
    story.waiting(own_site)
    while own_site.work():
        continue
    html = rut(own_site).get(f"{HOME}/skugga").text
    assert "1 ärende</h2>" in html
    assert "Halsont" in html
    ended = followed(rut(own_site), rut(own_site).post(f"{HOME}/skugga/avsluta"))
    assert "Avslutad" in ended
    assert rut(own_site).post(f"{HOME}/skugga/avsluta").status_code == 409
