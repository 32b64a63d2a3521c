"""E-mail out: plain text, from our own address. No more secret than a text message: it says that there is something
to read, and where (U5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sluss.core.email import address

SUBJECT_LENGTH = 200
TEXT_LENGTH = 10_000


class EmailFailed(Exception):
    """Not sent. `retry` says whether a later attempt can succeed. Names neither address nor text.

    `code`: bad_address, bad_subject, bad_text, unavailable, or what the server answered ("smtp_550").
    """

    def __init__(self, code: str, retry: bool) -> None:
        super().__init__(code)
        self.code = code
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Receipt:
    """The Message-ID of a message that the server took."""

    id: str


class Email(Protocol):
    async def send(self, to: str, subject: str, text: str) -> Receipt:
        """Hands one message over. Once this returns the server has it. Raises EmailFailed."""


def check_message(to: str, subject: str, text: str) -> None:
    """Raises EmailFailed: bad_address (one plain address), bad_subject (one line: a second would be a header of the
    sender's choice), bad_text (1 to 10 000 characters)."""
    if address(to) is None or to != to.strip():
        raise EmailFailed("bad_address", retry=False)
    if not 0 < len(subject.strip()) <= SUBJECT_LENGTH or not subject.isprintable():
        raise EmailFailed("bad_subject", retry=False)
    if not text.strip() or len(text) > TEXT_LENGTH or "\0" in text:
        raise EmailFailed("bad_text", retry=False)
