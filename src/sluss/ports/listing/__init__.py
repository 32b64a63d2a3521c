"""At which unit somebody is listed: the listing register, or the demo's people."""

from __future__ import annotations

from typing import Protocol

from sluss.ports.persons.people_file import DemoPeople


class Listing(Protocol):
    async def listed_unit(self, personnummer: str) -> str | None:
        """The id of the unit where the person with these twelve digits is listed now; None when nowhere."""
        ...


class BuiltInListing:
    """Answers from the people file alone."""

    def __init__(self, people: DemoPeople) -> None:
        self._units = {one.personnummer: one.listed_unit for one in people.residents}

    async def listed_unit(self, personnummer: str) -> str | None:
        return self._units.get(personnummer)
