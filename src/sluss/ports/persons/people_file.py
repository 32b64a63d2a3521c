"""The demo's people, read from YAML. Every fault stops the start with a sentence that names file, line and thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sluss.core.people import ROLE_TITLES, Mandate
from sluss.ports.persons.numbers import WrongNumber, in_test_range, number
from sluss.ports.persons.yaml_lines import Node, PeopleError, read_yaml

# PTS has set these mobile numbers aside for fiction: nobody's telephone rings.
_PHONE: Final = re.compile(r"\+46701740(60[5-9]|6[1-9][0-9])")
_HSA_ID: Final = re.compile(r"SE[0-9]{10}-[0-9A-Z]{1,20}")

__all__ = ["DemoPeople", "PeopleError", "Resident", "Staff", "read_people"]


@dataclass(frozen=True, slots=True)
class Resident:
    """`personnummer` and `guardians` are twelve digits, `phone` E.164, `listed_unit` a unit id of the pack.
    `shares_contact`: contact details are given on 1177."""

    personnummer: str
    given_name: str
    family_name: str
    born: date
    protected: bool
    phone: str | None
    listed_unit: str | None
    guardians: tuple[str, ...]
    shares_contact: bool = False


@dataclass(frozen=True, slots=True)
class Staff:
    hsa_id: str
    given_name: str
    family_name: str
    title: str
    mandates: tuple[Mandate, ...]


@dataclass(frozen=True, slots=True)
class DemoPeople:
    residents: tuple[Resident, ...]
    staff: tuple[Staff, ...]


def read_people(path: Path, units: frozenset[str], today: date) -> DemoPeople:
    """Reads the people file against the unit ids of the pack. PeopleError: names file, line and what is wrong."""
    top = read_yaml(path).mapping({"residents", "staff"})
    people = DemoPeople(
        residents=tuple(_resident(node, units, today) for node in top["residents"].sequence()),
        staff=tuple(_staff(node, units) for node in top["staff"].sequence()),
    )
    known = {one.personnummer for one in people.residents}
    _unique(top["residents"], [one.personnummer for one in people.residents])
    _unique(top["staff"], [one.hsa_id for one in people.staff])
    for one, node in zip(people.residents, top["residents"].sequence(), strict=True):
        for guardian in one.guardians:
            if guardian not in known or guardian == one.personnummer:
                raise node.wrong(f"guardian {guardian} is not another resident of this file")
    return people


def _resident(node: Node, units: frozenset[str], today: date) -> Resident:
    given = node.mapping(
        {"personnummer", "given_name", "family_name"},
        {"protected", "phone", "listed_unit", "guardians", "shares_contact"},
    )
    try:
        read = number(given["personnummer"].text(), today)
    except WrongNumber:
        raise given["personnummer"].wrong("is not a personnummer") from None
    if not in_test_range(read.digits):
        raise given["personnummer"].wrong("is outside the test range 238x to 239x: it could be somebody's own")
    return Resident(
        personnummer=read.digits,
        given_name=given["given_name"].text(),
        family_name=given["family_name"].text(),
        born=read.born,
        protected=given["protected"].boolean() if "protected" in given else False,
        phone=_maybe(given, "phone", _phone),
        listed_unit=_maybe(given, "listed_unit", lambda one: _unit(one, units)),
        guardians=tuple(one.text() for one in given["guardians"].sequence()) if "guardians" in given else (),
        shares_contact=given["shares_contact"].boolean() if "shares_contact" in given else False,
    )


def _staff(node: Node, units: frozenset[str]) -> Staff:
    given = node.mapping({"hsa_id", "given_name", "family_name", "title", "mandates"})
    hsa_id = given["hsa_id"].text()
    if not _HSA_ID.fullmatch(hsa_id):
        raise given["hsa_id"].wrong(f"{hsa_id!r} is not an HSA-id")
    mandates = tuple(_mandate(one, units) for one in given["mandates"].sequence())
    if not mandates:
        raise given["mandates"].wrong("is empty: staff without a mandate can do nothing")
    return Staff(hsa_id, given["given_name"].text(), given["family_name"].text(), given["title"].text(), mandates)


def _mandate(node: Node, units: frozenset[str]) -> Mandate:
    given = node.mapping({"unit", "role"})
    role = given["role"].text()
    if role not in ROLE_TITLES:
        raise given["role"].wrong(f"{role!r} is not one of {', '.join(ROLE_TITLES)}")
    return Mandate(_unit(given["unit"], units), role)


def _unit(node: Node, units: frozenset[str]) -> str:
    unit = node.text()
    if unit not in units:
        raise node.wrong(f"{unit!r} is not a unit of the pack")
    return unit


def _phone(node: Node) -> str:
    phone = node.text()
    if not _PHONE.fullmatch(phone):
        raise node.wrong("is not one of the fictitious numbers +46701740605 to +46701740699")
    return phone


def _maybe(given: Mapping[str, Node], key: str, read: Callable[[Node], str]) -> str | None:
    return read(given[key]) if key in given else None


def _unique(node: Node, ids: list[str]) -> None:
    twice = {one for one in ids if ids.count(one) > 1}
    if twice:
        raise node.wrong(f"{', '.join(sorted(twice))} stands more than once")
