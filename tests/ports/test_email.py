"""What every way of sending e-mail must keep, tried on the demo mailbox and on a real SMTP server (J4, U4)."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from sluss.core.email import address
from sluss.ports.email.mailbox import DemoMailbox
from sluss.ports.email.port import Email, EmailFailed
from sluss.ports.email.smtp import Server, SmtpEmail, read_server
from tests.ports.smtp_server import PASSWORD, USER, SmtpServer, Tls, tls

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SENDER = "svara-inte@vard.example.se"
AGNETA = "agneta@example.se"


@dataclass
class Way:
    """One adapter, and what has arrived by it: receiver, subject and text."""

    email: Email
    arrived: Callable[[], Awaitable[list[tuple[str, str, str]]]]


@pytest.fixture
def secured(tmp_path: Path) -> Tls:
    return tls(tmp_path)


@pytest.fixture
async def server(secured: Tls) -> AsyncIterator[SmtpServer]:
    async with SmtpServer(secured).open() as opened:
        yield opened


def by(server: SmtpServer, password: str = PASSWORD, user: str = USER, tls_first: bool = False) -> SmtpEmail:
    where = Server("127.0.0.1", server.port, user, tls_first)
    return SmtpEmail(where, password if user else "", SENDER, lambda: NOON, server.tls.client, seconds=5)


@pytest.fixture(params=["mailbox", "smtp"])
def way(request: pytest.FixtureRequest, tmp_path: Path, server: SmtpServer) -> Way:
    mailbox = DemoMailbox(tmp_path / "demo" / "mailbox.jsonl", SENDER, lambda: NOON)

    async def kept() -> list[tuple[str, str, str]]:
        return [(to, m.subject, m.text) for to, found in await mailbox.messages() for m in found]

    async def taken() -> list[tuple[str, str, str]]:
        letters = [message_from_bytes(raw, policy=SMTP) for raw in server.taken]
        return [(x["To"], x["Subject"], x.get_content().replace("\r\n", "\n").rstrip("\n")) for x in letters]

    return Way(mailbox, kept) if request.param == "mailbox" else Way(by(server), taken)


async def test_a_message_arrives_as_it_was_written(way: Way) -> None:
    await way.email.send(
        AGNETA, "Du har något nytt att läsa – åäö", "Hej!\nLogga in: https://x.example/å\n.\nHälsningar"
    )
    assert await way.arrived() == [
        (AGNETA, "Du har något nytt att läsa – åäö", "Hej!\nLogga in: https://x.example/å\n.\nHälsningar")
    ]


async def test_an_address_with_letters_that_english_lacks_gets_its_message(way: Way) -> None:
    await way.email.send("åsa@sjö.example", "Nytt", "Hej!")
    assert await way.arrived() == [("åsa@sjö.example", "Nytt", "Hej!")]


async def test_each_message_has_an_id_of_its_own_under_our_own_name(way: Way) -> None:
    first, second = await way.email.send(AGNETA, "x", "x"), await way.email.send(AGNETA, "x", "x")
    assert first != second
    assert first.id.startswith("<")
    assert first.id.endswith("@vard.example.se>")


@pytest.mark.parametrize(
    ("to", "subject", "text", "code"),
    [
        ("agneta", "x", "x", "bad_address"),
        ("agneta@", "x", "x", "bad_address"),
        (f"{AGNETA}, vera@example.se", "x", "x", "bad_address"),
        (f"{AGNETA}\nBcc: vera@example.se", "x", "x", "bad_address"),
        (f"Vera <{AGNETA}>", "x", "x", "bad_address"),
        (f" {AGNETA}", "x", "x", "bad_address"),
        (AGNETA, "Hej\nBcc: vera@example.se", "x", "bad_subject"),
        (AGNETA, "Hej\r\n\r\nannat", "x", "bad_subject"),
        (AGNETA, " ", "x", "bad_subject"),
        (AGNETA, "x" * 201, "x", "bad_subject"),
        (AGNETA, "x", " \n", "bad_text"),
        (AGNETA, "x", "x" * 10_001, "bad_text"),
    ],
)
async def test_a_message_with_a_header_or_a_receiver_of_somebody_elses_choice_is_refused_for_good(
    way: Way, to: str, subject: str, text: str, code: str
) -> None:
    with pytest.raises(EmailFailed) as failed:
        await way.email.send(to, subject, text)
    assert (failed.value.code, failed.value.retry) == (code, False)
    assert await way.arrived() == []


async def test_neither_address_nor_text_is_logged_or_named_by_an_error(
    way: Way, server: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await way.email.send(AGNETA, "ämnet", "hemligt")
    server.answers["RCPT"] = f"550 {AGNETA} is nobody"
    said = ""
    for to in (AGNETA, "ingen adress"):
        try:
            await way.email.send(to, "ämnet", "hemligt")
        except EmailFailed as failed:
            said += repr(failed) + str(failed)
    assert not [word for word in ("hemligt", "ämnet", AGNETA, "ingen adress") if word in caplog.text + said]


# What only a server of the world outside can do.


async def test_the_message_goes_under_tls_after_the_password_and_says_that_a_machine_wrote_it(
    server: SmtpServer,
) -> None:
    receipt = await by(server).send(AGNETA, "Nytt", "Hej!")
    (raw,) = server.taken
    letter = message_from_bytes(raw, policy=SMTP)
    assert server.under_tls == [True]
    assert server.seen.index("STARTTLS") < server.seen.index("AUTH") < server.seen.index("MAIL")
    assert (letter["Message-ID"], letter["From"]) == (receipt.id, SENDER)
    assert (letter["Auto-Submitted"], letter.get_content_type()) == ("auto-generated", "text/plain")
    assert letter["Date"].datetime == NOON


async def test_a_server_that_begins_under_tls_is_spoken_to_so(secured: Tls) -> None:
    async with SmtpServer(secured).open(tls_first=True) as server:
        await by(server, tls_first=True).send(AGNETA, "Nytt", "Hej!")
    assert server.under_tls == [True]
    assert "STARTTLS" not in server.seen


async def test_without_tls_nothing_is_said(secured: Tls) -> None:
    async with SmtpServer(secured, offers=("AUTH PLAIN",)).open() as server:
        with pytest.raises(EmailFailed):
            await by(server).send(AGNETA, "Nytt", "Hej!")
    assert not {"AUTH", "MAIL", "DATA"} & set(server.seen)


async def test_a_certificate_that_is_not_trusted_is_no_certificate(server: SmtpServer) -> None:
    stranger = SmtpEmail(Server("127.0.0.1", server.port, USER, False), PASSWORD, SENDER, lambda: NOON, seconds=5)
    with pytest.raises(EmailFailed) as failed:
        await stranger.send(AGNETA, "Nytt", "Hej!")
    assert (failed.value.code, failed.value.retry) == ("unavailable", True)
    assert server.taken == []


async def test_a_certificate_for_another_host_is_no_certificate(tmp_path: Path) -> None:
    async with SmtpServer(tls(tmp_path, host="127.0.0.2")).open() as server:
        with pytest.raises(EmailFailed):
            await by(server).send(AGNETA, "Nytt", "Hej!")
    assert server.taken == []


async def test_a_wrong_password_is_worth_another_try_when_somebody_has_mended_it(server: SmtpServer) -> None:
    with pytest.raises(EmailFailed) as failed:
        await by(server, password="fel").send(AGNETA, "Nytt", "Hej!")
    assert (failed.value.code, failed.value.retry) == ("smtp_535", True)


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize(("answer", "retry"), [("451 later", True), ("550 never", False)])
async def test_not_now_is_worth_another_try_and_never_is_not(
    server: SmtpServer, at: str, answer: str, retry: bool
) -> None:
    server.answers[at] = answer
    with pytest.raises(EmailFailed) as failed:
        await by(server).send(AGNETA, "Nytt", "Hej!")
    assert (failed.value.code, failed.value.retry) == (f"smtp_{answer[:3]}", retry)
    del server.answers[at]
    await by(server).send(AGNETA, "Nytt", "Hej!")
    assert len(server.taken) == 1


@pytest.mark.parametrize("at", ["EHLO", "MAIL", "DATA"])
async def test_a_server_that_goes_away_in_the_middle_is_worth_another_try(server: SmtpServer, at: str) -> None:
    server.hangs_up = at
    with pytest.raises(EmailFailed) as failed:
        await by(server).send(AGNETA, "Nytt", "Hej!")
    assert (failed.value.code, failed.value.retry) == ("unavailable", True)


async def test_a_server_that_is_not_there_is_worth_another_try(secured: Tls) -> None:
    async with SmtpServer(secured).open() as server:
        gone = by(server)
    with pytest.raises(EmailFailed) as failed:
        await gone.send(AGNETA, "Nytt", "Hej!")
    assert (failed.value.code, failed.value.retry) == ("unavailable", True)


async def test_a_server_without_smtputf8_cannot_write_to_such_an_address_ever(secured: Tls) -> None:
    async with SmtpServer(secured, offers=("STARTTLS", "AUTH PLAIN", "8BITMIME")).open() as server:
        with pytest.raises(EmailFailed) as failed:
            await by(server).send("åsa@sjö.example", "Nytt", "Hej!")
        await by(server).send(AGNETA, "Ämnet går ändå", "Hej!")
    assert (failed.value.code, failed.value.retry) == ("not_supported", False)
    assert len(server.taken) == 1


async def test_a_mailbox_that_cannot_be_written_to_is_worth_another_try(tmp_path: Path) -> None:
    (tmp_path / "mailbox.jsonl").mkdir()
    with pytest.raises(EmailFailed) as failed:
        await DemoMailbox(tmp_path / "mailbox.jsonl", SENDER, lambda: NOON).send(AGNETA, "x", "x")
    assert (failed.value.code, failed.value.retry) == ("unavailable", True)


async def test_the_newest_message_and_the_address_last_written_to_come_first(tmp_path: Path) -> None:
    mailbox = DemoMailbox(tmp_path / "mailbox.jsonl", SENDER, lambda: NOON)
    for to, text in ((AGNETA, "ett"), ("vera@example.se", "två"), (AGNETA, "tre")):
        await mailbox.send(to, "x", text)
    shown = [(to, [message.text for message in found]) for to, found in await mailbox.messages()]
    assert shown == [(AGNETA, ["tre", "ett"]), ("vera@example.se", ["två"])]


def test_a_server_is_read_from_its_address() -> None:
    assert read_server("smtp://sluss@post.example.se:587") == Server("post.example.se", 587, "sluss", False)
    assert read_server("smtps://a%40b.se@post.example.se:465") == Server("post.example.se", 465, "a@b.se", True)


@pytest.mark.parametrize(
    "url", ["post.example.se:587", "http://x:587", "smtp://x", "smtp://x:99999", "smtp://x:587/y", "smtp://u:p@x:587"]
)
def test_what_is_no_address_of_a_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="must"):
        read_server(url)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Agneta.A@Example.SE", "Agneta.A@example.se"),
        (" agneta@example.se ", "agneta@example.se"),
        ("a+b@sub.example.se", "a+b@sub.example.se"),
        ("åsa@sjö.example", "åsa@sjö.example"),
        ("a@b", None),
        ("a@-b.se", None),
        ("a@b-.se", None),
        ("a..b@c.se", None),
        (".a@c.se", None),
        ("a b@c.se", None),
        ("a@b@c.se", None),
        ("<a@c.se>", None),
        ("a@c.se\n", None),
        ("a\u200b@c.se", None),
        ("x" * 65 + "@c.se", None),
        ("", None),
    ],
)
def test_an_address_has_one_form_or_is_none(written: str, kept: str | None) -> None:
    assert address(written) == kept
