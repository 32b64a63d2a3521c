"""Mobile numbers as people write them, and as they are stored."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\s./()\u2010-\u2015-]")
_E164 = re.compile(r"\+[1-9][0-9]{7,14}")
_SWEDISH_MOBILE = re.compile(r"\+467[0-9]{8}")


def mobile(written: str) -> str | None:
    """`written` as E.164 ("+46701740605"); one without a country is Swedish. None: no mobile number."""
    plain = _SIGNS.sub("", written.strip().replace("(0)", ""))
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    elif plain.startswith("0"):
        plain = "+46" + plain[1:]
    if plain.startswith("+460"):  # Written "+46 070-…": no Swedish number has a nought there.
        plain = "+46" + plain[4:]
    shape = _SWEDISH_MOBILE if plain.startswith("+46") else _E164
    return plain if shape.fullmatch(plain) else None
