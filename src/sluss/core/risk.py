"""Suicide risk (H24, Hantering av suicidal patient): its levels, who assesses it, what the routine asks for next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sluss.core.actor import Actor
from sluss.core.case.model import Case
from sluss.core.case.phases import Phase
from sluss.core.hours import Calendar, local_day

ASSESSORS: Final = ("psychologist", "physician")
UNASSESSED: Final = "unassessed"
LEVELS: Final = ("none", "low", "moderate", "high")
# O18, decision 15: no clock closes a case of these, and they stand above others in the order of work.
HELD: Final = frozenset({UNASSESSED, "moderate", "high"})
AT_LEAST_MODERATE: Final = frozenset({"moderate", "high"})
# O3: what the assessment builds on; an ordinary visit, or only what is at hand when the patient does not answer (O12).
BASIS: Final = ("chat", "phone", "video", "visit", "information")
HANDED_ON: Final = ("on_call", "112")
# What an assessment makes of the priority, unless it was more urgent already (O10).
PRIORITY: Final = {"moderate": 2, "high": 1}

State = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the routine; `code` names its words, and the command that does it."""

    code: str
    state: State


def assesses(actor: Actor) -> bool:
    """H24: psychologist or physician."""
    return actor.mandate is not None and actor.mandate.role in ASSESSORS


def level(case: Case) -> str:
    """A case flagged by its answers is unassessed until somebody has."""
    return case.risk or (UNASSESSED if case.suicide_flag else "")


def visit_awaited(case: Case) -> bool:
    """O7 to O9: the physical visit is to be, and has not been."""
    return case.visit_by is not None and case.visited_at is None


def closed_day(calendar: Calendar, at: datetime) -> bool:
    """O11, decision 11: a weekend or a public holiday, when the health centre is closed."""
    day = local_day(at)
    return day.weekday() >= 5 or day in calendar.closed


def routine(case: Case, by_assessor: bool) -> tuple[Step, ...]:
    """The steps in their order; the first that is not done is the next, if the reader can do it."""
    known = level(case)
    if not known:
        return ()
    assessed = known in LEVELS
    steps = [("raised", True)]
    if not assessed and not by_assessor:
        steps.append(("hand_over", case.handover_unit is not None))
    steps.append(("assess", assessed))
    if known in ("none", "low"):
        steps += [("ask_safe", case.feels_safe is not None), ("note_safe", case.feels_safe in ("yes", "no"))]
        if case.feels_safe == "no":
            steps.append(("assess_again", False))
    if known == "high":
        steps.append(("emergency", case.handed_on is not None))
    if known in AT_LEAST_MODERATE:
        steps.append(("visit", case.visited_at is not None))
    return _in_order(case, steps)


def unanswered(case: Case) -> tuple[Step, ...]:
    """O12 to O17: the patient does not answer, or refuses care although the risk is raised."""
    known = level(case)
    if not known:
        return ()
    assessed = known in LEVELS
    steps = [("assess_information", assessed), ("call", case.calls > 0)]
    if known not in ("none", "low"):
        steps.append(("hand_on", case.handed_on is not None))
    return _in_order(case, [*steps, ("close", case.phase is Phase.ENDED)])


def _in_order(case: Case, steps: list[tuple[str, bool]]) -> tuple[Step, ...]:
    """In an ended case nothing is next."""
    first = next((code for code, done in steps if not done and case.phase is not Phase.ENDED), "")
    return tuple(Step(code, "done" if done else "now" if code == first else "later") for code, done in steps)
