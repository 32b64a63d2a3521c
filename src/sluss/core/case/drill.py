"""What the events of a drill mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sluss.core.case import events as e
from sluss.core.case.folds import NO_CONSULT, NO_HANDOVER
from sluss.core.case.model import DROP_IN, Case
from sluss.core.case.recorded import Recorded
from sluss.core.case.risk import flagged


def _started(case: Case, r: Recorded, x: e.DrillStarted) -> dict[str, Any]:
    """Nobody stands on the resident's side of it, and the care guarantee does not run."""
    return {
        "drill": x.scenario,
        "drill_left": x.lines,
        "origin": "drill",
        "flow": DROP_IN,
        "patient": x.patient,
        "service": x.service,
        "reason": x.reason,
        "asked_version": x.asked,
        "unit": x.unit,
        "role": x.role,
        "priority": x.priority,
        "urgent": x.urgent,
        **flagged(x.suicide_flag),
        "created_at": r.at,
        "sent_at": r.at,
        "waiting_since": r.at,
        "last_at": r.at,
    }


def _ended(case: Case, r: Recorded, x: e.DrillEnded) -> dict[str, Any]:
    """Nothing of it is left for anybody to do: no note, no handover, no question, no signature."""
    return {
        **NO_HANDOVER,
        **NO_CONSULT,
        **dict.fromkeys(("countersign", "countersign_of", "countersign_at", "waiting_since", "open_until")),
        **dict.fromkeys(("guests", "helped", "notes_due"), ()),
        "overdue": False,
        "visit_overdue": False,
        "ended_at": r.at,
        "last_at": r.at,
    }


DRILL_FOLDS: Final[Mapping[type[e.Event], Callable[[Case, Recorded, Any], dict[str, Any]]]] = {
    e.DrillStarted: _started,
    e.DrillLineSaid: lambda case, r, x: {"drill_left": x.left},
    e.DrillEnded: _ended,
}
