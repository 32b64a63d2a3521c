"""What regions' routines differ in, besides what stands in `terms`: who may use it, what notices say, how notes are
signed, how risk is assessed. A pack that says nothing of a thing has what stands here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Final, Literal

from sluss.core.door import Door

# The fields of the note in their order (R2); *Kopiera anteckningen* takes those of the pack.
NOTE_FIELDS: Final = ("anamnes", "status", "assessment", "diagnosis", "secondary")
PRIMARY: Final = ("chosen", "contact_details")
EXPORT: Final = ("none", "inactive", "active")
DAY_END: Final = ("extend", "end_all")


@dataclass(frozen=True, slots=True)
class Protected:
    """`own`: people with protected identity may seek care for themselves (H26; H24: not at all). As guardian, or for
    a child that is protected, nobody may. `advice`: what those are told who may not (N6)."""

    own: bool = True
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Proxies:
    """`most`: guardians of one child who take part (H24: one, the other as guest; H26: both). `primary`: preselected
    and chosen by staff (H24), or by who has shared contact details (H26, rules 1 and 2). `least_age`: triaged services
    are for children of so many years (VML: 1)."""

    most: int = 2
    primary: Literal["chosen", "contact_details"] = "contact_details"
    second_as_guest: bool = False
    least_age: int = 0


@dataclass(frozen=True, slots=True)
class Sms:
    """`include_unit`: practice names the unit (H24, H26); HDK wants neutral words. Never for protected people."""

    include_unit: bool = False


@dataclass(frozen=True, slots=True)
class NoteRules:
    """`sign`: notes are signed (VML). `allow_trivial`: a lone full stop will do. `copy`: some of NOTE_FIELDS (GAV: all
    but the diagnoses). `export`: to the record system, one of EXPORT (VML: inactive)."""

    sign: bool = False
    allow_trivial: bool = False
    copy: tuple[str, ...] = NOTE_FIELDS
    export: Literal["none", "inactive", "active"] = "none"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """H24: Den nationella vårdgarantin gäller. Calendar days: contact the same day, assessment within three (X1)."""

    contact_days: int = 0
    assessment_days: int = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A choice of the pack by its id."""

    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class RiskRules:
    """The assessment of suicide risk (H24, Hantering av suicidal patient). Without a ladder there is no such form.

    `visit_within`: from the assessment of moderate risk to the physical visit (decision 11: 48 hours). `on_call` is
    the telephone number of the on-call physician (beredskapsjour), empty where it stands elsewhere. `overdue_sms` has
    {link}: told to the head of unit when a visit has not been in time.
    """

    ladder: tuple[Named, ...] = ()
    risk_factors: tuple[Named, ...] = ()
    protective_factors: tuple[Named, ...] = ()
    visit_within: timedelta = timedelta(hours=48)
    on_call: str = ""
    ask_safe: str = ""
    overdue_sms: str = ""


@dataclass(frozen=True, slots=True)
class Video:
    """`group`: group visits (H24: not yet; H26: booked in both systems). `contact_types`: those of the record system
    that are a video visit. `interpreter_email`: the interpreter service's mailbox, where the pack knows it (J7)."""

    group: bool = False
    contact_types: tuple[str, ...] = ()
    interpreter_email: str = ""


@dataclass(frozen=True, slots=True)
class Booking:
    """Booked visits (J1, J2): who has consented is reminded by SMS on the day at `same_day_at`, a clock in Stockholm,
    and `just_before` the visit; the waiting room is open from `waiting_room` before it."""

    same_day_at: time = time(8)
    just_before: timedelta = timedelta(minutes=15)
    waiting_room: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Platforms:
    """HDK, Vilka system får användas: what the region has approved for writing to patients, and for video (J16)."""

    text: tuple[str, ...] = ()
    video: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The record system beside: what an invitation is called there, which code a written contact has (`note_map`:
    field of the note → its heading there)."""

    name: str = ""
    invite_template: str = ""
    contact_type: str = ""
    note_map: tuple[tuple[str, str], ...] = ()
    registration: str = "none"
    transfer_ttl: timedelta = timedelta(minutes=120)
    create_patients: Literal["staff", "booking"] = "staff"
    relative_talk: Literal["guest", "own_number"] = "guest"


@dataclass(frozen=True, slots=True)
class Document:
    """A routine that the pack builds on (Y7): `id` is how its citations begin."""

    id: str
    title: str
    owner: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Routine:
    protected: Protected = Protected()
    proxies: Proxies = Proxies()
    sms: Sms = Sms()
    note: NoteRules = NoteRules()
    guarantee: Guarantee = Guarantee()
    risk: RiskRules = field(default_factory=RiskRules)
    video: Video = Video()
    booking: Booking = Booking()
    door: Door = field(default_factory=Door)
    record: Record = Record()
    approved_platforms: Platforms = Platforms()
    documents: tuple[Document, ...] = ()
    day_end: Literal["extend", "end_all"] = "extend"
