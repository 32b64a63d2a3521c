"""What the demo's login provider decides: is this request right, who may redeem this code, what does a token say."""

from __future__ import annotations

import re
import secrets
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import unquote_plus, urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey

from sluss.core.hours import STOCKHOLM
from sluss.ports.persons import DemoPeople
from sluss.web.demo.clients import Client, Someone, TokenError, pickable
from sluss.web.demo.grants import Asked, Grants

TOKEN_LIFE: Final = timedelta(minutes=5)

Clock = Callable[[], datetime]

_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class Wrong(Exception):
    """An authorization request at fault. Sent back to the client only when its address is known to be its own."""

    def __init__(self, error: str, back_to: str | None = None, state: str = "") -> None:
        super().__init__(error)
        self.error = error
        self.back_to = back_to
        self.state = state


class Refused(Exception):
    """A token request at fault (RFC 6749 5.2). `basic`: the client tried the Authorization header."""

    def __init__(self, error: TokenError, basic: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.basic = basic


class Idp:
    """One provider, with its key, made at its start, and its codes."""

    def __init__(self, issuer: str, people: DemoPeople, clients: Mapping[str, Client], clock: Clock) -> None:
        self.issuer = issuer
        self.people = people
        self.clients = clients
        self.clock = clock
        self.grants = Grants(clock)
        self.key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)

    def someone(self, client_id: str) -> dict[str, Someone]:
        """Those who can log in to this client today, by id."""
        return pickable(self.people, self.clients[client_id], self.clock().astimezone(STOCKHOLM).date())

    def asked(self, given: Mapping[str, str]) -> Asked:
        """The authorization request, checked. Wrong: see there."""
        client = self.clients.get(given.get("client_id", ""))
        redirect_uri = given.get("redirect_uri", "")
        # RFC 6749 4.1.2.1: never send a browser to an address that is not, letter by letter, the client's own.
        if client is None or redirect_uri not in client.redirect_uris:
            raise Wrong("invalid_request")
        state = given.get("state", "")
        if given.get("response_type") != "code":
            raise Wrong("unsupported_response_type", redirect_uri, state)
        if "openid" not in given.get("scope", "").split():
            raise Wrong("invalid_scope", redirect_uri, state)
        challenge = given.get("code_challenge", "")
        if given.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(challenge):
            raise Wrong("invalid_request", redirect_uri, state)
        return Asked(client.id, redirect_uri, given["scope"], state, given.get("nonce", ""), challenge)

    def back(self, redirect_uri: str, state: str, answer: Mapping[str, str]) -> str:
        """The address that takes the browser back to the client with the answer."""
        query = {**answer, "iss": self.issuer} | ({"state": state} if state else {})
        return f"{redirect_uri}?{urlencode(query)}"

    def client(self, authorization: str | None, form: Mapping[str, str]) -> Client:
        """The client that proves its secret by the Authorization header or the form. Refused `invalid_client`."""
        basic = authorization is not None
        if authorization is not None:
            client_id, secret = _basic(authorization)
        else:
            client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
        client = self.clients.get(client_id)
        if client is None or not secrets.compare_digest(client.secret.encode(), secret.encode()):
            raise Refused("invalid_client", basic)
        return client

    def tokens(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        """The answer of the token endpoint. Refused: code, address or verifier is not the right one."""
        if form.get("grant_type") != "authorization_code":
            raise Refused("unsupported_grant_type")
        if not form.get("code") or not form.get("code_verifier"):
            raise Refused("invalid_request")
        grant = self.grants.redeem(form["code"], client.id)
        if grant is None or form.get("redirect_uri") != grant.asked.redirect_uri:
            raise Refused("invalid_grant")
        challenge = create_s256_code_challenge(form["code_verifier"])
        if not secrets.compare_digest(grant.asked.code_challenge, challenge):
            raise Refused("invalid_grant")
        return {
            "access_token": secrets.token_urlsafe(32),
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LIFE.total_seconds()),
            "id_token": self._signed(client, grant.asked.nonce, grant.claims, grant.at),
        }

    def _signed(self, client: Client, nonce: str, claims: Mapping[str, Any], at: datetime) -> str:
        now = self.clock()
        named = {getattr(client.claims, name): value for name, value in claims.items()}
        own = {
            "iss": self.issuer,
            "sub": claims["personnummer"] if client.audience == "resident" else claims["hsa_id"],
            "aud": client.id,
            "iat": int(now.timestamp()),
            "exp": int((now + TOKEN_LIFE).timestamp()),
            "auth_time": int(at.timestamp()),
            "acr": client.acr,
        } | ({"nonce": nonce} if nonce else {})
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, {**named, **own}, self.key, ["ES256"])


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    try:
        client_id, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        raise Refused("invalid_client", basic=True) from None
    if scheme.lower() != "basic":
        raise Refused("invalid_client", basic=True)
    return unquote_plus(client_id), unquote_plus(secret)
