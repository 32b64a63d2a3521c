"""Who may ask the demo's login provider, and whom of the demo's people it shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sluss.core.people import may_log_in, shown
from sluss.ports.eid import Audience, Provider, ResidentClaims, StaffClaims
from sluss.ports.persons import DemoPeople
from sluss.service.views import Choice


@dataclass(frozen=True, slots=True)
class Client:
    """`acr` is the assurance level that its logins reach; `claims` names what its tokens carry."""

    id: str
    secret: str = field(repr=False)
    redirect_uris: frozenset[str]
    audience: Audience
    acr: str
    claims: ResidentClaims | StaffClaims


def client_for(provider: Provider, redirect_uri: str) -> Client:
    """The provider's side of what we are configured with, so that the two never differ."""
    return Client(
        id=provider.client_id,
        secret=provider.client_secret,
        redirect_uris=frozenset({redirect_uri}),
        audience=provider.audience,
        acr=provider.accepted_loa[0],
        claims=provider.claims,
    )


@dataclass(frozen=True, slots=True)
class Someone:
    """One who can be picked: how the page shows them, and the claims of their token by our own names."""

    choice: Choice
    claims: Mapping[str, Any]


def pickable(people: DemoPeople, client: Client, today: date) -> dict[str, Someone]:
    """Those who can log in to this client, by the id that the page sends back."""
    everyone = _staff(people) if client.audience == "staff" else _residents(people, today)
    return {one.choice.id: one for one in everyone}


def _residents(people: DemoPeople, today: date) -> list[Someone]:
    return [
        Someone(
            Choice(one.personnummer, f"{one.given_name} {one.family_name}", shown(one.personnummer)),
            {"personnummer": one.personnummer, "given_name": one.given_name, "family_name": one.family_name},
        )
        for one in people.residents
        # A child under 13 has no e-ID of its own.
        if may_log_in(one.born, today)
    ]


def _staff(people: DemoPeople) -> list[Someone]:
    return [
        Someone(
            Choice(one.hsa_id, f"{one.given_name} {one.family_name}", one.title),
            {
                "hsa_id": one.hsa_id,
                "given_name": one.given_name,
                "family_name": one.family_name,
                "title": one.title,
                "mandates": [{"unit": mandate.unit, "role": mandate.role} for mandate in one.mandates],
            },
        )
        for one in people.staff
    ]


Page = Callable[[tuple[Choice, ...], Mapping[str, str]], str]
TokenError = Literal["invalid_request", "invalid_client", "invalid_grant", "unsupported_grant_type"]
