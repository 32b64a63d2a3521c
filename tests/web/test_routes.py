"""Every route, asked by everybody: one table says who comes in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import httpx
import pytest

from sluss.web.app import ALL
from sluss.web.clinic import region
from sluss.web.clinic.unit import HOME, PARTS
from sluss.web.clinic.unit_forms import READ
from sluss.web.demo.mailbox import mailbox
from sluss.web.demo.phone import phone
from sluss.web.templates import manifest
from tests.versions import OLD
from tests.web import booked, story
from tests.web.site import Browser, Site

ACTORS = {
    "nobody": ("", ""),
    "owner": ("Agneta Andersson", ""),
    "other": ("Pia Persson", ""),
    "nurse": ("Sara Sand", ""),
    "elsewhere": ("Britta Berg", ""),
    "reviewer": ("Loa Lund", ""),
    "admin": ("Lotta Lind", "vc-angen:local_admin"),
    "region": ("Rut Ros", ""),
}
OK, LOGIN, HIDDEN, LOG = "ok", "login", "hidden", "sent on to the access log"
KEY = "asked for a key, which no page has"
UNIT, REGION = "sent on to the settings of the unit", "sent on to the pages of the region"
# Who is let in where. A resident has no cookie that a clinic page takes, and the other way round.
DOORS: Mapping[str, tuple[str, ...]] = {
    #             nobody  owner   other   nurse   elsewhere reviewer admin region
    "public": (OK, OK, OK, OK, OK, OK, OK, OK),
    "resident": (LOGIN, OK, OK, LOGIN, LOGIN, LOGIN, LOGIN, LOGIN),
    "own case": (LOGIN, OK, HIDDEN, LOGIN, LOGIN, LOGIN, LOGIN, LOGIN),
    "staff": (LOGIN, LOGIN, LOGIN, OK, OK, OK, OK, OK),
    "licensed": (LOGIN, LOGIN, LOGIN, OK, OK, LOG, LOG, LOG),
    "reviewer": (LOGIN, LOGIN, LOGIN, HIDDEN, HIDDEN, OK, UNIT, REGION),
    "administrator": (LOGIN, LOGIN, LOGIN, HIDDEN, HIDDEN, HIDDEN, OK, HIDDEN),
    "unit's case": (LOGIN, LOGIN, LOGIN, OK, HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    "licensed alone": (LOGIN, LOGIN, LOGIN, OK, OK, HIDDEN, HIDDEN, HIDDEN),
    "at Berget": (LOGIN, LOGIN, LOGIN, HIDDEN, OK, HIDDEN, HIDDEN, HIDDEN),
    "unit's people": (LOGIN, LOGIN, LOGIN, OK, OK, HIDDEN, OK, HIDDEN),
    "nobody's": (HIDDEN,) * 8,
    "own mandate": (LOGIN, LOGIN, LOGIN, HIDDEN, HIDDEN, HIDDEN, OK, HIDDEN),
    "region": (LOGIN, LOGIN, LOGIN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, OK),
    "machines": (KEY, KEY, KEY, KEY, KEY, KEY, KEY, KEY),
    "either administrator": (LOGIN, LOGIN, LOGIN, HIDDEN, HIDDEN, HIDDEN, OK, OK),
}

# What the local administrator sets in the shared site: nothing that another test would see.
ID = "00000000-0000-7000-8000-000000000001"
SETS: Mapping[str, Mapping[str, str]] = {
    "fraser": {"title": "Fras", "text": "Hej."},
    "fraser/ta-bort": {"id": ID},
    "oppettider": {"day": "2027-06-01", "closed": "ja", "reason": "Flytt"},
    "oppettider/ta-bort": {"day": "2027-06-02"},
    "bemanning": {"day": "2027-06-01", "start": "08:00", "end": "12:00", "name": "Sara Sand"},
    "bemanning/ta-bort": {"id": ID},
    "lankar": {"title": "Guide", "url": "https://guide.example.se", "where": "guide"},
    "lankar/ta-bort": {"id": ID},
    "funktioner": {"function": "feedback", "on": "ja"},
    "formular": {"form": "feber", "on": "ja"},
}

GUEST = {"vem": "gast", "kind": "relative", "first_name": "Elsa", "via": "sms", "address": "0701740609"}
GUEST |= {"consent": "oral"}
CHECKED = {"checked": "known"}


@dataclass(frozen=True)
class Row:
    """`status` is the answer to who is let in; `begins` brings a case to where the route has something to do.

    `fresh`: asked in browsers that have just logged in, since it ends their sessions or their logins.
    """

    door: str
    status: int
    begins: Callable[[Site], story.Story] | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False


# A group of one's own that lacks a name.
NAMELESS = {"reason": "halsont", "places": "4", "day": "2026-11-25", "start": "10:00", "minutes": "60"}
R = Row
ROWS: Mapping[str, Row] = {
    "GET /": R("public", 200),
    "GET /sok-vard": R("resident", 200),
    "POST /sok-vard": R("resident", 303, form={"reason": "halsont"}),
    "GET /arenden": R("resident", 200),
    "POST /sok-vard/vem": R("resident", 200, form={"tjanst": "sok-vard"}),
    "POST /sok-vard/barn": R("resident", 303),
    "GET /installningar/aviseringar": R("resident", 200),
    "POST /installningar/aviseringar/paminnelser": R("resident", 303, form={"wanted": "nej"}),
    # No address, no code and nothing to choose: refused, but not hidden.
    "POST /installningar/aviseringar/e-post": R("resident", 422, form={"email": "agneta"}),
    "POST /installningar/aviseringar/kod": R("resident", 409, form={"code": "123456"}),
    "POST /installningar/aviseringar/kanal": R("resident", 409, form={"channel": "email"}),
    "POST /installningar/aviseringar/e-post/ta-bort": R("resident", 303),
    "GET /arenden/atkomst": R("resident", 200),
    "GET /installningar/ljud-och-bild": R("resident", 200),
    "GET /arenden/{case}": R("own case", 200, story.waiting),
    "GET /arenden/{case}/fragor/{link}": R("own case", 200, story.draft),
    "POST /arenden/{case}/fragor/{link}": R("own case", 303, story.draft, {"answer": "inget"}),
    "GET /arenden/{case}/fara": R("own case", 200, story.danger),
    "POST /arenden/{case}/fara": R("own case", 303, story.danger),
    "GET /arenden/{case}/kontrollera": R("own case", 200, story.checked),
    # The unit is open, so nobody is referred.
    "GET /arenden/{case}/stangt": R("own case", 303, story.checked),
    "POST /arenden/{case}/bilder": R("own case", 303, story.checked),
    "POST /arenden/{case}/bilder/{picture}/ta-bort": R("own case", 303, story.pictured),
    "POST /arenden/{case}/skicka": R("own case", 303, story.checked),
    "POST /arenden/{case}/vantrum": R("own case", 303, booked.booked),
    "POST /arenden/{case}/stall-i-ko": R("own case", 303, story.ticket),
    "GET /arenden/{case}/formular/{sent}": R("own case", 200, story.with_form),
    # Without an answer the page comes again.
    "POST /arenden/{case}/formular/{sent}": R("own case", 200, story.with_form),
    "POST /arenden/{case}/kasta": R("own case", 303, story.draft),
    "POST /arenden/{case}/meddelanden": R("own case", 303, story.waiting, {"text": "Hej", "seen": "0"}),
    "POST /arenden/{case}/skriver": R("own case", 204, story.waiting),
    "POST /arenden/{case}/last": R("own case", 204, story.waiting, {"seq": "1"}),
    "GET /arenden/{case}/samtal": R("own case", 200, story.calling),
    "POST /arenden/{case}/samtal/anslut": R("own case", 200, story.calling, {"device": ID}),
    # Nobody has joined.
    "POST /arenden/{case}/samtal/signal": R(
        "own case", 409, story.calling, {"device": ID, "to": ID, "kind": "state", "body": "{}"}
    ),
    "POST /arenden/{case}/samtal/lamna": R("own case", 204, story.calling, {"device": ID}),
    "GET /bilder/{picture}": R("own case", 200, story.pictured),
    "GET /login": R("public", 200),
    "GET /login/{provider}": R("public", 303),
    "GET /login/{provider}/klar": R("public", 400, fresh=True),
    "POST /logout": R("resident", 303, fresh=True),
    "GET /clinic": R("public", 303),
    "GET /clinic/login": R("public", 200),
    "GET /clinic/login/{provider}": R("public", 303),
    "GET /clinic/login/{provider}/klar": R("public", 400, fresh=True),
    "POST /clinic/logout": R("staff", 303, fresh=True),
    "GET /clinic/uppdrag": R("staff", 200),
    "POST /clinic/uppdrag": R("own mandate", 303, form={"mandate": "vc-angen:local_admin"}),
    "POST /clinic/skift": R("at Berget", 303, form={"mandate": "vc-berget:nurse"}),
    "GET /clinic/skift/avsluta": R("licensed alone", 200),
    # Somebody else's test may have left open cases.
    "POST /clinic/skift/avsluta": R("licensed alone", 303, form={"reason": "Brandlarm, alla ut."}, fresh=True),
    "POST /clinic/inflode": R("licensed alone", 303, form={"takes": "nej"}),
    "GET /clinic/kollegor": R("licensed alone", 200),
    "GET /clinic/dagen": R("licensed alone", 200),
    "POST /clinic/filter": R("staff", 303),
    "GET /clinic/drop-in": R("licensed", 200),
    "GET /clinic/asynkrona": R("licensed", 200),
    "GET /clinic/avslutade": R("licensed", 200),
    "GET /clinic/schemalagda": R("licensed", 200),
    "GET /clinic/vidimering": R("licensed", 200),
    "GET /clinic/konsultationer": R("licensed", 200),
    "GET /clinic/mina": R("licensed", 200),
    "GET /clinic/arenden/{case}": R("unit's case", 200, story.waiting),
    "POST /clinic/arenden/{case}/samtal/starta": R("unit's case", 303, story.visit, {"mode": "video"}),
    "POST /clinic/arenden/{case}/samtal/lage": R("unit's case", 303, story.calling, {"mode": "audio"}),
    "GET /clinic/arenden/{case}/samtal/avsluta": R("unit's case", 200, story.calling),
    "POST /clinic/arenden/{case}/samtal/avsluta": R("unit's case", 303, story.calling),
    "GET /clinic/arenden/{case}/samtal": R("unit's case", 200, story.calling),
    "POST /clinic/arenden/{case}/samtal/anslut": R("unit's case", 200, story.calling, {"device": ID}),
    "POST /clinic/arenden/{case}/samtal/signal": R(
        "unit's case", 409, story.calling, {"device": ID, "to": ID, "kind": "state", "body": "{}"}
    ),
    "POST /clinic/arenden/{case}/samtal/lamna": R("unit's case", 204, story.calling, {"device": ID}),
    "GET /clinic/arenden/{case}/varfor": R("unit's case", 200, story.waiting),
    "POST /clinic/arenden/{case}/ta-emot": R("unit's case", 303, story.waiting),
    "POST /clinic/arenden/{case}/ta-over": R("unit's case", 303, story.taken_by_sigge),
    "POST /clinic/arenden/{case}/paminn": R("unit's case", 303, story.visit),
    "GET /clinic/arenden/{case}/fel-patient": R("unit's case", 200, story.visit),
    "POST /clinic/arenden/{case}/fel-patient": R("unit's case", 303, story.visit),
    "GET /clinic/arenden/{case}/gor/{task}": R("unit's case", 200, story.visit),
    "POST /clinic/arenden/{case}/gor/{task}": R("unit's case", 303, story.visit, {"text": "Bra jobbat."}),
    "GET /clinic/arenden/{case}/sjukvardspersonal": R("unit's case", 200, story.visit),
    "POST /clinic/arenden/{case}/sjukvardspersonal": R("unit's case", 200, story.visit, {"q": "Sigge"}),
    "GET /clinic/arenden/{case}/sjukvardspersonal/{staff}": R("unit's case", 200, story.visit_beside_sigge),
    # Nobody is invited without the resident's consent.
    "POST /clinic/arenden/{case}/sjukvardspersonal/{staff}": R("unit's case", 422, story.visit_beside_sigge),
    "POST /clinic/arenden/{case}/starta": R("unit's case", 303, story.accepted),
    "POST /clinic/arenden/{case}/stang": R("unit's case", 303, story.asynchronous),
    "GET /clinic/installningar": R("licensed alone", 200),
    "POST /clinic/installningar": R("licensed alone", 303, form={"shown_name": ""}),
    "GET /clinic/notifieringar": R("licensed alone", 200),
    "POST /clinic/notifieringar/lasta": R("licensed alone", 303),
    "GET /clinic/loggkontroll": R("reviewer", 200),
    "GET /clinic/var-hamnar": R("either administrator", 200),
    "GET /clinic/enhet": R("administrator", 200),
    **{f"GET {part.path}": R("administrator", 200) for part in PARTS},
    **{f"POST {HOME}/{address}": R("administrator", 303, form={"seen": "99", **SETS[address]}) for address in READ},
    "POST /clinic/enhet/andringar/angra": R("administrator", 303, story.phrase_of_the_unit, {"seq": "1"}),
    "GET /clinic/patienter": R("licensed alone", 200),
    "POST /clinic/patienter": R("licensed alone", 200, form={"q": "680412-2387"}),
    # A number that the register does not have: refused, but not hidden.
    "POST /clinic/patienter/skapa": R("licensed alone", 409, form={"personnummer": "191212121212"}),
    "GET /clinic/grupper": R("licensed alone", 200),
    # Without a title: refused, but not hidden.
    "POST /clinic/grupper": R("licensed alone", 422, form=NAMELESS),
    "GET /clinic/grupper/{meeting}": R("unit's case", 200, booked.group),
    "POST /clinic/grupper/{meeting}/sok": R("unit's case", 200, booked.group, {"q": "Agneta"}),
    "POST /clinic/grupper/{meeting}/patienter/{person}": R("unit's case", 303, booked.group_and_patient),
    "POST /clinic/grupper/{meeting}/deltagare/{case}/ta-bort": R("unit's case", 303, booked.group_and_case),
    "POST /clinic/grupper/{meeting}/deltagare/{case}/slapp-in": R("unit's case", 303, booked.group_and_case),
    "POST /clinic/grupper/{meeting}/led": R("unit's case", 303, booked.group),
    # Nobody is inside.
    "POST /clinic/grupper/{meeting}/video": R("unit's case", 409, booked.group),
    "GET /clinic/grupper/{meeting}/avsluta-video": R("unit's case", 200, booked.group),
    "POST /clinic/grupper/{meeting}/avsluta-video": R("unit's case", 303, booked.group),
    "GET /clinic/grupper/{meeting}/avsluta": R("unit's case", 200, booked.group),
    "POST /clinic/grupper/{meeting}/avsluta": R("unit's case", 303, booked.group, {"async_days": "0"}),
    "GET /clinic/grupper/{meeting}/samtal": R("unit's case", 303, booked.group),
    "GET /clinic/patienter/{person}": R("unit's case", 200, story.patient),
    "POST /clinic/patienter/{person}/paminnelser": R("unit's case", 303, story.patient, {"wanted": "ja"}),
    # Of an adult there is nobody to choose.
    "POST /clinic/patienter/{person}/kontaktperson": R("unit's case", 409, story.patient, {"guardian": ID}),
    "GET /clinic/patienter/{person}/nytt-arende": R("unit's case", 200, story.patient),
    "POST /clinic/patienter/{person}/nytt-arende": R(
        "unit's case", 303, story.patient, {"reason": "provsvar", "text": "Hej", "days": "1"}
    ),
    "GET /clinic/patienter/{person}/boka": R("unit's case", 200, story.patient),
    "POST /clinic/patienter/{person}/boka": R("unit's case", 422, story.patient),
    "GET /clinic/patienter/{person}/biljett": R("unit's case", 200, story.patient),
    "POST /clinic/patienter/{person}/biljett": R(
        "unit's case", 303, story.patient, {"to": "vc-angen:nurse:", "reason": "halsont", "days": "7"}
    ),
    "POST /clinic/patienter/{person}/biljetter/{case}/avboka": R("unit's case", 303, story.given_ticket),
    "GET /clinic/kortkommandon": R("licensed alone", 200),
    "GET /clinic/ljud-och-bild": R("licensed alone", 200),
    "GET /clinic/arenden/{case}/stang": R("unit's case", 200, story.asynchronous),
    "GET /clinic/arenden/{case}/avsluta": R("unit's case", 200, story.visit),
    "POST /clinic/arenden/{case}/avsluta": R("unit's case", 303, story.visit, {"async_days": "1"}),
    "POST /clinic/arenden/{case}/meddelanden": R("unit's case", 303, story.visit, {"text": "Hej", "seen": "9"}),
    "POST /clinic/arenden/{case}/skriver": R("unit's case", 204, story.visit),
    "POST /clinic/arenden/{case}/last": R("unit's case", 204, story.visit, {"seq": "9"}),
    "POST /clinic/arenden/{case}/anteckning": R(
        "unit's case", 303, story.accepted, {"revision": "0", "status": "u.a."}
    ),
    "POST /clinic/arenden/{case}/signera": R(
        "unit's case", 303, story.accepted, {"revision": "0", "anamnes": "Ont i halsen."}
    ),
    "POST /clinic/arenden/{case}/las-upp": R("unit's case", 303, story.signed),
    "GET /clinic/suicidrisk": R("licensed alone", 200),
    "GET /clinic/ova": R("licensed alone", 200),
    # There is no such drill.
    "POST /clinic/ova": R("licensed alone", 409, form={"case": ID, "scenario": "finns-inte"}),
    "GET /clinic/vardgaranti": R("unit's people", 200),
    # The nurse has no form to fill in, and is led back to the case; what is posted all the same is refused.
    "GET /clinic/arenden/{case}/suicidrisk": R("unit's case", 303, story.visit),
    "POST /clinic/arenden/{case}/suicidrisk": R("unit's case", 403, story.visit),
    "GET /clinic/regler": R("staff", 200),
    # What is refused in the shared site: there is one version, it is in force, and nothing is proposed.
    "GET /clinic/region": R("region", 200),
    "GET /clinic/region/versioner": R("region", 200),
    "POST /clinic/region/versioner": R("region", 422),
    "GET /clinic/region/versioner/{pack}": R("region", 200),
    "POST /clinic/region/versioner/{pack}/foresla": R("region", 409, form={"nar": "direkt"}),
    "POST /clinic/region/versioner/{pack}/skugga": R("region", 409, form={"dagar": "7"}),
    "GET /clinic/region/versioner/{pack}/fragor/{questionnaire}": R("region", 200),
    "POST /clinic/region/versioner/{pack}/fragor/{questionnaire}": R("region", 422, form={"fraga": "varning"}),
    "POST /clinic/region/forslag/{proposal}/godkann": R("region", 409),
    "POST /clinic/region/forslag/{proposal}/avsla": R("region", 409, form={"ord": "Nej."}),
    "POST /clinic/region/forslag/{proposal}/ta-tillbaka": R("region", 409),
    "POST /clinic/region/aterga": R("region", 409, form={"pack": OLD, "ord": "Fel."}),
    "GET /clinic/region/skugga": R("region", 200),
    "POST /clinic/region/skugga/avsluta": R("region", 409),
    "GET /clinic/region/journal": R("region", 200),
    "GET /clinic/bilder/{picture}": R("unit's case", 200, story.waiting_with_picture),
    # Cookies open nothing there: see test_bookings_door.
    "GET /api/bookings/{booking}": R("machines", 401),
    "PUT /api/bookings/{booking}": R("machines", 401),
    "GET /clinic/arenden/{case}/bjud-in": R("unit's case", 200, story.visit),
    "POST /clinic/arenden/{case}/bjud-in": R("unit's case", 303, story.visit, GUEST),
    "GET /clinic/arenden/{case}/gaster/{guest}/slapp-in": R("unit's case", 200, story.guest_waiting),
    "POST /clinic/arenden/{case}/gaster/{guest}/slapp-in": R("unit's case", 303, story.guest_waiting, CHECKED),
    "POST /clinic/arenden/{case}/gaster/{guest}/neka": R("unit's case", 303, story.guest_waiting),
    "POST /clinic/arenden/{case}/gaster/{guest}/ta-bort": R("unit's case", 303, story.guest_waiting),
    # It was sent a moment ago.
    "POST /clinic/arenden/{case}/gaster/{guest}/skicka-igen": R("unit's case", 409, story.guest_waiting),
    # Whose link or cookie it is not, is nobody; web/test_guests.py has the guests themselves.
    "GET /clinic/patienter/{person}/anhorigsamtal": R("unit's case", 200, story.patient),
    # Without a guest nothing is booked.
    "POST /clinic/patienter/{person}/anhorigsamtal": R("unit's case", 422, story.patient),
    "GET /gast/{link}": R("nobody's", 404, story.unguessed),
    "POST /gast/oppna": R("nobody's", 404, story.unguessed),
    "GET /gast/besok": R("nobody's", 404),
    "POST /gast/besok/lamna": R("nobody's", 404),
    "POST /gast/besok/vanta": R("nobody's", 404),
    "GET /gast/besok/samtal": R("nobody's", 404),
    "POST /gast/besok/samtal/anslut": R("nobody's", 404, form={"device": ID}),
    "POST /gast/besok/samtal/signal": R("nobody's", 404, form={"device": ID}),
    "POST /gast/besok/samtal/lamna": R("nobody's", 404, form={"device": ID}),
    "GET /gast/besok/ljud-och-bild": R("nobody's", 404),
    "GET /static/{name}": R("public", 200),
    "GET /demo/phone": R("public", 200),
    "GET /demo/brevlada": R("public", 200),
}
STREAMS: Mapping[str, tuple[str, Callable[[Site], story.Story] | None]] = {
    "/arenden/{case}/strom": ("own case", story.waiting),
    "/clinic/arenden/{case}/strom": ("unit's case", story.waiting),
    "/arenden/{case}/samtal/strom": ("own case", story.calling),
    "/clinic/arenden/{case}/samtal/strom": ("unit's case", story.calling),
    "/clinic/grupper/{meeting}/strom": ("unit's case", booked.group),
    "/clinic/drop-in/strom": ("licensed", None),
    "/clinic/asynkrona/strom": ("licensed", None),
    "/clinic/avslutade/strom": ("licensed", None),
    "/clinic/schemalagda/strom": ("licensed", None),
    "/clinic/vidimering/strom": ("licensed", None),
    "/clinic/konsultationer/strom": ("licensed", None),
    "/clinic/mina/strom": ("licensed", None),
}


NAMED = re.compile(
    r"\{(booking|case|meeting|picture|link|provider|name|person|sent|staff|guest|task|pack|questionnaire|proposal)(_id)?:\w+\}"
)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    routes = set()
    for handler in [*ALL, phone, mailbox]:
        for path in handler.paths:
            short = NAMED.sub(r"{\1}", path)
            routes |= {f"{method} {short}" for method in handler.http_methods}
    assert routes == set(ROWS)


def browsers(site: Site, fresh: bool) -> dict[str, Browser]:
    log_in = site.fresh if fresh else site.as_
    return {actor: log_in(*who) if who[0] else site.browser() for actor, who in ACTORS.items()}


def filled(path: str, case: UUID | None, picture: UUID | None, sent: int = 0) -> str:
    provider = "siths" if path.startswith("/clinic") else "freja"
    return path.format(
        case=case,
        person=case,
        meeting=picture or case,
        picture=picture,
        staff=picture,
        guest=picture,
        sent=sent,
        link="varning",
        booking="B-1",
        task="aterkoppling",
        provider=provider,
        pack=OLD,
        questionnaire="halsont",
        proposal=99,
        name=manifest()["resident.css"],
    )


def ask(browser: Browser, method: str, path: str, form: Mapping[str, str]) -> httpx.Response:
    return browser.request(method, path, data=dict(form) if method == "POST" else None)


@pytest.mark.parametrize("route", ROWS)
def test_only_those_of_the_table_come_in(site: Site, route: str) -> None:
    row, (method, path) = ROWS[route], route.split(" ")
    begun = row.begins(site) if row.begins else None
    case, picture, sent = (
        (begun.id, begun.picture or begun.staff or begun.guest, begun.sent) if begun else (None, None, 0)
    )
    asked = filled(path, case, picture, sent)
    # Who is refused asks first: it must have changed nothing for the one who is let in.
    asking = zip(browsers(site, row.fresh).items(), DOORS[row.door], strict=True)
    for (actor, browser), expected in sorted(asking, key=lambda one: one[1] == OK):
        answer = ask(browser, method, asked, row.form)
        if expected == OK:
            assert answer.status_code == row.status, (actor, answer.text)
        elif expected == LOGIN:
            door = "/clinic/login" if path.startswith("/clinic") else "/login"
            assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, door), actor
        elif expected == KEY:
            assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json"), actor
        elif expected in (LOG, UNIT, REGION):
            elsewhere = {LOG: "/clinic/loggkontroll", UNIT: HOME, REGION: region.HOME}[expected]
            assert (answer.status_code, answer.headers["location"]) == (303, elsewhere), actor
        else:
            nowhere = ask(browser, method, filled(path, uuid4(), uuid4(), sent), row.form)
            assert (answer.status_code, answer.text) == (404, nowhere.text), actor


@pytest.mark.parametrize("path", STREAMS)
def test_a_stream_opens_for_those_alone_who_may_read_its_page(site: Site, path: str) -> None:
    door, begins = STREAMS[path]
    asked = filled(path, begins(site).id if begins else None, None)
    for (actor, browser), expected in zip(browsers(site, False).items(), DOORS[door], strict=True):
        with browser.events(asked) as events:
            assert (events.next().name in ("closed", "ended")) is (expected != OK), actor


def test_a_case_that_is_not_there_is_answered_like_one_that_is_not_yours(site: Site) -> None:
    theirs, nobodys = story.waiting(site).id, uuid4()
    other = site.as_("Pia Persson")
    answers = [other.get(f"/arenden/{id}") for id in (theirs, nobodys)]
    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].text == answers[1].text
    assert "Sidan finns inte" in answers[0].text
