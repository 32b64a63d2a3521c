"""The demo's provider answers wrong requests as RFC 6749 says, and gives no code away."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from sluss.ports.eid import Begun, ProviderError
from sluss.ports.persons import DemoPeople
from sluss.web.demo.provider import provider_router
from tests.ports.eid.conftest import BACK, LOA3, Clock, Idp, draw

pytestmark = pytest.mark.anyio

AGNETA = "196804122387"


async def begun(idp: Idp, provider: str = "bankid") -> tuple[Begun, dict[str, str]]:
    one = await idp.clients[provider].begin(BACK)
    return one, dict(parse_qsl(urlsplit(one.url).query))


async def asked(idp: Idp, query: dict[str, str]) -> httpx.Response:
    return await idp.http.get(f"{idp.issuer}/authorize", params=query)


def back(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(BACK + "?")
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


async def code_for(idp: Idp) -> tuple[Begun, dict[str, str]]:
    """A login that has come back, and the right form to redeem its code."""
    one, _ = await begun(idp)
    code = (await idp.pick(one.url, AGNETA))["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": one.verifier}
    return one, form | {"client_id": "demo-bankid", "client_secret": "hemlig: å"}


async def test_residents_and_staff_are_shown_to_their_own_clients_alone(idp: Idp) -> None:
    residents = (await asked(idp, (await begun(idp))[1])).text
    staff = (await asked(idp, (await begun(idp, "siths"))[1])).text
    assert "Agneta Andersson" in residents
    assert "Sara Sand" not in residents
    assert "Sara Sand" in staff
    assert "Agneta Andersson" not in staff


async def test_a_child_under_13_is_not_shown_and_cannot_be_picked(idp: Idp) -> None:
    _, query = await begun(idp)
    page = (await asked(idp, query)).text
    assert "Tess Vik" in page
    assert "Bo Vik" not in page
    assert "Bibbi Vik" not in page
    answer = await idp.http.post(f"{idp.issuer}/authorize", data=query | {"person": "201903142394"})
    assert back(answer)["error"] == "access_denied"
    assert "code" not in back(answer)


@pytest.mark.parametrize(
    "change",
    [{"redirect_uri": BACK + "/"}, {"redirect_uri": "https://evil.example"}, {"redirect_uri": ""}, {"client_id": "x"}],
)
async def test_a_browser_is_never_sent_to_an_address_that_is_not_the_clients(idp: Idp, change: dict[str, str]) -> None:
    _, query = await begun(idp)
    for answer in (
        await asked(idp, query | change),
        await idp.http.post(f"{idp.issuer}/authorize", data=query | change | {"person": AGNETA}),
    ):
        assert answer.status_code == 400
        assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("error", "change"),
    [
        ("unsupported_response_type", {"response_type": "token"}),
        ("invalid_scope", {"scope": "profile"}),
        ("invalid_request", {"code_challenge": ""}),
        ("invalid_request", {"code_challenge_method": "plain"}),
    ],
)
async def test_a_wrong_request_goes_back_with_its_error_and_state(idp: Idp, error: str, change: dict[str, str]) -> None:
    one, query = await begun(idp)
    answer = back(await asked(idp, query | change))
    assert answer == {"error": error, "state": one.state, "iss": idp.issuer}


async def test_the_one_who_cancels_comes_back_with_access_denied(idp: Idp) -> None:
    _, query = await begun(idp)
    answer = await idp.http.post(f"{idp.issuer}/authorize", data=query | {"cancel": "1"})
    assert back(answer)["error"] == "access_denied"


async def test_the_token_is_signed_by_a_published_key_and_says_who_for_whom_and_how_sure(idp: Idp) -> None:
    one, form = await code_for(idp)
    answer = await idp.token(**form)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    keys = (await idp.http.get(f"{idp.issuer}/jwks")).json()
    assert all("d" not in key for key in keys["keys"])
    claims = jwt.decode(answer.json()["id_token"], KeySet.import_key_set(keys), ["ES256"]).claims
    assert (claims["iss"], claims["aud"], claims["acr"]) == (idp.issuer, "demo-bankid", LOA3)
    assert claims["nonce"] == one.nonce
    assert claims["exp"] - claims["iat"] == 300


@pytest.mark.parametrize(
    ("status", "error", "change"),
    [
        (400, "unsupported_grant_type", {"grant_type": "password"}),
        (400, "invalid_request", {"code": ""}),
        (400, "invalid_request", {"code_verifier": ""}),
        (400, "invalid_grant", {"code": "guessed"}),
        (400, "invalid_grant", {"code_verifier": "a" * 64}),
        (400, "invalid_grant", {"redirect_uri": BACK + "/"}),
        (400, "invalid_grant", {"client_id": "demo-freja", "client_secret": "hemlig två"}),
        (401, "invalid_client", {"client_secret": "gissad"}),
        (401, "invalid_client", {"client_id": "nobody"}),
    ],
)
async def test_a_code_is_redeemed_by_its_own_login_alone(
    idp: Idp, status: int, error: str, change: dict[str, str]
) -> None:
    _, form = await code_for(idp)
    answer = await idp.token(**form | change)
    assert (answer.status_code, answer.json()) == (status, {"error": error})


async def test_a_code_is_redeemed_once_and_a_failed_try_by_another_client_does_not_burn_it(idp: Idp) -> None:
    _, form = await code_for(idp)
    await idp.token(**form | {"client_id": "demo-freja", "client_secret": "hemlig två"})
    assert (await idp.token(**form)).status_code == 200
    assert (await idp.token(**form)).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Bearer abc", "Basic ZGVtbzpmZWw="])
async def test_a_wrong_authorization_header_is_answered_with_a_challenge(idp: Idp, header: str) -> None:
    _, form = await code_for(idp)
    answer = await idp.http.post(f"{idp.issuer}/token", data=form, headers={"Authorization": header})
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})
    assert answer.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize("issuer", ["http://sluss.example/demo/idp", "https://sluss.example/idp"])
def test_the_provider_is_not_made_for_an_unsafe_or_wrong_address(issuer: str, people: DemoPeople, clock: Clock) -> None:
    with pytest.raises(ProviderError):
        provider_router(issuer, people, (), clock, draw)
