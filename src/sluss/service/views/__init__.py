"""What a page may show: one frozen dataclass a page. What a reader may not see is not in it."""

from __future__ import annotations

from sluss.service.views.children import (
    About as About,
    Whom as Whom,
    WhomPage as WhomPage,
)
from sluss.service.views.clinic import (
    Absent as Absent,
    Consult as Consult,
    Drilled as Drilled,
    Filter as Filter,
    GivenTicket as GivenTicket,
    Handover as Handover,
    Note as Note,
    NoteForm as NoteForm,
    Patient as Patient,
    StaffCase as StaffCase,
    Told as Told,
    Worklist as Worklist,
    WorklistRow as WorklistRow,
)
from sluss.service.views.common import (
    Answered as Answered,
    Author as Author,
    Choice as Choice,
    Message as Message,
    PhraseGroup as PhraseGroup,
    SentForm as SentForm,
)
from sluss.service.views.resident import (
    CheckPage as CheckPage,
    DangerPage as DangerPage,
    FormPage as FormPage,
    MyCase as MyCase,
    MyCases as MyCases,
    QuestionPage as QuestionPage,
    ResidentCase as ResidentCase,
    Underway as Underway,
)
from sluss.service.views.risk import (
    Assessment as Assessment,
    Done as Done,
    Guarantee as Guarantee,
    Risk as Risk,
)
