"""What the events of suicide risk, and of a changed priority, mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sluss.core.case import events as e
from sluss.core.case.model import Case
from sluss.core.case.recorded import Recorded
from sluss.core.risk import AT_LEAST_MODERATE, UNASSESSED


def flagged(flag: bool, risk: str = "") -> dict[str, Any]:
    """A signal from answers or a ticket: what was found to be at least moderate stays so until it is assessed anew."""
    return {"suicide_flag": True, "risk": risk if risk in AT_LEAST_MODERATE else UNASSESSED} if flag else {}


def reprioritised(case: Case, priority: int | None) -> dict[str, Any]:
    """The one that triage gave is kept beside it (C6)."""
    if priority is None or priority == case.priority:
        return {}
    return {"priority": priority, "triaged_priority": case.triaged_priority or case.priority}


def _assessed(case: Case, r: Recorded, x: e.RiskAssessed) -> dict[str, Any]:
    held = x.level in AT_LEAST_MODERATE
    return {
        "risk": x.level,
        "suicide_flag": held,
        "open_until": None if held else case.open_until,
        "visit_by": x.visit_by,
        "visited_at": None,
        "visit_overdue": case.visit_overdue and x.visit_by is not None and x.visit_by == case.visit_by,
        "feels_safe": None,
        "assessed_at": case.assessed_at or r.at,
        "last_at": r.at,
        **reprioritised(case, x.priority),
    }


RISK_FOLDS: dict[type[e.Event], Callable[[Case, Recorded, Any], dict[str, Any]]] = {
    # O18: what signals suicide risk is closed by no clock.
    e.RiskRaised: lambda case, r, x: {**flagged(flag=True), "open_until": None, "overdue": False, "last_at": r.at},
    e.RiskAssessed: _assessed,
    e.SafeAsked: lambda case, r, x: {"feels_safe": "asked"},
    e.SafeNoted: lambda case, r, x: {"feels_safe": "yes" if x.safe else "no"},
    e.PhysicalVisitDone: lambda case, r, x: {"visited_at": r.at, "visit_overdue": False, "last_at": r.at},
    e.PhysicalVisitOverdue: lambda case, r, x: {"visit_overdue": True},
    e.CallLogged: lambda case, r, x: {
        "calls": case.calls + 1,
        "contacted_at": case.contacted_at or (r.at if x.reached else None),
        "last_at": r.at,
    },
    e.HandedOn: lambda case, r, x: {"handed_on": x.to, "last_at": r.at},
    e.RiskClosed: lambda case, r, x: {},
    e.PriorityChanged: lambda case, r, x: reprioritised(case, x.priority),
}
