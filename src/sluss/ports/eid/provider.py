"""What is configured of a login provider: claim names and accepted assurance levels differ between them (A1)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Final, Literal
from urllib.parse import urlsplit

Audience = Literal["resident", "staff"]

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class ProviderError(ValueError):
    """A sentence that names the provider and the setting."""


@dataclass(frozen=True, slots=True)
class ResidentClaims:
    """Names of the claims; by default those of the Swedish OpenID Connect profile."""

    personnummer: str = "https://id.oidc.se/claim/personalIdentityNumber"
    given_name: str = "given_name"
    family_name: str = "family_name"


@dataclass(frozen=True, slots=True)
class StaffClaims:
    """Names of the claims. `mandates` holds a list of objects with `unit` and `role`."""

    hsa_id: str = "employeeHsaId"
    given_name: str = "given_name"
    family_name: str = "family_name"
    title: str = "title"
    mandates: str = "mandates"


@dataclass(frozen=True, slots=True)
class Provider:
    """One way to log in. ProviderError when it cannot be safe: no https, no `openid`, no accepted level."""

    id: str
    title: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    audience: Audience
    accepted_loa: tuple[str, ...]
    acr_values: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("openid", "profile")
    claims: ResidentClaims | StaffClaims = ResidentClaims()

    def __post_init__(self) -> None:
        if not safe_url(self.issuer):
            raise ProviderError(f"provider {self.id}: issuer must be an https address (http on loopback alone)")
        if "openid" not in self.scopes:
            raise ProviderError(f"provider {self.id}: scopes must hold openid")
        if not self.accepted_loa or "" in self.accepted_loa:
            raise ProviderError(f"provider {self.id}: accepted_loa must name at least one level")
        if not self.client_id or not self.client_secret:
            raise ProviderError(f"provider {self.id}: client_id and client_secret must be given")
        if isinstance(self.claims, StaffClaims) != (self.audience == "staff"):
            raise ProviderError(f"provider {self.id}: the claims do not fit the audience {self.audience}")


def safe_url(url: str) -> bool:
    """Whether secrets may travel there: https, or http that never leaves the machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def read_providers(toml: str, secrets: Mapping[str, str]) -> tuple[Provider, ...]:
    """Providers from TOML: `[[provider]]` tables with the fields above, `[provider.claims]` within.

    `client_secret` names the key under which `secrets` (the environment) has it, so that no secret lies in the file.
    ProviderError: a key unknown, missing, given twice, or of the wrong type.
    """
    try:
        top = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ProviderError(f"the file of providers is not TOML: {error}") from error
    if top.keys() != {"provider"} or not isinstance(top["provider"], list):
        raise ProviderError("the file of providers must hold [[provider]] tables and nothing else")
    providers = tuple(_provider(one, secrets) for one in top["provider"])
    if len({one.id for one in providers}) < len(providers):
        raise ProviderError("two providers have the same id")
    return providers


def _provider(table: Mapping[str, Any], secrets: Mapping[str, str]) -> Provider:
    who = f"provider {table.get('id', '?')}"
    _known(who, table, Provider)
    if table["audience"] not in ("resident", "staff"):
        raise ProviderError(f"{who}: audience must be resident or staff")
    kind = StaffClaims if table["audience"] == "staff" else ResidentClaims
    claims = table.get("claims", {})
    _known(f"{who}, claims", claims, kind)
    secret = secrets.get(table["client_secret"])
    if secret is None:
        raise ProviderError(f"{who}: client_secret names {table['client_secret']}, which is not set")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    values |= {"client_secret": secret, "claims": kind(**claims)}
    return Provider(**values)


_LISTS: Final = frozenset({"accepted_loa", "acr_values", "scopes"})


def _known(who: str, table: object, kind: type[Provider | ResidentClaims | StaffClaims]) -> None:
    if not isinstance(table, Mapping):
        raise ProviderError(f"{who}: must be a table")
    names = {one.name for one in fields(kind)}
    for key, value in table.items():
        if key not in names:
            raise ProviderError(f"{who}: {key} is not a key known here")
        texts = value if key in _LISTS and isinstance(value, list) else [value]
        wrong = (key in _LISTS) != isinstance(value, list) or not all(isinstance(one, str) for one in texts)
        if wrong and key != "claims":
            raise ProviderError(f"{who}: {key} must be {'a list of texts' if key in _LISTS else 'a text'}")
    needed = {one.name for one in fields(kind) if one.default is MISSING}
    if needed - table.keys():
        raise ProviderError(f"{who}: lacks {', '.join(sorted(needed - table.keys()))}")
