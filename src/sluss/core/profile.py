"""*Namn och inställningar*: how staff are shown to residents, and what they want an SMS of (Y5, U7 to U9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sluss.core.email import address, domain_of
from sluss.core.phone import mobile
from sluss.core.refusal import Refused

LONGEST: Final = 60
# What stands for a name where there is no title either.
NAMELESS: Final = "vårdpersonal"
# VML, Notifieringar: "Du kan aktivera SMS-notifieringar för". The wish of a profile that each kind of notice asks for;
# about a visit that is not ended everybody with a number is told (VML, H4), and of the rest in the page alone.
WISHES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "new_async": "sms_async",
        "reply": "sms_async",
        "new_drop_in": "sms_drop_in",
        "scheduled": "sms_scheduled",
        "unfinished": "mobile",
    }
)


@dataclass(frozen=True, slots=True)
class Profile:
    """`shown_name` and `title` are what residents read in the chat (B24); empty means as the directory says.
    `title_only`: the title and no name (decision 14). `mobile` is E.164. `by_email`: invitations to a colleague's visit
    may go to `email` (J4)."""

    shown_name: str = ""
    title: str = ""
    mobile: str | None = None
    sms_async: bool = False
    sms_drop_in: bool = False
    sms_scheduled: bool = False
    title_only: bool = False
    email: str | None = None
    by_email: bool = False

    def wants_sms(self, kind: str) -> bool:
        """Whether a notice of this kind goes out as an SMS too."""
        return self.mobile is not None and kind in WISHES and bool(getattr(self, WISHES[kind]))


def written(
    shown_name: str,
    title: str,
    number: str,
    sms_async: bool,
    sms_drop_in: bool,
    sms_scheduled: bool,
    title_only: bool = False,
    email: str = "",
    by_email: bool = False,
    domains: Collection[str] = (),
) -> Profile:
    """The profile as its owner typed it. Refused: too long, no mobile number, or SMS without one (U9); no e-mail
    address, or none at `domains` where there are any (J4)."""
    name, called = _line(shown_name), _line(title)
    if max(len(name), len(called)) > LONGEST:
        raise Refused("profile_too_long", longest=LONGEST)
    kept = mobile(number)
    if number.strip() and kept is None:
        raise Refused("mobile_wrong")
    if (sms_async or sms_drop_in or sms_scheduled) and kept is None:
        raise Refused("mobile_needed")
    wishes = (sms_async, sms_drop_in, sms_scheduled, title_only)
    return Profile(name, called, kept, *wishes, *_email(email, by_email, domains))


def _email(typed: str, wanted: bool, domains: Collection[str]) -> tuple[str | None, bool]:
    kept = address(typed)
    if typed.strip() and kept is None:
        raise Refused("email_wrong")
    if kept and domains and domain_of(kept) not in domains:
        raise Refused("email_elsewhere", domains=" eller ".join(sorted(domains)))
    return kept, wanted and kept is not None


def to_resident(name: str, title: str, title_only: bool) -> tuple[str, str]:
    """Name and title as a resident reads them: of who shows the title alone it stands in the place of the name."""
    return ((title or NAMELESS), "") if title_only else (name, title)


def _line(typed: str) -> str:
    """On one line, without signs that cannot be seen: a name must not be able to pass for another's."""
    return " ".join("".join(sign for sign in typed if sign.isprintable() or sign.isspace()).split())
