"""Which providers there are is configuration: a wrong one stops the start with a sentence that names it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from sluss.ports.eid import TEXTS, ProviderError, Refusal, ResidentClaims, StaffClaims, read_providers

RIGHT = """
[[provider]]
id = "bankid"
title = "BankID"
issuer = "https://login.region.example"
client_id = "sluss"
client_secret = "SLUSS_BANKID_SECRET"
audience = "resident"
accepted_loa = ["loa3", "loa4"]
[provider.claims]
personnummer = "pnr"

[[provider]]
id = "siths"
title = "SITHS"
issuer = "https://idp.region.example"
client_id = "sluss"
client_secret = "SLUSS_BANKID_SECRET"
audience = "staff"
accepted_loa = ["loa3"]
"""
SECRETS = {"SLUSS_BANKID_SECRET": "hemlig"}


def test_providers_are_read_with_their_claim_names_levels_and_secrets() -> None:
    bankid, siths = read_providers(RIGHT, SECRETS)
    assert bankid.claims == ResidentClaims(personnummer="pnr")
    assert bankid.accepted_loa == ("loa3", "loa4")
    assert bankid.client_secret == "hemlig"
    assert siths.claims == StaffClaims()


def test_a_secret_is_not_in_the_repr() -> None:
    assert all("hemlig" not in repr(one) for one in read_providers(RIGHT, SECRETS))


@pytest.mark.parametrize(
    ("find", "put", "sentence"),
    [
        ("accepted_loa", "accepted_laa", "provider bankid: accepted_laa is not a key known here"),
        ('pnr"', 'pnr"\nshoe = "44"', "provider bankid, claims: shoe is not a key known here"),
        ('"resident"', '"everybody"', "provider bankid: audience must be resident or staff"),
        ('["loa3", "loa4"]', "[]", "provider bankid: accepted_loa must name at least one level"),
        ('["loa3", "loa4"]', '"loa3"', "provider bankid: accepted_loa must be a list of texts"),
        ('title = "BankID"', "title = 7", "provider bankid: title must be a text"),
        ('title = "BankID"', "", "provider bankid: lacks title"),
        ("https://login", "http://login", "provider bankid: issuer must be an https address"),
        ("SLUSS_BANKID_SECRET", "SLUSS_NO_SECRET", "provider bankid: client_secret names SLUSS_NO_SECRET"),
        ('id = "siths"', 'id = "bankid"', "two providers have the same id"),
        ("[[provider]]", "[provider", "the file of providers is not TOML"),
        ("provider", "providers", "the file of providers must hold"),
    ],
)
def test_a_wrong_setting_is_named(find: str, put: str, sentence: str) -> None:
    with pytest.raises(ProviderError, match=sentence.replace("[", r"\[")):
        read_providers(RIGHT.replace(find, put), SECRETS)


def test_a_provider_without_openid_or_with_the_other_sides_claims_is_refused() -> None:
    right = read_providers(RIGHT, SECRETS)[0]
    with pytest.raises(ProviderError, match="openid"):
        replace(right, scopes=("profile",))
    with pytest.raises(ProviderError, match="do not fit"):
        replace(right, claims=StaffClaims())


def test_every_refusal_has_its_sentence() -> None:
    assert set(TEXTS) == set(get_args(Refusal))
    assert all(text.endswith(".") for text in TEXTS.values())
