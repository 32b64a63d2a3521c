"""What an event is, and what in it a person wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

# `system` is sluss itself: a line that tells who came or went.
Side = Literal["resident", "staff", "system"]
# How the resident agreed that somebody else takes part; empty when it is not needed.
Consent = Literal["", "oral", "written"]


def content(default: Any) -> Any:
    """A field that holds what a person wrote: stored beside the journal, so that it can be erased by law."""
    return field(default=default, metadata={"content": True})


class Event:
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A cleaned picture, or in a message a PDF, that lies in the file store under `id`; `wrapped` opens it.

    A PDF (`kind`) has no width and no height.
    """

    id: UUID
    name: str
    kind: str
    size: int
    width: int
    height: int
    wrapped: bytes
