"""Made-up people whose priority somebody with clinical sense has set, against what a priority table gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sluss.core.triage.priority import Table, assess
from sluss.core.triage.questionnaire import Answers, Questionnaire

# Those who must not wait: each who is given a later place is named.
URGENT: Final = 2


@dataclass(frozen=True, slots=True)
class Vignette:
    """`who` is the person in a few words, `expected` the right priority; `flag`: a flag for suicide risk is due."""

    who: str
    answers: Answers
    expected: int
    flag: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What the table gave. `late`: by how many steps the person comes too late; below zero, too early."""

    vignette: Vignette
    priority: int
    flag: bool
    because: tuple[str, ...]

    @property
    def late(self) -> int:
        return self.priority - self.vignette.expected

    @property
    def missed(self) -> bool:
        return self.vignette.flag and not self.flag


@dataclass(frozen=True, slots=True)
class Count:
    """One version of a questionnaire with its table, against its vignettes."""

    questionnaire: str
    version: str
    title: str
    judged: tuple[Judged, ...]

    @property
    def right(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if one.late == 0)

    @property
    def over(self) -> tuple[Judged, ...]:
        """Over-triage: sooner than need be, at the cost of others."""
        return tuple(one for one in self.judged if one.late < 0)

    @property
    def under(self) -> tuple[Judged, ...]:
        """Under-triage: later than is safe."""
        return tuple(one for one in self.judged if one.late > 0)

    @property
    def grave(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.under if one.vignette.expected <= URGENT)

    @property
    def missed(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if one.missed)

    @property
    def needless(self) -> tuple[Judged, ...]:
        """Flags that nobody expected."""
        return tuple(one for one in self.judged if one.flag and not one.vignette.flag)


def count(questionnaire: Questionnaire, table: Table, vignettes: Iterable[Vignette]) -> Count:
    judged: list[Judged] = []
    for vignette in vignettes:
        found = assess(table, questionnaire, vignette.answers)
        judged.append(Judged(vignette, found.priority, found.suicide_flag, found.because))
    return Count(questionnaire.id, questionnaire.version, questionnaire.title, tuple(judged))
