"""A population register of a test's own, which may also be down, slow, or out of its mind."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date

from sluss.ports.persons import PersonRecord


class Angen:
    """A listing register in which everybody is listed at Vårdcentralen Ängen."""

    async def listed_unit(self, personnummer: str) -> str | None:
        return "vc-angen"


@dataclass
class Register:
    """`fails`: `down` raises, `slow` never answers, `nonsense` answers of somebody else."""

    records: dict[str, PersonRecord] = field(default_factory=dict)
    fails: str = ""

    async def find(self, personnummer: str) -> PersonRecord | None:
        if self.fails == "down":
            raise ConnectionError(personnummer)
        if self.fails == "slow":
            await asyncio.Event().wait()
        if self.fails == "nonsense":
            return next((one for number, one in self.records.items() if number != personnummer), None)
        return self.records.get(personnummer)

    def add(
        self,
        personnummer: str,
        name: str,
        *,
        guardians: tuple[str, ...] = (),
        protected: bool = False,
        shares_contact: bool = False,
        phone: str | None = None,
    ) -> PersonRecord:
        """A person, and of each guardian that it is a child of theirs."""
        given, _, family = name.partition(" ")
        born = date(int(personnummer[:4]), int(personnummer[4:6]), int(personnummer[6:8]))
        record = PersonRecord(personnummer, given, family, born, protected, phone, guardians, (), shares_contact)
        self.records[personnummer] = record
        for guardian in guardians:
            one = self.records[guardian]
            self.records[guardian] = replace(one, children=(*one.children, personnummer))
        return record

    def part(self, guardian: str, child: str) -> None:
        """Custody is lost: neither of the two names the other any more."""
        one, other = self.records[guardian], self.records[child]
        children = tuple(number for number in one.children if number != child)
        guardians = tuple(number for number in other.guardians if number != guardian)
        self.records[guardian] = replace(one, children=children)
        self.records[child] = replace(other, guardians=guardians)
