"""The pages of the gallery by name: template and context."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from gallery_begin import BEGIN_PAGES
from gallery_booked import booked_pages
from gallery_booked_resident import BOOKED_RESIDENT_PAGES
from gallery_call import CALL_PAGES
from gallery_children import CHILDREN_PAGES
from gallery_drill import DRILL_PAGES
from gallery_groups import GROUP_PAGES
from gallery_notes import NOTE_PAGES
from gallery_pages import (
    ANSWERS,
    BRAND,
    CASE,
    COUNTS,
    NOW,
    PERSON,
    PICTURES,
    REASONS,
    STAFF,
    ago,
    resident_case,
    staff_case,
)
from gallery_questions import MANY, QUESTION_PAGES
from gallery_region import REGION_PAGES
from gallery_resident import RESIDENT_PAGES
from gallery_risk import RISK_PAGES
from gallery_rules import RULES_PAGES
from gallery_shift import SHIFT_PAGES
from gallery_staff import STAFF_PAGES
from gallery_team import PAGES as TEAM_PAGES
from gallery_unit import UNIT_PAGES

from sluss.service import views as v
from sluss.service.queries import patients as p
from sluss.web.clinic.patients import TABS
from sluss.web.clinic.relations import Relation
from sluss.web.clinic.worklist import WORDS

Page = tuple[str, dict[str, Any]]
PROVIDERS = (
    v.Choice("bankid", "Mobilt BankID", "På den här eller en annan enhet."),
    v.Choice("freja", "Freja eID Plus"),
)
SERVICES = (
    v.Choice("sok-vard", "Sök vård", "Beskriv dina besvär och få svar av din vårdcentral eller 1177."),
    v.Choice("andra-arenden", "Andra ärenden", "Recept, tider, fakturor, vaccination och annat som kan vänta."),
)


def check(danger: bool, error: str | None) -> Page:
    page = v.CheckPage(CASE, "Axelbesvär", ANSWERS, PICTURES, 3, danger, "Agneta Andersson")
    return "check.html", {**PERSON, "page": page, "error": error}


def chat(phase: str, error: str | None = None, typed: str | None = None, **changes: Any) -> Page:
    return "case.html", {**PERSON, "page": resident_case(phase, **changes), "error": error, "typed": typed}


def desk(phase: str, *may: str, **changes: Any) -> Page:
    closing = v.Choice("stangning", "Stängning", "Vi stänger nu för dagen och återkommer i morgon.")
    phrases = (v.PhraseGroup("Regionen", (closing,)),)
    page = staff_case(phase, frozenset(may), **changes)
    return "clinic/case.html", {**STAFF, "page": page, "error": None, "typed": None, "phrases": phrases}


def row(n: int, priority: int, name: str, age: int, reason: v.Choice, phase: str, **changes: Any) -> v.WorklistRow:
    values: dict[str, Any] = {
        "case_id": UUID(int=n),
        "seq": n,
        "sort_key": f"{priority}-{n:04}",
        **{"risk": "", "visit_late": False, "guarantee": ""},
        "priority": priority,
        "urgent": False,
        "suicide_flag": False,
        "reason": reason.id,
        "reason_title": reason.title,
        "patient_name": name,
        "patient_age": age,
        "role": "nurse",
        "role_title": "sjuksköterska",
        "phase": phase,
        "waiting_since": ago(12 * n),
        "last_at": ago(6 * n),
        "unread": 0,
        "owner": None if phase == "waiting" else UUID(int=99),
        "owner_name": None if phase == "waiting" else "Sigge Sand",
        "open_until": NOW if phase == "async" else None,
        "today": True,
        **dict.fromkeys(("deferred_until", "handover_unit", "handover_role", "handover_staff", "handover_by")),
        **dict.fromkeys(("consult_unit", "consult_role", "consult_staff", "consult_asker")),
        **dict.fromkeys(("handover_to", "consult_to", "consult_by", "countersign", "countersign_of"), ""),
        **dict.fromkeys(("protected", "overdue", "one_way", "consult_answered"), False),
        "unit": "vc-angen",
        "flow": "drop-in",
        "waits": phase == "waiting",
        "guests": (),
        "notes_due": (),
    }
    return v.WorklistRow(**{**values, **changes})


ROWS = (
    row(1, 1, "Pia Persson", 41, REASONS[0], "waiting", urgent=True),
    row(2, 2, "Tess Vik", 13, REASONS[5], "waiting", suicide_flag=True, risk="unassessed", role_title="psykolog"),
    row(3, 2, "Olle Olsson", 58, REASONS[2], "accepted"),
    row(4, 3, "Agneta Andersson", 76, REASONS[0], "visit", unread=2),
    row(5, 4, "Vera Vik", 39, REASONS[3], "waiting"),
    row(6, 5, "Viktor Vik", 40, REASONS[4], "waiting"),
)


def worklist(view: Any, rows: tuple[v.WorklistRow, ...], filter_: v.Filter, hidden: int = 0) -> Page:
    roles = (v.Choice("nurse", "sjuksköterska"), v.Choice("physician", "läkare"), v.Choice("psychologist", "psykolog"))
    total, count = len(rows) + hidden, len(rows)
    page = v.Worklist(
        view, "Vårdcentralen Ängen", filter_, rows, total, count, hidden, hidden // 3, hidden, COUNTS, REASONS, roles
    )
    return "clinic/worklist.html", {**STAFF, "page": page, **asdict(WORDS[view])}


FOUND = (
    p.Found(UUID(int=21), "Agneta Andersson", "19680412-2387", 58, "Vårdcentralen Ängen", False),
    p.Found(UUID(int=22), "Pia Persson", "19910817-2389", 35, None, True),
)
RELATIONS = (
    Relation("Vårdnadshavare", "Vera Vik", 38, "Kan vara ombud till och med dagen före 13-årsdagen, 13 mars 2032."),
    Relation("Vårdnadshavare", None, 41, "Kan inte vara ombud här, på grund av skyddade personuppgifter."),
)


def patients(q: str = "", number: str = "", error: str | None = None, at_work: bool = True, *found: p.Found) -> Page:
    page = p.Patients("Vårdcentralen Ängen", found, False, number, at_work) if q and not error else None
    return "clinic/patients.html", {**STAFF, "view": "patienter", "page": page, "q": q, "error": error}


def patient(tab: Any, protected: bool = False) -> Page:
    cases = tuple(
        p.PatientCase(UUID(int=n), REASONS[n].title, phase, 3, ago(900 * n), ago(800 * n), "Sara Sand")
        for n, phase in enumerate(("visit", "async", "ended"))
    )
    tickets = tuple(
        p.Ticket(CASE, state, "1177 Kontaktcenter", "sjuksköterska", "Sara Sand", ago(3000), ago(-900), frozenset())
        for state in ("waiting", "used", "expired", "cancelled")
    )
    number, phone = "20190314-2394", None if protected else "+46701740605"
    unit = "Vårdcentralen Ängen"
    page = p.PatientPage(
        UUID(int=23), tab, unit, "Bo Vik", number, 7, phone, unit, protected, cases=cases, tickets=tickets
    )
    return "clinic/patient.html", {
        **STAFF,
        "page": page,
        "tabs": TABS,
        "relations": RELATIONS,
        "silent": False,
        "until": "",
    }


OPEN = (
    v.MyCase(CASE, "Axelbesvär", "visit", "Vårdcentralen Ängen", ago(8), 2, None, None),
    v.MyCase(UUID(int=8), "Hudbesvär", "draft", "", ago(2000), 0, None, None),
)
ENDED = (v.MyCase(UUID(int=9), "Halsont", "ended", "1177 Kontaktcenter", ago(90_000), 0, None, None),)
PHONE = (
    (
        "070-174 06 11",
        (("RegionDemo", "Du har ett nytt meddelande. Läs det här: http://127.0.0.1:8024/arenden", ago(3)),),
    ),
)
DANGER = v.DangerPage(CASE, "Axelbesvär", MANY.text, "Svår smärta i bröstet", "fraga", "1177")
TOO_LONG = "Meddelandet är för långt. Det får vara högst 10 000 tecken."
BIG = "Bilden är större än 15 MB. Välj en mindre bild."
WRITER = ("EndVisit", "SendMessage", "SaveNote")

PAGES: dict[str, Page] = {
    "start": ("start.html", {"brand": BRAND, "services": SERVICES, "underway": None, "blocked": ()}),
    "login": ("login.html", {"brand": BRAND, "providers": PROVIDERS, "next": "/sok-vard"}),
    "login-refused": (
        "login.html",
        {"brand": BRAND, "providers": PROVIDERS, "next": "", "error": "Välj ett sätt att logga in och försök igen."},
    ),
    **RESIDENT_PAGES,
    **BOOKED_RESIDENT_PAGES,
    **CHILDREN_PAGES,
    **RULES_PAGES,
    **QUESTION_PAGES,
    "danger": ("danger.html", {**PERSON, "page": DANGER}),
    "check": check(False, None),
    "check-error": check(True, BIG),
    "case-waiting": chat("waiting", unit_open=False, urgent=True),
    "case-visit": chat("visit"),
    "case-async-error": chat("async", TOO_LONG, "Ett långt meddelande som finns kvar."),
    "case-ended": chat("ended"),
    "my-cases": ("my_cases.html", {**PERSON, "page": v.MyCases(OPEN, ENDED)}),
    "my-cases-none": ("my_cases.html", {**PERSON, "page": v.MyCases((), ())}),
    "error": (
        "error.html",
        {"brand": BRAND, "title": "Sidan finns inte", "text": "Kontrollera adressen.", "status": 404},
    ),
    "demo-phone": ("demo/phone.html", {"brand": BRAND, "numbers": PHONE, "now": NOW}),
    "demo-idp": (
        "demo/idp.html",
        {
            "brand": BRAND,
            "persons": (v.Choice("a", "Agneta Andersson", "76 år, listad"), v.Choice("o", "Olle Olsson")),
            "fields": {"state": "x"},
            "action": "/demo/idp/choose",
        },
    ),
    "clinic-login": ("clinic/login.html", {"brand": "sluss", "providers": (v.Choice("siths", "SITHS eID"),)}),
    **SHIFT_PAGES,
    "clinic-drop-in": worklist("drop-in", ROWS, v.Filter()),
    "clinic-filtered": worklist("drop-in", ROWS[3:5], v.Filter(priority="3", mine=True), 4),
    "clinic-asynkrona": worklist("asynkrona", (row(7, 3, "Vera Vik", 39, REASONS[1], "async", unread=1),), v.Filter()),
    "clinic-empty": worklist("drop-in", (), v.Filter()),
    "clinic-case-waiting": desk("waiting", "AcceptCase", priority=1, urgent=True, suicide_flag=True),
    "clinic-case-accepted": desk("accepted", "StartVisit", "SaveNote", messages=()),
    "clinic-case-visit": desk("visit", *WRITER),
    "clinic-case-colleague": desk("visit", "TakeOver", mine=False, owner_name="Sigge Sand", note=None),
    "clinic-case-async": desk("async", "EndCase", "SendMessage", "SaveNote"),
    "clinic-end": ("clinic/end.html", {**STAFF, "page": staff_case("visit", frozenset(WRITER)), "error": None}),
    "clinic-wrong-patient": (
        "clinic/wrong_patient.html",
        {**STAFF, "page": staff_case("visit", frozenset(WRITER)), "said": "Hej.", "noted": "OBS FEL PATIENT"},
    ),
    "clinic-close": ("clinic/close.html", {**STAFF, "page": staff_case("async", frozenset(WRITER))}),
    "clinic-patients": patients(),
    "clinic-patients-found": patients("and", "", None, True, *FOUND),
    "clinic-patients-none": patients("190314-2394", "20190314-2394"),
    "clinic-patients-idle": patients("190314-2394", "20190314-2394", at_work=False),
    "clinic-patients-no-name": patients("viola"),
    "clinic-patients-error": patients("bo", error="Skriv minst 3 bokstäver av namnet, eller hela personnumret."),
    "clinic-patient": patient("oversikt", protected=True),
    "clinic-patient-relations": patient("relationer"),
    "clinic-patient-cases": patient("arenden"),
    "clinic-patient-tickets": patient("biljetter"),
    **UNIT_PAGES,
    **REGION_PAGES,
    **BEGIN_PAGES,
    **booked_pages(row),
    **TEAM_PAGES,
    **RISK_PAGES,
    **CALL_PAGES,
    **DRILL_PAGES,
    **GROUP_PAGES,
    **NOTE_PAGES,
    **STAFF_PAGES,
    "clinic-error": ("clinic/error.html", {**STAFF, "title": "Ärendet har ändrats", "text": "Läs om.", "status": 409}),
}
