"""Which questions are asked, and whether an answer will do."""

from __future__ import annotations

from sluss.core.triage.checking import check
from sluss.core.triage.questionnaire import Answers, Item, Questionnaire
from sluss.core.triage.values import Invalid
from sluss.core.triage.walk import Walk, walk

__all__ = ["Invalid", "Walk", "check", "pages", "prune", "unanswered", "walk"]


def pages(questionnaire: Questionnaire, answers: Answers) -> tuple[Item, ...]:
    """The questions to ask given these answers, in order; a text or a group's heading is help to the next of them.

    Their link ids are the keys under which their answers are kept.
    """
    return tuple(step.page for step in walk(questionnaire, answers).steps)


def prune(questionnaire: Questionnaire, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The answers that will do, to questions that are asked; all others are gone."""
    return walk(questionnaire, answers).given


def unanswered(questionnaire: Questionnaire, answers: Answers) -> tuple[Item, ...]:
    """The questions that must be answered before the case can be sent, and are not, or not in a way that will do."""
    return walk(questionnaire, answers).missing
