"""Addresses that staff write become links, and no trick with one becomes anything else (F17)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given, strategies as st

from sluss.service.views import Author, Message
from sluss.web.links import linked
from sluss.web.templates import part

NOW = datetime(2026, 11, 20, 12, 20, tzinfo=UTC)
LINK = re.compile(
    r'<a href="((?i:https)://[^"<>\s]+)" target="_blank" rel="noopener noreferrer nofollow">([^<>]+)'
    r'<span class="sr-only"> \(öppnas i ny flik\)</span></a>'
)


def links(text: str) -> list[str]:
    found = LINK.findall(linked(text))
    assert all(address == shown for address, shown in found)
    return [unescape(address) for address, _ in found]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Läs på https://www.1177.se.", "https://www.1177.se"),
        ("(se https://www.1177.se/axel)", "https://www.1177.se/axel"),
        ("https://sv.wikipedia.org/wiki/Axel_(led)?", "https://sv.wikipedia.org/wiki/Axel_(led)"),
        ("https://example.se/Ödem, till exempel", "https://example.se/Ödem"),
        ("https://video.example.se:8443/rum?a=1&b=2#nu!", "https://video.example.se:8443/rum?a=1&b=2#nu"),
        ("https://1177.se: där står det", "https://1177.se"),
        ("HTTPS://Example.SE/A", "HTTPS://Example.SE/A"),
    ],
)
def test_an_address_becomes_a_link_without_the_end_of_its_sentence(text: str, address: str) -> None:
    assert links(text) == [address]


def test_several_addresses_become_several_links() -> None:
    assert links("https://a.se\nhttps://b.se/x och https://c.se") == ["https://a.se", "https://b.se/x", "https://c.se"]


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "http://example.se",
        "www.1177.se",
        "data:text/html,https",
        "https://",
        "https://localhost/x",
        "https://127.0.0.1/",
        "https://www.1177.se@fusk.example/",
        "https://www.1177.se:443@fusk.example/",
        "https://sara:hemligt@example.se/",
        "https://1177.sе.example",  # noqa: RUF001 - the last letter of "se" is Cyrillic.
        "https://vård.example.se",
        "https://www.1177.seö.example",
        "https://www.1177.se-fusk.ö",
        "javascript:https://example.se/",
        "https:/\\example.se",
        "ahttps://example.se",
    ],
)
def test_what_is_no_plain_https_address_stays_text(text: str) -> None:
    assert "<a" not in linked(text)
    assert unescape(linked(text)) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('https://a.se/" onclick="alert(1)', "</a>&#34; onclick=&#34;alert(1)"),
        ("https://a.se/'x", "</a>&#39;x"),
        ("https://a.se/<script>alert(1)</script>", "</a>&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<b>https://a.se</b>", "&lt;b&gt;<a"),
        ("https://a.se/\u202egpj.exe", "</a>\u202egpj.exe"),
        ("&lt;https://a.se", "&amp;lt;<a"),
    ],
)
def test_quotes_and_brackets_never_leave_the_text(text: str, html: str) -> None:
    assert html in linked(text)
    assert links(text)[0].rstrip("/") == "https://a.se"


@given(st.text(alphabet="https://a.se@:?()[]<>\"'& \n\\åе#=;,!%0\u202e"))
def test_whatever_is_written_only_links_are_added_to_it(text: str) -> None:
    shown = linked(text)
    without = LINK.sub(lambda link: link[2], shown)
    assert not re.search(r"[<>\"']", without)
    assert unescape(without) == text


@pytest.mark.parametrize("author", ["resident", "system"])
def test_an_address_by_anybody_but_staff_stays_text(author: Author) -> None:
    text = "https://fusk.example.se/"
    said = Message(9, author, "Agneta", "", text, NOW, (), False, False)
    assert "href" not in part("chat.html", "message", said, NOW)
    assert f'href="{text}"' in part(
        "chat.html", "message", Message(9, "staff", "Sara", "", text, NOW, (), False, False), NOW
    )
