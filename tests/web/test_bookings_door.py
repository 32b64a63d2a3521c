"""The bookings door from outside: who is let in, what is answered, and each way to be refused (K1 to K10, J3)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from sluss.boot.demo import BOOKING_KEY
from sluss.core.hours import STOCKHOLM
from sluss.web.api.bookings import MOST_BYTES
from sluss.web.api.problems import PROBLEMS
from tests.web.site import AT_BERGET, COSMIC, OPEN, Browser, Site

DOCS = Path(__file__).parents[2] / "docs" / "bookings.md"
START = datetime(2026, 11, 27, 10, tzinfo=STOCKHOLM)
AGNETA: Mapping[str, Any] = {
    "version": 1,
    "status": "booked",
    "patient": "19680412-2387",
    "contact_type": "Videobesök",
    "service": "ANGEN-VIDEO",
    "starts": START.isoformat(),
    "ends": (START + timedelta(minutes=30)).isoformat(),
}


@contextmanager
def rates(site: Site, at_once: int, a_minute: int) -> Iterator[None]:
    """So few are let in while the block runs."""
    one = site.parts.web.rates
    before = one.at_once, one.a_minute
    one.at_once, one.a_minute = at_once, a_minute
    try:
        yield
    finally:
        one.at_once, one.a_minute = before
        one._left.clear()


class Sender:
    """A record system: no browser, no cookie, and no word of where it comes from."""

    def __init__(self, site: Site, key: str) -> None:
        self.http = site.closing.enter_context(httpx.Client(base_url=site.base, timeout=60, trust_env=False))
        self.key = key

    def put(self, booking: str, content: Any, key: str = "", **headers: str) -> httpx.Response:
        sent = {
            "Authorization": f"Bearer {self.key}",
            "Idempotency-Key": key or str(uuid4()),
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        kept = {name: value for name, value in sent.items() if value}
        return self.http.put(f"/api/bookings/{booking}", content=body, headers=kept)

    def get(self, booking: str) -> httpx.Response:
        return self.http.get(f"/api/bookings/{booking}", headers={"Authorization": f"Bearer {self.key}"})


@pytest.fixture
def sender(site: Site) -> Sender:
    return Sender(site, COSMIC)


def name() -> str:
    return f"B-{uuid4()}"


def refused(answer: httpx.Response, status: int, code: str, **more: str) -> None:
    """A problem of RFC 9457 with this code, which the document knows."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["title"]
    assert problem["detail"]
    assert more.items() <= problem.items()
    assert f"| {status} | `{code}` |" in DOCS.read_text("utf-8")


def test_a_booking_is_created_moved_and_cancelled(sender: Sender) -> None:
    """(K2, K5)"""
    one = name()
    created = sender.put(one, AGNETA)
    assert (created.status_code, created.headers["content-type"]) == (201, "application/json")
    told = created.json()
    assert (told["booking"], told["version"], told["status"], told["missing"]) == (one, 1, "booked", [])
    moved = sender.put(one, {**AGNETA, "version": 2, "starts": (START - timedelta(hours=1)).isoformat()})
    assert (moved.status_code, moved.json()["case"]) == (200, told["case"])
    gone = sender.put(one, {"version": 3, "status": "cancelled"})
    assert (gone.status_code, gone.json()["status"]) == (200, "cancelled")
    assert sender.put(one, AGNETA).json()["status"] == "superseded"
    shown = sender.get(one)
    assert (shown.status_code, shown.json()["status"], shown.json()["version"]) == (200, "cancelled", 3)


def test_the_resident_and_the_unit_see_the_visit_and_its_new_time(site: Site, sender: Sender) -> None:
    one = name()
    case = sender.put(one, AGNETA).json()["case"]
    resident, nurse = site.as_("Agneta Andersson"), site.as_("Sara Sand")
    assert "10.00" in resident.get(f"/arenden/{case}").text
    later = START + timedelta(hours=3)
    moved = {"version": 2, "starts": later.isoformat(), "ends": (later + timedelta(minutes=30)).isoformat()}
    assert sender.put(one, {**AGNETA, **moved}).status_code == 200
    for page in (resident.get(f"/arenden/{case}"), nurse.get(f"/clinic/arenden/{case}")):
        assert (page.status_code, "13.00" in page.text) == (200, True)


