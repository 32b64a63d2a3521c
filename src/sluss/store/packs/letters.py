"""E-mails to residents and to staff: as neutral as the text messages, a subject more (U4, U5, J4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sluss.core.email import address
from sluss.core.terms import ResidentEmail, StaffEmail
from sluss.store.packs.section import Section, text
from sluss.store.packs.sms import says_nothing


def letters(texts: Section, telling: Iterable[str]) -> dict[str, Any]:
    """Without `email` residents have none to choose; without `staff_email` it has the words that sluss has."""
    found: dict[str, Any] = {}
    if texts.has("email"):
        with Section(texts.node("email"), "the e-mail to residents") as email:
            found["email"] = ResidentEmail(_line(email, "subject", telling), email.template("code", ("code",)))
    if texts.has("staff_email"):
        with Section(texts.node("staff_email"), "the e-mail to staff") as email:
            words = email.template("text", ("link",))
            says_nothing(email, "text", words, telling)
            found["staff_email"] = StaffEmail(_line(email, "subject", telling), words)
    return found


def domains(region: Section) -> tuple[str, ...]:
    """`staff_email_domains`: as they stand after the @."""
    if not region.has("staff_email_domains"):
        return ()
    found = tuple(text(node, "a domain").lower() for node in region.each("staff_email_domains"))
    for one in found:
        if address(f"x@{one}") is None:
            raise region.fault("staff_email_domains", f"{one} is no domain of e-mail addresses.")
    return found


def _line(email: Section, key: str, telling: Iterable[str]) -> str:
    words = email.text(key)
    if not words.isprintable() or "{" in words:
        raise email.fault(key, f"{key} of {email.name} is one line, without fields.")
    says_nothing(email, key, words, telling)
    return words
