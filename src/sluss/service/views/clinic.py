"""The pages of staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sluss.service.attached import Picture
from sluss.service.views.beside import Absent as Absent, Drilled as Drilled, GivenTicket as GivenTicket
from sluss.service.views.calls import CallShown
from sluss.service.views.children import Speaker
from sluss.service.views.common import Answered, Choice, Message, SentForm
from sluss.service.views.guests import GuestLine
from sluss.service.views.risk import Assessing, Done, Guarantee, Risk
from sluss.service.views.scheduled import BookedLine, Visit
from sluss.service.views.why import Why


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
    protected: bool
    unit: str
    role: str
    role_title: str
    phase: str
    flow: str
    waiting_since: datetime
    waits: bool
    last_at: datetime
    unread: int
    owner: UUID | None
    owner_name: str | None
    open_until: datetime | None
    overdue: bool
    deferred_until: datetime | None
    one_way: bool
    guests: tuple[UUID, ...]
    notes_due: tuple[UUID, ...]
    handover_unit: str | None
    handover_role: str | None
    handover_staff: UUID | None
    handover_by: UUID | None
    handover_to: str
    consult_unit: str | None
    consult_role: str | None
    consult_staff: UUID | None
    consult_asker: UUID | None
    consult_to: str
    consult_by: str
    consult_answered: bool
    countersign: str
    countersign_of: str
    risk: str
    visit_late: bool
    guarantee: str
    today: bool
    drill: bool = False
    call_mode: str | None = None
    booked: BookedLine | None = None


@dataclass(frozen=True, slots=True)
class Worklist:
    """`hidden*`: how many the filter hides; E14: a hidden urgent or unowned case is warned of.
    `counts`: how many lie in each view."""

    view: str
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
    """The visit note (R2). `revision` grows with each save; saved by its author alone. `signed_at` of one that is
    signed now, `earlier` what was signed before it was opened again; `nothing`: *Inget att anteckna*."""

    revision: int
    anamnes: str
    status: str
    assessment: str
    diagnosis: str
    secondary: str
    saved_at: datetime | None
    author: str
    signed_at: datetime | None = None
    nothing: bool = False
    earlier: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteForm:
    """How the region's notes are signed and copied. `headings`: each field that *Kopiera anteckningen* takes, and its
    heading in the record system `record`; `export` is one of core.routine.EXPORT."""

    sign: bool = False
    export: str = "none"
    headings: Mapping[str, str] = field(default_factory=dict)
    record: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What staff told each other. `kind`: message, handover, consult, answer, countersign, feedback, reason."""

    seq: int
    kind: str
    name: str
    title: str
    text: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Handover:
    """An offered handover: to whom in words, from whom, how urgent; `offered`: the reader can accept it."""

    to: str
    by: str
    priority: int
    at: datetime
    offered: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Consult:
    to: str
    by: str
    at: datetime
    answered_at: datetime | None
    asked: bool


@dataclass(frozen=True, slots=True)
class StaffCase:
    """The clinic's page of a case. `may` names the commands that this reader can give now; `autosend_days` is 0 where
    *Meddelande* is not on."""

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
    autosend_days: int = 0
    origin: str = "resident"
    one_way: bool = False
    overdue: bool = False
    deferred_until: datetime | None = None
    ticket_until: datetime | None = None
    outcome: str = ""
    outcomes: tuple[Choice, ...] = ()
    speaker: Speaker | None = None
    guests: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    forms: tuple[SentForm, ...] = ()
    handover: Handover | None = None
    consult: Consult | None = None
    countersign: str = ""
    countersign_of: str = ""
    note_form: NoteForm = field(default_factory=NoteForm)
    note_due: bool = False
    triaged: bool = False
    phone: str | None = None
    absent: Absent | None = None
    patient_id: UUID | None = None
    patient_protected: bool = False
    reason: str = ""
    tickets: tuple[GivenTicket, ...] = ()
    risk: Risk | None = None
    risk_expected: bool = False
    assessing: Assessing | None = None
    guarantee: Guarantee | None = None
    triaged_priority: int | None = None
    steps: tuple[Done, ...] = ()
    why: Why | None = None
    drill: Drilled | None = None
    call: CallShown | None = None
    externals: tuple[GuestLine, ...] = ()
    visit: Visit | None = None
