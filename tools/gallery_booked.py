"""Booked visits of staff, for the gallery: the list, the form, the case before and after its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from gallery_begin import BO
from gallery_pages import CASE, COUNTS, NOW, REASONS, STAFF, ago, staff_case

from sluss.core.facts import Colleague
from sluss.core.routine import Record
from sluss.service import views as v
from sluss.service.views.scheduled import BookedLine, Contact, Visit
from sluss.web.clinic.booking_tasks import BOOKING_TASKS
from sluss.web.clinic.fields import Field, Group
from sluss.web.clinic.times import although, when_fields
from sluss.web.clinic.worklist import WORDS

Page = tuple[str, dict[str, Any]]
AGNETA = Contact("", "+46701740611", False, True)
VERA = Contact("Vera Vik", "+46701740607", False, False)
INVITATION = "Logga in på sluss.exempel.se med din egen e-legitimation, ungefär tio minuter före din tid."
STAFFED = (
    Colleague(UUID(int=41), "Sara Sand", "", "vc-angen", "nurse"),
    Colleague(UUID(int=42), "David Dal", "", "vc-angen", "physician"),
)


def line(minutes: int, whose: str = "Sara Sand", **changes: Any) -> BookedLine:
    starts = NOW + timedelta(minutes=minutes)
    values: dict[str, Any] = {
        **{"kind": "visit", "starts": starts, "ends": starts + timedelta(minutes=30), "staff_name": whose},
        **{"staff": UUID(int=41) if whose else None, "arrived_at": None, "no_show": False},
        **{"late": minutes < 0, "due": minutes < 600},
    }
    return BookedLine(**{**values, **changes})


def scheduled(row: Callable[..., v.WorklistRow], *lines: tuple[str, str, BookedLine], hidden: int = 0) -> Page:
    """`row` draws what all rows have."""
    rows = tuple(
        row(n, 3, name, 50 + n, REASONS[n % 3], phase, flow="booked", booked=one, waits=False)
        for n, (name, phase, one) in enumerate(lines, 1)
    )
    page = v.Worklist(
        view="schemalagda",
        unit_name="Vårdcentralen Ängen",
        filter=v.Filter(reason="axel") if hidden else v.Filter(),
        rows=rows,
        total=len(rows) + hidden,
        shown=len(rows),
        hidden=hidden,
        hidden_urgent=0,
        hidden_unowned=hidden,
        counts={**COUNTS, "schemalagda": 4},
        reasons=REASONS,
        roles=(),
    )
    return "clinic/worklist.html", {**STAFF, "page": page, **asdict(WORDS["schemalagda"])}


def visit(minutes: int, **changes: Any) -> Visit:
    starts = NOW + timedelta(minutes=minutes)
    values: dict[str, Any] = {
        **{"kind": "visit", "starts": starts, "ends": starts + timedelta(minutes=30), "staff_name": "Sara Sand"},
        **{"arrived_at": None, "no_show_at": None, "came_late": False, "due": minutes <= 0, "today": minutes < 600},
        **{"takeable": minutes < 600, "contact": AGNETA, "calls": 0, "through_door": False, "record": "VAS"},
        **{"types": ("DIVL",), "template": "Kallelse för videobesök – vuxen eller barn", "child": False},
    }
    return Visit(**{**values, **changes})


def case(one: Visit, *may: str, phase: str = "booked", **changes: Any) -> Page:
    more = {"note": None, "other_notes": (), "messages": (), "pictures": (), "answers": (), "history": ()}
    page = staff_case(
        phase,
        frozenset(may),
        **{**more, "flow": "booked", "visit": one, "owner_name": None, "mine": False, "patient_id": BO.person_id},
        **{"resident_present": False, "promised_at": None, **changes},
    )
    context = {"page": page, "error": None, "typed": None, "phrases": (), "invitation": INVITATION}
    return "clinic/case.html", {**STAFF, **context}


def book(contact: Contact | None, error: str | None = None, at: str = "", *more: Field) -> Page:
    reasons = Group("Vården kontaktar", (v.Choice("uppfoljning", "Uppföljning"), v.Choice("provsvar", "Provsvar")))
    people = tuple(v.Choice(f"a:{one.role}:{one.id}", one.name) for one in STAFFED)
    found = (
        Field("select", "reason", "Orsak", (Group("", (v.Choice("", "Välj orsak"),)), reasons)),
        Field("select", "to", "Vems besök är det?", (Group("Person", people),)),
        *when_fields("2026-11-24", "10:30"),
        *more,
    )
    shown: dict[str, Any] = {
        "page": BO,
        "contact": contact,
        "record": Record(),
        "fields": found,
        "given": {},
        "begins": str(CASE),
    }
    asked = {"reminders": bool(contact and contact.reminders), "error": error, "error_at": at, "error_why": None}
    return "clinic/book.html", {**STAFF, **shown, **asked}


def task(name: str, *fields: Field, error: str | None = None) -> Page:
    page = staff_case("booked", frozenset(), visit=visit(60), flow="booked")
    context = {"task": BOOKING_TASKS[name], "name": name, "fields": fields, "given": {}, "error": error}
    return "clinic/task.html", {**STAFF, "page": page, **context, "error_why": None}


def booked_pages(row: Callable[..., v.WorklistRow]) -> dict[str, Page]:
    lines = (
        ("Pia Persson", "visit", line(-40, arrived_at=ago(48))),
        ("Olle Olsson", "booked", line(-20, no_show=True)),
        ("Vera Vik", "booked", line(-5)),
        ("Agneta Andersson", "booked", line(5, arrived_at=ago(4))),
        ("Viktor Vik", "accepted", line(10, arrived_at=ago(2))),
        ("Tess Vik", "booked", line(190, whose="")),
        ("Bo Vik", "booked", line(4 * 24 * 60, "David Dal")),
    )
    clash = "Kollegan har redan ett besök kl. 10.15–10.45. Välj en annan tid, eller kryssa i att du bokar ändå."
    number = "Det är inget mobilnummer. Skriv det som 070-123 45 67, eller lämna tomt."
    asks = BOOKING_TASKS["avsluta-uteblivet"].fields
    asked = asks(None) if asks else ()  # type: ignore[arg-type]
    missed, began = ("LogCall", "MoveBooking", "CancelBooking"), ("AcceptCase", "NoteNoShow", "MoveBooking")
    return {
        "clinic-schemalagda": scheduled(row, *lines),
        "clinic-schemalagda-filtered": scheduled(row, *lines[:2], hidden=3),
        "clinic-schemalagda-empty": scheduled(row),
        "clinic-book": book(AGNETA),
        "clinic-book-child": book(VERA),
        "clinic-book-nobody": book(None),
        "clinic-book-clash": book(AGNETA, clash, "although", although()),
        "clinic-book-number": book(Contact("", "", False, False), number, "phone"),
        "clinic-booked": case(visit(4 * 24 * 60), "MoveBooking", "CancelBooking"),
        "clinic-booked-waits": case(
            visit(5, arrived_at=ago(4)), "AcceptCase", "MoveBooking", "CancelBooking", resident_present=True
        ),
        "clinic-booked-late": case(visit(-4), *began),
        "clinic-booked-absent": case(visit(-9, no_show_at=ago(2)), *missed),
        "clinic-booked-called": case(
            visit(-9, no_show_at=ago(2), calls=1, contact=VERA, child=True), "LogCall", "EndNoShow"
        ),
        "clinic-booked-came": case(
            visit(-9, no_show_at=ago(4), arrived_at=ago(1), came_late=True), "AcceptCase", resident_present=True
        ),
        "clinic-booked-cancelled": case(visit(60), phase="withdrawn", outcome="Avbokat"),
        "clinic-rebook": task("boka-om", *when_fields("2026-11-24", "10:30", 25)),
        "clinic-end-absent": task("avsluta-uteblivet", *asked),
    }
