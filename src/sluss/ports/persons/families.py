"""A person with guardians and children, each looked up and asked about the other: what only one of them says is no
relation."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sluss.core.people import Person
from sluss.ports.listing import Listing
from sluss.ports.persons.protocol import PersonRecord, Persons, PersonsSilent
from sluss.service.ids import new_id
from sluss.service.relations import Family, Link


@dataclass(frozen=True, slots=True)
class Registers:
    """The two that tell of a person: the population register, and where who is listed."""

    persons: Persons
    listing: Listing

    async def person(self, record: PersonRecord) -> Person:
        return record.person(new_id(), await self.listing.listed_unit(record.personnummer))

    async def children_of(self, guardian: PersonRecord) -> Family:
        """Of somebody who logs in. Raises PersonsSilent when one of the answers is missing: half a family is none."""
        mine = [child for child in await self._all(guardian.children) if guardian.personnummer in child.guardians]
        return Family(children=tuple([await self._link(child, child, guardian) for child in mine]))

    async def guardians_of(self, child: PersonRecord) -> Family:
        """Of a child that staff begin something for, or that somebody speaks for. Raises PersonsSilent as above."""
        its = [guardian for guardian in await self._all(child.guardians) if child.personnummer in guardian.children]
        return Family(guardians=tuple([await self._link(guardian, child, guardian) for guardian in its]))

    async def _link(self, to: PersonRecord, child: PersonRecord, guardian: PersonRecord) -> Link:
        place = child.guardians.index(guardian.personnummer)
        return Link(await self.person(to), place, guardian.shares_contact)

    async def family_of_child(self, personnummer: str) -> tuple[Person, Family] | None:
        """The child and its guardians as the register says now; None when it does not know the number."""
        record = await self.persons.find(personnummer)
        if record is None:
            return None
        return await self.person(record), await self.guardians_of(record)

    async def _all(self, numbers: tuple[str, ...]) -> list[PersonRecord]:
        """Those that the register knows, in the order given."""
        answers = await asyncio.gather(*(self.persons.find(one) for one in numbers), return_exceptions=True)
        found = []
        for answer in answers:
            if isinstance(answer, BaseException):
                raise PersonsSilent from None
            if answer is not None:
                found.append(answer)
        return found
