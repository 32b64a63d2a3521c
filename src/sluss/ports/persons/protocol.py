"""What a population register answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from sluss.core.people import Person


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person of the register. `guardians` and `children` are personnummer, in the register's own order: it knows
    no other id. `shares_contact`: contact details are given on 1177 (H26, rules 1 and 2)."""

    personnummer: str = field(repr=False)
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    born: date = field(repr=False)
    protected: bool = False
    phone: str | None = field(default=None, repr=False)
    guardians: tuple[str, ...] = field(default=(), repr=False)
    children: tuple[str, ...] = field(default=(), repr=False)
    shares_contact: bool = False

    def person(self, id: UUID, listed_unit: str | None) -> Person:
        """The person of the rules, under our own id."""
        return Person(
            id=id,
            personnummer=self.personnummer,
            given_name=self.given_name,
            family_name=self.family_name,
            born=self.born,
            protected=self.protected,
            phone=self.phone,
            listed_unit=listed_unit,
        )


class PersonsSilent(Exception):
    """The register did not answer in time, or what it answered cannot be."""


class Persons(Protocol):
    async def find(self, personnummer: str) -> PersonRecord | None:
        """The person with these twelve digits, with relations as they are now (A14); None when unknown. Raises
        PersonsSilent."""
        ...
