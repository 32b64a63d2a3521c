"""Headers on every answer, no change on another site's word, nothing in a page that its policy forbids."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest

from sluss.web.templates import manifest
from tests.web import story
from tests.web.site import Browser, Site

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def answers(site: Site) -> Iterator[tuple[str, httpx.Response]]:
    """Every kind of answer: pages of both sides, errors, JSON, files, redirects, a refused post."""
    told = story.visit(site)
    with_picture = story.waiting_with_picture(site)
    danger, draft, checked = story.danger(site), story.draft(site), story.pictured(site)
    resident, nurse, nobody = told.resident, told.nurse, site.browser()
    for path in (
        "/",
        "/sok-vard",
        "/arenden",
        told.path,
        f"{danger.path}/fara",
        f"{draft.path}/fragor/varning",
        f"{checked.path}/kontrollera",
        f"/bilder/{checked.picture}",
        "/login",
        "/finns-inte",
        "/demo/phone",
        f"/static/{manifest()['resident.css']}",
    ):
        yield path, resident.get(path)
    for path in ("/clinic/drop-in", "/clinic/asynkrona", told.clinic, with_picture.clinic, f"{told.clinic}/avsluta"):
        yield path, nurse.get(path)
    yield "clinic 404", nurse.get("/clinic/finns-inte")
    yield "mandates", site.as_("Lotta Lind", "vc-angen:local_admin").get("/clinic/uppdrag")
    yield "provider", nobody.get(nobody.to_provider("bankid"))
    for path in ("/arenden", "/clinic/drop-in", "/clinic/login", "/login/bankid/klar"):
        yield path, nobody.get(path)
    yield "refused", story.say(resident, told.path, "")
    yield "refused page", resident.post(f"{told.path}/meddelanden", data={"text": "", "seen": "1"})
    yield "said", story.say(resident, told.path, "Hej")
    yield "closed", story.ended(site).nurse.get(told.clinic)
    yield "other site", resident.post("/logout", headers={"Sec-Fetch-Site": "cross-site"})
    yield "broken body", resident.post("/sok-vard", content=b"x", headers={"Content-Type": "multipart/form-data"})


def test_every_answer_carries_the_headers_and_no_cookie_is_open_to_scripts(site: Site) -> None:
    for what, answer in answers(site):
        _has_headers(what, answer)
        for cookie in answer.headers.get_list("set-cookie"):
            words = {word.strip().lower() for word in cookie.split(";")[1:]}
            assert {"httponly", "samesite=lax"} <= words, (what, cookie.partition("=")[0])


def _has_headers(what: str, answer: httpx.Response) -> None:
    policy = answer.headers["content-security-policy"].split("; ")
    if what.startswith("/bilder/"):
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    else:
        assert dict(one.split(" ", 1) for one in policy) == POLICY, what
    assert answer.headers["x-content-type-options"] == "nosniff", what
    assert answer.headers["x-frame-options"] == "DENY", what
    assert answer.headers["referrer-policy"] == "same-origin", what
    assert answer.headers["cross-origin-opener-policy"] == "same-origin", what
    kept = answer.headers["cache-control"]
    assert ("immutable" in kept) if what.startswith("/static/") else ("no-store" in kept), what
    assert "server" not in answer.headers


def test_a_stream_carries_the_headers_too(site: Site) -> None:
    told = story.waiting(site)
    with told.resident.events(f"{told.path}/strom") as events:
        _has_headers("stream", events.response)
    _has_headers("posted stream", told.resident.post(f"{told.path}/strom"))


class Page(HTMLParser):
    """Collects what a strict policy would block."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.wrong: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.in_script = tag == "script"
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.wrong.append(f"inline <{tag}>")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.wrong.append(f"{tag} {name}")
            asks = name in ("href", "src", "action", "formaction", "srcset")
            if asks and not self._ours(value or "") and not self._led_out(tag, given):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.in_script and data.strip():
            self.wrong.append("script text")
        self.in_script = False

    def _led_out(self, tag: str, given: dict[str, str | None]) -> bool:
        """A link that a person wrote and one follows, in a tab of its own that learns nothing of ours (F17, Y8)."""
        rel = {*(given.get("rel") or "").split()}
        outside = (given.get("href") or "").startswith("https://") and given.get("target") == "_blank"
        return tag == "a" and outside and {"noopener", "noreferrer"} <= rel

    def _ours(self, address: str) -> bool:
        return address.startswith(("#", "tel:", self.base)) or (address[:1] == "/" and address[:2] != "//")


def test_no_page_has_an_inline_script_or_style_or_asks_another_site(site: Site) -> None:
    pages = 0
    for what, answer in answers(site):
        if answer.headers.get("content-type", "").startswith("text/html"):
            page = Page(site.base)
            page.feed(answer.text)
            assert not page.wrong, what
            pages += 1
    assert pages > 20


def test_no_address_carries_a_persons_name_or_number(site: Site) -> None:
    for what, answer in answers(site):
        for address in (str(answer.url), answer.headers.get("location", "")):
            assert not {"196804122387", "680412", "Agneta", "Andersson"} & set(address.replace("/", " ").split()), what


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "{own}"},
    ],
    ids=str,
)
def test_a_post_that_another_site_sends_is_refused_and_changes_nothing(site: Site, headers: dict[str, str]) -> None:
    told = story.waiting(site)
    stranger = Browser(site.base)
    del stranger.headers["Sec-Fetch-Site"]
    stranger.cookies.update(told.resident.cookies)
    said = {name: value.format(own=site.base) for name, value in headers.items()}
    form = {"text": "Hej", "seen": "9"}
    answer = stranger.post(f"{told.path}/meddelanden", data=form, headers=said)
    assert answer.status_code == 403
    assert "annan webbplats" in answer.text
    assert 'id="m-' not in told.resident.get(told.path).text
    own = stranger.post(f"{told.path}/meddelanden", data=form, headers={"Origin": site.base})
    assert own.status_code == 303
    stranger.close()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_other_methods_find_nothing(site: Site, method: str) -> None:
    told = story.waiting(site)
    answer = told.resident.request(method, told.path)
    assert answer.status_code in (204, 404)
    assert "access-control-allow-origin" not in answer.headers
