"""What a provider says of itself: its addresses and keys, kept for an hour, keys asked for anew when one is unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import httpx
from joserfc.jwk import Key

from sluss.ports.eid.id_token import usable_keys
from sluss.ports.eid.provider import Provider, safe_url
from sluss.ports.eid.refused import LoginRefused

KEPT: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Metadata:
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    secret_in_body: bool
    names_issuer: bool


class Discovery:
    """One provider's metadata and keys. Two logins at once may both ask: harmless, so nothing is locked."""

    def __init__(self, provider: Provider, http: httpx.AsyncClient, clock: Callable[[], datetime]) -> None:
        self._provider = provider
        self._http = http
        self._clock = clock
        self._metadata: tuple[datetime, Metadata] | None = None
        self._keys: tuple[datetime, tuple[Key, ...]] | None = None

    async def metadata(self) -> Metadata:
        """LoginRefused: `unreachable`, or `provider_error` when the answer is not this provider's or not safe."""
        if self._metadata is None or self._clock() - self._metadata[0] >= KEPT:
            said = await self._get(self._provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
            self._metadata = self._clock(), self._read(said)
        return self._metadata[1]

    async def key(self, kid: str | None) -> Key:
        """The key with this id; without an id, the only one. LoginRefused `signature` when there is none."""
        if self._keys is not None and self._clock() - self._keys[0] < KEPT:
            found = _pick(self._keys[1], kid)
            if found is not None:
                return found
        said = await self._get((await self.metadata()).jwks_uri)
        keys = said.get("keys")
        if not isinstance(keys, list):
            raise LoginRefused("provider_error")
        self._keys = self._clock(), usable_keys(keys)
        found = _pick(self._keys[1], kid)
        if found is None:
            raise LoginRefused("signature")
        return found

    async def _get(self, url: str) -> dict[str, Any]:
        try:
            answer = await self._http.get(url)
        except httpx.HTTPError:
            raise LoginRefused("unreachable") from None
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise LoginRefused("unreachable")
        if answer.status_code != httpx.codes.OK:
            raise LoginRefused("provider_error")
        return json_object(answer)

    def _read(self, said: dict[str, Any]) -> Metadata:
        # OpenID Connect Discovery 4.3: an answer for another issuer is an impersonation.
        if said.get("issuer") != self._provider.issuer:
            raise LoginRefused("issuer")
        addresses = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        if not all(isinstance(one, str) and safe_url(one) for one in addresses):
            raise LoginRefused("provider_error")
        authorization, token, keys = map(str, addresses)
        methods = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return Metadata(
            authorization_endpoint=authorization,
            token_endpoint=token,
            jwks_uri=keys,
            secret_in_body="client_secret_basic" not in methods,
            names_issuer=said.get("authorization_response_iss_parameter_supported") is True,
        )


def json_object(answer: httpx.Response) -> dict[str, Any]:
    """The body as a JSON object. LoginRefused `provider_error` when it is none."""
    try:
        body = answer.json()
    except ValueError:
        raise LoginRefused("provider_error") from None
    if not isinstance(body, dict):
        raise LoginRefused("provider_error")
    return body


def _pick(keys: tuple[Key, ...], kid: str | None) -> Key | None:
    if kid is None:
        return keys[0] if len(keys) == 1 else None
    return next((key for key in keys if key.kid == kid), None)
