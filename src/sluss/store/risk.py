"""What belongs to suicide risk and to the care guarantee: assessments, what staff did and why, the views of a unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sluss.core.case import events as e
from sluss.core.case.recorded import Recorded
from sluss.core.risk import ASSESSORS
from sluss.store.pool import Connection

ASSESSED = """
insert into risk_assessment (case_id, seq, at, author, name, title, level, step, risk_factors, protective_factors,
factors, basis, text, opposes, plan, visit_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
"""
STEP = """
insert into case_step (case_id, seq, at, kind, author, name, title, text, was, became)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
ASSESSMENTS = """
select seq, at, name, title, level, step, risk_factors, protective_factors, factors, basis, text, opposes, plan,
       visit_by
from risk_assessment where case_id = $1 order by seq desc
"""
STEPS = "select seq, at, kind, name, title, text, was, became from case_step where case_id = $1 order by seq"
AT_WORK = "select distinct role from shift where ended_at is null and unit = $1 and role = any ($2)"
# Of a unit: what is flagged, and what waits for its visit, the most pressing first.
OF_UNIT = """
select c.id, c.risk, c.suicide_flag, c.phase, c.priority, c.reason, c.visit_by, c.visited_at, c.visit_overdue,
       c.handed_on, c.waiting_since, c.last_at, c.sent_at, c.drill <> '' as drill,
       case when p.protected then 'Skyddade personuppgifter' else p.given_name || ' ' || p.family_name end
           as patient_name, p.born,
       p.protected, s.given_name || ' ' || s.family_name as owner_name
from care_case c join person p on p.id = c.patient left join staff s on s.id = c.owner
where c.unit = $1 and c.risk <> '' and c.phase in ('booked', 'waiting', 'accepted', 'visit', 'async')
order by not c.suicide_flag, coalesce(c.visited_at is null and c.visit_by <= $2, false) desc, c.risk <> 'high',
         c.priority, c.visit_by, c.id
limit $3
"""
# When a promise was kept is before its end; what is left undone counts as missed from that minute.
_COUNTED = """
       count(*) filter (where {done} < {by}) as {name}_kept,
       count(*) filter (where {done} >= {by} or ({done} is null and {by} <= $3)) as {name}_missed,
       count(*) filter (where {done} is null and {by} > $3) as {name}_running"""
GUARANTEE = f"""
select {_COUNTED.format(done="contacted_at", by="contact_by", name="contact").strip()},
       {_COUNTED.format(done="assessed_at", by="assess_by", name="assessment").strip()}
from care_case where unit = $1 and sent_at >= $2 and contact_by is not null
"""


def _kind(x: Any) -> str:
    match x:
        case e.CallLogged(reached=reached):
            return "call_reached" if reached else "call_missed"
        case e.HandedOn(to=to):
            return to
        case e.SafeNoted(safe=safe):
            return "safe_yes" if safe else "safe_no"
    return KINDS[type(x)]


KINDS: Final[Mapping[type[e.Event], str]] = {
    e.RiskRaised: "raised",
    e.SafeAsked: "safe_asked",
    e.SafeNoted: "safe",
    e.PhysicalVisitDone: "visited",
    e.CallLogged: "call",
    e.HandedOn: "handed_on",
    e.RiskClosed: "closed",
    e.PriorityChanged: "priority",
}
WRITTEN: Final[tuple[type[e.Event], ...]] = (e.RiskAssessed, *KINDS)


async def write(db: Connection, case_id: UUID, r: Recorded, x: Any) -> None:
    """One of WRITTEN."""
    if isinstance(x, e.RiskAssessed):
        found = (x.level, x.step, list(x.risk_factors), list(x.protective_factors), x.factors, list(x.basis), x.text)
        who = (x.staff, x.name, x.title)
        await db.execute(ASSESSED, case_id, r.seq, r.at, *who, *found, x.opposes, x.plan, x.visit_by)
        return
    by = x.by if isinstance(x, e.RiskRaised | e.PriorityChanged) else x.staff
    was, became = (x.before, x.priority) if isinstance(x, e.PriorityChanged) else (None, None)
    who = (by, x.name, x.title)
    await db.execute(STEP, case_id, r.seq, r.at, _kind(x), *who, getattr(x, "text", ""), was, became)


async def assessments(db: Connection, case_id: UUID) -> list[Any]:
    """The newest first."""
    return list(await db.fetch(ASSESSMENTS, case_id))


async def steps(db: Connection, case_id: UUID) -> list[Any]:
    return list(await db.fetch(STEPS, case_id))


async def assessors(db: Connection, unit: str) -> frozenset[str]:
    """The roles that assess suicide risk with somebody at work at the unit."""
    return frozenset(row["role"] for row in await db.fetch(AT_WORK, unit, list(ASSESSORS)))


async def of_unit(db: Connection, unit: str, now: datetime, limit: int) -> list[Any]:
    return list(await db.fetch(OF_UNIT, unit, now, limit))


async def guarantee(db: Connection, unit: str, since: datetime, now: datetime) -> Any:
    return await db.fetchrow(GUARANTEE, unit, since, now)
