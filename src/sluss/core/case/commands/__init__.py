"""What may be asked of a case. Commands order; whether they are obeyed is decided in `decide`."""

from __future__ import annotations

from sluss.core.case.commands.asynchronous import (
    ConvertToAsync as ConvertToAsync,
    ExtendAsync as ExtendAsync,
    MarkDone as MarkDone,
    StartCareCase as StartCareCase,
)
from sluss.core.case.commands.base import (
    Command as Command,
)
from sluss.core.case.commands.booking import (
    BookVisit as BookVisit,
    CancelBooking as CancelBooking,
    EndNoShow as EndNoShow,
    EnterWaitingRoom as EnterWaitingRoom,
    MoveBooking as MoveBooking,
    NoteNoShow as NoteNoShow,
    ReceiveBooking as ReceiveBooking,
    Reminder as Reminder,
    RemindOfBooking as RemindOfBooking,
)
from sluss.core.case.commands.call import (
    EndCall as EndCall,
    StartCall as StartCall,
    SwitchCall as SwitchCall,
)
from sluss.core.case.commands.chat import (
    MarkRead as MarkRead,
    RemindBySms as RemindBySms,
    SendMessage as SendMessage,
    ShowTyping as ShowTyping,
)
from sluss.core.case.commands.clock import (
    CloseByClock as CloseByClock,
    ReportSms as ReportSms,
    SendAutomatic as SendAutomatic,
)
from sluss.core.case.commands.draft import (
    AddPicture as AddPicture,
    ConfirmDanger as ConfirmDanger,
    DiscardDraft as DiscardDraft,
    GiveAnswer as GiveAnswer,
    RemovePicture as RemovePicture,
    SendCase as SendCase,
    StartDraft as StartDraft,
)
from sluss.core.case.commands.drill import (
    EndDrill as EndDrill,
    SayAsPatient as SayAsPatient,
    StartDrill as StartDrill,
)
from sluss.core.case.commands.external import (
    AdmitExternal as AdmitExternal,
    ArriveAsExternal as ArriveAsExternal,
    InviteExternal as InviteExternal,
    LeaveAsExternal as LeaveAsExternal,
    RefuseExternal as RefuseExternal,
    WithdrawExternal as WithdrawExternal,
)
from sluss.core.case.commands.note import (
    SignNote as SignNote,
    UnlockNote as UnlockNote,
)
from sluss.core.case.commands.risk import (
    AskSafe as AskSafe,
    AssessRisk as AssessRisk,
    ChangePriority as ChangePriority,
    CloseRisk as CloseRisk,
    HandOn as HandOn,
    HandOverDirectly as HandOverDirectly,
    LogCall as LogCall,
    NoteSafe as NoteSafe,
    RaiseRisk as RaiseRisk,
    RemindOfVisit as RemindOfVisit,
    VisitHasBeen as VisitHasBeen,
)
from sluss.core.case.commands.team import (
    AcceptHandover as AcceptHandover,
    AnswerConsult as AnswerConsult,
    AskConsult as AskConsult,
    AskCountersign as AskCountersign,
    Countersign as Countersign,
    DeclineHandover as DeclineHandover,
    GiveFeedback as GiveFeedback,
    HandOver as HandOver,
    InviteColleague as InviteColleague,
    LeaveCase as LeaveCase,
    ReturnNote as ReturnNote,
    TakeBack as TakeBack,
    WithdrawConsult as WithdrawConsult,
    WriteToColleagues as WriteToColleagues,
)
from sluss.core.case.commands.ticket import (
    ActivateTicket as ActivateTicket,
    CancelTicket as CancelTicket,
    ExpireTicket as ExpireTicket,
    GiveTicket as GiveTicket,
    SendBookingTicket as SendBookingTicket,
)
from sluss.core.case.commands.tools import (
    AnswerForm as AnswerForm,
    AskPhone as AskPhone,
    ContinueByPhone as ContinueByPhone,
    SendForm as SendForm,
)
from sluss.core.case.commands.visit import (
    AcceptCase as AcceptCase,
    AssignCase as AssignCase,
    CloseForTheDay as CloseForTheDay,
    DeferCase as DeferCase,
    EndCase as EndCase,
    EndVisit as EndVisit,
    ReleaseCase as ReleaseCase,
    SaveNote as SaveNote,
    StartVisit as StartVisit,
    TakeOver as TakeOver,
    WrongPatient as WrongPatient,
)

# A slotted dataclass is made anew; the class it was made from stays a subclass until it is collected.
COMMANDS: tuple[type[Command], ...] = tuple(
    kind for kind in Command.__subclasses__() if globals()[kind.__name__] is kind
)
