"""Several at one case, for the gallery: what is offered, asked and countersigned, the staff chat, the tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gallery_pages import ANSWERS, NOW, STAFF, ago, staff_case

from sluss.service import views as v
from sluss.web.clinic import fields
from sluss.web.clinic.fields import Field, Group
from sluss.web.clinic.tasks import TASKS

Page = tuple[str, dict[str, Any]]
OWNER = (
    *("SaveNote", "SendMessage", "EndVisit", "HandOver", "RemindBySms", "InviteColleague", "AskConsult", "SendForm"),
    *("SendBookingTicket", "AskPhone", "ConvertToAsync", "AssignCase", "ReleaseCase", "GiveFeedback", "WrongPatient"),
    *("WriteToColleagues", "AskCountersign"),
)


def told(seq: int, kind: str, name: str, title: str, text: str, mine: bool = False) -> v.Told:
    return v.Told(seq, kind, name, title, text, ago(20 - seq), mine)


TOLD = (
    told(1, "consult", "Sara Sand", "sjuksköterska", "Kan du titta på bilden av axeln? Behöver hon komma hit?", True),
    told(2, "answer", "David Dal", "läkare", "Ingen brådska. Egenvård en vecka, sedan fysioterapeut."),
    told(3, "handover", "Sara Sand", "sjuksköterska", "Behöver bedömas av läkare i dag, smärtan ökar.", True),
)
FORMS = (
    v.SentForm(4, "Smärtskattning", ago(9), ago(4), ANSWERS[:2]),
    v.SentForm(5, "Uppföljning", ago(2), None, ()),
)


def case(phase: str, *may: str, **changes: Any) -> Page:
    page = staff_case(phase, frozenset(may), told=TOLD, **changes)
    return "clinic/case.html", {**STAFF, "page": page, "error": None, "typed": None, "phrases": ()}


def task(name: str, *asked: Field, error: str | None = None) -> Page:
    page = staff_case("visit", frozenset(OWNER))
    context = {"page": page, "task": TASKS[name], "name": name, "fields": asked, "given": {}, "error": error}
    return "clinic/task.html", {**STAFF, **context}


RECIPIENTS = Field(
    "select",
    "to",
    "Resurs",
    (Group("Vårdcentralen Ängen", (v.Choice("a:physician:", "Läkare (1 i tjänst)"), v.Choice("a:p:1", "David Dal"))),),
)
MESSAGE = fields.text("message", "Meddelande", "Läses bara av vårdpersonal.")
GIVEN = v.Handover("läkare, Vårdcentralen Ängen", "Sara Sand", 2, ago(3), False, True)
ABSENT = v.Absent(ago(20), NOW + timedelta(minutes=10), False)
PAGES: dict[str, Page] = {
    "clinic-case-given": case("visit", *OWNER, "TakeBack", handover=GIVEN, absent=ABSENT, guests=("David Dal",)),
    "clinic-case-offered": case(
        "visit",
        *("AcceptHandover", "DeclineHandover", "WriteToColleagues"),
        handover=v.Handover("läkare, Vårdcentralen Ängen", "Sara Sand", 2, ago(3), True, False),
        mine=False,
        note=None,
    ),
    "clinic-case-asked": case(
        "visit",
        *("AnswerConsult", "WriteToColleagues"),
        consult=v.Consult("läkare, Vårdcentralen Ängen", "Sara Sand", ago(8), None, True),
        mine=False,
        note=None,
    ),
    "clinic-case-countersign": case(
        "ended", "Countersign", "ReturnNote", countersign="asked", countersign_of="Sara Sand", mine=False, note=None
    ),
    "clinic-case-overdue": case(
        "async",
        "SaveNote",
        "SendMessage",
        "EndCase",
        "ExtendAsync",
        "MarkDone",
        overdue=True,
        flow="async",
        forms=FORMS,
    ),
    "clinic-task-handover": task("lamna-over", RECIPIENTS, MESSAGE, fields.consent()),
    "clinic-task-handover-error": task(
        "lamna-over", RECIPIENTS, MESSAGE, fields.consent(), error="Skriv ett meddelande till den som ska ta emot."
    ),
    "clinic-task-convert": task("gor-om", fields.days((1, 3, 10), 3, "Hur länge ska ni kunna skriva?")),
}
