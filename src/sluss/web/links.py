"""Addresses in what staff write become links: HDK, Säkra kanaler: "skicka länkar till videobesök, formulär" (F17).

What a resident writes never does: staff would be one click from wherever somebody wants them.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# https alone; a host of plain letters with a dot, so that no sign can look like another; nobody's name before an @.
_ADDRESS = re.compile(
    r"(?<![\w@/.:-])https://[a-z0-9](?:[a-z0-9-]{0,62}\.){1,8}[a-z]{2,}(?::[0-9]{1,5})?"
    r"(?!\.?[\w-])(?![\w.:-]{0,200}@)"
    r"(?:[/?#][\w\-.~:/?#\[\]@!$&()*+,;=%]*)?",
    re.IGNORECASE,
)
_LINK = Markup(
    '<a href="{0}" target="_blank" rel="noopener noreferrer nofollow">{0}'
    '<span class="sr-only"> (öppnas i ny flik)</span></a>'
)
_CLOSING = {")": "(", "]": "["}


def linked(text: str) -> Markup:
    """The text with its https addresses as links that open a tab of their own; everything else as text."""
    out, place = Markup(), 0
    for found in _ADDRESS.finditer(text):
        address = _without_the_end_of_the_sentence(found[0])
        out += escape(text[place : found.start()]) + _LINK.format(address)
        place = found.start() + len(address)
    return out + escape(text[place:])


def _without_the_end_of_the_sentence(address: str) -> str:
    while address[-1] in ".,;:!?)]":
        last = address[-1]
        if last in _CLOSING and address.count(_CLOSING[last]) >= address.count(last):
            break
        address = address[:-1]
    return address
