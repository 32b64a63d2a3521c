"""A row of work for later, and the tables that say which events lead to it (`notices`, `notices_of_calls`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sluss.core.case import events as e
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.proxies import next_night

ALL_ROLES: Final = ""


@dataclass(frozen=True, slots=True)
class Job:
    """`key` is unique: asking again for the same key moves the job. `data` holds ids, never personal data."""

    key: str
    kind: str
    run_at: datetime
    data: Mapping[str, str]


Plan = Callable[[Case, Any, Facts], list[Job]]
Plans = Mapping[type[e.Event], tuple[Plan, ...]]


def together(*tables: Plans) -> Plans:
    """One table of several: an event that stands in more than one leads to all that they say."""
    events = dict.fromkeys(event for table in tables for event in table)
    return {event: tuple(plan for table in tables for plan in table.get(event, ())) for event in events}


def to_unit(case: Case, kind: str, facts: Facts, unit: str, role: str = ALL_ROLES) -> list[Job]:
    """Those at work at the unit are told, of one role or of all."""
    about = {"case": str(case.id), "notice": kind, "unit": unit, "role": role}
    return [Job(f"notice:{kind}:{case.id}:{case.seq}:{unit}:{role}", "staff_notice", facts.now, about)]


def to_staff(case: Case, kind: str, facts: Facts, staff: UUID | None) -> list[Job]:
    """One person is told, if at work."""
    if staff is None:
        return []
    about = {"case": str(case.id), "notice": kind, "staff": str(staff)}
    return [Job(f"notice:{kind}:{case.id}:{case.seq}:{staff}", "staff_notice", facts.now, about)]


def look_up(case: Case, event: e.Event, facts: Facts) -> list[Job]:
    """As long as somebody speaks for a child here the register is asked each night: custody may be lost meanwhile."""
    if case.patient is None or case.patient == case.resident:
        return []
    return [look_up_family(case.patient, next_night(facts.now))]


def look_up_family(child: UUID, at: datetime) -> Job:
    return Job(f"family:{child}", "family", at, {"child": str(child)})
