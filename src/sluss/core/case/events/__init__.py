"""What has happened to a case. A field marked as content is kept in its own table, never in the journal."""

from __future__ import annotations

from sluss.core.case.events.asynchronous import (
    AsyncAccepted as AsyncAccepted,
    AsyncExtended as AsyncExtended,
    CareCaseStarted as CareCaseStarted,
    CaseDeferred as CaseDeferred,
    ConvertedToAsync as ConvertedToAsync,
    MarkedDone as MarkedDone,
    TimeRanOut as TimeRanOut,
)
from sluss.core.case.events.base import (
    Consent as Consent,
    Event as Event,
    NewPicture as NewPicture,
    Side as Side,
    content as content,
)
from sluss.core.case.events.booking import (
    BookedKind as BookedKind,
    BookingCancelled as BookingCancelled,
    BookingMoved as BookingMoved,
    BookingReturned as BookingReturned,
    NoShowNoted as NoShowNoted,
    ResidentArrived as ResidentArrived,
    VisitBooked as VisitBooked,
)
from sluss.core.case.events.call import (
    CallEnded as CallEnded,
    CallMode as CallMode,
    CallModeChanged as CallModeChanged,
    CallStarted as CallStarted,
)
from sluss.core.case.events.chat import (
    MessageSent as MessageSent,
    MessagesRead as MessagesRead,
    SmsAsked as SmsAsked,
    SmsReported as SmsReported,
)
from sluss.core.case.events.draft import (
    AnswerGiven as AnswerGiven,
    CaseSent as CaseSent,
    DangerRead as DangerRead,
    DraftDiscarded as DraftDiscarded,
    DraftStarted as DraftStarted,
    PictureAdded as PictureAdded,
    PictureRemoved as PictureRemoved,
)
from sluss.core.case.events.drill import (
    DrillEnded as DrillEnded,
    DrillLineSaid as DrillLineSaid,
    DrillStarted as DrillStarted,
)
from sluss.core.case.events.external import (
    Checked as Checked,
    ExternalAdmitted as ExternalAdmitted,
    ExternalArrived as ExternalArrived,
    ExternalInvited as ExternalInvited,
    ExternalKind as ExternalKind,
    ExternalLeft as ExternalLeft,
    ExternalRefused as ExternalRefused,
    ExternalWithdrawn as ExternalWithdrawn,
    Via as Via,
)
from sluss.core.case.events.note import (
    NoteSigned as NoteSigned,
    NoteUnlocked as NoteUnlocked,
)
from sluss.core.case.events.risk import (
    CallLogged as CallLogged,
    HandedOn as HandedOn,
    PhysicalVisitDone as PhysicalVisitDone,
    PhysicalVisitOverdue as PhysicalVisitOverdue,
    PriorityChanged as PriorityChanged,
    RiskAssessed as RiskAssessed,
    RiskClosed as RiskClosed,
    RiskRaised as RiskRaised,
    SafeAsked as SafeAsked,
    SafeNoted as SafeNoted,
)
from sluss.core.case.events.team import (
    CaseAssigned as CaseAssigned,
    CaseReturned as CaseReturned,
    ColleagueInvited as ColleagueInvited,
    ConsultAnswered as ConsultAnswered,
    ConsultAsked as ConsultAsked,
    ConsultWithdrawn as ConsultWithdrawn,
    CountersignAsked as CountersignAsked,
    Countersigned as Countersigned,
    GuestLeft as GuestLeft,
    HandoverAccepted as HandoverAccepted,
    HandoverDeclined as HandoverDeclined,
    HandoverOffered as HandoverOffered,
    HandoverTakenBack as HandoverTakenBack,
    InvitedBy as InvitedBy,
    NoteReturned as NoteReturned,
    StaffMessageSent as StaffMessageSent,
)
from sluss.core.case.events.ticket import (
    TicketActivated as TicketActivated,
    TicketCancelled as TicketCancelled,
    TicketExpired as TicketExpired,
    TicketGiven as TicketGiven,
)
from sluss.core.case.events.tools import (
    FormAnswered as FormAnswered,
    FormSent as FormSent,
    PhoneAgreed as PhoneAgreed,
    PhoneAsked as PhoneAsked,
)
from sluss.core.case.events.visit import (
    CaseAccepted as CaseAccepted,
    CaseEnded as CaseEnded,
    CaseTakenOver as CaseTakenOver,
    NoteSaved as NoteSaved,
    VisitEnded as VisitEnded,
    VisitStarted as VisitStarted,
)

# A slotted dataclass is made anew; the class it was made from stays a subclass until it is collected.
EVENTS: tuple[type[Event], ...] = tuple(kind for kind in Event.__subclasses__() if globals()[kind.__name__] is kind)
