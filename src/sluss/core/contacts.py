"""How residents are reached: what they have chosen, and that an e-mail address is theirs before it is used (U1, U4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sluss.core.email import address
from sluss.core.refusal import Refused

CODE_DIGITS: Final = 6
CODE_LASTS: Final = timedelta(minutes=30)
MOST_TRIES: Final = 5
# An address is anybody's until it is verified: nobody's mailbox is filled from here.
MOST_SENT: Final = 5
SENT_WITHIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that waits for its code. `sent`: how many codes have been asked for since the count began; of a code
    that is not sent yet `code` is empty."""

    address: str
    code: bytes
    sent_at: datetime
    until: datetime
    tries: int
    sent: int


def ask_for(typed: str, before: Waiting | None, now: datetime) -> Waiting:
    """The address as typed, to be verified. Refused: no address, or too many codes within the hour."""
    kept = address(typed)
    if kept is None:
        raise Refused("email_wrong")
    counted = before.sent if before and now - before.sent_at < SENT_WITHIN else 0
    if counted >= MOST_SENT:
        raise Refused("code_too_many")
    return Waiting(kept, b"", now, now + CODE_LASTS, 0, counted + 1)


def wrong_code(waiting: Waiting | None, given: bytes, now: datetime) -> str:
    """The code of the refusal, empty when it is the right one. `given` is what was typed, as it is stored."""
    if waiting is None or now >= waiting.until or waiting.tries >= MOST_TRIES:
        return "code_over"
    return "" if waiting.code and waiting.code == given else "code_wrong"
