"""Suicide risk and the care guarantee, as staff read of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sluss.core.risk import Step
from sluss.core.routine import RiskRules


@dataclass(frozen=True, slots=True)
class Assessment:
    """In words, as the pack names them. `copied`: the whole of it as text for the note."""

    at: datetime
    name: str
    title: str
    level: str
    step: str
    step_text: str
    risk_factors: tuple[str, ...]
    protective_factors: tuple[str, ...]
    factors: str
    basis: tuple[str, ...]
    text: str
    opposes: bool
    plan: str
    visit_by: datetime | None
    copied: str


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did and why; `was` and `became` of a changed priority."""

    kind: str
    at: datetime
    name: str
    title: str
    text: str
    was: int | None = None
    became: int | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """`level`: one of core.risk, or unassessed. `at_work`: psychologist or physician of the unit; `here`: it has such.

    `waits`: the patient has not answered what staff wrote last. `form`: the pack has an assessment to fill in.
    """

    level: str
    steps: tuple[Step, ...]
    unanswered: tuple[Step, ...]
    assessments: tuple[Assessment, ...]
    visit_by: datetime | None
    visited_at: datetime | None
    late: bool
    feels_safe: str | None
    handed_on: str | None
    calls: int
    waits: bool
    form: bool
    here: bool
    at_work: bool
    on_call: str
    advice: str


@dataclass(frozen=True, slots=True)
class Assessing:
    """What the form asks for. `visit_by`: the physical visit of at least moderate risk, if it is assessed now, and
    whether that is a `closed_day`."""

    rules: RiskRules
    visit_by: datetime
    closed_day: bool


@dataclass(frozen=True, slots=True)
class Guarantee:
    """`contact` and `assessment`: a state of core.guarantee."""

    contact: str
    contact_by: datetime
    contacted_at: datetime | None
    assessment: str
    assess_by: datetime
    assessed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RiskLine:
    case_id: UUID
    level: str
    patient_name: str
    patient_age: int
    protected: bool
    reason_title: str
    priority: int
    phase: str
    owner_name: str | None
    visit_by: datetime | None
    visited_at: datetime | None
    late: bool
    drill: bool = False


@dataclass(frozen=True, slots=True)
class RiskList:
    unit_name: str
    rows: tuple[RiskLine, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many were kept, missed, or still run."""

    kept: int
    missed: int
    running: int

    @property
    def share(self) -> int | None:
        """Of those that are decided, how many in a hundred were kept."""
        decided = self.kept + self.missed
        return self.kept * 100 // decided if decided else None


@dataclass(frozen=True, slots=True)
class GuaranteeReport:
    unit_name: str
    since: date
    contact: Counted
    assessment: Counted
    contact_days: int
    assessment_days: int
