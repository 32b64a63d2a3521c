"""The demo's provider on a real port, and a provider that forges."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet
from litestar import Litestar, get, post

from sluss.ports.eid import Begun, OidcClient, Provider, StaffClaims, new_http
from sluss.ports.persons import DemoPeople, read_people
from sluss.service.views import Choice
from sluss.web.demo.clients import client_for
from sluss.web.demo.provider import PATH, provider_router

BACK = "http://127.0.0.1:1/login/svar"
LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
UNITS = frozenset({"vc-angen", "vc-berget", "kontaktcenter-1177"})


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **time: int) -> None:
        self.now += timedelta(**time)


def draw(persons: tuple[Choice, ...], fields: Mapping[str, str]) -> str:
    hidden = "".join(f'<input name="{escape(name)}" value="{escape(value)}">' for name, value in fields.items())
    return hidden + "".join(f'<button value="{escape(one.id)}">{escape(one.title)}</button>' for one in persons)


@asynccontextmanager
async def serving(app: Litestar, listening: socket.socket) -> AsyncIterator[None]:
    """Serves on a socket that already listens: who comes early waits in its backlog, so nobody polls."""
    config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await task


def listen() -> tuple[socket.socket, str]:
    listening = socket.create_server(("127.0.0.1", 0))
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def people() -> DemoPeople:
    path = Path(str(files("sluss.regions"))) / "demo" / "people.yaml"
    return read_people(path, UNITS, Clock().now.date())


@dataclass
class Idp:
    """The demo's provider, and what a browser does there."""

    issuer: str
    http: httpx.AsyncClient
    clients: dict[str, OidcClient]

    async def pick(self, url: str, person: str) -> dict[str, str]:
        """Picks a person on the page behind `url`; gives the query with which the browser comes back."""
        page = await self.http.get(url)
        assert page.status_code == 200, page.text
        form = {**dict(parse_qsl(urlsplit(url).query)), "person": person}
        answer = await self.http.post(f"{self.issuer}/authorize", data=form)
        assert answer.status_code == 303, answer.text
        assert answer.headers["location"].startswith(BACK + "?")
        return dict(parse_qsl(urlsplit(answer.headers["location"]).query))

    async def token(self, **form: str) -> httpx.Response:
        return await self.http.post(f"{self.issuer}/token", data=form)


@pytest.fixture
async def idp(clock: Clock, people: DemoPeople) -> AsyncIterator[Idp]:
    listening, base = listen()
    issuer = base + PATH
    providers = (
        Provider("bankid", "BankID", issuer, "demo-bankid", "hemlig: å", "resident", (LOA3,), acr_values=(LOA3,)),
        Provider("freja", "Freja", issuer, "demo-freja", "hemlig två", "resident", (LOA3,)),
        Provider("siths", "SITHS", issuer, "demo-siths", "hemlig tre", "staff", (LOA3,), claims=StaffClaims()),
    )
    registered = tuple(client_for(one, BACK) for one in providers)
    app = Litestar([provider_router(issuer, people, registered, clock, draw)], openapi_config=None, logging_config=None)
    async with serving(app, listening), new_http() as http:
        yield Idp(issuer, http, {one.id: OidcClient(one, http, clock) for one in providers})


@dataclass
class Forger:
    """A provider that answers with whatever the test makes it say."""

    provider: Provider
    client: OidcClient
    clock: Clock
    key: ECKey
    published: list[Key]
    jwks_asked: int = 0
    answer: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)

    def claims(self, begun: Begun, **other: Any) -> dict[str, Any]:
        now = int(self.clock().timestamp())
        right = {
            "iss": self.provider.issuer,
            "sub": "1",
            "aud": self.provider.client_id,
            "iat": now,
            "exp": now + 300,
            "nonce": begun.nonce,
            "acr": LOA3,
            "given_name": "Agneta",
            "family_name": "Andersson",
            "https://id.oidc.se/claim/personalIdentityNumber": "196804122387",
        }
        return {name: value for name, value in (right | other).items() if value is not None}

    def sign(self, claims: dict[str, Any], key: Key | None = None, alg: str = "ES256", **header: Any) -> None:
        used = key or self.key
        signed = jwt.encode({"alg": alg, "kid": self.key.kid, **header}, claims, used, [alg])
        self.answer = {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@pytest.fixture
async def forger(clock: Clock) -> AsyncIterator[Forger]:
    listening, issuer = listen()
    provider = Provider("bankid", "BankID", issuer, "sluss", "hemlig", "resident", (LOA3,))
    key = ECKey.generate_key("P-256", auto_kid=True)

    @get("/.well-known/openid-configuration")
    async def configuration() -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        return {"issuer": issuer, **{name: f"{issuer}/{path}" for name, path in names.items()}} | forged.metadata

    @get("/jwks")
    async def jwks() -> dict[str, Any]:
        forged.jwks_asked += 1
        return dict(KeySet(forged.published).as_dict(private=False))

    @post("/token", status_code=200)
    async def token() -> dict[str, Any]:
        return forged.answer

    app = Litestar([configuration, jwks, token], openapi_config=None, logging_config=None)
    async with serving(app, listening), new_http() as http:
        forged = Forger(provider, OidcClient(provider, http, clock), clock, key, [key])
        yield forged
