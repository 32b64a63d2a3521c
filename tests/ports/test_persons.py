"""The population register and the listing register: what any of them must answer, asked of the built-in ones."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import pytest

from sluss.core.people import Mandate, age
from sluss.ports.listing import BuiltInListing, Listing
from sluss.ports.persons import (
    BuiltInPersons,
    DemoPeople,
    PeopleError,
    Persons,
    WrongNumber,
    in_test_range,
    number,
    read_people,
)

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 20)
UNITS = frozenset({"vc-angen", "vc-berget", "kontaktcenter-1177"})
FILE = Path(str(files("sluss.regions"))) / "demo" / "people.yaml"
AGNETA, OLLE, VERA, VIKTOR = "196804122387", "197909232394", "198802152382", "198506302390"
BO, BIBBI, TESS, PIA = "201903142394", "202603052388", "201305162388", "199108172389"


@pytest.fixture(scope="module")
def people() -> DemoPeople:
    return read_people(FILE, UNITS, TODAY)


@pytest.fixture
def persons(people: DemoPeople) -> Persons:
    return BuiltInPersons(people)


@pytest.fixture
def listing(people: DemoPeople) -> Listing:
    return BuiltInListing(people)


async def test_a_register_knows_a_person_by_number_alone(persons: Persons) -> None:
    found = await persons.find(AGNETA)
    assert found is not None
    assert (found.given_name, found.family_name, found.born) == ("Agneta", "Andersson", date(1968, 4, 12))
    assert await persons.find("191212121212") is None


async def test_guardians_and_children_know_of_each_other(persons: Persons) -> None:
    for guardian in (VERA, VIKTOR):
        found = await persons.find(guardian)
        assert found is not None
        assert set(found.children) == {BO, BIBBI, TESS}
    for child in (BO, BIBBI, TESS):
        found = await persons.find(child)
        assert found is not None
        assert set(found.guardians) == {VERA, VIKTOR}


async def test_protected_identity_is_told(persons: Persons) -> None:
    protected = [one for one in (AGNETA, PIA) if (found := await persons.find(one)) and found.protected]
    assert protected == [PIA]


async def test_a_record_becomes_a_person_under_our_own_id_and_shows_nothing_in_its_repr(persons: Persons) -> None:
    found = await persons.find(AGNETA)
    assert found is not None
    person = found.person(UUID(int=7), "vc-angen")
    assert (person.id, person.name, person.listed_unit) == (UUID(int=7), "Agneta Andersson", "vc-angen")
    assert "Agneta" not in repr(found)
    assert AGNETA not in repr(found)


async def test_the_listed_unit_is_told_and_none_for_the_unlisted_and_unknown(listing: Listing) -> None:
    assert await listing.listed_unit(AGNETA) == "vc-angen"
    assert await listing.listed_unit(OLLE) is None
    assert await listing.listed_unit("191212121212") is None


def test_the_demo_has_exactly_its_people_at_their_ages_and_units(people: DemoPeople) -> None:
    assert {f"{one.given_name} {one.family_name}": age(one.born, TODAY) for one in people.residents} == {
        "Agneta Andersson": 58,
        "Olle Olsson": 47,
        "Vera Vik": 38,
        "Viktor Vik": 41,
        "Tess Vik": 13,
        "Bo Vik": 7,
        "Bibbi Vik": 0,
        "Pia Persson": 35,
        "Disa Dahl": 43,
        "Ella Dahl": 8,
        "Karin Kvist": 47,
        "Kim Kvist": 12,
    }
    angen = "vc-angen"
    assert {f"{one.given_name} {one.family_name}": one.mandates for one in people.staff} == {
        "Sara Sand": (Mandate(angen, "nurse"),),
        "Sigge Sand": (Mandate(angen, "nurse"),),
        "David Dal": (Mandate(angen, "physician"),),
        "Petra Palm": (Mandate(angen, "psychologist"),),
        "Lotta Lind": (Mandate(angen, "nurse"), Mandate(angen, "local_admin")),
        "Britta Berg": (Mandate("vc-berget", "nurse"),),
        "Nils Nord": (Mandate("kontaktcenter-1177", "nurse"),),
        "Loa Lund": (Mandate(angen, "log_reviewer"),),
        "Rut Ros": (Mandate("kontaktcenter-1177", "region_admin"),),
        "Rolf Rask": (Mandate("kontaktcenter-1177", "region_admin"),),
    }


def test_nobody_in_the_demo_has_a_number_or_telephone_that_could_be_somebodys(people: DemoPeople) -> None:
    assert all(in_test_range(one.personnummer) for one in people.residents)
    phones = [int(one.phone) for one in people.residents if one.phone]
    assert all(46701740605 <= phone <= 46701740699 for phone in phones)
    assert len(set(phones)) == len(phones)


@pytest.mark.parametrize(
    ("find", "put", "sentence"),
    [
        ("family_name: Andersson", "surname: Andersson", "line 5: surname is not a key known here"),
        ('personnummer: "19680412-2387"', 'personnummer: "19680412-2388"', "line 6: personnummer is not a person"),
        ("19680412-2387", "19121212-1212", "line 6: personnummer is outside the test range"),
        ("+46701740605", "+46701234567", "line 7: phone is not one of the fictitious numbers"),
        ("listed_unit: vc-angen", "listed_unit: vc-dalen", "line 8: listed_unit 'vc-dalen' is not a unit of the pack"),
        ("protected: true", "protected: yes", "protected must be true or false"),
        ('["198802152382", "198506302390"]', '["196804122395"]', "guardian 196804122395 is not another resident"),
        ("role: log_reviewer", "role: janitor", "role 'janitor' is not one of"),
        ("SE2321000000-1001", "1001", "hsa_id '1001' is not an HSA-id"),
        ("SE2321000000-1002", "SE2321000000-1001", "SE2321000000-1001 stands more than once"),
        ("19790923-2394", "19680412-2387", "196804122387 stands more than once"),
        ("    family_name: Andersson\n", "", "lacks family_name"),
        ("residents:", "residents: {}\nelse:", "else is not a key known here"),
        ("given_name: Agneta", "given_name: [Agneta", "cannot be read"),
    ],
)
def test_a_fault_in_the_people_file_is_named_with_file_and_line(
    tmp_path: Path, find: str, put: str, sentence: str
) -> None:
    path = tmp_path / "people.yaml"
    text = FILE.read_text("utf-8")
    assert find in text
    path.write_text(text.replace(find, put), "utf-8")
    with pytest.raises(PeopleError) as wrong:
        read_people(path, UNITS, TODAY)
    assert str(wrong.value).startswith("people.yaml")
    assert sentence in str(wrong.value)


@pytest.mark.parametrize("written", ["196804122387", "19680412-2387", " 19680412-2387 "])
def test_a_personnummer_is_read_with_or_without_its_sign(written: str) -> None:
    assert number(written, TODAY).digits == AGNETA


def test_a_samordningsnummer_is_known_as_one_and_tells_the_birth() -> None:
    read = number("197010632391", TODAY)
    assert read.coordination
    assert read.born == date(1970, 10, 3)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "6804122387",
        "196804122388",
        "19680412+2387",
        "196813322386",
        "١٩٦٨٠٤١٢٢٣٨٧",
        "196804122387\n1",
        "203001012382",
    ],
)
def test_what_is_not_a_number_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(WrongNumber) as wrong:
        number(written, TODAY)
    assert str(wrong.value) == ""
