"""Who asks: a resident, a member of staff under one mandate, or the system's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.people import Mandate
from sluss.core.proxies import Proxy

Kind = Literal["resident", "staff", "system", "nobody", "external"]


@dataclass(frozen=True, slots=True)
class Actor:
    """`name` and `title` are what the other side reads in the chat (B24); `title_only`: residents read the title and
    no name (decision 14). `shift`: staff at work now, as they said.
    `proxies`: the children for whom a resident may act; both doors ask anew before anything is decided."""

    kind: Kind
    id: UUID
    name: str = ""
    title: str = ""
    mandate: Mandate | None = None
    session: UUID | None = None
    shift: UUID | None = None
    title_only: bool = False
    proxies: tuple[Proxy, ...] = ()


SYSTEM = Actor("system", UUID(int=0), name="sluss")
