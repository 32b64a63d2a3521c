"""Every page with plausible made-up content, for the gallery and for the tests of the parts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sluss.core.functions import FUNCTIONS
from sluss.core.triage.questionnaire import Item, ItemType, Option
from sluss.service import views as v
from sluss.service.attached import Picture
from sluss.web.clinic.nav import MENU, VIEWS, shown
from sluss.web.templates import StaffShell

NOW = datetime(2026, 11, 20, 12, 20, tzinfo=UTC)
CASE = UUID(int=7)
COUNTS = {"drop-in": 6, "asynkrona": 3}
BRAND = "Region Demo"
NURSES = shown(MENU, frozenset(FUNCTIONS), "nurse")
PERSON: dict[str, Any] = {"brand": BRAND, "user_name": "Agneta Andersson", "now": NOW}
STAFF: dict[str, Any] = {
    "brand": "sluss",
    "staff": StaffShell("Sara Sand", "sjuksköterska", "Vårdcentralen Ängen", COUNTS, True, views=VIEWS, menu=NURSES),
    "now": NOW,
}


def ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def item(type_: ItemType, text: str, *displays: str, **changes: Any) -> Item:
    offered = tuple(Option(f"o{n}", display) for n, display in enumerate(displays))
    return Item("fraga", text, type_, **{"required": True, "options": offered, **changes})


PICTURES = (
    Picture(UUID(int=1), "axel framifrån.jpg", "image/jpeg", 1_214_000),
    Picture(UUID(int=2), "axel från sidan.jpg", "image/jpeg", 893_000),
)
PDF = Picture(UUID(int=3), "Övningar för axeln.pdf", "application/pdf", 214_300)
REASONS = (
    v.Choice("axel", "Axelbesvär", "Värk, stelhet eller skada i axeln."),
    v.Choice("hals", "Halsont", "Ont i halsen, svårt att svälja eller heshet."),
    v.Choice("feber", "Feber", "Hög temperatur, frossa eller allmän sjukdomskänsla."),
    v.Choice("urin", "Urinbesvär", "Sveda, täta trängningar eller blod i urinen."),
    v.Choice("hud", "Hudbesvär", "Utslag, klåda, sår eller förändrade födelsemärken."),
    v.Choice("oro", "Oro eller nedstämdhet", "Ängslan, sömnproblem eller svårt att orka med vardagen."),
)
ANSWERS = (
    v.Answered("bröst", "Har du samtidigt ont i bröstet eller svårt att andas?", "Nej"),
    v.Answered("fall", "Började besvären efter ett fall eller ett slag?", "Nej, de kom smygande"),
    v.Answered("tid", "Hur länge har du haft besvär?", "3 veckor"),
    v.Answered("styrka", "Hur ont har du just nu, från 0 till 10?", "6"),
    v.Answered("egna", "Beskriv besvären med egna ord.", "Det gör ont när jag lyfter armen över axelhöjd."),
)
HISTORY = (
    "Söker för besvär från höger axel sedan 3 veckor, med smygande debut.",
    "Skattar smärtan till 6 av 10. Smärtan ökar när armen lyfts över axelhöjd.",
    "Förnekar trauma, bröstsmärta, andningsbesvär, feber och domningar.",
)
HELLO = "Hej och välkommen! Jag heter Sara Sand och är sjuksköterska på Vårdcentralen Ängen."
SAID: tuple[tuple[v.Author, str, str, str, int, tuple[Picture, ...]], ...] = (
    ("system", "", "", "Sara Sand har startat besöket.", 14, ()),
    ("staff", "Sara Sand", "sjuksköterska", HELLO, 14, ()),
    ("staff", "Sara Sand", "sjuksköterska", "Jag har läst dina svar. Kan du lyfta armen rakt utåt?", 12, ()),
    ("staff", "Sara Sand", "sjuksköterska", "Gör så här, och läs på https://www.1177.se/axel.", 11, (PDF,)),
    ("resident", "Agneta Andersson", "", "Ja, men bara till axelhöjd.\nSedan tar det stopp.", 9, ()),
    ("resident", "Agneta Andersson", "", "Så här ser den ut.", 8, PICTURES[:1]),
)


def messages(side: v.Author) -> tuple[v.Message, ...]:
    return tuple(
        v.Message(seq, author, name, title, text, ago(minutes), pictures, author == side, author == side and seq < 6)
        for seq, (author, name, title, text, minutes, pictures) in enumerate(SAID, start=1)
    )


def resident_case(phase: str, **changes: Any) -> v.ResidentCase:
    values: dict[str, Any] = {
        "case_id": CASE,
        "seq": 6,
        "phase": phase,
        "reason_title": "Axelbesvär",
        "patient_name": "Agneta Andersson",
        "unit_name": "Vårdcentralen Ängen",
        "unit_phone": "070-174 06 05",
        "unit_open": True,
        "urgent": False,
        "phone_advice": "1177",
        "sent_at": ago(55),
        "promised_at": NOW + timedelta(hours=2),
        "open_until": NOW + timedelta(days=3) if phase == "async" else None,
        "ended_at": ago(5) if phase == "ended" else None,
        "staff_name": None if phase == "waiting" else "Sara Sand",
        "staff_title": None if phase == "waiting" else "sjuksköterska",
        "can_write": phase != "ended",
        "messages": () if phase == "waiting" else messages("resident"),
        "answers": ANSWERS,
        "pictures": PICTURES,
        "may": frozenset({"MarkRead", "AnswerForm"}) if phase in ("visit", "async") else frozenset({"MarkRead"}),
    }
    return v.ResidentCase(**{**values, **changes})


def staff_case(phase: str, may: frozenset[str], **changes: Any) -> v.StaffCase:
    taken = phase != "waiting"
    values: dict[str, Any] = {
        "case_id": CASE,
        "seq": 6,
        "phase": phase,
        "flow": "drop-in",
        "reason_title": "Axelbesvär",
        "priority": 3,
        "urgent": False,
        "because": ("Smärta 6 av 10 eller mer i över två veckor: prioritet 3.",),
        "suicide_flag": False,
        "patient": v.Patient("Agneta Andersson", "19500101-2383", 76, "070-174 06 11", "Vårdcentralen Ängen"),
        "resident_name": "Agneta Andersson",
        "unit_name": "Vårdcentralen Ängen",
        "role_title": "sjuksköterska",
        "sent_at": ago(55),
        "promised_at": NOW + timedelta(hours=2),
        "accepted_at": ago(15) if taken else None,
        "started_at": ago(14) if taken else None,
        "ended_at": None,
        "open_until": NOW + timedelta(days=3) if phase == "async" else None,
        "owner_name": "Sara Sand" if taken else None,
        "mine": taken,
        "sms_status": "sent" if taken else None,
        "unanswered": False,
        "resident_present": taken,
        "history": HISTORY,
        "answers": ANSWERS,
        "pictures": PICTURES,
        "messages": messages("staff") if taken else (),
        "note": v.Note(2, "\n".join(HISTORY), "", "Misstänkt tendinopati.", "M75.1", "", ago(1), "Sara Sand")
        if taken
        else None,
        "other_notes": (v.Note(1, "Kort samtal.", "", "Avvaktar.", "", "", ago(40), "Sigge Sand"),) if taken else (),
        "may": may,
        "async_choices": (0, 1, 3, 7, 10),
        "async_default": 3,
        "autosend_days": 3,
        "async_until": tuple(NOW + timedelta(days=d) for d in (0, 3, 3, 7, 10)),
        "note_form": v.NoteForm(True, "none", {"anamnes": "Anamnes", "status": "Status", "assessment": "Bedömning"}),
    }
    return v.StaffCase(**{**values, **changes})
