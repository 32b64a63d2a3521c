"""Login through OpenID Connect: BankID, Freja, SITHS or whatever a region's providers are (A1, A3, A6)."""

from sluss.ports.eid.client import Begun, OidcClient, new_http
from sluss.ports.eid.identity import Identity, ResidentIdentity, StaffIdentity
from sluss.ports.eid.provider import Audience, Provider, ProviderError, ResidentClaims, StaffClaims, read_providers
from sluss.ports.eid.refused import TEXTS, LoginRefused, Refusal

__all__ = [
    "TEXTS",
    "Audience",
    "Begun",
    "Identity",
    "LoginRefused",
    "OidcClient",
    "Provider",
    "ProviderError",
    "Refusal",
    "ResidentClaims",
    "ResidentIdentity",
    "StaffClaims",
    "StaffIdentity",
    "new_http",
    "read_providers",
]
