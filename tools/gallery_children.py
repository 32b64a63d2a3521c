"""The pages of guardians and their children, and of people with protected identity."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from gallery_pages import NOW, PERSON, STAFF

from sluss.service import views as v
from sluss.service.queries.patients import PatientPage
from sluss.service.views.children import GuardianLine
from sluss.web.clinic.patients import TABS

Page = tuple[str, dict[str, Any]]
SOON = (NOW + timedelta(days=20)).date()
BO, BIBBI = UUID(int=41), UUID(int=42)
UNTIL = "Kan vara ombud till och med dagen före 13-årsdagen, 13 mars 2032."


def whom(waits: bool = False, withheld: bool = False, error: str | None = None) -> Page:
    children = (
        v.Whom(BO, "Bo Vik", "7 år"),
        v.Whom(UUID(int=43), "Kim Vik", "12 år", access_ends=SOON),
        v.Whom(BIBBI, "Bibbi Vik", "8 månader", "too_young_for_triage"),
    )
    page = v.WhomPage("Vera Vik", () if waits or withheld else children, waits, withheld, 1)
    service = v.Choice("sok-vard", "Sök vård")
    context = {"page": page, "me": UUID(int=40), "service": service, "triaged": True, "error": error}
    return "whom.html", {**PERSON, **context}


def guardians(silent: bool = False) -> Page:
    lines = (
        GuardianLine(UUID(int=40), "Vera Vik", "", False, primary=False, chosen=False),
        GuardianLine(UUID(int=44), "Viktor Vik", "", True, primary=True, chosen=False),
        GuardianLine(UUID(int=45), None, "protected", False, primary=False, chosen=False),
    )
    page = PatientPage(
        BO, "relationer", "Vårdcentralen Ängen", "Bo Vik", "20190314-2394", 7, None, "Vårdcentralen Ängen", False,
        can_log_in=False, may=frozenset({"StartCareCase", "GiveTicket"}), guardians=lines, may_choose=True,
    )  # fmt: skip
    context = {"page": page, "tabs": TABS, "relations": (), "silent": silent, "until": UNTIL, "error": None}
    return "clinic/patient.html", {**STAFF, **context}


CHILDREN_PAGES: dict[str, Page] = {
    "whom": whom(),
    "whom-silent": whom(waits=True),
    "whom-withheld": whom(withheld=True),
    "whom-error": whom(error="Välj vem det gäller."),
    "access-ended": ("access_ended.html", PERSON),
    "protected": ("protected.html", {**PERSON, "user_name": None, "advice": "Ingen ska kunna se var du är."}),
    "clinic-guardians": guardians(),
    "clinic-guardians-silent": guardians(silent=True),
}
