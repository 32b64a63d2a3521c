"""An e-mail address is a resident's own when the code that was sent there has come back (U4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sluss.core.contacts import MOST_SENT, MOST_TRIES, Waiting, ask_for, wrong_code
from sluss.core.refusal import Refused
from tests.core.case.scene import NOW

SENT = replace(ask_for("Agneta@Example.SE", None, NOW), code=b"hash")


def test_the_right_code_is_right_in_time_and_no_other_is() -> None:
    """(U4)"""
    assert wrong_code(SENT, b"hash", NOW) == ""
    assert wrong_code(SENT, b"other", NOW) == "code_wrong"
    assert wrong_code(SENT, b"hash", SENT.until) == "code_over"
    assert wrong_code(replace(SENT, tries=MOST_TRIES), b"hash", NOW) == "code_over"
    assert wrong_code(None, b"", NOW) == "code_over"


def test_before_a_code_is_sent_nothing_is_right() -> None:
    """(U4)"""
    assert wrong_code(replace(SENT, code=b""), b"", NOW) == "code_wrong"


def test_a_new_address_makes_the_code_of_the_one_before_worth_nothing() -> None:
    """(U4)"""
    again = ask_for("vera@example.se", SENT, NOW)
    assert again == Waiting("vera@example.se", b"", NOW, SENT.until, 0, 2)


def test_codes_are_counted_within_the_hour() -> None:
    """(U4)"""
    full = replace(SENT, sent=MOST_SENT)
    with pytest.raises(Refused, match="code_too_many"):
        ask_for("agneta@example.se", full, NOW + timedelta(minutes=59))
    assert ask_for("agneta@example.se", full, NOW + timedelta(hours=1)).sent == 1
    with pytest.raises(Refused, match="email_wrong"):
        ask_for("agneta", None, NOW)
