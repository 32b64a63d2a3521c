"""What the settings of sound and picture may say, and what of them is nothing without another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

VIDEO = ("janus_url", "janus_secret", "turn_urls", "turn_secret", "ice_policy")


def read_janus_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ValueError("must be the address of Janus' HTTP API, such as http://127.0.0.1:8088/janus")
    return text.rstrip("/")


def read_ice_policy(text: str) -> str:
    if text not in ("all", "relay"):
        raise ValueError("must be all or relay")
    return text


def alone(found: Mapping[str, Any]) -> list[str]:
    wrong = []
    if found.get("janus_url") and not found.get("janus_secret"):
        wrong.append("SLUSS_JANUS_SECRET is not set: without it whoever reaches Janus rules it.")
    if found.get("turn_urls") and not found.get("turn_secret"):
        wrong.append("SLUSS_TURN_SECRET is not set: coturn lets nobody in without it.")
    if found.get("ice_policy") == "relay" and not found.get("turn_urls"):
        wrong.append("SLUSS_ICE_POLICY is relay, but SLUSS_TURN_URL names nobody to relay.")
    return wrong
