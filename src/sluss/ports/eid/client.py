"""The OpenID Connect code flow with PKCE, state and nonce, seen from our side."""

from __future__ import annotations

import logging
import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from sluss.core.hours import STOCKHOLM
from sluss.ports.eid.discovery import Discovery, Metadata, json_object
from sluss.ports.eid.id_token import key_id, verify
from sluss.ports.eid.identity import Identity, identity
from sluss.ports.eid.provider import LOOPBACK, Provider
from sluss.ports.eid.refused import LoginRefused

_log = logging.getLogger("sluss.login")


@dataclass(frozen=True, slots=True)
class Begun:
    """A login on its way. Kept on the server, bound to the browser, and taken away before `finish`: once only."""

    provider: str
    redirect_uri: str
    url: str = field(repr=False)
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


def new_http() -> httpx.AsyncClient:
    """A client for providers: ten seconds at most, follows no redirect, and no proxy to this machine itself."""
    direct = {f"all://{f'[{host}]' if ':' in host else host}": None for host in LOOPBACK}
    return httpx.AsyncClient(timeout=10, follow_redirects=False, mounts=direct)


class OidcClient:
    """One provider. `http` belongs to the caller, who closes it; `clock` gives an aware now."""

    def __init__(self, provider: Provider, http: httpx.AsyncClient, clock: Callable[[], datetime]) -> None:
        self.provider = provider
        self._http = http
        self._clock = clock
        self._discovery = Discovery(provider, http, clock)

    async def begin(self, redirect_uri: str) -> Begun:
        """Where to send the browser, with what to remember. LoginRefused: the provider does not answer rightly."""
        metadata = await self._discovery.metadata()
        state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
        more = {"acr_values": " ".join(self.provider.acr_values)} if self.provider.acr_values else {}
        url = prepare_grant_uri(
            metadata.authorization_endpoint,
            client_id=self.provider.client_id,
            response_type="code",
            redirect_uri=redirect_uri,
            scope=" ".join(self.provider.scopes),
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
            **more,
        )
        return Begun(self.provider.id, redirect_uri, url, state, nonce, verifier)

    async def finish(self, begun: Begun, params: Mapping[str, str]) -> Identity:
        """Who came back. `params` is the callback's query. LoginRefused, logged with its code alone."""
        try:
            return await self._finish(begun, params)
        except LoginRefused as refused:
            _log.warning("login refused: provider=%s code=%s", self.provider.id, refused.code)
            raise

    async def _finish(self, begun: Begun, params: Mapping[str, str]) -> Identity:
        state = params.get("state", "")
        if begun.provider != self.provider.id or not secrets.compare_digest(begun.state.encode(), state.encode()):
            raise LoginRefused("state")
        metadata = await self._discovery.metadata()
        # RFC 9207: an answer that another provider made for itself is not for this login.
        if params.get("iss", None if metadata.names_issuer else self.provider.issuer) != self.provider.issuer:
            raise LoginRefused("issuer")
        if "error" in params:
            raise LoginRefused("cancelled" if params["error"] == "access_denied" else "provider_error")
        if not params.get("code"):
            raise LoginRefused("provider_error")
        token = await self._redeem(metadata, begun, params["code"])
        key = await self._discovery.key(key_id(token))
        now = self._clock()
        claims = verify(token, key, self.provider, begun.nonce, int(now.timestamp()))
        return identity(self.provider, claims, now.astimezone(STOCKHOLM).date())

    async def _redeem(self, metadata: Metadata, begun: Begun, code: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": begun.redirect_uri,
            "code_verifier": begun.verifier,
        }
        client, secret = self.provider.client_id, self.provider.client_secret
        headers = {}
        if metadata.secret_in_body:
            form |= {"client_id": client, "client_secret": secret}
        else:
            # RFC 6749 2.3.1: both parts are form-encoded before they are joined by a colon.
            joined = f"{quote(client, safe='')}:{quote(secret, safe='')}"
            headers["Authorization"] = "Basic " + b64encode(joined.encode()).decode()
        try:
            answer = await self._http.post(metadata.token_endpoint, data=form, headers=headers)
        except httpx.HTTPError:
            raise LoginRefused("unreachable") from None
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise LoginRefused("unreachable")
        token = json_object(answer).get("id_token")
        if answer.status_code != httpx.codes.OK or not isinstance(token, str):
            raise LoginRefused("provider_error")
        return token
