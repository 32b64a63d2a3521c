"""A version in shadow: how it would have ranked a case that was sent under another, by the same answers (C1)."""

from __future__ import annotations

from dataclasses import dataclass

from sluss.core.policy import Pack
from sluss.core.triage.answers import walk
from sluss.core.triage.priority import assess
from sluss.core.triage.questionnaire import Answers


@dataclass(frozen=True, slots=True)
class Ranked:
    """`priority` is none when the version asks nothing for the reason. Not `complete`: it asks more than was answered,
    or offers other answers, and its priority is that of what fits."""

    priority: int | None
    complete: bool


def ranked(pack: Pack, reason: str, answers: Answers) -> Ranked:
    """Answers are carried over by question and option; what does not fit counts as unanswered."""
    found = pack.reasons.get(reason)
    if found is None or found.questionnaire is None:
        return Ranked(None, False)
    questionnaire = pack.questionnaire_of(reason)
    assessed = assess(pack.table_of(reason), questionnaire, answers)
    return Ranked(assessed.priority, not walk(questionnaire, answers).missing)
