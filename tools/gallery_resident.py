"""The resident's pages of tickets, matters, forms and messages from staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from gallery_pages import ANSWERS, CASE, NOW, PERSON, REASONS, ago, item, messages, resident_case

from sluss.core.triage.questionnaire import Questionnaire
from sluss.service import views as v
from sluss.web.resident.case import TOLD
from sluss.web.resident.forms import Field

Page = tuple[str, dict[str, Any]]
SOUGHT = v.Choice("sok-vard", "Sök vård", "Svara på några frågor om dina besvär och chatta sedan med vårdpersonal.")
OTHER = v.Choice("andra-arenden", "Andra ärenden", "Recept, tider, fakturor, vaccination och annat som kan vänta.")
MATTERS = tuple(
    v.Choice(str(n), title)
    for n, title in enumerate(
        ("Förnya recept", "Av- eller omboka tid", "Fråga om faktura", "Vaccination", "Vårdgaranti", "Övrigt")
    )
)
UNDERWAY = v.Underway(CASE, "Axelbesvär", "Vårdcentralen Ängen")
AFTER_DAYS = "Hej! Nu har det gått några dagar sedan ditt besök. Ärendet är fortfarande öppet, så skriv gärna här."
AUTOMATIC = v.Message(
    7, "system", "Vårdcentralen Ängen", "automatiskt meddelande", AFTER_DAYS, ago(3), (), mine=False, read=False
)
SOON = NOW + timedelta(days=7)
FORM = v.SentForm(4, "Feber", ago(6), None, ())
ANSWERED = v.SentForm(3, "Oro eller nedstämdhet", ago(60), ago(30), ANSWERS)
FIELDS = (
    Field("svar-1", item("choice", "Har du feber?", "Ja", "Nej", "Jag vet inte"), (), "Välj ett svar."),
    Field("svar-2", item("integer", "Vilken temperatur har du haft som högst?", unit="°C"), ("39",)),
    Field("svar-4", item("boolean", "Tar du något mot febern?", help="Även receptfritt."), ("true",)),
    Field("svar-5", item("text", "Är det något mer du vill berätta?", required=False)),
)


def case(phase: str, told: tuple[str, str] | None = None, **changes: Any) -> Page:
    return "case.html", {**PERSON, "page": resident_case(phase, **changes), "told": told}


def reasons(service: v.Choice, choices: tuple[v.Choice, ...], underway: v.Underway | None = None) -> Page:
    triaged = service is SOUGHT
    context = {"reasons": choices, "service": service, "triaged": triaged, "underway": underway, "sought": (OTHER,)}
    context |= {"child": None, "patient": ""}
    return "reasons.html", {**PERSON, **context}


def ticket(phase: str, **changes: Any) -> Page:
    nothing: dict[str, Any] = {"messages": (), "answers": (), "pictures": (), "can_write": False, "staff_name": None}
    about = {"ticket_until": SOON, "role_title": "sjuksköterska", "origin": "ticket"}
    return case(phase, **{**nothing, **about, **changes})


def form(errors: bool, more: bool = False, error: str | None = None) -> Page:
    asked = FIELDS if errors else tuple(Field(f.name, f.item, f.values) for f in FIELDS)
    page = v.FormPage(
        CASE, 4, "Feber", "Axelbesvär", Questionnaire("feber", "1", "Feber", (), False), (), None, not error
    )
    return "chat_form.html", {**PERSON, "page": page, "fields": asked, "more": more, "error": error}


def mine(n: int, title: str, phase: str, **changes: Any) -> v.MyCase:
    unit = "Vårdcentralen Ängen"
    return v.MyCase(UUID(int=n), title, phase, unit, ago(8 * n), 0, None, None, unit_phone="010-555 01 00", **changes)


def my_cases(blocked_by: UUID | None) -> Page:
    ticket = {"ticket_until": SOON, "role_title": "sjuksköterska", "origin": "ticket", "blocked_by": blocked_by}
    tickets = (mine(30, "Halsont", "ticket", **ticket),)
    some = (
        mine(31, "Förnya recept", "waiting", flow="async"),
        mine(32, "Provsvar", "async", origin="staff", flow="async", one_way=True),
        mine(33, "Fråga om faktura", "async", flow="async", overdue=True),
    )
    over = (mine(34, "Feber", "expired", origin="ticket"), mine(35, "Feber", "cancelled", origin="ticket"))
    return "my_cases.html", {**PERSON, "page": v.MyCases(some, over, tickets), "waits": False}


STAFF: dict[str, Any] = {"origin": "staff", "flow": "async", "reason_title": "Provsvar", "answers": (), "pictures": ()}
MATTER: dict[str, Any] = {"flow": "async", "reason_title": "Förnya recept", "open_until": NOW + timedelta(days=10)}
RESIDENT_PAGES: dict[str, Page] = {
    "start-blocked": (
        "start.html",
        {**PERSON, "services": (SOUGHT, OTHER), "underway": UNDERWAY, "blocked": {"sok-vard"}},
    ),
    "reasons": reasons(SOUGHT, REASONS),
    "reasons-matters": reasons(OTHER, MATTERS),
    "reasons-blocked": reasons(SOUGHT, REASONS, UNDERWAY),
    "case-blocked": case("visit", TOLD["pagaende"], present=("Sara Sand",), guests=("David Dal", "Pilar Persson")),
    "case-form": case("visit", forms=(ANSWERED, FORM)),
    "case-form-danger": case("visit", TOLD["fara"], forms=(ANSWERED,)),
    "case-matter": case("waiting", unit_open=False, **MATTER),
    "case-matter-taken": case("async", **MATTER),
    "case-overdue": case("async", can_write=False, overdue=True, **MATTER),
    "case-begun-by-staff": case("async", messages=messages("resident")[1:3], **STAFF),
    "case-automatic": case("async", messages=(*messages("resident")[:2], AUTOMATIC)),
    "case-one-way": case("async", one_way=True, can_write=False, messages=messages("resident")[1:2], **STAFF),
    "case-ticket": ticket("ticket"),
    "case-ticket-blocked": ticket("ticket", blocked_by=CASE),
    "case-ticket-expired": ticket("withdrawn", outcome="expired", ended_at=ago(30)),
    "case-nobody-there": case("visit", staff_name=None, staff_title=None),
    "form": form(False),
    "form-errors": form(True),
    "form-more": form(False, True),
    "form-closed": form(False, error="Ärendet är avslutat. Det går inte att skriva i det."),
    "my-cases-tickets": my_cases(None),
    "my-cases-blocked": my_cases(CASE),
}
