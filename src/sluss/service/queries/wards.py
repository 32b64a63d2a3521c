"""Who speaks for a child, as staff read it: in its profile, and beside a case (L3, L6 to L10)."""

from __future__ import annotations

from sluss.core.case.model import Case
from sluss.core.people import Person
from sluss.core.proxies import Ward, addressee, ends_at, primary, why_not
from sluss.service.reading import Reading
from sluss.service.views.children import GuardianLine, Speaker
from sluss.store import people, relations


async def speaker(r: Reading, case: Case, patient: Person) -> Speaker | None:
    """None in a case of one's own. Who has lost the right is named, and why, so that nobody waits for an answer."""
    if case.resident is None or case.resident == patient.id:
        return None
    ward = await relations.ward(r.db, patient) or Ward(patient)
    began = next((one for one in ward.guardians if one.id == case.resident), None)
    known = began.name if began else ""
    if began is None:
        person = await people.person(r.db, case.resident)
        known = person.name if person else ""
    why = why_not(began, patient, r.now) if began else "ended"
    rules = r.pack.routine.proxies
    to = addressee(case, ward, rules, r.now)
    names = {patient.id: patient.name, case.resident: known, **{one.id: one.name for one in ward.guardians}}
    others = [
        one.name
        for one in ward.guardians
        if rules.most > 1 and one.id not in (case.resident, to) and not why_not(one, patient, r.now)
    ]
    ends = ends_at(patient.born)
    return Speaker(
        guardian=known,
        why="" if why == "unknown" else why,
        reads=names[to] if to else "",
        others=tuple(others),
        grown_at=ends if r.now < ends else None,
    )


def guardian_lines(r: Reading, ward: Ward) -> tuple[GuardianLine, ...]:
    """All that the register names now; a protected one without a name."""
    first = primary(ward, r.pack.routine.proxies, r.now)
    return tuple(
        GuardianLine(
            id=one.id,
            name=None if one.protected else one.name,
            why=why_not(one, ward.child, r.now),
            shares_contact=one.shares_contact,
            primary=first is not None and one.id == first.id,
            chosen=one.chosen_at is not None,
        )
        for one in ward.guardians
        if one.ended_at is None
    )
