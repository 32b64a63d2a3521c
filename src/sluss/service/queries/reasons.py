"""What a resident may seek care for: the reasons of a service that fit the patient's age."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sluss.core.access import speaks_for
from sluss.core.hours import STOCKHOLM
from sluss.core.people import age
from sluss.core.refusal import Hidden
from sluss.service.reading import Query, Reading
from sluss.service.views import Choice
from sluss.store import people


@dataclass(frozen=True, slots=True)
class ReasonsFor(Query[tuple[Choice, ...]]):
    """`person` is the patient: the resident, or a child that the resident speaks for."""

    person: UUID
    service: str
    logged: bool = False


async def reasons_for(r: Reading, q: ReasonsFor) -> tuple[Choice, ...]:
    patient = await people.person(r.db, q.person) if speaks_for(r.actor, q.person, r.actor.id) else None
    if r.actor.kind != "resident" or patient is None:
        raise Hidden
    years = age(patient.born, r.now.astimezone(STOCKHOLM).date())
    fitting = (reason for reason in r.pack.reasons_of(q.service) if reason.ages.hold(years))
    return tuple(Choice(reason.id, reason.title) for reason in fitting)
