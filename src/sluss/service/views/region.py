"""The pages of the region's administrators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sluss.core.routine import Document
from sluss.core.triage.questionnaire import Item
from sluss.core.triage.vignettes import Count
from sluss.service.views.common import Answered


@dataclass(frozen=True, slots=True)
class Version:
    """`state` is one of `in_force`, `coming`, `proposed`, `was` (has been in force) and `loaded`."""

    id: str
    number: str
    loaded_at: datetime
    loaded_by: str
    state: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """`starts` is none for at once; `passed`: that day has come, and nobody can approve it any more."""

    number: int
    pack: str
    by: str
    at: datetime
    starts: datetime | None
    words: str
    mine: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """Approved, and not begun. `number` is that of its approval."""

    number: int
    pack: str
    begins: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the journal in words."""

    seq: int
    at: datetime
    by: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A version in shadow; `running` until then."""

    pack: str
    began: datetime
    by: str
    until: datetime
    running: bool


@dataclass(frozen=True, slots=True)
class RegionPacks:
    """`before`: what going back leads to, if anything. `went_back`: the one in force is so because somebody did."""

    region: str
    pack: str
    since: datetime | None
    valid_from: date
    documents: tuple[Document, ...]
    before: str
    went_back: Step | None
    proposals: tuple[Proposal, ...]
    coming: tuple[Coming, ...]
    versions: tuple[Version, ...]
    trial: Trial | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A questionnaire of a version; `changed`: it is not as the one in force, or there is none in force."""

    id: str
    title: str
    version: str
    validated: bool
    notice: str
    reasons: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """`fault` is why it cannot be read, and then there is nothing more to say. `changes`: by whom they concern."""

    version: Version
    standing: str
    today: date
    fault: str = ""
    region: str = ""
    valid_from: date | None = None
    documents: tuple[Document, ...] = ()
    other_region: bool = False
    holes: tuple[str, ...] = ()
    changes: Mapping[str, tuple[str, ...]] | None = None
    counts: tuple[Count, ...] = ()
    asked: tuple[Asked, ...] = ()
    may_propose: bool = False
    may_try: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A questionnaire gone through with made-up answers: a question, or at the end what they lead to.

    `given` are the answers so far, which the page carries on; `back` is the question before.
    """

    pack: str
    id: str
    title: str
    notice: str
    validated: bool
    given: Mapping[str, tuple[str, ...]]
    step: int
    steps: int
    item: Item | None = None
    back: str = ""
    answers: tuple[Answered, ...] = ()
    priority: int = 0
    danger: bool = False
    suicide_flag: bool = False
    because: tuple[str, ...] = ()
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ByReason:
    reason: str
    same: int
    higher: int
    lower: int
    incomplete: int


@dataclass(frozen=True, slots=True)
class TrialPage:
    """How the version in shadow ranked the cases. `table[n][m]`: so many had priority n + 1 and would have had m + 1.
    `unranked`: those whose reason the version does not have."""

    trial: Trial | None
    same: int = 0
    higher: int = 0
    lower: int = 0
    incomplete: int = 0
    unranked: int = 0
    table: tuple[tuple[int, ...], ...] = ()
    reasons: tuple[ByReason, ...] = ()

    @property
    def cases(self) -> int:
        return self.same + self.higher + self.lower + self.unranked
