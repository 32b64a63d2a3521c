"""The tasks of a booked visit: another time, cancelled, and when nobody comes (J9, K13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sluss.core.booked import OUTCOMES
from sluss.core.case import commands as c
from sluss.web.clinic import fields
from sluss.web.clinic.asking import Asking
from sluss.web.clinic.fields import Field
from sluss.web.clinic.task import Task
from sluss.web.clinic.times import although, filled_in, span
from sluss.web.forms import Form, text


def _move(form: Form) -> c.MoveBooking:
    return c.MoveBooking(*span(form), although=bool(text(form, "although")))


def _times(a: Asking) -> tuple[Field, ...]:
    visit = a.page.visit
    found = filled_in(visit.starts, visit.ends) if visit else ()
    return (*found, although()) if a.refused == "booked_already" else found


def _outcome(a: Asking) -> tuple[Field, ...]:
    reached = (("no_show", "Nej, eller så blev det inget besök"), ("by_phone", "Ja, besöket hölls på telefon"))
    told = f"Besöket visas sedan som {OUTCOMES['no_show'].lower()}, eller som hållet på telefon."
    return (Field("radio", "outcome", "Nådde du patienten på telefon?", fields.choices(*reached), help=told),)


BOOKING_TASKS: Final[Mapping[str, Task]] = {
    "boka-om": Task(
        c.MoveBooking,
        "Boka om",
        _move,
        _times,
        "Den som är bokad får ett sms om att tiden har ändrats. Påminnelserna flyttas med.",
        "Boka om",
    ),
    "avboka": Task(
        c.CancelBooking,
        "Avboka besöket",
        lambda form: c.CancelBooking(),
        lambda a: (),
        "Den som är bokad får ett sms om att tiden är avbokad. Inga påminnelser skickas.",
        "Avboka besöket",
    ),
    "uteblev": Task(c.NoteNoShow, "Uteblev", lambda form: c.NoteNoShow()),
    "avsluta-uteblivet": Task(
        c.EndNoShow,
        "Avsluta som uteblivet besök",
        lambda form: c.EndNoShow(text(form, "outcome")),
        _outcome,
        "Gör det när du har ringt och antecknat samtalet. Ansluter patienten senare går det att boka ett nytt besök.",
        "Avsluta",
    ),
}
