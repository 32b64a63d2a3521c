"""Who asks: a resident, a member of staff under one mandate, or the system's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.people import Mandate

Kind = Literal["resident", "staff", "system", "nobody"]


@dataclass(frozen=True, slots=True)
class Actor:
    """`name` and `title` are what the other side reads in the chat (B24). `shift`: staff at work now, as they said."""

    kind: Kind
    id: UUID
    name: str = ""
    title: str = ""
    mandate: Mandate | None = None
    session: UUID | None = None
    shift: UUID | None = None


SYSTEM = Actor("system", UUID(int=0), name="sluss")
