"""What a page may show: one frozen dataclass a page. What a reader may not see is not in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sluss.core.triage.questionnaire import Item

Author = Literal["resident", "staff", "system"]


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered question: its text and the answer in words; `link_id` leads back to it."""

    link_id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question of a questionnaire. `step` counts from 1; `given` are the values answered before, if any."""

    case_id: UUID
    reason_title: str
    step: int
    steps: int
    item: Item
    given: tuple[str, ...]
    back: str | None
    validated: bool


@dataclass(frozen=True, slots=True)
class DangerPage:
    """A danger sign was answered: 112 first (decision 4: read and confirmed before the case may go on)."""

    case_id: UUID
    reason_title: str
    question: str
    answer: str
    link_id: str
    phone_advice: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    case_id: UUID
    reason_title: str
    answers: tuple[Answered, ...]
    pictures: tuple[Picture, ...]
    pictures_left: int
    danger: bool
    patient_name: str


@dataclass(frozen=True, slots=True)
class MyCase:
    case_id: UUID
    title: str
    phase: str
    unit_name: str
    last_at: datetime
    unread: int
    promised_at: datetime | None
    open_until: datetime | None


@dataclass(frozen=True, slots=True)
class MyCases:
    open: tuple[MyCase, ...]
    ended: tuple[MyCase, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """`read`: the other side has seen it (own messages only)."""

    seq: int
    author: Author
    name: str
    title: str
    text: str
    at: datetime
    pictures: tuple[Picture, ...]
    mine: bool
    read: bool


@dataclass(frozen=True, slots=True)
class ResidentCase:
    """The resident's page of a sent case. `staff_*` are set once somebody has taken it."""

    case_id: UUID
    seq: int
    phase: str
    reason_title: str
    patient_name: str
    unit_name: str
    unit_phone: str
    unit_open: bool
    urgent: bool
    phone_advice: str
    sent_at: datetime
    promised_at: datetime | None
    open_until: datetime | None
    ended_at: datetime | None
    staff_name: str | None
    staff_title: str | None
    can_write: bool
    messages: tuple[Message, ...]
    answers: tuple[Answered, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """The global filter of the clinic (E11–E13); empty means all."""

    reason: str = ""
    priority: str = ""
    role: str = ""
    today: bool = False
    mine: bool = False

    @property
    def empty(self) -> bool:
        return self == Filter()


@dataclass(frozen=True, slots=True)
class WorklistRow:
    case_id: UUID
    seq: int
    sort_key: str
    priority: int
    urgent: bool
    suicide_flag: bool
    reason: str
    reason_title: str
    patient_name: str
    patient_age: int
    role: str
    role_title: str
    phase: str
    waiting_since: datetime
    last_at: datetime
    unread: int
    owner: UUID | None
    owner_name: str | None
    open_until: datetime | None
    today: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """`hidden*`: how many the filter hides; E14: a hidden urgent or unowned case is warned of.
    `counts`: how many lie in each view."""

    view: Literal["drop-in", "asynkrona"]
    unit_name: str
    filter: Filter
    rows: tuple[WorklistRow, ...]
    total: int
    shown: int
    hidden: int
    hidden_urgent: int
    hidden_unowned: int
    counts: Mapping[str, int]
    reasons: tuple[Choice, ...]
    roles: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Patient:
    name: str
    personnummer: str
    age: int
    phone: str | None
    listed_name: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """The visit note (R2). `revision` grows with each save; saved by its author alone."""

    revision: int
    anamnes: str
    status: str
    assessment: str
    diagnosis: str
    secondary: str
    saved_at: datetime | None
    author: str


@dataclass(frozen=True, slots=True)
class StaffCase:
    """The clinic's page of a case. `may` names the commands that this reader can give now."""

    case_id: UUID
    seq: int
    phase: str
    flow: str
    reason_title: str
    priority: int
    urgent: bool
    because: tuple[str, ...]
    suicide_flag: bool
    patient: Patient
    resident_name: str
    unit_name: str
    role_title: str
    sent_at: datetime
    promised_at: datetime | None
    accepted_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    open_until: datetime | None
    owner_name: str | None
    mine: bool
    sms_status: str | None
    unanswered: bool
    resident_present: bool
    history: tuple[str, ...]
    answers: tuple[Answered, ...]
    pictures: tuple[Picture, ...]
    messages: tuple[Message, ...]
    note: Note | None
    other_notes: tuple[Note, ...]
    may: frozenset[str]
    async_choices: tuple[int, ...]
    async_default: int
    async_until: tuple[datetime, ...]
