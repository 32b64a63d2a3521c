"""The pages of the shift for the gallery: beginning and ending it, the colleagues, the review of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from gallery_pages import NOW, STAFF, ago

from sluss.service import views as v
from sluss.service.queries import shift as s

Page = tuple[str, dict[str, Any]]
IDLE = {**STAFF, "staff": replace(STAFF["staff"], on_shift=False)}
NURSE = v.Choice("vc-angen:nurse", "Vårdcentralen Ängen", "Sjuksköterska")
BERGET = v.Choice("vc-berget:nurse", "Vårdcentralen Berget", "Sjuksköterska")
ADMIN = v.Choice("vc-angen:local_admin", "Vårdcentralen Ängen", "Lokal administratör")


def begin(licensed: tuple[v.Choice, ...], others: tuple[v.Choice, ...] = (), **changes: Any) -> Page:
    values: dict[str, Any] = {
        "licensed": licensed,
        "others": others,
        "running": None,
        "on_shift": False,
        "looks": len(licensed) == 1,
        "chosen": licensed[0].id if len(licensed) == 1 else "",
        "inflow": False,
        "next": "/clinic/drop-in",
        "error": None,
        "view": "uppdrag",
    }
    return "clinic/begin_shift.html", {**IDLE, **values, **changes}


def line(n: int, name: str, phase: str, *needs: str, **changes: Any) -> s.CaseLine:
    values: dict[str, Any] = {
        "case_id": UUID(int=n),
        "patient_name": name,
        "patient_age": 30 + 7 * n,
        "reason_title": "Axelbesvär",
        "phase": phase,
        "priority": 3,
        "urgent": False,
        "suicide_flag": False,
        "owner_name": None if phase == "waiting" else "Sigge Sand",
        "mine": False,
        "sent_at": ago(60 * n),
        "last_at": ago(20 * n),
        "waiting_since": ago(60 * n) if phase == "waiting" else None,
        "open_until": NOW + timedelta(days=1) if phase == "async" else None,
        "deferred_until": None,
        "needs": needs,
    }
    return s.CaseLine(**{**values, **changes})


OWN = (
    line(1, "Agneta Andersson", "visit", "visit", "unanswered", owner_name="Sara Sand", mine=True),
    line(2, "Tess Vik", "async", "unanswered", owner_name="Sara Sand", mine=True, waiting_since=ago(35)),
)
AT_UNIT = (
    line(3, "Pia Persson", "waiting", "undecided", priority=1, urgent=True, reason_title="Oro eller nedstämdhet"),
    line(4, "Olle Olsson", "visit", "owner_away", "visit", priority=2, suicide_flag=True),
)
NOTES = (line(5, "Vera Vik", "ended", "note"),)
LATER = line(6, "Viktor Vik", "waiting", priority=5, deferred_until=NOW + timedelta(hours=19))
CLEAR = s.Leave("Vårdcentralen Ängen", 2, True, "Hanna Holm", (), (), ())
HELD = s.Leave("Vårdcentralen Ängen", 0, True, "Hanna Holm", OWN, AT_UNIT, NOTES)


def leave(page: s.Leave, error: str | None = None, typed: str = "") -> Page:
    return "clinic/end_shift.html", {**STAFF, "page": page, "view": "avsluta", "error": error, "typed": typed}


def person(name: str, title: str, minutes: int, cases: int, inflow: bool = False, mine: bool = False) -> s.AtWork:
    return s.AtWork(name, title, ago(minutes), inflow, cases, mine)


ANGEN = (
    person("David Dal", "läkare", 260, 4, inflow=True),
    person("Sara Sand", "sjuksköterska", 245, 2, mine=True),
    person("Margareta Lindström-Wallenberg", "legitimerad psykolog", 30, 0),
)
OTHERS = (
    s.UnitAtWork("1177 Kontaktcenter", (person("Nils Nord", "sjuksköterska", 500, 11),)),
    s.UnitAtWork("Vårdcentralen Berget", ()),
)


def colleagues(people: tuple[s.AtWork, ...], scheduled: tuple[str, ...] = ()) -> Page:
    page = s.Colleagues(s.UnitAtWork("Vårdcentralen Ängen", people), OTHERS, scheduled)
    return "clinic/colleagues.html", {**STAFF, "page": page, "view": "kollegor"}


SHIFT_PAGES: dict[str, Page] = {
    "clinic-begin-shift": begin((NURSE,)),
    "clinic-begin-shift-choose": begin((NURSE, BERGET), (ADMIN,), error="Välj var du arbetar i dag."),
    "clinic-begin-shift-running": begin((NURSE, BERGET), (ADMIN,), running=NURSE, on_shift=True),
    "clinic-mandates": begin((), (ADMIN, replace(ADMIN, id="vc-angen:log_reviewer", text="Loggranskare"))),
    "clinic-end-shift": leave(CLEAR),
    "clinic-end-shift-notes": leave(replace(CLEAR, others=0, notes=NOTES)),
    "clinic-end-shift-held": leave(HELD),
    "clinic-end-shift-reason": leave(HELD, "Skriv med minst 10 tecken varför du måste lämna.", "måste gå"),
    "clinic-colleagues": colleagues(ANGEN),
    "clinic-colleagues-inflow": colleagues(ANGEN[1:], ("David Dal",)),
    "clinic-day": (
        "clinic/day.html",
        {**STAFF, "page": s.Day("Vårdcentralen Ängen", (*AT_UNIT, *OWN, *NOTES), (LATER,), True), "view": "dagen"},
    ),
    "clinic-day-done": ("clinic/day.html", {**IDLE, "page": s.Day("Vårdcentralen Ängen", (), (), False)}),
}
