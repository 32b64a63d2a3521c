"""What notices to residents may say. A text is a template of a type, and the type says what it can name (U5, N5).

H24, Skyddade personuppgifter: ”framgår vilken vårdenhet patienten har sökt vård hos och då finns risk att information
om var patienten befinner sig röjs”. A text for people with protected identity that could name a unit, a reason, a
person or a telephone does not load.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from sluss.store.packs.section import Section

# Where a pack has no words of its own for people with protected identity.
NEUTRAL: Final = "Du har något nytt att läsa. Logga in för att läsa det: {link}"
# Of booked visits and calls, where a pack has no words of its own (J1, K13). A version from before has none.
BOOKED_SMS: Final = {
    "booked": "En tid är bokad åt dig. Logga in för att se den: {link}",
    "moved": "Din bokade tid har ändrats. Logga in för att se den nya tiden: {link}",
    "cancelled": "En bokad tid är avbokad. Logga in för att läsa mer: {link}",
    "same_day": "Påminnelse: du har en bokad tid i dag. Logga in för att se den: {link}",
    "just_before": "Påminnelse: din bokade tid börjar snart. Logga in och anslut: {link}",
    # F5, F6: staff have started a call, and the resident is not in the chat.
    "call": "Vården vill prata med dig i ett samtal nu. Logga in och anslut: {link}",
}
# Digits that somebody could call. A template has no others to tell than those of 112.
_CALLABLE: Final = re.compile(r"\d[\d \-]{3,}\d")


def to_residents(texts: Section, kinds: Collection[str], include_unit: bool, telling: Iterable[str]) -> dict[str, str]:
    """`sms`: {link}, and {unit} where the region names it in practice (H24, H26); never a reason."""
    with Section(texts.node("sms"), "the SMS texts") as sms:
        found = {kind: words for kind, words in BOOKED_SMS.items() if not sms.has(kind)}
        for kind in (*kinds, *sms.present(*BOOKED_SMS)):
            words = sms.template(kind, ("link", "unit"), all_of_them=False)
            if "{link}" not in words:
                raise sms.fault(kind, f"{kind} of the SMS texts must hold {{link}}.")
            if "{unit}" in words and not include_unit:
                raise sms.fault(kind, f"the SMS text {kind} names the unit, and sms.include_unit is no.")
            says_nothing(sms, kind, words, telling)
            found[kind] = words
        return found


def to_protected(texts: Section, kinds: Collection[str], telling: Iterable[str]) -> Mapping[str, str]:
    """`sms_protected`: {link} and nothing else that could tell where somebody is, or why."""
    kinds = (*kinds, *BOOKED_SMS)
    found = dict.fromkeys(kinds, NEUTRAL)
    if texts.has("sms_protected"):
        with Section(texts.node("sms_protected"), "the SMS texts to protected people") as sms:
            for kind in kinds:
                if sms.has(kind):
                    found[kind] = sms.template(kind, ("link",))
                    says_nothing(sms, kind, found[kind], telling)
    return found


def says_nothing(sms: Section, kind: str, words: str, telling: Iterable[str]) -> None:
    if any(one.casefold() in words.casefold() for one in telling):
        raise sms.fault(kind, f"the SMS text {kind} names a unit or a reason, and must be neutral.")
    if _CALLABLE.search(words):
        raise sms.fault(kind, f"the SMS text {kind} holds a telephone number, and must be neutral.")
