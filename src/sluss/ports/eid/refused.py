"""Why a login is refused: a code for the log, a sentence for the one who tried."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Refusal = Literal[
    "state",
    "nonce",
    "audience",
    "issuer",
    "expired",
    "algorithm",
    "signature",
    "token",
    "loa",
    "claim_missing",
    "personnummer",
    "hsa_id",
    "too_young",
    "no_mandate",
    "cancelled",
    "provider_error",
    "unreachable",
]

_AGAIN: Final = "Inloggningen kunde inte slutföras. Försök att logga in igen."

TEXTS: Final[Mapping[Refusal, str]] = MappingProxyType(
    {
        "state": _AGAIN,
        "nonce": _AGAIN,
        "audience": _AGAIN,
        "issuer": _AGAIN,
        "expired": "Det tog för lång tid att logga in. Försök igen.",
        "algorithm": _AGAIN,
        "signature": _AGAIN,
        "token": _AGAIN,
        "loa": "Din e-legitimation har inte den säkerhetsnivå som krävs här. Logga in på ett annat sätt.",
        "claim_missing": "Vi fick inte de uppgifter om dig som behövs. Försök att logga in igen.",
        # A2, VML: the service needs a Swedish personnummer and an e-ID.
        "personnummer": "Du behöver ett svenskt personnummer eller samordningsnummer för att använda tjänsten.",
        "hsa_id": "Vi fick inget giltigt HSA-id. Kontakta din lokala administratör.",
        # VML: the child logs in itself from the day it turns 13; before that a guardian speaks for it.
        "too_young": "Du behöver ha fyllt 13 år för att logga in själv. Be en vårdnadshavare att logga in.",
        "no_mandate": "Du har inget uppdrag här. Kontakta din lokala administratör.",
        "cancelled": "Inloggningen avbröts. Du kan försöka igen när du vill.",
        "provider_error": _AGAIN,
        "unreachable": "Inloggningstjänsten svarar inte just nu. Försök igen om en stund.",
    }
)


class LoginRefused(Exception):
    """No session comes of it. Carries the code alone: no claim, no token."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code: Refusal = code

    @property
    def text(self) -> str:
        """The Swedish sentence for the page."""
        return TEXTS[self.code]