def test_a_message_that_is_sent_again_is_answered_as_it_was(sender: Sender) -> None:
    one, key = name(), str(uuid4())
    first, again = sender.put(one, AGNETA, key), sender.put(one, AGNETA, f'"{key}"')
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    refused(sender.put(one, {**AGNETA, "version": 2}, key), 409, "idempotency_key_reused")
    refused(sender.put(name(), AGNETA, key), 409, "idempotency_key_reused")


def test_the_answer_has_the_words_for_the_invitation(site: Site, sender: Sender) -> None:
    """H24: "Välj ALLTID kallelse för videobesök – vuxen eller barn"; H26: "Besök via video kostar lika mycket som ett
    besök på mottagning". We send nothing to the patient's account on 1177 ourselves. (K6, K7, K8, J3)"""
    adult = sender.put(name(), AGNETA).json()["invitation"]
    child = sender.put(name(), {**AGNETA, "patient": "20190314-2394"}).json()["invitation"]
    assert (adult["for"], child["for"]) == ("adult", "child")
    for one in (adult, child):
        assert site.base in one["text"]
        assert "kostar lika mycket som ett besök på mottagning" in one["text"]
    assert adult["text"] != child["text"]


def test_what_is_no_video_visit_here_is_taken_and_left_out(sender: Sender) -> None:
    """(K4, K5, K9)"""
    for more in (
        {"contact_type": "Nybesök"},
        {"reason": "ANHORIG"},
        {"service": "ANGEN-GRUPP"},
        {"web_bookable": False},
        # Of what does not concern us nothing is asked, and nothing kept.
        {"contact_type": "Nybesök", "patient": "X-reserv"},
    ):
        answer = sender.put(name(), {**AGNETA, **more})
        assert (answer.status_code, answer.json()["status"], answer.json()["case"]) == (200, "not_transferred", None)


def test_only_who_has_a_key_is_let_in(site: Site, sender: Sender) -> None:
    one = name()
    for given in ("", "Bearer", "Bearer fel", f"Basic {sender.key}", sender.key, f"Bearer {sender.key}x"):
        answer = sender.put(one, AGNETA, Authorization=given)
        refused(answer, 401, "unauthorized")
        assert answer.headers["www-authenticate"] == "Bearer"
    for browser in (site.as_("Agneta Andersson"), site.as_("Sara Sand"), site.as_("Lotta Lind")):
        refused(_from_a_page(browser, one), 401, "unauthorized")
        refused(browser.get(f"/api/bookings/{one}"), 401, "unauthorized")
    refused(sender.get(one), 404, "not_found")


def _from_a_page(browser: Browser, booking: str) -> httpx.Response:
    headers = {"Idempotency-Key": str(uuid4())}
    return browser.put(f"/api/bookings/{booking}", json=dict(AGNETA), headers=headers)


def test_no_other_path_is_exempt_from_the_word_of_the_browser(sender: Sender) -> None:
    """The door takes no cookie, and nothing else is behind it."""
    for path in ("/api/bookings", "/api/", "/clinic/drop-in", "/logout"):
        answer = sender.http.put(path, headers={"Authorization": f"Bearer {sender.key}"})
        assert (answer.status_code, "annan webbplats" in answer.text) == (403, True), path


def test_a_key_for_some_units_is_for_these_alone(site: Site, sender: Sender) -> None:
    one, berget = name(), Sender(site, AT_BERGET)
    assert sender.put(one, AGNETA).status_code == 201
    nowhere = berget.get(name())
    for answer in (berget.get(one), berget.put(one, {**AGNETA, "version": 2}), berget.put(name(), AGNETA)):
        refused(answer, 404, "not_found")
        assert answer.text == nowhere.text
    assert berget.put(one, {"version": 2, "status": "cancelled"}).text == nowhere.text
    # Another person: Agneta stays unknown at Berget, where others of this site are turned away from her.
    at_berget = {**AGNETA, "patient": "19790519-2386", "service": None, "unit": "vc-berget", "role": "nurse"}
    at_berget["reason"] = "uppfoljning"
    assert berget.put(name(), at_berget).status_code == 201


