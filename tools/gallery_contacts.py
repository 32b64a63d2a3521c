"""*Aviseringar*, *Sjukvårdspersonal* and the demo mailbox for the gallery."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from gallery_pages import BRAND, NOW, PERSON, STAFF, ago, staff_case

from sluss.core.facts import Colleague
from sluss.ports.email.mailbox import Message
from sluss.service.queries.contacts import UNASKED, Contacts, Reminders
from sluss.service.queries.patients import PatientPage
from sluss.web.clinic.fields import consent_to_guest
from sluss.web.clinic.patients import TABS
from sluss.web.resident.contacts import HOME

Page = tuple[str, dict[str, Any]]
CHOSEN = Reminders(True, ago(60 * 24 * 9), "Sara Sand")
LONG = "agneta.margareta.andersson-lindqvist@foretaget.example.se"
VISIT = {"page": staff_case("visit", frozenset({"InviteColleague"})), "home": "/clinic/arenden/1/sjukvardspersonal"}


def notices(
    reminders: Reminders = UNASKED,
    email: str = "",
    waiting: str = "",
    error: tuple[str, str, str] = ("", "", ""),
    guardian: bool = False,
    phone: str | None = "+46701740605",
) -> Page:
    shown = Contacts(phone, reminders, email, bool(email), waiting, True, guardian)
    said, at, typed = error
    return "contacts.html", {**PERSON, "page": shown, "home": HOME, "error": said or None, "at": at, "typed": typed}


def colleague(number: int, name: str, role: str, unit: str, at_work: bool, *reach: str) -> Colleague:
    return Colleague(UUID(int=number), name, "", unit, role, at_work=at_work, reach=reach)


ROWS = [
    (
        colleague(1, "David Dal", "physician", "a", True, "email", "sms"),
        "läkare, Vårdcentralen Ängen",
        "e-post eller sms",
    ),
    (colleague(2, "Sigge Sand", "nurse", "a", True), "sjuksköterska, Vårdcentralen Ängen", "bara i patientliggaren"),
    (colleague(3, "Britta Berg", "nurse", "b", False, "sms"), "sjuksköterska, Vårdcentralen Berget", "sms"),
]
WAYS = [("email", "E-post"), ("sms", "Sms")]


def everybody(rows: list[Any], q: str = "", more: bool = False) -> Page:
    return "clinic/invite.html", {**STAFF, **VISIT, "rows": rows, "q": q, "more": more}


def one(row: int, ways: list[Any], error: str | None = None) -> Page:
    guest, place, _ = ROWS[row]
    form: dict[str, Any] = {
        "ways": ways,
        "via": ways[0][0] if ways else "",
        "fields": [consent_to_guest()],
        "given": {},
    }
    said = {"error": error, "at": "task-consent"}
    return "clinic/invite_one.html", {**STAFF, **VISIT, "guest": guest, "place": place, **form, **said}


def letter(number: int, to: str, subject: str, text: str) -> Message:
    return Message(f"<{number}@sluss.example>", to, "svara-inte@sluss.example", subject, text, ago(number * 7))


def patient(reminders: Reminders) -> Page:
    who = (UUID(int=3), "oversikt", "Vårdcentralen Ängen", "Agneta Andersson", "19680412-2387", 58, "+46701740605")
    page = PatientPage(*who, "Vårdcentralen Ängen", False, reminders=reminders, may_note_reminders=True)  # type: ignore[arg-type]
    return "clinic/patient.html", {**STAFF, "page": page, "tabs": TABS, "error": None, "silent": False, "until": ""}


LINK = "http://127.0.0.1:8024/clinic/arenden/01939b5e-7a5e-7c11-9a53-0242ac120002"
LETTERS = (
    (
        "david.dal@sluss.example",
        (
            letter(1, "", "Inbjudan till ett samtal", f"En kollega bjuder in dig till ett samtal. Logga in: {LINK}"),
            letter(9, "", "Inbjudan till ett samtal", f"En kollega bjuder in dig till ett samtal. Logga in: {LINK}"),
        ),
    ),
    (LONG, (letter(2, "", "Du har något nytt att läsa", "Din kod är 204816.\n\nSkriv in den på sidan Aviseringar."),)),
)
CONTACT_PAGES: dict[str, Page] = {
    "notices-unasked": notices(),
    "notices-chosen": notices(CHOSEN, LONG, guardian=True),
    "notices-waiting": notices(Reminders(False, ago(9)), waiting=LONG),
    "notices-wrong-code": notices(
        waiting=LONG, error=("Koden stämmer inte. Kontrollera siffrorna i den senaste e-posten.", "kod", "")
    ),
    "notices-wrong-email": notices(
        error=("Skriv en hel e-postadress, till exempel namn@exempel.se.", "e-post", "agneta"), phone=None
    ),
    "clinic-patient-unasked": patient(UNASKED),
    "clinic-patient-reminded": patient(CHOSEN),
    "clinic-invite": everybody(ROWS, more=True),
    "clinic-invite-none": everybody([], "xerxes"),
    "clinic-invite-one": one(0, WAYS),
    "clinic-invite-nowhere": one(1, []),
    "clinic-invite-error": one(0, WAYS, "Fråga invånaren först, och ange hur samtycket gavs."),
    "demo-mailbox": ("demo/mailbox.html", {"brand": BRAND, "addresses": LETTERS, "now": NOW}),
    "demo-mailbox-empty": ("demo/mailbox.html", {"brand": BRAND, "addresses": (), "now": NOW}),
}
