"""People as the rules see them: who is a child, who is protected, and what a member of staff is here as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

ROLE_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nurse": "sjuksköterska",
        "physician": "läkare",
        "psychologist": "psykolog",
        "local_admin": "lokal administratör",
        "log_reviewer": "loggranskare",
        "region_admin": "regionadministratör",
    }
)

OWN_LOGIN_FROM: Final = 13
# Stands for the unit of a person when the listing register did not answer: no unit has this id, and what was known
# before is kept.
LISTING_SILENT: Final = "?"
# What stands in a list where a name would: who must know it opens the case.
WITHHELD: Final = "Skyddade personuppgifter"


@dataclass(frozen=True, slots=True)
class Mandate:
    """One thing a member of staff is allowed to be: a role (a key of ROLE_TITLES) at a unit (its id in the pack)."""

    unit: str
    role: str


@dataclass(frozen=True, slots=True)
class Person:
    """A resident or a patient. `personnummer`: twelve digits, no sign; `phone`: E.164; `listed_unit`: a unit id."""

    id: UUID
    personnummer: str
    given_name: str
    family_name: str
    born: date
    protected: bool = False
    phone: str | None = None
    listed_unit: str | None = None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def role_title(role: str) -> str:
    """The Swedish title of a role. KeyError for a role that is not ours."""
    return ROLE_TITLES[role]


def shown(personnummer: str) -> str:
    """Twelve digits as people write them: `20131023-2387`."""
    return f"{personnummer[:8]}-{personnummer[8:]}"


def birthday(born: date, years: int) -> date:
    """The day on which somebody turns `years`. Born 29 February: 28 February in other years (decision 6)."""
    year = born.year + years
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def age(born: date, today: date) -> int:
    """Whole years lived on `today`. ValueError before the birth."""
    if today < born:
        raise ValueError("nobody has an age before the birth")
    years = today.year - born.year
    return years if birthday(born, years) <= today else years - 1


def age_in_words(born: date, today: date) -> str:
    """`7 år`, and of the smallest `8 månader`."""
    years = age(born, today)
    if years:
        return f"{years} år"
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return "yngre än 1 månad" if months < 1 else "1 månad" if months == 1 else f"{months} månader"


def thirteenth_birthday(born: date) -> date:
    """The day that ends a guardian's access at 00:00, and from which the child logs in itself (decision 6)."""
    return birthday(born, OWN_LOGIN_FROM)


def may_log_in(born: date, today: date) -> bool:
    """Whether a resident is old enough to act for herself here. A child under 13 is spoken for by its guardian."""
    return today >= thirteenth_birthday(born)