WRONG: list[tuple[dict[str, Any], int, str, dict[str, str]]] = [
    ({"version": None}, 422, "field_missing", {"field": "version"}),
    ({"version": "1"}, 422, "field_wrong", {"field": "version"}),
    ({"version": True}, 422, "field_wrong", {"field": "version"}),
    ({"version": -1}, 422, "field_wrong", {"field": "version"}),
    ({"version": 2**53}, 422, "field_wrong", {"field": "version"}),
    ({"status": "bokad"}, 422, "field_wrong", {"field": "status"}),
    ({"status": None}, 422, "field_missing", {"field": "status"}),
    ({"patient": None}, 422, "field_missing", {"field": "patient"}),
    ({"patient": "680412-2387"}, 422, "field_wrong", {"field": "patient"}),
    ({"patient": "19680412-2388"}, 422, "field_wrong", {"field": "patient"}),
    ({"patient": 196804122387}, 422, "field_wrong", {"field": "patient"}),
    ({"mobile": "031-123"}, 422, "field_wrong", {"field": "mobile"}),
    ({"contact_type": ""}, 422, "field_missing", {"field": "contact_type"}),
    ({"contact_type": "x" * 101}, 422, "field_wrong", {"field": "contact_type"}),
    ({"reason": "a\u0000b"}, 422, "field_wrong", {"field": "reason"}),
    ({"starts": "2026-11-27T10:00"}, 422, "field_wrong", {"field": "starts"}),
    ({"starts": "2026-11-27 10:00+01:00"}, 422, "field_wrong", {"field": "starts"}),
    ({"starts": "2026-02-30T10:00:00Z"}, 422, "field_wrong", {"field": "starts"}),
    ({"starts": "0001-01-01T00:00:00+14:00"}, 422, "field_wrong", {"field": "starts"}),
    ({"ends": None}, 422, "field_missing", {"field": "ends"}),
    ({"web_bookable": "ja"}, 422, "field_wrong", {"field": "web_bookable"}),
    ({"service": None}, 422, "field_missing", {"field": "unit"}),
    ({"colour": "röd"}, 422, "field_unknown", {"field": "colour"}),
    ({"<script>": 1}, 422, "field_unknown", {"field": "?"}),
    ({"service": "ANNAN"}, 422, "unknown_service", {"service": "ANNAN"}),
    ({"unit": "vc-borta"}, 422, "unknown_unit", {}),
    ({"role": "dentist"}, 422, "unknown_role", {}),
    ({"reason": "borta"}, 422, "unknown_reason", {}),
    ({"family_name": "Olsson", "given_name": "Olle"}, 422, "names_differ", {}),
    ({"patient": "19121212-1212"}, 422, "patient_not_in_register", {}),
    ({"patient": "20180611-2395"}, 422, "no_guardian", {}),
    ({"ends": START.isoformat()}, 422, "ends_before_start", {}),
    ({"starts": "2026-11-20T10:00:00+01:00", "ends": "2026-11-20T10:30:00+01:00"}, 422, "time_is_past", {}),
    ({"ends": "2026-11-27T23:00:00+01:00"}, 422, "visit_too_long", {}),
    ({"starts": "2036-11-27T10:00:00+01:00", "ends": "2036-11-27T10:30:00+01:00"}, 422, "time_too_far", {}),
]


@pytest.mark.parametrize(("more", "status", "code", "told"), WRONG)
def test_what_is_wrong_is_named(
    sender: Sender, more: dict[str, Any], status: int, code: str, told: dict[str, str]
) -> None:
    one = name()
    refused(sender.put(one, {**AGNETA, **more}), status, code, **told)
    refused(sender.get(one), 404, "not_found")


def test_free_text_is_refused_by_the_name_of_its_field(sender: Sender) -> None:
    """H26: "Fritext går över till digital kallelse på 1177.se". (K10)"""
    for field in ("text", "free_text", "comment", "Note", "message"):
        for content in ({**AGNETA, field: "Ring först"}, {"version": 9, "status": "cancelled", field: "Sjuk"}):
            answer = sender.put(name(), content)
            refused(answer, 422, "free_text_refused", field=field)
            assert "Ring" not in answer.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"\xff", b"[" * 15_000, b'{"version": NaN}'])
def test_a_body_that_is_no_object_is_refused(sender: Sender, body: bytes) -> None:
    refused(sender.put(name(), body), 400, "json_wrong")


def test_a_body_too_large_is_refused(sender: Sender) -> None:
    refused(sender.put(name(), {**AGNETA, "given_name": "x" * MOST_BYTES}), 413, "too_large")


