"""`sluss check-config`: reads all that a start reads, and starts nothing."""

from __future__ import annotations

from collections.abc import Mapping

from sluss.boot.settings import Settings
from sluss.boot.wiring import people_of, providers_of
from sluss.store.packs import load


def check_config(settings: Settings, environment: Mapping[str, str]) -> str:
    """What would be started, in a few lines. Raises what a start would raise."""
    pack = load(settings.pack)
    people_of(settings.people, pack)
    providers = providers_of(settings.logins, environment)
    return "\n".join(
        (
            f"pack: {pack.id}, valid from {pack.valid_from.isoformat()}",
            f"units: {', '.join(unit.name for unit in pack.units.values())}",
            f"logins: {', '.join(f'{p.title} ({p.audience})' for p in providers)}",
            _scan(settings),
            _video(settings),
            f"address: {settings.base_url}, {settings.processes} process(es) on {settings.host}:{settings.port}",
            "all is well",
        )
    )


def _scan(settings: Settings) -> str:
    if settings.clamav_url:
        return f"virus scan: ClamAV at {settings.clamav_url}; when it does not answer, no file is let in"
    return "virus scan: none that finds viruses (SLUSS_CLAMAV_URL is not set); only the test signature is known"


def _video(settings: Settings) -> str:
    many = "any number, by Janus" if settings.janus_url else "two at a time (SLUSS_JANUS_URL is not set)"
    if not settings.turn_urls:
        return f"calls: {many}; nobody is relayed (SLUSS_TURN_URL is not set), also with protected identity"
    relayed = (
        "every call" if settings.ice_policy == "relay" else "where there is no other way, or identity is protected"
    )
    return f"calls: {many}; relayed by coturn: {relayed}"
