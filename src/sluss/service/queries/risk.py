"""Suicide risk in a case and at a unit (H24, Hantering av suicidal patient), and how the care guarantee is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sluss.core.access import LICENSED
from sluss.core.case.model import Case
from sluss.core.guarantee import state
from sluss.core.hours import local_day
from sluss.core.people import age
from sluss.core.refusal import Hidden
from sluss.core.risk import ASSESSORS, assesses, closed_day, level, routine, unanswered, visit_awaited
from sluss.service.queries.risk_words import BASIS_WORDS, LEVEL_WORDS, copied, level_of, title_of, visit_late
from sluss.service.queries.worklists import mandate_of
from sluss.service.reading import Query, Reading
from sluss.service.views.risk import (
    Assessing,
    Assessment,
    Counted,
    Done,
    Guarantee,
    GuaranteeReport,
    Risk,
    RiskLine,
    RiskList,
)
from sluss.store import risk

SHOWN_AT_MOST: Final = 300
LOOKED_BACK: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RiskListOf(Query[RiskList]):
    """*Suicidrisk*: the open cases of the unit that are flagged or assessed."""


@dataclass(frozen=True, slots=True)
class GuaranteeOf(Query[GuaranteeReport]):
    """*Vårdgaranti*: counts alone, for those who work at the unit and for its administrator."""

    logged: bool = False


async def risk_of(r: Reading, case: Case) -> Risk | None:
    known = level(case)
    if not known:
        return None
    rules, unit = r.pack.routine.risk, r.pack.units[case.unit or ""]
    return Risk(
        level=known,
        steps=routine(case, assesses(r.actor)),
        unanswered=unanswered(case),
        assessments=tuple(_assessment(r, row) for row in await risk.assessments(r.db, case.id)),
        visit_by=case.visit_by,
        visited_at=case.visited_at,
        late=visit_awaited(case) and case.visit_by is not None and case.visit_by <= r.now,
        feels_safe=case.feels_safe,
        handed_on=case.handed_on,
        calls=case.calls,
        waits=case.staff_said > case.resident_said,
        form=bool(rules.ladder),
        here=any(role in unit.roles for role in ASSESSORS),
        at_work=bool(await risk.assessors(r.db, unit.id)),
        on_call=rules.on_call,
        advice=r.pack.region.phone_advice,
    )


def _assessment(r: Reading, row: Any) -> Assessment:
    rules = r.pack.routine.risk
    step = title_of(rules.ladder, row["step"])
    risks = tuple(title_of(rules.risk_factors, one) for one in row["risk_factors"])
    protective = tuple(title_of(rules.protective_factors, one) for one in row["protective_factors"])
    return Assessment(
        at=row["at"],
        name=row["name"],
        title=row["title"],
        level=row["level"],
        step=step,
        step_text=next((one.text for one in rules.ladder if one.id == row["step"]), ""),
        risk_factors=risks,
        protective_factors=protective,
        factors=row["factors"],
        basis=tuple(BASIS_WORDS[one] for one in row["basis"]),
        text=row["text"],
        opposes=row["opposes"],
        plan=row["plan"],
        visit_by=row["visit_by"],
        copied=copied(row, LEVEL_WORDS[row["level"]], step, risks, protective),
    )


async def steps_of(r: Reading, case: Case) -> tuple[Done, ...]:
    """What staff did with the risk and the priority, in the order of time; mostly there is nothing to ask for."""
    if not (level(case) or case.triaged_priority or case.calls):
        return ()
    return tuple(
        Done(row["kind"], row["at"], row["name"], row["title"], row["text"], row["was"], row["became"])
        for row in await risk.steps(r.db, case.id)
    )


def risk_expected(r: Reading, case: Case) -> bool:
    """O1: in every visit of mental health, that is of a reason whose answers can signal suicide risk."""
    asked = r.pack.priorities.get(r.pack.reasons[case.reason].questionnaire or "")
    return not level(case) and asked is not None and any(rule.suicide_flag for rule in asked.rules)


def assessing_of(r: Reading, case: Case, may: frozenset[str]) -> Assessing | None:
    if "AssessRisk" not in may:
        return None
    rules = r.pack.routine.risk
    running = case.visit_by if visit_awaited(case) else None
    visit_by = running or r.now + rules.visit_within
    return Assessing(rules, visit_by, closed_day(r.calendar, visit_by))


def guarantee_of(r: Reading, case: Case) -> Guarantee | None:
    if case.contact_by is None or case.assess_by is None:
        return None
    return Guarantee(
        contact=state("contact", case.contact_by, case.contacted_at, r.now),
        contact_by=case.contact_by,
        contacted_at=case.contacted_at,
        assessment=state("assessment", case.assess_by, case.assessed_at, r.now),
        assess_by=case.assess_by,
        assessed_at=case.assessed_at,
    )


async def risk_list(r: Reading, q: RiskListOf) -> RiskList:
    unit = r.pack.units[mandate_of(r).unit]
    rows = await risk.of_unit(r.db, unit.id, r.now, SHOWN_AT_MOST)
    lines = tuple(
        RiskLine(
            case_id=row["id"],
            level=level_of(row),
            patient_name=row["patient_name"],
            patient_age=age(row["born"], local_day(r.now)),
            protected=row["protected"],
            reason_title=r.pack.reasons[row["reason"]].title,
            priority=row["priority"],
            phase=row["phase"],
            owner_name=row["owner_name"],
            visit_by=row["visit_by"],
            visited_at=row["visited_at"],
            late=visit_late(row, r.now),
            drill=row["drill"],
        )
        for row in rows
    )
    r.seen = [line.case_id for line in lines]
    return RiskList(unit.name, lines)


async def guarantee_report(r: Reading, q: GuaranteeOf) -> GuaranteeReport:
    mandate = r.actor.mandate
    if r.actor.kind != "staff" or mandate is None or mandate.role not in {*LICENSED, "local_admin"}:
        raise Hidden
    row = await risk.guarantee(r.db, mandate.unit, r.now - LOOKED_BACK, r.now)
    contact, assessment = (
        Counted(*(row[f"{name}_{kind}"] for kind in ("kept", "missed", "running")))
        for name in ("contact", "assessment")
    )
    rules = r.pack.routine.guarantee
    return GuaranteeReport(
        unit_name=r.pack.units[mandate.unit].name,
        since=local_day(r.now - LOOKED_BACK),
        contact=contact,
        assessment=assessment,
        contact_days=rules.contact_days,
        assessment_days=rules.assessment_days,
    )
