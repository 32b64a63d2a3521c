"""The pages of *Enhetens inställningar* for the gallery, drawn from settings as a unit might have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from gallery_pages import NOW, STAFF, ago

from sluss import regions
from sluss.core.actor import Actor
from sluss.core.functions import FUNCTIONS
from sluss.core.hours import Opening
from sluss.core.local import events as e
from sluss.core.local.overlay import within
from sluss.core.local.roster import week_of
from sluss.core.local.settings import fold
from sluss.service.queries.local import LeftShift, Made, Turnable, UnitSettings
from sluss.service.views import Choice
from sluss.store.packs import calendar, load
from sluss.web.clinic.nav import MENU, shown
from sluss.web.clinic.unit import BY_ID, PARTS

PACK = load(Path(regions.__path__[0]) / "demo")
TODAY = NOW.date()
LOTTA = Actor("staff", UUID(int=15), "Lotta Lind", "sjuksköterska")
ADMIN = replace(
    STAFF["staff"],
    name="Lotta Lind",
    role_title="lokal administratör",
    counts={},
    licensed=False,
    views=(),
    menu=shown(MENU, frozenset(FUNCTIONS), "local_admin"),
)
SET = fold(
    (
        e.PhraseSaved(
            UUID(int=1), "Provtagning", "Hej, det är {name} på {unit}.\nRing {phone} för en tid till provtagning."
        ),
        e.HoursExcepted(TODAY + timedelta(days=4), (Opening(8 * 60, 12 * 60),), "Planeringseftermiddag"),
        e.HoursExcepted(TODAY + timedelta(days=12), (), "Flytt till nya lokaler"),
        e.LinkSaved(UUID(int=2), "Suicidstegen", "https://vard.example.se/suicidstegen.pdf", "guide"),
        e.LinkSaved(UUID(int=3), "Användarstöd", "https://support.example.se", "hjälp"),
        e.RosterSet(UUID(int=4), TODAY, 8 * 60, 12 * 60, UUID(int=11), "Sara Sand"),
        e.RosterSet(UUID(int=5), TODAY, 12 * 60, 16 * 60, UUID(int=12), "Sigge Sand"),
        e.RosterSet(UUID(int=6), TODAY + timedelta(days=3), 8 * 60, 12 * 60, None, "Hilda Hyr"),
        e.FunctionTurned("feedback", False),
        e.FormTurned("oro", False),
    )
)
UNIT = within(replace(PACK.units["vc-angen"], offered=frozenset(FUNCTIONS) - {"scheduled"}), SET, PACK)
CHANGES = (
    Made(4, ago(3), "Lotta Lind", "Slog på funktionen Drop in-biljetter", 3, False, True),
    Made(3, ago(8), "Lotta Lind", "Stängde av funktionen Drop in-biljetter", None, True, False),
    Made(2, ago(90), "Sara Sand", "24 december 2026: stängt (Julafton)", None, False, True),
    Made(1, ago(4000), "Lotta Lind", "Lade till frasen Provtagning", None, False, True),
)
PAGE = UnitSettings(
    unit=UNIT,
    seq=4,
    today=TODAY,
    phrases=PACK.phrases,
    exceptions=tuple(sorted(SET.of(e.HoursExcepted), key=lambda one: one.day)),
    week=week_of(UNIT, calendar(PACK, range(2026, 2028)), TODAY),
    colleagues=(Choice(str(UUID(int=11)), "Sara Sand"), Choice(str(UUID(int=12)), "Sigge Sand")),
    functions=tuple(Turnable(k, title, k in UNIT.functions, k in UNIT.offered) for k, title in FUNCTIONS.items()),
    forms=(Turnable("feber", "Feber", True), Turnable("oro", "Oro eller nedstämdhet", False)),
    changes=CHANGES,
    left=(LeftShift("Sigge Sand", ago(1500), "Brandlarm, alla fick lämna huset. Ring mig om något är oklart."),),
)


def settings(part: str, page: UnitSettings = PAGE, **changes: Any) -> tuple[str, dict[str, Any]]:
    context = {
        **STAFF,
        "staff": ADMIN,
        "view": "enhet",
        "parts": PARTS,
        "part": BY_ID.get(part),
        "page": page,
        "me": LOTTA,
    }
    template = BY_ID[part].template if part else "overview.html"
    return f"clinic/unit/{template}", {**context, "done": None, "typed": {}, "error": None, **changes}


UNIT_PAGES = {
    "clinic-unit": settings(""),
    "clinic-unit-phrases": settings("fraser", done=CHANGES[3]),
    "clinic-unit-phrase-refused": settings(
        "fraser", error="Skriv vad frasen ska säga.", typed={"id": str(UUID(int=1)), "title": "Provtagning", "text": ""}
    ),
    "clinic-unit-hours": settings("oppettider"),
    "clinic-unit-roster": settings("bemanning"),
    "clinic-unit-links": settings("lankar"),
    "clinic-unit-functions": settings("funktioner"),
    "clinic-unit-forms": settings("formular"),
    "clinic-unit-changes": settings("andringar", done=CHANGES[0]),
    "clinic-unit-changes-none": settings("andringar", replace(PAGE, changes=())),
}