def test_the_message_must_be_json_and_have_a_key_and_an_id_of_its_own(sender: Sender) -> None:
    one = name()
    refused(sender.put(one, AGNETA, Content_Type="text/plain"), 415, "json_expected")
    refused(sender.put(one, AGNETA, Idempotency_Key=""), 400, "idempotency_key_missing")
    for key in ("kort", "x" * 201, "med mellan slag"):
        refused(sender.put(one, AGNETA, key), 400, "idempotency_key_wrong")
    for wrong in ("a%20b", "x" * 101, "a%3Bb"):
        refused(sender.put(wrong, AGNETA), 422, "booking_wrong")
    for personal in ("19680412-2387", "B680412-2387", "B-196804122387-1"):
        refused(sender.put(personal, AGNETA), 422, "booking_names_patient")


def test_a_booking_keeps_its_patient(sender: Sender) -> None:
    one = name()
    assert sender.put(one, AGNETA).status_code == 201
    refused(sender.put(one, {**AGNETA, "version": 2, "patient": "19790923-2394"}), 409, "patient_changed")


def test_what_has_begun_or_is_over_is_neither_moved_nor_cancelled(own_site: Site) -> None:
    sender = Sender(own_site, COSMIC)
    starts = OPEN + timedelta(minutes=10)
    soon = {**AGNETA, "starts": starts.isoformat(), "ends": (starts + timedelta(minutes=20)).isoformat()}
    one, nurse = name(), own_site.as_("Sara Sand")
    case = sender.put(one, soon).json()["case"]
    assert nurse.post(f"/clinic/arenden/{case}/ta-emot").status_code == 303
    refused(sender.put(one, {**AGNETA, "version": 2}), 409, "already_started")
    refused(sender.put(one, {"version": 2, "status": "cancelled"}), 409, "already_started")
    assert sender.get(one).json()["status"] == "begun"


def test_an_unknown_patient_is_refused_where_staff_create_patients(own_site: Site) -> None:
    """(K1)"""
    sender, packs = Sender(own_site, COSMIC), own_site.parts.web.service.packs
    for which in ("region", "current"):
        pack = getattr(packs, which)
        routine = replace(pack.routine, record=replace(pack.routine.record, create_patients="staff"))
        setattr(packs, which, replace(pack, routine=routine))
    refused(sender.put(name(), AGNETA), 422, "unknown_patient")
    own_site.as_("Agneta Andersson")
    assert sender.put(name(), AGNETA).status_code == 201


def test_a_silent_register_is_said_and_the_same_message_works_later(own_site: Site) -> None:
    class Silent:
        async def find(self, personnummer: str) -> None:
            raise ConnectionError

    sender, one, key = Sender(own_site, COSMIC), name(), str(uuid4())
    persons = own_site.parts.web.persons
    inner, persons.inner = persons.inner, Silent()  # type: ignore[attr-defined]
    answer = sender.put(one, AGNETA, key)
    refused(answer, 503, "register_silent")
    assert int(answer.headers["retry-after"]) > 0
    refused(sender.get(one), 404, "not_found")
    persons.inner = inner  # type: ignore[attr-defined]
    assert sender.put(one, AGNETA, key).status_code == 201


def test_too_many_messages_with_one_key_wait(site: Site, sender: Sender) -> None:
    with rates(site, at_once=2, a_minute=1):
        for _ in range(2):
            refused(sender.get(name()), 404, "not_found")
        answer = sender.get(name())
        refused(answer, 429, "too_many")
        assert 0 < int(answer.headers["retry-after"]) <= 60


def test_the_demo_has_a_key_of_its_own_that_the_document_shows_how_to_use(own_site: Site, tmp_path: Path) -> None:
    key = (tmp_path / BOOKING_KEY).read_text().strip()
    assert (tmp_path / BOOKING_KEY).stat().st_mode & 0o077 == 0
    text = DOCS.read_text("utf-8")
    [example] = re.findall(r"--data '(\{.*?\})'", text, re.DOTALL)
    assert Sender(own_site, key).put("B-1", json.loads(example)).status_code == 201


def test_the_document_has_each_refusal_and_no_other() -> None:
    known = {(status, code) for status, code, _ in PROBLEMS.values()}
    said = {(int(status), code) for status, code in re.findall(r"^\| (\d{3}) \| `(\w+)` \|", DOCS.read_text(), re.M)}
    assert said == known


def test_an_id_that_ends_as_a_stream_does_is_an_id(sender: Sender) -> None:
    assert sender.put("strom", {"version": 1, "status": "cancelled"}).json()["status"] in ("cancelled", "superseded")
    assert sender.get("strom").json()["status"] == "cancelled"
