"""Text messages out. Never secret (HDK: "Sms-meddelanden är ingen säker kommunikation"): reminders and notices only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sluss.core.phone import mobile

SENDER_LENGTH = 11  # What the standard gives a sender written in letters.
TEXT_LENGTH = 1530  # Ten joined parts of 153 characters.


class SmsFailed(Exception):
    """Not sent. `retry` says whether a later attempt can succeed. Names neither number nor text.

    `code`: bad_number, bad_sender, bad_text, or what the sender's service says.
    """

    def __init__(self, code: str, retry: bool) -> None:
        super().__init__(code)
        self.code = code
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Receipt:
    """The sending service's own id of a message that it took."""

    id: str


class Sms(Protocol):
    async def send(self, number: str, sender: str, text: str) -> Receipt:
        """Hands one message over. Once this returns the service has it. Raises SmsFailed."""


def normal_number(number: str) -> str:
    """`number` as E.164 ("+46701740605"); one without a country is Swedish. Raises SmsFailed("bad_number")."""
    plain = mobile(number)
    if plain is None:
        raise SmsFailed("bad_number", retry=False)
    return plain


def check_message(sender: str, text: str) -> None:
    """Raises SmsFailed: bad_sender (1 to 11 printable characters), bad_text (1 to 1530 characters)."""
    if not 0 < len(sender) <= SENDER_LENGTH or not sender.isprintable() or sender != sender.strip():
        raise SmsFailed("bad_sender", retry=False)
    if not text.strip() or len(text) > TEXT_LENGTH:
        raise SmsFailed("bad_text", retry=False)
