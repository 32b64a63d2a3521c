"""The case as it stands: what `evolve` makes of its events, and the row that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sluss.core.case.phases import Phase

DROP_IN = "drop-in"
ASYNC = "async"
BOOKED = "booked"


@dataclass(frozen=True, slots=True)
class Case:
    """`*_said` and `*_read` are sequence numbers: the side's last message, and how far the side has read.

    `guests` take part now, `helped` took part before; of both, `notes_due` have yet to document. `signed`: whose notes
    are signed, and locked. `triaged_by`: the nurse whose visit counts as triage (P6). `overdue`: the time ran out on an
    unanswered message. `deferred_until`: somebody decided that it can wait. `asked_version`: the questionnaire last
    answered, `halsont|2`. `risk`: of suicide, a level of core.risk or unassessed; `suicide_flag` is true of all but
    none and low. `visit_by`: the physical visit of at least moderate risk. `calls`: tried on the telephone.
    `triaged_priority`: what triage gave, when it is another now. `*_by` and `*_at`: the care guarantee. `ticket_until`,
    `given_by`, `from_unit`, `from_case`: of a ticket. `drill`: the scenario that is practised, empty in earnest; of its
    lines `drill_left` are not said. `booked_*`: of a booked visit, its kind, its time and whose it is; `arrived_at`:
    the resident came to the waiting room; `meeting`: the group visit it belongs to. `call`: the call under way.
    `externals`: guests from outside whose link holds; those `admitted` are let in.
    """

    id: UUID
    seq: int = 0
    phase: Phase = Phase.NEW
    flow: str = DROP_IN
    service: str = ""
    reason: str = ""
    resident: UUID | None = None
    patient: UUID | None = None
    unit: str | None = None
    role: str | None = None
    priority: int | None = None
    urgent: bool = False
    suicide_flag: bool = False
    danger: str | None = None
    dangers_read: tuple[str, ...] = ()
    asked_version: str = ""
    pictures: int = 0
    owner: UUID | None = None
    created_at: datetime | None = None
    sent_at: datetime | None = None
    promised_at: datetime | None = None
    waiting_since: datetime | None = None
    accepted_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    open_until: datetime | None = None
    last_at: datetime | None = None
    resident_said: int = 0
    staff_said: int = 0
    staff_said_by: UUID | None = None
    resident_unread: int = 0
    staff_unread: int = 0
    resident_read: int = 0
    staff_read: int = 0
    sms_key: str | None = None
    sms_status: str | None = None
    reminded_at: datetime | None = None
    origin: str = "resident"
    one_way: bool = False
    overdue: bool = False
    deferred_until: datetime | None = None
    guests: tuple[UUID, ...] = ()
    helped: tuple[UUID, ...] = ()
    notes_due: tuple[UUID, ...] = ()
    signed: tuple[UUID, ...] = ()
    triaged_by: UUID | None = None
    handover_by: UUID | None = None
    handover_unit: str | None = None
    handover_role: str | None = None
    handover_staff: UUID | None = None
    handover_priority: int | None = None
    handed_at: datetime | None = None
    consult_by: UUID | None = None
    consult_unit: str | None = None
    consult_role: str | None = None
    consult_staff: UUID | None = None
    consult_at: datetime | None = None
    consult_answered_at: datetime | None = None
    countersign: str | None = None
    countersign_of: UUID | None = None
    countersign_at: datetime | None = None
    ticket_until: datetime | None = None
    given_by: UUID | None = None
    from_unit: str | None = None
    from_case: UUID | None = None
    phone: str | None = None
    outcome: str | None = None
    risk: str = ""
    visit_by: datetime | None = None
    visited_at: datetime | None = None
    visit_overdue: bool = False
    feels_safe: str | None = None
    calls: int = 0
    handed_on: str | None = None
    triaged_priority: int | None = None
    contact_by: datetime | None = None
    assess_by: datetime | None = None
    contacted_at: datetime | None = None
    assessed_at: datetime | None = None
    drill: str = ""
    drill_left: int = 0
    booked_kind: str = ""
    booked_from: datetime | None = None
    booked_until: datetime | None = None
    booked_staff: UUID | None = None
    meeting: UUID | None = None
    arrived_at: datetime | None = None
    no_show_at: datetime | None = None
    call: UUID | None = None
    call_mode: str | None = None
    externals: tuple[UUID, ...] = ()
    admitted: tuple[UUID, ...] = ()
