"""The demo's population register."""

from __future__ import annotations

from sluss.ports.persons.people_file import DemoPeople
from sluss.ports.persons.protocol import PersonRecord


class BuiltInPersons:
    """Answers from the people file alone."""

    def __init__(self, people: DemoPeople) -> None:
        children: dict[str, list[str]] = {}
        for one in people.residents:
            for guardian in one.guardians:
                children.setdefault(guardian, []).append(one.personnummer)
        self._records = {
            one.personnummer: PersonRecord(
                personnummer=one.personnummer,
                given_name=one.given_name,
                family_name=one.family_name,
                born=one.born,
                protected=one.protected,
                phone=one.phone,
                guardians=one.guardians,
                children=tuple(children.get(one.personnummer, ())),
                shares_contact=one.shares_contact,
            )
            for one in people.residents
        }

    async def find(self, personnummer: str) -> PersonRecord | None:
        return self._records.get(personnummer)
