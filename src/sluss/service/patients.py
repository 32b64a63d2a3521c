"""*Skapa patient*: a person of the register becomes a patient of the unit (A13)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sluss.core.patients import may_keep, unit_of
from sluss.core.people import Person
from sluss.core.refusal import Refused
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import access_log, patients, people


@dataclass(frozen=True, slots=True)
class KeepPatient(Smaller[UUID]):
    """`person` is what the registers say now, None when they do not know the number."""

    person: Person | None


async def _keep_patient(d: Doing, x: KeepPatient) -> Done:
    """The unit sees the patient from now on, whether or not sluss knew the person: that is why it is logged."""
    may_keep(d.actor)
    if x.person is None:
        raise Refused("person_unknown")
    # H24, Skyddade personuppgifter: not handled at all (N1).
    if x.person.protected and not d.pack.routine.protected.own:
        raise Refused("protected_not_here")
    kept = await people.keep_person(d.db, x.person, d.now)
    if await patients.tie(d.db, unit_of(d.actor), kept, d.now, d.actor.id):
        await access_log.add(d.db, d.now, d.actor, KeepPatient.__name__, "created", person=kept)
    return kept, ()


PATIENT_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {KeepPatient: _keep_patient}
