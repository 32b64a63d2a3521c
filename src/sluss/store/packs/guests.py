"""`texts.guest`: what a guest from outside is sent with the link to a visit (J6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sluss.core.terms import GuestTexts
from sluss.store.packs.section import Section
from sluss.store.packs.sms import says_nothing

_HOLDS: Final = ("link", "when")


def guest_texts(texts: Section, telling: Iterable[str]) -> GuestTexts:
    """Whoever reads the message learns when, and nothing of where, why or with whom."""
    if not texts.has("guest"):
        return GuestTexts()
    known = tuple(telling)
    with Section(texts.node("guest"), "the texts to guests") as guest:
        found = GuestTexts(guest.text("email_subject"), guest.template("email", _HOLDS), guest.template("sms", _HOLDS))
        if guest.has("cancelled"):
            found = replace(found, cancelled=guest.template("cancelled", ("when",)))
        for key in ("email_subject", "email", "sms", "cancelled"):
            says_nothing(guest, key, getattr(found, key), known)
        return found
