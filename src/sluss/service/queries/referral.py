"""Care that has closed: whom the resident should call before sending anything, and what becomes of the case if it is
sent all the same (C14, D8, D9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.guidance import URGENT, nobody_answers
from sluss.core.hours import next_open
from sluss.core.refusal import Hidden
from sluss.core.triage.priority import assess
from sluss.service.reading import Query, Reading
from sluss.store import people, reads, team


@dataclass(frozen=True, slots=True)
class Referral:
    """`advice` is one of routing.CALLS. `may_send`: the case can be sent anyway, and is answered by `promised_at`."""

    case_id: UUID
    reason_title: str
    advice: str
    may_send: bool
    unit_name: str
    unit_phone: str
    phone_advice: str
    opens_at: datetime
    promised_at: datetime


@dataclass(frozen=True, slots=True)
class ReferralOf(Query[Referral | None]):
    """None: nothing has closed, and the case can be sent."""

    case: UUID


async def referral_of(r: Reading, q: ReferralOf) -> Referral | None:
    case = await r.case(q.case)
    if r.actor.kind != "resident" or case.phase is not Phase.DRAFT or case.reason not in r.pack.reasons:
        raise Hidden
    patient = await people.person(r.db, case.patient) if case.patient else None
    answers = await reads.answers(r.db, case.id)
    assessed = assess(r.pack.table_of(case.reason), r.pack.questionnaire_of(case.reason), answers)
    listed = patient.listed_unit if patient else None
    place = r.pack.place(case.reason, assessed.priority, listed, r.calendar, r.now)
    if not place.referred:
        return None
    return Referral(
        case_id=case.id,
        reason_title=r.pack.reasons[case.reason].title,
        advice=place.advice or "",
        may_send=place.row.send,
        unit_name=place.unit.name,
        unit_phone=place.unit.phone,
        phone_advice=r.pack.region.phone_advice,
        opens_at=next_open(place.unit.hours, r.calendar, r.now),
        promised_at=place.promised_at,
    )


async def waits_alone(r: Reading, case: Case) -> bool:
    """Whether an urgent case lies where nobody answers now; then its page tells whom to call (decision 2)."""
    if case.phase is not Phase.WAITING or case.promised_at is None or case.priority not in URGENT:
        return False
    unit = r.pack.units[case.unit or ""]
    staffed = await team.at_work(r.db, unit.id, case.role or unit.roles[0]) > 0
    return nobody_answers(unit, r.calendar, r.now, case.promised_at, staffed)
