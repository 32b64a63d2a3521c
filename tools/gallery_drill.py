"""Pages of drills, for the gallery."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from gallery_pages import NOW, STAFF, staff_case
from gallery_risk import risk

from sluss import regions
from sluss.service import views as v
from sluss.store.packs import load

Page = tuple[str, dict[str, Any]]
PACK = load(Path(regions.__path__[0]) / "demo")
DRILLS = [(one, PACK.reasons[one.reason].title, "01a1ff48-0000-7000-8000-000000000001") for one in PACK.drills.values()]
ALVA = v.Patient("Alva Exempelsson (övning)", "19910822-2390", 35, None, None)
FIRST = PACK.drills["suicidrisk-mattlig"]
PRACTISED = v.Drilled(FIRST.title, FIRST.text, NOW + timedelta(hours=23))


def _case(phase: str, *may: str) -> v.StaffCase:
    return staff_case(
        phase,
        frozenset({"EndDrill", *may}),
        patient=ALVA,
        resident_name=ALVA.name,
        reason_title="Oro eller nedstämdhet",
        priority=2,
        suicide_flag=True,
        risk=risk("unassessed", "-raised hand_over assess", "assess_information call hand_on close"),
        resident_present=False,
        patient_id=None,
        drill=PRACTISED,
    )


CASE: dict[str, Any] = {**STAFF, "phrases": (), "error": None, "typed": None}
DRILL_PAGES: dict[str, Page] = {
    "clinic-drills": ("clinic/drills.html", {**STAFF, "drills": DRILLS, "error": None}),
    "clinic-drills-none": ("clinic/drills.html", {**STAFF, "drills": [], "error": None}),
    "clinic-case-drill": (
        "clinic/case.html",
        {**CASE, "page": _case("visit", "SayAsPatient", "SendMessage", "HandOverDirectly", "EndVisit")},
    ),
    "clinic-case-drill-silent": ("clinic/case.html", {**CASE, "page": _case("visit", "SendMessage", "EndVisit")}),
}
