"""What staff do in a case besides talking: one table of tasks, each a command, its fields and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sluss.core.case import commands as c
from sluss.service.ids import new_id
from sluss.web.clinic import asking, fields
from sluss.web.clinic.booking_tasks import BOOKING_TASKS
from sluss.web.clinic.drill_tasks import DRILL_TASKS
from sluss.web.clinic.risk_tasks import RISK_TASKS
from sluss.web.clinic.task import Task as Task, consent, number
from sluss.web.forms import Form, text


def _hand_over(form: Form) -> c.HandOver:
    unit, role, staff = fields.recipient(text(form, "to"))
    return c.HandOver(
        unit=unit,
        role=role,
        staff=staff,
        priority=number(form, "priority"),
        message=text(form, "message"),
        consent=consent(form),
        although_empty=bool(text(form, "although")),
        message_id=new_id(),
    )


def _ask_consult(form: Form) -> c.AskConsult:
    return c.AskConsult(*fields.recipient(text(form, "to")), text(form, "text"), new_id())


TASKS: Final[Mapping[str, Task]] = {
    "lamna-over": Task(
        c.HandOver,
        "Lämna över besök",
        _hand_over,
        asking.handing,
        "Du har ansvaret tills någon har tagit emot, och kan ta tillbaka ärendet innan dess.",
        "Slutför",
    ),
    "ta-tillbaka": Task(c.TakeBack, "Ta tillbaka", lambda form: c.TakeBack()),
    "ta-emot-overlamning": Task(c.AcceptHandover, "Ta emot överlämningen", lambda form: c.AcceptHandover(new_id())),
    "avboj": Task(
        c.DeclineHandover,
        "Avböj överlämningen",
        lambda form: c.DeclineHandover(text(form, "text"), new_id()),
        lambda a: (fields.text("text", "Varför?", "Läses bara av vårdpersonal."),),
        "Ärendet blir kvar hos den som lämnade över.",
        "Avböj",
        back="list",
    ),
    "lamna-samtalet": Task(c.LeaveCase, "Lämna samtalet", lambda form: c.LeaveCase(new_id()), back="list"),
    "vardgivarchatt": Task(
        c.WriteToColleagues, "Vårdgivarchatt", lambda form: c.WriteToColleagues(text(form, "text"), new_id())
    ),
    "konsultera": Task(
        c.AskConsult,
        "Konsultera kollega",
        _ask_consult,
        lambda a: (asking.recipient(a), fields.text("text", "Fråga", "Läses bara av vårdpersonal.")),
        "Ärendet är kvar hos dig. Svaret kommer i vårdgivarchatten.",
        "Skicka frågan",
    ),
    "svara": Task(
        c.AnswerConsult,
        "Svara på konsultationen",
        lambda form: c.AnswerConsult(text(form, "text"), new_id()),
        lambda a: (fields.text("text", "Svar", "Läses bara av vårdpersonal."),),
        "",
        "Skicka svaret",
    ),
    "be-om-vidimering": Task(c.AskCountersign, "Be om vidimering", lambda form: c.AskCountersign()),
    "vidimera": Task(c.Countersign, "Vidimera", lambda form: c.Countersign()),
    "skicka-tillbaka": Task(
        c.ReturnNote,
        "Skicka tillbaka anteckningen",
        lambda form: c.ReturnNote(text(form, "text"), new_id()),
        lambda a: (fields.text("text", "Kommentar", "Läses bara av vårdpersonal."),),
        "",
        "Skicka tillbaka",
    ),
    "ta-tillbaka-fragan": Task(c.WithdrawConsult, "Ta tillbaka frågan", lambda form: c.WithdrawConsult()),
    "ta-over": Task(
        c.TakeOver,
        "Ta över",
        lambda form: c.TakeOver(consent(form)),
        lambda a: (fields.consent(),),
        "Du tar över samtalet från en kollega med en annan yrkesroll.",
        "Ta över",
    ),
    "tilldela": Task(
        c.AssignCase,
        "Tilldela kollega",
        lambda form: c.AssignCase(fields.person(text(form, "staff")), consent(form)),
        lambda a: (asking.colleague(a, "Kollega"), fields.consent()),
        "",
        "Tilldela",
    ),
    "lamna-tillbaka": Task(
        c.ReleaseCase,
        "Lämna tillbaka till kön",
        lambda form: c.ReleaseCase(),
        lambda a: (),
        "Ärendet ligger sedan i enhetens kö, och den som är i tjänst kan ta emot det.",
        "Lämna tillbaka",
    ),
    "lat-vanta": Task(
        c.DeferCase,
        "Kan vänta till nästa öppning",
        lambda form: c.DeferCase(),
        lambda a: (),
        "Du har läst ärendet och bedömer att det kan vänta. Invånaren ser när svar kan väntas.",
        "Låt vänta",
    ),
    "stang-for-dagen": Task(
        c.CloseForTheDay,
        "Stäng för dagen",
        lambda form: c.CloseForTheDay(new_id()),
        lambda a: (),
        "Invånaren får texten Stängning och kan svara till och med nästa öppna dag. Besöket avslutas.",
        "Stäng för dagen",
    ),
    "gor-om": Task(
        c.ConvertToAsync,
        "Gör om till asynkront ärende",
        lambda form: c.ConvertToAsync(number(form, "days")),
        lambda a: (asking.extra_days(a, "Hur länge ska ni kunna skriva?"),),
        "Samtalet fortsätter bland Asynkrona, och invånaren kan söka för något annat.",
        "Gör om",
    ),
    "forlang": Task(
        c.ExtendAsync,
        "Förläng",
        lambda form: c.ExtendAsync(number(form, "days"), text(form, "text"), new_id()),
        lambda a: (asking.extra_days(a, "Hur länge från i dag?"), fields.text("text", "Varför?")),
        "",
        "Förläng",
    ),
    "klar": Task(c.MarkDone, "Markera som klar", lambda form: c.MarkDone()),
    "formular": Task(
        c.SendForm,
        "Skicka formulär",
        lambda form: c.SendForm(text(form, "form"), new_id()),
        lambda a: (asking.forms(a),),
        "Invånaren svarar i chatten, och svaren visas här i ärendet.",
        "Skicka formuläret",
    ),
    "bokningsbiljett": Task(
        c.SendBookingTicket,
        "Skicka bokningsbiljett",
        lambda form: c.SendBookingTicket(text(form, "times"), new_id()),
        lambda a: (fields.text("times", "Tider att välja på", "En tid på varje rad.", 3),),
        "Biljetten skickas i chatten.",
        "Skicka biljetten",
    ),
    "avboka-biljett": Task(
        c.CancelTicket,
        "Avboka biljetten",
        lambda form: c.CancelTicket(),
        lambda a: (),
        "Invånaren kan sedan inte använda biljetten. Du kan ge en ny.",
    ),
    "telefon": Task(
        c.AskPhone,
        "Fråga om telefon",
        lambda form: c.AskPhone(new_id()),
        lambda a: (),
        "Frågan ställs i chatten, och den som svarar med sitt nummer samtycker. Bedöm först om bytet gör nytta.",
        "Skicka frågan",
    ),
    "ring": Task(
        c.ContinueByPhone,
        "Fortsätt på telefon",
        lambda form: c.ContinueByPhone(),
        lambda a: (),
        "Invånaren har svarat. Meningen om samtycke läggs i din anteckning.",
        "Fortsätt på telefon",
    ),
    **BOOKING_TASKS,
    **RISK_TASKS,
    **DRILL_TASKS,
    "aterkoppling": Task(
        c.GiveFeedback,
        "Intern återkoppling",
        lambda form: c.GiveFeedback(text(form, "text"), new_id()),
        lambda a: (fields.text("text", "Återkoppling kring besöket", "Syns aldrig för invånaren."),),
        "",
        "Spara",
    ),
}


def task_of(name: str) -> Task | None:
    return TASKS.get(name)


def typed(form: Form) -> dict[str, Any]:
    """What was filled in, to be shown again beside a refusal."""
    return {key: value for key, value in form.items() if isinstance(value, str)}
