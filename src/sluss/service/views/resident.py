"""The pages of residents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.triage.questionnaire import Item, Questionnaire
from sluss.service.attached import Picture
from sluss.service.views.booked import Booked
from sluss.service.views.calls import CallShown
from sluss.service.views.children import About
from sluss.service.views.common import Answered, Message, SentForm


@dataclass(frozen=True, slots=True)
class Underway:
    """The started drop-in that blocks a second one (B18). Without `case_id` it is the other guardian's own."""

    case_id: UUID | None
    title: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question of a questionnaire. `step` counts from 1; `given` are the values answered before, if any.

    `asked` is the questionnaire with its version; `changed`: another was in force when the last answer was given.
    """

    case_id: UUID
    reason_title: str
    step: int
    steps: int
    item: Item
    given: tuple[str, ...]
    back: str | None
    validated: bool
    service: str = ""
    triaged: bool = True
    about: About | None = None
    asked: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class DangerPage:
    """A danger sign was answered: 112 first (decision 4: read and confirmed before the case may go on)."""

    case_id: UUID
    reason_title: str
    question: str
    answer: str
    link_id: str
    phone_advice: str
    about: About | None = None


@dataclass(frozen=True, slots=True)
class CheckPage:
    """`retired`: care is no longer sought for this here; the answers can be read, and not sent."""

    case_id: UUID
    reason_title: str
    answers: tuple[Answered, ...]
    pictures: tuple[Picture, ...]
    pictures_left: int
    danger: bool
    patient_name: str
    triaged: bool = True
    retired: bool = False
    about: About | None = None


@dataclass(frozen=True, slots=True)
class MyCase:
    """`phase` is `expired` or `cancelled` for a ticket that came to nothing; of a ticket `role_title` tells to whom.
    `about`: the child it is about, empty of one's own. `blocked_by`: the started drop-in that a ticket waits for.
    Of a booked visit `booked_kind` and when it `starts`, and whether the resident has `arrived`."""

    case_id: UUID
    title: str
    phase: str
    unit_name: str
    last_at: datetime
    unread: int
    promised_at: datetime | None
    open_until: datetime | None
    ticket_until: datetime | None = None
    flow: str = "drop-in"
    origin: str = "resident"
    role_title: str = ""
    unit_phone: str = ""
    one_way: bool = False
    overdue: bool = False
    about: str = ""
    about_age: str = ""
    booked_kind: str = ""
    starts: datetime | None = None
    arrived: bool = False
    blocked_by: UUID | None = None
    call_mode: str | None = None


@dataclass(frozen=True, slots=True)
class MyCases:
    """`several`: not all are of the resident alone, so that each says whom it is about."""

    open: tuple[MyCase, ...]
    ended: tuple[MyCase, ...]
    tickets: tuple[MyCase, ...] = ()
    booked: tuple[MyCase, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form that staff have sent in the chat. `open`: it can be answered now."""

    case_id: UUID
    seq: int
    title: str
    reason_title: str
    questionnaire: Questionnaire
    answers: tuple[Answered, ...]
    answered_at: datetime | None
    open: bool
    about: About | None = None


@dataclass(frozen=True, slots=True)
class ResidentCase:
    """The resident's page of a sent case. `staff_*` are set once somebody has taken it.

    `present` have the chat open now, among those who take part. `overdue`: the time ran out, and an answer is owed.
    `until`: when a guardian's right must be asked for anew. Of a ticket: `ticket_until`, `role_title`, and the drop-in
    that it is `blocked_by`. `alone`: urgent, and waiting where nobody answers now. `booked`: of a booked visit.
    """

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
    flow: str = "drop-in"
    origin: str = "resident"
    one_way: bool = False
    overdue: bool = False
    guests: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    forms: tuple[SentForm, ...] = ()
    ticket_until: datetime | None = None
    outcome: str | None = None
    role_title: str = ""
    blocked_by: UUID | None = None
    alone: bool = False
    may: frozenset[str] = frozenset()
    about: About | None = None
    booked: Booked | None = None
    until: datetime | None = None
    call: CallShown | None = None
