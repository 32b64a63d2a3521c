"""Events to and from the journal's JSON. Content (what a person wrote) is left out on the way in."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import msgspec

from sluss.core.case.events import EVENTS, Event

BY_NAME = {event.__name__: event for event in EVENTS}


KEPT = {event: tuple(f.name for f in fields(event) if not f.metadata.get("content")) for event in EVENTS}  # type: ignore[arg-type]


def encode(event: Event) -> str:
    kept = {name: getattr(event, name) for name in KEPT[type(event)]}
    return msgspec.json.encode(kept).decode()


def decode(name: str, data: dict[str, Any]) -> Event:
    return msgspec.convert(data, BY_NAME[name])
