"""A child's case as its guardians, the child and everybody else meet it in the browser (L1 to L14, N1 to N6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from sluss.core.routine import Protected, Proxies
from tests.register import Register
from tests.web import story
from tests.web.site import MILD, Browser, Site
from tests.web.test_routes import ROWS, ask, filled

OWN_CASE = {route: row for route, row in ROWS.items() if row.door == "own case"}
DRAFTS = {route for route, row in OWN_CASE.items() if row.begins in (story.draft, story.danger, story.checked)}
DRAFTS |= {"POST /arenden/{case}/bilder/{picture}/ta-bort", "GET /bilder/{picture}"}
# The 23rd of December 2026 at midnight in Stockholm: Kim turns thirteen.
MIDNIGHT = datetime(2026, 12, 22, 23, tzinfo=UTC)
CARE = {"case": "", "reason": "provsvar", "text": "Provet ser bra ut.", "days": "3"}


def routine(site: Site, **parts: Any) -> None:
    for name in ("region", "current"):
        packs = site.parts.web.service.packs
        pack = getattr(packs, name)
        setattr(packs, name, replace(pack, routine=replace(pack.routine, **parts)))


def sql(site: Site, statement: str, *values: object) -> None:
    async def run() -> None:
        async with site.parts.web.service.pool.acquire() as db:
            await db.execute(statement, *values)

    site.call(run())


def person(site: Site, name: str) -> UUID:
    async def look() -> UUID:
        async with site.parts.web.service.pool.acquire() as db:
            return UUID(
                str(await db.fetchval("select id from person where given_name || ' ' || family_name = $1", name))
            )

    return site.call(look())


@contextmanager
def custody_lost(site: Site, name: str) -> Iterator[None]:
    who = person(site, name)
    sql(site, "update relation set ended_at = now() - interval '1 day' where guardian = $1", who)
    try:
        yield
    finally:
        sql(site, "update relation set ended_at = null where guardian = $1", who)


def of_child(site: Site, route: str, child: str) -> tuple[str, str, Any]:
    """Where the route leads in a case that Vera has begun for the child."""
    row, (method, path) = OWN_CASE[route], route.split(" ")
    assert row.begins
    told = row.begins(site)
    vera, patient = person(site, "Vera Vik"), person(site, child)
    sql(site, "update care_case set resident = $2, patient = $3 where id = $1", told.id, vera, patient)
    return method, filled(path, told.id, told.picture, told.sent), row


@pytest.mark.parametrize("route", OWN_CASE)
def test_each_route_of_a_child_s_case_is_open_to_its_guardians_and_hidden_from_all_others(
    site: Site, route: str
) -> None:
    """A parent who sees what a 13-year-old wrote is not a fault like others."""
    vera, viktor, tess, karin = (site.as_(name) for name in ("Vera Vik", "Viktor Vik", "Tess Vik", "Karin Kvist"))
    for browser in (viktor, vera):
        method, path, row = of_child(site, route, "Bo Vik")
        for stranger in (karin, tess):
            assert ask(stranger, method, path, row.form).status_code == 404
        with custody_lost(site, "Viktor Vik"):
            assert ask(viktor, method, path, row.form).status_code == 404
        with custody_lost(site, "Vera Vik"):
            assert ask(vera, method, path, row.form).status_code == 404
        expected = 404 if browser is viktor and route in DRAFTS else row.status
        assert ask(browser, method, path, row.form).status_code == expected
    method, path, row = of_child(site, route, "Tess Vik")
    for browser in (vera, viktor, karin):
        assert ask(browser, method, path, row.form).status_code == 404
    assert ask(tess, method, path, row.form).status_code == (404 if route in DRAFTS else row.status)


def chosen(browser: Browser, name: str) -> str:
    """What the page sends when that name is pressed."""
    page = browser.get("/sok-vard", params={"tjanst": "sok-vard"}).text
    found = re.search(
        rf'value="([0-9a-f-]+)">\s*<span class="choice__text">\s*<span class="choice__title">{name}<', page
    )
    assert found, page
    return found[1]


def begun(browser: Browser, name: str, reason: str = "halsont") -> UUID:
    done = browser.post("/sok-vard", data={"reason": reason, "vem": chosen(browser, name)})
    assert done.status_code == 303, done.text
    return UUID(done.headers["location"].split("/")[2])


def sent(browser: Browser, name: str) -> UUID:
    case = begun(browser, name)
    for link, value in MILD.items():
        browser.post(f"/arenden/{case}/fragor/{link}", data={"answer": value})
    assert browser.post(f"/arenden/{case}/skicka").status_code == 303
    return case


def test_a_guardian_says_first_whom_it_is_about_and_every_page_says_it_again(own_site: Site) -> None:
    """(L1, L17, C4): nothing is chosen beforehand, and no id of a person stands in an address."""
    vera = own_site.as_("Vera Vik")
    page = vera.get("/sok-vard?tjanst=sok-vard").text
    assert [name in page for name in ("Mig själv", "Bo Vik", "7 år", "Bibbi Vik", "8 månader", "Tess Vik")] == [
        *[True] * 5,
        False,
    ]
    assert "checked" not in page
    missing = vera.post("/sok-vard/vem", data={"tjanst": "sok-vard"})
    assert (missing.status_code, "Välj vem det gäller." in missing.text) == (422, True)
    assert vera.post("/sok-vard", data={"reason": "halsont"}).status_code == 422
    bo = chosen(vera, "Bo Vik")
    reasons = vera.post("/sok-vard/vem", data={"tjanst": "sok-vard", "vem": bo})
    about = "<span>Gäller</span> <strong>Bo Vik</strong>, 7 år"
    assert (reasons.status_code, about in reasons.text, f'value="{bo}"' in reasons.text) == (200, True, True)
    case = sent(vera, "Bo Vik")
    draft = begun(vera, "Bo Vik")
    for path in (f"/arenden/{draft}/fragor/varning", f"/arenden/{case}"):
        assert about in vera.get(path).text, path
    # (B12)
    mine = vera.get("/arenden").text
    assert mine.count("<h2>Bo Vik, 7 år</h2>") == 1
    assert (str(case) in mine, str(draft) in mine) == (True, True)
    begun(vera, "Vera Vik")
    mine = vera.get("/arenden").text
    assert mine.index("<h2>Mig själv</h2>") < mine.index("<h2>Bo Vik, 7 år</h2>")
    # A stranger's id in the form is as unknown as one that is nobody's.
    for who in (person(own_site, "Tess Vik"), uuid4()):
        assert vera.post("/sok-vard/vem", data={"tjanst": "sok-vard", "vem": str(who)}).status_code == 404
        assert vera.post("/sok-vard", data={"reason": "halsont", "vem": str(who)}).status_code == 403
    # Who speaks for nobody is not asked.
    assert "Vem gäller det?" not in own_site.as_("Olle Olsson").get("/sok-vard?tjanst=sok-vard").text


def test_what_is_triaged_is_closed_to_the_smallest_and_the_rest_is_open(own_site: Site) -> None:
    """VML: Vårdnadshavare kan inte chatta för barn under 1 år (C7, decision 5)."""
    routine(own_site, proxies=Proxies(least_age=1))
    vera = own_site.as_("Vera Vik")
    page = vera.get("/sok-vard?tjanst=sok-vard").text
    assert "Frågorna här är inte gjorda för barn under 1 år." in page
    assert "barnhälsovården (BVC)" in page
    bibbi = str(person(own_site, "Bibbi Vik"))
    assert bibbi not in page
    refused = vera.post("/sok-vard", data={"reason": "halsont", "vem": bibbi})
    assert (refused.status_code, "inte gjorda för så små barn" in refused.text) == (403, True)
    services = own_site.parts.web.pack
    other = next(s.id for s in services.services.values() if s.kind == "administrative")
    assert bibbi in vera.get(f"/sok-vard?tjanst={other}").text
    reason = next(r.id for r in services.reasons_of(other) if r.ages.hold(0))
    assert vera.post("/sok-vard", data={"reason": reason, "vem": bibbi}).status_code == 303


def test_an_open_page_and_its_stream_end_at_midnight_on_the_thirteenth_birthday(own_site: Site) -> None:
    """Decision 6 (L1, L2): the page is replaced by one that names nobody."""
    own_site.clock.ahead = MIDNIGHT - datetime.now(UTC)
    own_site.clock.wait(minutes=-40)
    karin = own_site.fresh("Karin Kvist")
    assert "Loggar in själv från och med i morgon." in karin.get("/sok-vard?tjanst=sok-vard").text
    case = sent(karin, "Kim Kvist")
    assert (
        "Från och med i morgon, när barnet fyller 13 år, loggar barnet in själv." in karin.get(f"/arenden/{case}").text
    )
    nurse = own_site.fresh("Sara Sand")
    own_site.clock.ahead = MIDNIGHT - datetime.now(UTC)
    own_site.clock.wait(seconds=-2)
    with karin.events(f"/arenden/{case}/strom") as events, nurse.events(f"/clinic/arenden/{case}/strom") as staff:
        last = events.rest()[-1]
        # Staff are told why, in the same moment.
        assert "Kim Kvist har fyllt 13 år." in staff.until("swap", "fyllt 13").html
    assert (last.name, last.html) == ("ended", "/arenden/atkomst")
    after = karin.get(last.html)
    assert (after.status_code, "Kim" in after.text, "Du kan inte längre se" in after.text) == (200, False, True)
    with karin.events(f"/arenden/{case}/strom") as events:
        assert events.next().name == "ended"
    assert karin.get(f"/arenden/{case}").status_code == 404
    assert story.say(karin, f"/arenden/{case}", "Hej?").status_code == 404
    assert "Kim" not in karin.get("/arenden").text
    assert "Kim" not in karin.get("/sok-vard?tjanst=sok-vard").text
    kim = own_site.fresh("Kim Kvist")
    assert "<strong>Kim" not in kim.get(f"/arenden/{case}").text
    assert story.say(kim, f"/arenden/{case}", "Det är jag.").status_code < 300


def test_custody_lost_ends_an_open_page_at_once(own_site: Site) -> None:
    """(L1, A14): a login of the guardian elsewhere is enough for the register to be asked."""
    viktor = own_site.as_("Viktor Vik")
    case = sent(viktor, "Bo Vik")
    register = Register({record.personnummer: record for record in _records(own_site)})
    own_site.parts.web.persons.inner = register  # type: ignore[attr-defined]
    with viktor.events(f"/arenden/{case}/strom") as events:
        events.next()
        register.part("198506302390", "201903142394")
        own_site.fresh("Viktor Vik")
        assert events.until("ended").html == "/arenden/atkomst"


def _records(site: Site) -> list[Any]:
    known = site.parts.web.persons.inner  # type: ignore[attr-defined]
    return [site.call(known.find(one.personnummer)) for one in site.parts.people.residents]


@pytest.mark.parametrize("fails", ["down", "nonsense"])
def test_when_the_register_is_silent_the_page_says_so_and_own_care_goes_on(own_site: Site, fails: str) -> None:
    """Own login goes on, proxy care waits (A14)."""
    known = own_site.parts.web.persons.inner  # type: ignore[attr-defined]
    own_site.parts.web.persons.inner = Register(  # type: ignore[attr-defined]
        {record.personnummer: record for record in _records(own_site)}, fails
    )
    vera = own_site.fresh("Vera Vik")
    page = vera.get("/sok-vard?tjanst=sok-vard").text
    assert "får vi inget svar från folkbokföringen" in page
    assert "Bo Vik" not in page
    assert "dina barns ärenden just nu" in vera.get("/arenden").text
    begun(vera, "Vera Vik")
    assert vera.post("/sok-vard/barn").status_code == 303
    assert "Bo Vik" not in vera.get("/sok-vard").text
    own_site.parts.web.persons.inner = known  # type: ignore[attr-defined]
    assert vera.post("/sok-vard/barn").status_code == 303
    page = vera.get("/sok-vard").text
    assert ("Bo Vik" in page, "folkbokföringen svarar" in page.lower()) == (True, False)
    # Staff get no half answer either.
    own_site.parts.web.persons.inner = Register({}, "down")  # type: ignore[attr-defined]
    nurse = own_site.as_("Sara Sand")
    made = nurse.post("/clinic/patienter/skapa", data={"personnummer": "20180611-2395"})
    assert (made.status_code, "Folkbokföringen svarar inte just nu." in made.text) == (503, True)


def test_staff_choose_the_primary_contact_and_begin_for_the_child(own_site: Site) -> None:
    """H26, Ombud (L3, L9, L13): created, then an active choice."""
    nurse = own_site.as_("Sara Sand")
    made = nurse.post("/clinic/patienter/skapa", data={"personnummer": "20190314-2394"}).headers["location"]
    assert made.endswith("?flik=relationer")
    path = made.partition("?")[0]
    page = nurse.get(made).text
    assert re.search(r"Viktor Vik</strong> <span class=\"mark\">Primär kontaktperson", page)
    vera = re.search(r'value="([0-9a-f-]+)" required>\s*<label[^>]*>Vera Vik', page)
    assert vera
    saved = nurse.post(f"{path}/kontaktperson", data={"guardian": vera[1]})
    assert (saved.status_code, saved.headers["location"]) == (303, made)
    assert re.search(r"Vera Vik</strong> <span class=\"mark\">Primär kontaktperson", nurse.get(made).text)
    assert "Vera Vik (primär kontaktperson), Viktor Vik" in nurse.get(path).text
    assert "Går till <strong>Vera Vik</strong>" in nurse.get(f"{path}/nytt-arende").text
    case = uuid4()
    assert nurse.post(f"{path}/nytt-arende", data={**CARE, "case": str(case)}).status_code == 303
    shown = nurse.get(f"/clinic/arenden/{case}").text
    for words in ("Barn, Vera Vik skriver", "<dd>Vera Vik, vårdnadshavare</dd>", "<dd>Viktor Vik, vårdnadshavare</dd>"):
        assert words in shown
    with custody_lost(own_site, "Vera Vik"):
        lost = nurse.get(f"/clinic/arenden/{case}").text
        assert "Vera Vik är inte längre vårdnadshavare enligt folkbokföringen." in lost
        assert "Viktor Vik är vårdnadshavare och ser ärendet." in lost
    assert own_site.as_("Vera Vik").get(f"/arenden/{case}").status_code == 200


# --- protected identity


def test_where_protected_people_are_not_handled_they_get_no_session_and_the_alternatives(own_site: Site) -> None:
    """H24, Skyddade personuppgifter (N1, N6)."""
    routine(own_site, protected=Protected(own=False, advice="Ingen ska kunna se var du är."))
    browser = own_site.browser()
    page = browser.log_in("bankid", "199108172389")
    assert page.status_code == 403
    for words in ("1177.se", "Ring", "Besök mottagningen", "Ingen ska kunna se var du är.", "Du är inte inloggad"):
        assert words in page.text
    assert not any(cookie.name == "sluss_resident" for cookie in browser.cookies.jar)
    assert "Persson" not in page.text
    nurse = own_site.as_("Sara Sand")
    refused = nurse.post("/clinic/patienter/skapa", data={"personnummer": "19910817-2389"})
    assert (refused.status_code, "skyddade personuppgifter" in refused.text) == (403, True)


def test_where_they_are_handled_it_is_for_themselves_and_for_no_child(own_site: Site) -> None:
    """H26, Skyddade personuppgifter (N2, N3, N4)."""
    disa = own_site.as_("Disa Dahl")
    page = disa.get("/sok-vard?tjanst=sok-vard").text
    assert "Den som har skyddade personuppgifter kan inte söka vård för ett barn här." in page
    assert "Ella" not in page
    begun(disa, "Disa Dahl")
    ella = person(own_site, "Ella Dahl")
    assert disa.post("/sok-vard", data={"reason": "halsont", "vem": str(ella)}).status_code == 403


def test_in_lists_a_protected_patient_has_no_name_and_the_sms_says_nothing(own_site: Site) -> None:
    """(N5): marked; the name stands where the case is open, number and unit nowhere."""
    pack = own_site.parts.web.pack
    own_site.parts.web.service.packs.current = replace(
        pack,
        routine=replace(pack.routine, sms=replace(pack.routine.sms, include_unit=True)),
        texts=replace(pack.texts, sms=dict.fromkeys(pack.texts.sms, "Från {unit}: {link}")),
    )
    pia, nurse = own_site.as_("Pia Persson"), own_site.as_("Sara Sand")
    hers = story.waiting(own_site).id
    case = UUID(pia.post("/sok-vard", data={"reason": "halsont"}).headers["location"].split("/")[2])
    for link, value in MILD.items():
        pia.post(f"/arenden/{case}/fragor/{link}", data={"answer": value})
    pia.post(f"/arenden/{case}/skicka")
    work = nurse.get("/clinic/drop-in").text
    assert ("Persson" in work, "Skyddade personuppgifter" in work) == (False, True)
    opened = nurse.get(f"/clinic/arenden/{case}").text
    assert ("Pia Persson" in opened, "174 06 10" in opened) == (True, False)
    for one in (case, hers):
        for step in ("ta-emot", "starta"):
            assert nurse.post(f"/clinic/arenden/{one}/{step}").status_code == 303
    own_site.work()
    phone = pia.get("/demo/phone").text
    assert phone.count("Från Vårdcentralen Ängen") == 1
    reviewer = own_site.as_("Loa Lund")
    assert "Skyddade personuppgifter" in reviewer.get("/clinic/loggkontroll").text
