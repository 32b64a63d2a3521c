"""Guests from outside as the rules see them: who they are, how they are reached, when the patient must have agreed.

A guest has a link of its own to one visit and no e-ID (A11), and reads nothing of the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, get_args

from sluss.core.case.events import Checked, Consent, ExternalKind, Via
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.email import address
from sluss.core.hours import STOCKHOLM
from sluss.core.phone import mobile
from sluss.core.proxies import Guardian, Ward, grown, why_not
from sluss.core.routine import Proxies
from sluss.core.triage.texts import MONTHS

# How many links of a visit may hold at once.
MOST: Final = 6
NAME_LENGTH: Final = 60
# H24, Tolk: "förnamn: tolk och efternamn: digital anges för att visa att det är en tolk" (J8).
INTERPRETER: Final = ("tolk", "digital")
KINDS: Final[Mapping[ExternalKind, str]] = MappingProxyType(
    {
        "relative": "anhörig",
        "guardian": "vårdnadshavare",
        "interpreter": "tolk",
        "colleague": "kollega",
        "other": "gäst",
    }
)
CHECKS: Final[Mapping[Checked, str]] = MappingProxyType(
    {
        "photo_id": "Fotolegitimation visad",
        "known": "Känd av vårdpersonal",
        "by_patient": "Patienten intygar",
        "not_needed": "Behövs inte",
    }
)
VIAS: Final[tuple[Via, ...]] = get_args(Via)
_SWEDISH: Final = "+467"
_DAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_UNDER_WAY: Final = frozenset({Phase.VISIT, Phase.ASYNC})


@dataclass(frozen=True, slots=True)
class External:
    """One guest, as a decision about it must know. `consent`: what was noted at the invitation; `here`: has opened the
    link, and not left since."""

    kind: ExternalKind
    first_name: str
    consent: Consent = ""
    here: bool = False

    @property
    def called(self) -> str:
        """In the chat: the first name and what the guest is, and nothing else."""
        return "En tolk" if self.kind == "interpreter" else f"{self.first_name} ({KINDS[self.kind]})"


def asks_consent(case: Case) -> bool:
    """HDK, M3: the patient agrees before more people take part. In a talk with a relative there is nobody to ask."""
    return case.resident is not None


def under_way(case: Case) -> bool:
    """Whether the patient can be asked now: before the visit has begun the answer may wait until the guest enters."""
    return case.phase in _UNDER_WAY


def reached_at(via: Via, written: str) -> str | None:
    """The address as it is stored; None when nothing can be sent there. Text messages go to Swedish numbers alone."""
    if via == "email":
        return address(written)
    number = mobile(written)
    return number if number is not None and number.startswith(_SWEDISH) else None


def begins_at(starts: datetime | None) -> str:
    """When, as the message with the link says it: a whole date, since nobody knows when it is read; None: now."""
    if starts is None:
        return "nu"
    here = starts.astimezone(STOCKHOLM)
    return f"{_DAYS[here.weekday()]} {here.day} {MONTHS[here.month - 1]} kl. {here:%H.%M}"


def second_guardians(case: Case, ward: Ward | None, rules: Proxies, now: datetime) -> tuple[Guardian, ...]:
    """H24: one guardian is the child's proxy, "Önskar annan vårdnadshavare också delta vid besöket bokas denna in som
    gäst". Whom the register names for a child under 13, and no other; neither may be protected (N3, N4)."""
    if not rules.second_as_guest or ward is None or grown(ward.child.born, now):
        return ()
    return tuple(one for one in ward.guardians if one.id != case.resident and not why_not(one, ward.child, now))
