"""The ID token: nothing in it counts before its signature, its receiver and its time are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from joserfc import jws, jwt
from joserfc.errors import ClaimError, ExpiredTokenError, JoseError
from joserfc.jwk import Key, import_key

from sluss.ports.eid.provider import Provider
from sluss.ports.eid.refused import LoginRefused, Refusal

# Signatures by key pairs alone: with "none" or a shared-secret algorithm anybody who has our keys could sign.
ALGORITHMS: Final = frozenset({"ES256", "ES384", "PS256", "PS384", "RS256", "RS384", "RS512", "EdDSA"})
LEEWAY_SECONDS: Final = 60
_KEY_PAIRS: Final = frozenset({"EC", "RSA", "OKP"})

_CODES: Final[Mapping[str, Refusal]] = {
    "iss": "issuer",
    "aud": "audience",
    "azp": "audience",
    "exp": "expired",
    "nbf": "expired",
    "iat": "expired",
    "nonce": "nonce",
    "acr": "loa",
}


def key_id(token: str) -> str | None:
    """The id of the key that the token names. LoginRefused: not a token, or an algorithm that we do not take."""
    try:
        header = jws.extract_compact(token.encode("ascii")).headers()
    except (JoseError, ValueError):
        raise LoginRefused("token") from None
    if header.get("alg") not in ALGORITHMS:
        raise LoginRefused("algorithm")
    kid = header.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise LoginRefused("token")
    return kid


def usable_keys(keys: Iterable[object]) -> tuple[Key, ...]:
    """The public signing keys among a JWKS's `keys`; others, such as shared secrets, are left out."""
    found: list[Key] = []
    for one in keys:
        if not isinstance(one, dict) or one.get("use", "sig") != "sig":
            continue
        if one.get("kty") not in _KEY_PAIRS:
            continue
        try:
            found.append(import_key(one))
        except (JoseError, ValueError):
            continue
    return tuple(found)


def verify(token: str, key: Key, provider: Provider, nonce: str, now: int) -> dict[str, Any]:
    """The claims of a token signed by `key`, for us, now and for this login. `now`: seconds since 1970."""
    key_id(token)
    try:
        claims = jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError):
        raise LoginRefused("signature") from None
    registry = jwt.JWTClaimsRegistry(
        now=now,
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": nonce},
        acr={"essential": True, "values": list(provider.accepted_loa)},
    )
    try:
        registry.validate(claims)
    except ExpiredTokenError:
        raise LoginRefused("expired") from None
    except ClaimError as error:
        raise LoginRefused(_CODES.get(error.claim.split(",")[0], "token")) from None
    _for_us_alone(claims, provider)
    # The library takes a list that holds the right value; only `aud` may be a list.
    for name in ("iss", "nonce", "acr"):
        if not isinstance(claims[name], str):
            raise LoginRefused(_CODES[name])
    return claims


def _for_us_alone(claims: Mapping[str, Any], provider: Provider) -> None:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise LoginRefused("audience")
