"""Who somebody is, and who speaks for whom: the population register, or the demo's people."""

from sluss.ports.persons.builtin import BuiltInPersons
from sluss.ports.persons.careful import CarefulPersons
from sluss.ports.persons.numbers import Number, WrongNumber, in_test_range, number, spoken
from sluss.ports.persons.people_file import DemoPeople, PeopleError, Resident, Staff, read_people
from sluss.ports.persons.protocol import PersonRecord, Persons, PersonsSilent

__all__ = [
    "BuiltInPersons",
    "CarefulPersons",
    "DemoPeople",
    "Number",
    "PeopleError",
    "PersonRecord",
    "Persons",
    "PersonsSilent",
    "Resident",
    "Staff",
    "WrongNumber",
    "in_test_range",
    "number",
    "read_people",
    "spoken",
]
