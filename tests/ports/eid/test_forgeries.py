"""A token that is not exactly right gives no identity."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from sluss.ports.eid import LoginRefused, ResidentIdentity
from tests.ports.eid.conftest import BACK, Forger

pytestmark = pytest.mark.anyio

NUMBER = "https://id.oidc.se/claim/personalIdentityNumber"


async def finish(forger: Forger, **claims: Any) -> object:
    begun = await forger.client.begin(BACK)
    forger.sign(forger.claims(begun, **claims))
    return await forger.client.finish(begun, {"state": begun.state, "code": "c"})


async def refused(forger: Forger, code: str, **claims: Any) -> None:
    with pytest.raises(LoginRefused, match=f"^{code}$"):
        await finish(forger, **claims)


async def test_the_right_token_is_taken(forger: Forger) -> None:
    assert isinstance(await finish(forger), ResidentIdentity)


@pytest.mark.parametrize(
    ("code", "claims"),
    [
        ("issuer", {"iss": "https://evil.example"}),
        ("issuer", {"iss": None}),
        ("audience", {"aud": "another"}),
        ("audience", {"aud": []}),
        ("audience", {"aud": None}),
        ("audience", {"aud": ["sluss", "another"]}),
        ("audience", {"aud": ["sluss", "another"], "azp": "another"}),
        ("audience", {"azp": "another"}),
        ("nonce", {"nonce": "another"}),
        ("nonce", {"nonce": None}),
        ("loa", {"acr": "http://id.elegnamnden.se/loa/1.0/loa2"}),
        ("loa", {"acr": None}),
        ("expired", {"exp": None}),
        ("expired", {"iat": None}),
        ("expired", {"exp": "tomorrow"}),
        ("token", {"sub": None}),
        ("claim_missing", {"given_name": None}),
        ("claim_missing", {"family_name": "  "}),
        ("claim_missing", {NUMBER: None}),
        ("claim_missing", {NUMBER: 196804122387}),
        ("personnummer", {NUMBER: "196804122388"}),
        ("personnummer", {NUMBER: "6804122387"}),
        ("personnummer", {NUMBER: "196813322380"}),
        ("too_young", {NUMBER: "201903142394"}),
    ],
)
async def test_a_token_that_is_not_for_this_login_is_refused(
    forger: Forger, code: str, claims: dict[str, object]
) -> None:
    await refused(forger, code, **claims)


async def test_a_nonce_or_level_hidden_in_a_list_is_refused(forger: Forger) -> None:
    begun = await forger.client.begin(BACK)
    right = forger.claims(begun)
    for name, code in (("nonce", "nonce"), ("acr", "loa"), ("iss", "issuer")):
        forger.sign(right | {name: [right[name], "another"]})
        with pytest.raises(LoginRefused, match=f"^{code}$"):
            await forger.client.finish(begun, {"state": begun.state, "code": "c"})


async def test_a_token_is_refused_when_its_time_is_over_or_has_not_come(forger: Forger) -> None:
    now = int(forger.clock().timestamp())
    await refused(forger, "expired", exp=now - 60)
    await refused(forger, "expired", nbf=now + 61)
    await refused(forger, "expired", iat=now + 61)
    assert isinstance(await finish(forger, exp=now - 59), ResidentIdentity)


async def test_a_samordningsnummer_is_a_number_too(forger: Forger) -> None:
    who = await finish(forger, **{NUMBER: "197010632391"})
    assert isinstance(who, ResidentIdentity)
    assert who.born.isoformat() == "1970-10-03"


async def test_the_thirteenth_birthday_opens_the_login(forger: Forger) -> None:
    # Just before and just after midnight in Stockholm, which is 22:00 UTC the day before in May.
    forger.clock.now = forger.clock.now.replace(year=2026, month=5, day=15, hour=21, minute=59)
    await refused(forger, "too_young", **{NUMBER: "201305162388"})
    forger.clock.wait(minutes=1)
    assert isinstance(await finish(forger, **{NUMBER: "201305162388"}), ResidentIdentity)


async def test_an_unsigned_token_is_refused(forger: Forger) -> None:
    begun = await forger.client.begin(BACK)
    forger.sign(forger.claims(begun))
    _, body, _ = forger.answer["id_token"].split(".")
    for header in (b'{"alg":"none"}', b'{"typ":"JWT"}', b"not json"):
        forger.answer["id_token"] = f"{jws_part(header)}.{body}."
        with pytest.raises(LoginRefused, match=r"^(algorithm|token)$"):
            await forger.client.finish(begun, {"state": begun.state, "code": "c"})


@pytest.mark.parametrize("shared", ["public key", "client secret"])
async def test_a_token_signed_with_something_that_we_share_is_refused(forger: Forger, shared: str) -> None:
    begun = await forger.client.begin(BACK)
    pem = forger.key.as_pem(private=False) if shared == "public key" else b"hemlig"
    forger.sign(forger.claims(begun))
    _, body, _ = forger.answer["id_token"].split(".")
    head = jws_part(f'{{"alg":"HS256","kid":"{forger.key.kid}"}}'.encode())
    signature = jws_part(hmac.digest(pem, f"{head}.{body}".encode(), "sha256"))
    forger.answer["id_token"] = f"{head}.{body}.{signature}"
    with pytest.raises(LoginRefused, match=r"^algorithm$"):
        await forger.client.finish(begun, {"state": begun.state, "code": "c"})


async def test_a_token_signed_by_a_stranger_is_refused(forger: Forger) -> None:
    begun = await forger.client.begin(BACK)
    forger.sign(forger.claims(begun), key=ECKey.generate_key("P-256"))
    with pytest.raises(LoginRefused, match=r"^signature$"):
        await forger.client.finish(begun, {"state": begun.state, "code": "c"})


async def test_a_token_whose_algorithm_does_not_fit_the_key_is_refused(forger: Forger) -> None:
    begun = await forger.client.begin(BACK)
    forger.sign(forger.claims(begun), key=RSAKey.generate_key(2048), alg="RS256")
    with pytest.raises(LoginRefused, match=r"^signature$"):
        await forger.client.finish(begun, {"state": begun.state, "code": "c"})


async def test_a_changed_claim_breaks_the_signature(forger: Forger) -> None:
    begun = await forger.client.begin(BACK)
    forger.sign(forger.claims(begun, **{NUMBER: "197909232394"}))
    head, _, signature = forger.answer["id_token"].split(".")
    forger.sign(forger.claims(begun))
    body = forger.answer["id_token"].split(".")[1]
    forger.answer["id_token"] = f"{head}.{body}.{signature}"
    with pytest.raises(LoginRefused, match=r"^signature$"):
        await forger.client.finish(begun, {"state": begun.state, "code": "c"})


async def test_a_new_key_is_fetched_when_the_provider_changes_it_and_a_known_one_is_not(forger: Forger) -> None:
    await finish(forger)
    await finish(forger)
    assert forger.jwks_asked == 1
    forger.key = ECKey.generate_key("P-256", auto_kid=True)
    forger.published = [forger.key]
    assert isinstance(await finish(forger), ResidentIdentity)
    assert forger.jwks_asked == 2


async def test_a_withdrawn_key_is_forgotten_within_an_hour(forger: Forger) -> None:
    await finish(forger)
    forger.published = [ECKey.generate_key("P-256", auto_kid=True)]
    forger.clock.wait(hours=1)
    await refused(forger, "signature")


async def test_metadata_for_another_issuer_or_over_plain_http_is_refused(forger: Forger) -> None:
    forger.metadata = {"issuer": "https://evil.example"}
    with pytest.raises(LoginRefused, match=r"^issuer$"):
        await forger.client.begin(BACK)
    forger.metadata = {"token_endpoint": "http://evil.example/token"}
    with pytest.raises(LoginRefused, match=r"^provider_error$"):
        await forger.client.begin(BACK)


@pytest.mark.parametrize("answer", [{}, {"id_token": 7}, {"id_token": "a.b"}, {"id_token": "åäö"}])
async def test_an_answer_without_a_token_is_refused(forger: Forger, answer: dict[str, object]) -> None:
    begun = await forger.client.begin(BACK)
    forger.answer = answer
    with pytest.raises(LoginRefused, match=r"^(provider_error|token)$"):
        await forger.client.finish(begun, {"state": begun.state, "code": "c"})


def jws_part(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
