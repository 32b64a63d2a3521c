"""The whole code flow, our client against the demo's provider over real HTTP (A1, A3, A6)."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from sluss.core.people import Mandate
from sluss.ports.eid import LoginRefused, OidcClient, ResidentIdentity, StaffIdentity
from tests.ports.eid.conftest import BACK, LOA3, Clock, Idp

pytestmark = pytest.mark.anyio

AGNETA = "196804122387"
LOTTA = "SE2321000000-1005"


@pytest.mark.parametrize("provider", ["bankid", "freja"])
async def test_a_resident_logs_in_and_is_known_by_number_and_names(idp: Idp, provider: str) -> None:
    client = idp.clients[provider]
    begun = await client.begin(BACK)
    who = await client.finish(begun, await idp.pick(begun.url, AGNETA))
    assert who == ResidentIdentity(provider, AGNETA, "Agneta", "Andersson", date(1968, 4, 12), LOA3)


async def test_staff_log_in_with_every_mandate_they_have(idp: Idp) -> None:
    begun = await idp.clients["siths"].begin(BACK)
    who = await idp.clients["siths"].finish(begun, await idp.pick(begun.url, LOTTA))
    mandates = (Mandate("vc-angen", "nurse"), Mandate("vc-angen", "local_admin"))
    assert who == StaffIdentity("siths", LOTTA, "Lotta", "Lind", "sjuksköterska", mandates, LOA3)


async def test_the_address_carries_pkce_state_nonce_and_the_level_but_no_secret(idp: Idp) -> None:
    begun = await idp.clients["bankid"].begin(BACK)
    query = {name: one[0] for name, one in parse_qs(urlsplit(begun.url).query).items()}
    assert query["code_challenge_method"] == "S256"
    assert query["state"] == begun.state
    assert query["nonce"] == begun.nonce
    assert query["acr_values"] == LOA3
    assert begun.verifier not in begun.url
    assert "client_secret" not in query


async def test_no_two_logins_share_a_state_nonce_or_verifier(idp: Idp) -> None:
    one, two = [await idp.clients["bankid"].begin(BACK) for _ in range(2)]
    assert not {one.state, one.nonce, one.verifier} & {two.state, two.nonce, two.verifier}


@pytest.mark.parametrize("state", ["", "another", "åäö"])
async def test_a_wrong_state_is_refused(idp: Idp, state: str) -> None:
    client = idp.clients["bankid"]
    begun = await client.begin(BACK)
    answer = await idp.pick(begun.url, AGNETA)
    with pytest.raises(LoginRefused, match=r"^state$"):
        await client.finish(begun, answer | {"state": state})


async def test_a_login_begun_at_one_provider_does_not_end_at_another(idp: Idp) -> None:
    begun = await idp.clients["bankid"].begin(BACK)
    answer = await idp.pick(begun.url, AGNETA)
    with pytest.raises(LoginRefused, match=r"^state$"):
        await idp.clients["freja"].finish(begun, answer)


async def test_an_answer_that_names_another_issuer_or_none_is_refused(idp: Idp) -> None:
    client = idp.clients["bankid"]
    begun = await client.begin(BACK)
    answer = await idp.pick(begun.url, AGNETA)
    with pytest.raises(LoginRefused, match=r"^issuer$"):
        await client.finish(begun, answer | {"iss": "https://evil.example"})
    del answer["iss"]
    with pytest.raises(LoginRefused, match=r"^issuer$"):
        await client.finish(begun, answer)


async def test_a_replayed_callback_is_refused(idp: Idp) -> None:
    client = idp.clients["bankid"]
    begun = await client.begin(BACK)
    answer = await idp.pick(begun.url, AGNETA)
    await client.finish(begun, answer)
    with pytest.raises(LoginRefused, match=r"^provider_error$"):
        await client.finish(begun, answer)


async def test_a_code_stolen_into_another_login_is_refused(idp: Idp) -> None:
    client = idp.clients["bankid"]
    hers, thiefs = await client.begin(BACK), await client.begin(BACK)
    stolen = await idp.pick(hers.url, AGNETA)
    with pytest.raises(LoginRefused, match=r"^provider_error$"):
        await client.finish(thiefs, stolen | {"state": thiefs.state})


async def test_a_code_is_worthless_after_a_minute(idp: Idp, clock: Clock) -> None:
    client = idp.clients["bankid"]
    begun = await client.begin(BACK)
    answer = await idp.pick(begun.url, AGNETA)
    clock.wait(seconds=60)
    with pytest.raises(LoginRefused, match=r"^provider_error$"):
        await client.finish(begun, answer)


async def test_the_one_who_cancels_is_told_so(idp: Idp) -> None:
    client = idp.clients["bankid"]
    begun = await client.begin(BACK)
    with pytest.raises(LoginRefused, match=r"^cancelled$") as refused:
        await client.finish(begun, {"state": begun.state, "iss": idp.issuer, "error": "access_denied"})
    assert refused.value.text == "Inloggningen avbröts. Du kan försöka igen när du vill."


async def test_a_provider_that_is_down_is_said_to_be(idp: Idp, clock: Clock) -> None:
    client = idp.clients["bankid"]
    down = OidcClient(replace(client.provider, issuer="http://127.0.0.1:9/idp"), idp.http, clock)
    with pytest.raises(LoginRefused, match=r"^unreachable$"):
        await down.begin(BACK)


async def test_neither_a_login_nor_a_refusal_leaves_personal_data_in_a_log(
    idp: Idp, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = idp.clients["bankid"]
    begun = await client.begin(BACK)
    answer = await idp.pick(begun.url, AGNETA)
    who = await client.finish(begun, answer)
    with pytest.raises(LoginRefused):
        await client.finish(begun, answer | {"state": "another"})
    assert "login refused: provider=bankid code=state" in caplog.text
    assert AGNETA not in caplog.text
    assert "Andersson" not in caplog.text
    for secret in (AGNETA, "Andersson", begun.nonce, begun.verifier):
        assert secret not in repr(who) + repr(begun)
