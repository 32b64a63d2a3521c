"""Commands to what is smaller than a case: a session, a shift, a unit's own settings, the queue of jobs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.hours import Calendar
from sluss.core.policy import Pack
from sluss.service.hints import Hint
from sluss.service.packs import Packs
from sluss.store.pool import Connection

Result = TypeVar("Result", covariant=True)


class Smaller(Generic[Result]):
    """Answered with what it is a command for. One function carries it out, inside one transaction."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Doing:
    """What that function is given: who asks (`actor`), what it is about (its id), and what is true now."""

    db: Connection
    now: datetime
    actor: Actor
    about: UUID
    pack: Pack
    calendar: Calendar
    packs: Packs


Done = tuple[Any, tuple[Hint, ...]]
