"""The demo's own OpenID provider: one picks a test person instead of showing an e-ID. Only `sluss demo` mounts it."""

from __future__ import annotations

from typing import Annotated, Any, Final

from joserfc.jwk import KeySet
from litestar import MediaType, Request, Response, Router, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from sluss.ports.eid import ProviderError
from sluss.ports.eid.provider import safe_url
from sluss.ports.persons import DemoPeople
from sluss.web.demo.clients import Client, Page
from sluss.web.demo.idp import Clock, Idp, Refused, Wrong

PATH: Final = "/demo/idp"

_NO_STORE: Final = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_ENDPOINTS: Final = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
_FIELDS: Final = frozenset(
    {
        "client_id",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    }
)

Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]
Plain = Request[Any, Any, Any]


def provider_router(issuer: str, people: DemoPeople, clients: tuple[Client, ...], clock: Clock, page: Page) -> Router:
    """Mounts under PATH; `issuer` is its outside address and ends so. `page` draws the list of persons.

    Codes and keys live in this process: serve it from one process alone.
    """
    if not safe_url(issuer) or not issuer.endswith(PATH):
        raise ProviderError(f"the demo's issuer must be an address that ends with {PATH}")
    idp = Idp(issuer, people, {client.id: client for client in clients}, clock)

    @get("/.well-known/openid-configuration")
    async def configuration() -> dict[str, Any]:
        return {
            "issuer": issuer,
            **{name: f"{issuer}/{path}" for name, path in _ENDPOINTS.items()},
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "scopes_supported": ["openid", "profile"],
            "acr_values_supported": sorted({client.acr for client in clients}),
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    @get("/jwks")
    async def jwks() -> dict[str, Any]:
        return dict(KeySet([idp.key]).as_dict(private=False))

    @get("/authorize", media_type=MediaType.HTML)
    async def authorize(request: Plain) -> Response[str]:
        given = dict(request.query_params.items())
        idp.asked(given)
        persons = tuple(one.choice for one in idp.someone(given["client_id"]).values())
        fields = {name: given[name] for name in sorted(given) if name in _FIELDS}
        return Response(page(persons, fields), headers=_NO_STORE)

    @post("/authorize", status_code=303)
    async def choose(data: Form) -> Redirect:
        asked = idp.asked(data)
        if "cancel" in data:
            return _to(idp.back(asked.redirect_uri, asked.state, {"error": "access_denied"}))
        someone = idp.someone(asked.client_id).get(data.get("person", ""))
        if someone is None:
            raise Wrong("access_denied", asked.redirect_uri, asked.state)
        code = idp.grants.issue(asked, someone.claims)
        return _to(idp.back(asked.redirect_uri, asked.state, {"code": code}))

    @post("/token", status_code=200)
    async def token(request: Plain, data: Form) -> Response[dict[str, Any]]:
        client = idp.client(request.headers.get("authorization"), data)
        return Response(idp.tokens(client, data), headers=_NO_STORE)

    def wrong(_: Plain, error: Wrong) -> Response[Any]:
        if error.back_to is not None:
            return _to(idp.back(error.back_to, error.state, {"error": error.error}))
        return Response(error.error, status_code=400, media_type=MediaType.TEXT, headers=_NO_STORE)

    return Router(
        PATH,
        route_handlers=[configuration, jwks, authorize, choose, token],
        exception_handlers={Wrong: wrong, Refused: _refused},
        include_in_schema=False,
    )


def _to(address: str) -> Redirect:
    return Redirect(address, status_code=303, headers=_NO_STORE)


def _refused(_: Plain, error: Refused) -> Response[dict[str, str]]:
    challenge = {"WWW-Authenticate": 'Basic realm="demo"'} if error.basic else {}
    status = 401 if error.error == "invalid_client" else 400
    return Response({"error": error.error}, status_code=status, headers={**_NO_STORE, **challenge})
