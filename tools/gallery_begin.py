"""What staff begin and end, for the gallery: the forms, the warnings, the ticket's own page, the keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from gallery_pages import CASE, NOW, STAFF, staff_case

from sluss.core.policy import Tickets
from sluss.service import views as v
from sluss.service.queries import patients as p
from sluss.web.clinic import fields
from sluss.web.clinic.beginning import LATER
from sluss.web.clinic.fields import Field, Group

Page = tuple[str, dict[str, Any]]
BO = p.PatientPage(
    UUID(int=23), "oversikt", "Vårdcentralen Ängen", "Agneta Andersson", "19500101-2383", 76, None, None, False
)
REASONS = fields.choices(("provsvar", "Provsvar"), ("recept", "Recept"), ("uppfoljning", "Uppföljning"))
QUEUES = (
    Group("Vårdcentralen Ängen", (v.Choice("a:nurse:", "Sjuksköterska, Vårdcentralen Ängen"),)),
    Group("1177 Kontaktcenter", (v.Choice("k:nurse:", "Sjuksköterska, 1177 Kontaktcenter"),)),
)
OUTCOMES = (v.Choice("egenvard", "Råd om egenvård"), v.Choice("larm", "112 larmades"))
HANDOVER = v.Handover("Läkare, Vårdcentralen Ängen", "Sara Sand", 2, NOW, False, True)
WARNING = (
    "Ärendet bedömdes som prioritet 2. En biljett ger en plats i kön, och patienten kan låta bli att använda den. "
    "Bekräfta att du vill skicka den ändå."
)


def start(one_way: bool = False, error: str | None = None) -> Page:
    reason, days = (
        Field("radio", "reason", "Orsak", REASONS),
        fields.days((1, 3, 10), 3, "Hur länge ska ni kunna skriva?"),
    )
    said = fields.text("text", "Meddelande", "Invånaren kan läsa men inte svara." if one_way else LATER, 6)
    asked: dict[str, Any] = {"given": {}, "begins": str(CASE), "error": error, "error_at": "text"}
    shown = {"page": BO, "one_way": one_way, "fields": (reason, said) if one_way else (reason, said, days)}
    return "clinic/start_case.html", {**STAFF, **shown, **asked}


def give(higher: bool) -> Page:
    origin = staff_case("visit", frozenset(), priority=2) if higher else None
    found = [
        Field("select", "to", "Resurs", QUEUES, "a:nurse:"),
        Field("select", "reason", "Sökorsak", REASONS),
        fields.days((1, 3, 7, 14), 7, "Hur länge ska biljetten gälla?"),
        *([Field("check", "although", "Skicka biljetten ändå")] if higher else []),
    ]
    asked: dict[str, Any] = {
        "given": {},
        "begins": str(CASE),
        "error": None,
        "error_at": "",
        "warning": WARNING if higher else "",
    }
    return "clinic/give_ticket.html", {
        **STAFF,
        "page": BO,
        "origin": origin,
        "rules": Tickets(),
        "fields": found,
        **asked,
    }


def case(phase: str, *may: str, **changes: Any) -> Page:
    page = staff_case(phase, frozenset(may), **{"patient_id": BO.person_id, **changes})
    return "clinic/case.html", {**STAFF, "page": page, "error": None, "typed": None, "phrases": ()}


def ending(template: str, phase: str, **changes: Any) -> Page:
    page = staff_case(phase, frozenset({"EndVisit"}), outcomes=OUTCOMES, **changes)
    return f"clinic/{template}.html", {**STAFF, "page": page, "error": None}


GIVEN = v.GivenTicket("Sjuksköterska, Vårdcentralen Ängen", "waiting", NOW + timedelta(days=7), True)
TICKET: dict[str, Any] = {
    "owner_name": None,
    "mine": False,
    "messages": (),
    "note": None,
    "other_notes": (),
    "ticket_until": NOW + timedelta(days=7),
}
BEGIN_PAGES: dict[str, Page] = {
    "clinic-start-case": start(),
    "clinic-start-case-error": start(error="Skriv något innan du skickar."),
    "clinic-one-way": start(one_way=True),
    "clinic-one-way-close": ending("close", "async", one_way=True),
    "clinic-give-ticket": give(higher=False),
    "clinic-give-ticket-higher": give(higher=True),
    "clinic-case-ticket-given": case("visit", "GiveTicket", "EndVisit", "SendMessage", tickets=(GIVEN,)),
    "clinic-case-ticket": case("ticket", "CancelTicket", **TICKET),
    "clinic-case-ticket-cancelled": case("withdrawn", outcome="Avbokad", **TICKET),
    "clinic-end-handover": ending("end", "visit", handover=HANDOVER),
    "clinic-keys": ("clinic/keys.html", {**STAFF, "view": "kortkommandon"}),
}
