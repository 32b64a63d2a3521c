"""Who has logged in, as the verified claims say. Nothing here shows a name or number in its `repr`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sluss.core.people import ROLE_TITLES, Mandate, may_log_in
from sluss.ports.eid.provider import Provider, ResidentClaims, StaffClaims
from sluss.ports.eid.refused import LoginRefused
from sluss.ports.persons.numbers import WrongNumber, number

_HSA_ID: Final = re.compile(r"SE[0-9]{10}-[0-9A-Z]{1,20}")


@dataclass(frozen=True, slots=True)
class ResidentIdentity:
    """`personnummer` is twelve digits (or a samordningsnummer); `born` follows from it; `loa` is the level reached."""

    provider: str
    personnummer: str = field(repr=False)
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    born: date = field(repr=False)
    loa: str


@dataclass(frozen=True, slots=True)
class StaffIdentity:
    """`mandates` holds at least one; their units are as the provider says, the pack may know fewer."""

    provider: str
    hsa_id: str = field(repr=False)
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    title: str
    mandates: tuple[Mandate, ...]
    loa: str


Identity = ResidentIdentity | StaffIdentity


def identity(provider: Provider, claims: Mapping[str, Any], today: date) -> Identity:
    """Reads verified claims by the provider's own names. LoginRefused: one is missing or not what it must be."""
    names = provider.claims
    if isinstance(names, StaffClaims):
        return _staff(provider, names, claims)
    return _resident(provider, names, claims, today)


def _resident(provider: Provider, names: ResidentClaims, claims: Mapping[str, Any], today: date) -> ResidentIdentity:
    try:
        read = number(_text(claims, names.personnummer), today)
    except WrongNumber:
        raise LoginRefused("personnummer") from None
    # VML: the child can log in itself from the day on which it turns 13.
    if not may_log_in(read.born, today):
        raise LoginRefused("too_young")
    return ResidentIdentity(
        provider=provider.id,
        personnummer=read.digits,
        given_name=_text(claims, names.given_name),
        family_name=_text(claims, names.family_name),
        born=read.born,
        loa=_text(claims, "acr"),
    )


def _staff(provider: Provider, names: StaffClaims, claims: Mapping[str, Any]) -> StaffIdentity:
    hsa_id = _text(claims, names.hsa_id)
    if not _HSA_ID.fullmatch(hsa_id):
        raise LoginRefused("hsa_id")
    return StaffIdentity(
        provider=provider.id,
        hsa_id=hsa_id,
        given_name=_text(claims, names.given_name),
        family_name=_text(claims, names.family_name),
        title=_text(claims, names.title),
        mandates=_mandates(claims.get(names.mandates)),
        loa=_text(claims, "acr"),
    )


def _mandates(given: object) -> tuple[Mandate, ...]:
    if given is None:
        raise LoginRefused("no_mandate")
    if not isinstance(given, list):
        raise LoginRefused("claim_missing")
    found = []
    for one in given:
        if not isinstance(one, dict):
            raise LoginRefused("claim_missing")
        # A directory holds roles that mean nothing here: those give nothing, the others count.
        if _text(one, "role") in ROLE_TITLES:
            found.append(Mandate(_text(one, "unit"), _text(one, "role")))
    if not found:
        raise LoginRefused("no_mandate")
    return tuple(dict.fromkeys(found))


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value.strip():
        raise LoginRefused("claim_missing")
    return value.strip()
