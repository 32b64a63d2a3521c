"""The words with which a visit begins: in a case that has been answered to, and in one that was booked (B25, F1)."""

from __future__ import annotations

from typing import Any

from sluss.store.packs.section import Section

NAMED, TITLED = ("unit", "name", "title"), ("unit", "title")
# What a pack may leave out, and what each can name (decision 14: who shows the title alone says no name).
OWN = {"greeting_title": TITLED, "greeting_booked": NAMED, "greeting_booked_title": TITLED}


def greetings(texts: Section) -> dict[str, Any]:
    """Where a pack has no words of its own, sluss has."""
    own = {key: texts.template(key, fields) for key, fields in OWN.items() if texts.has(key)}
    return {"greeting": texts.template("greeting", NAMED), **own}
