"""What a read is: a question as a value, answered by one function, in the name of one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sluss.core.access import sees
from sluss.core.actor import Actor
from sluss.core.case.model import Case
from sluss.core.hours import Calendar
from sluss.core.policy import Pack
from sluss.core.refusal import Hidden
from sluss.service.packs import Packs
from sluss.store import cases
from sluss.store.pool import Connection

View = TypeVar("View", covariant=True)


class Query(Generic[View]):
    """`logged` is false for what shows nothing of a patient, and for the pushes of a stream: the stream's opening
    is the reading that is logged."""

    __slots__ = ()
    logged = True

    @property
    def what(self) -> str:
        return type(self).__name__

    @property
    def case_id(self) -> UUID | None:
        return getattr(self, "case", None)

    @property
    def person_id(self) -> UUID | None:
        return getattr(self, "person", None)


@dataclass(slots=True)
class Reading:
    """`packs` holds the other versions of the pack. `seen` is filled by a list with the cases it shows, `people` with
    the patients, for the access log."""

    db: Connection
    actor: Actor
    now: datetime
    pack: Pack
    calendar: Calendar
    packs: Packs
    seen: Sequence[UUID] | None = None
    people: Sequence[UUID] | None = None

    async def case(self, case_id: UUID) -> Case:
        """The case, if the actor may see it; Hidden alike when it is not there."""
        case = await cases.read(self.db, case_id)
        if case is None or not sees(self.actor, case):
            raise Hidden
        return case
