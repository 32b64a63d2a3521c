"""The pages of *Regelverket* for the gallery: a version that waits, a faulty one, one in shadow, one gone back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from gallery_pages import NOW, STAFF, ago

from sluss import regions
from sluss.core.functions import FUNCTIONS
from sluss.core.packdiff import RESIDENTS, STAFF as ABOUT_STAFF
from sluss.core.triage.history import history
from sluss.core.triage.vignettes import Count, Judged, Vignette
from sluss.core.triage.walk import walk
from sluss.service.views import Answered, region as v
from sluss.store.packs import load
from sluss.web.clinic.nav import MENU, shown
from sluss.web.clinic.region import PARTS

FOLDER = Path(regions.__path__[0])
PACK, THROAT = load(FOLDER / "halland-2026"), load(FOLDER / "demo").questionnaires["halsont"]
OLD, NEW = PACK.version_id, f"{PACK.name}@2027-01-01"
RUT = replace(
    STAFF["staff"],
    name="Rut Ros",
    role_title="regionadministratör",
    unit_name="1177 Kontaktcenter",
    counts={},
    licensed=False,
    views=(),
    menu=shown(MENU, frozenset(FUNCTIONS), "region_admin"),
)
TODAY = NOW.date()
NEWER = v.Version(NEW, "2027-01-01", ago(40), "Rut Ros", "loaded")
VERSIONS = (replace(NEWER, state="proposed"), v.Version(OLD, PACK.version, ago(90_000), "sluss", "in_force"))
STEPS = (
    v.Step(3, ago(30), "Rut Ros", f"Föreslog att {NEW} ska gälla från 1 januari 2027", "Ny rutin från årsskiftet."),
    v.Step(2, ago(40), "Rut Ros", f"Läste in versionen {NEW}", ""),
    v.Step(1, ago(90_000), "sluss", f"Läste in versionen {OLD}", ""),
)
PROPOSAL = v.Proposal(3, NEW, "Rolf Rask", ago(30), NOW + timedelta(days=41), STEPS[0].words, False, False)
TRIAL = v.Trial(NEW, ago(4000), "Rut Ros", NOW + timedelta(days=11), True)
PAGE = v.RegionPacks(
    region=PACK.region.name,
    pack=OLD,
    since=ago(90_000),
    valid_from=PACK.valid_from,
    documents=PACK.routine.documents,
    before=f"{PACK.name}@2024-03-11",
    went_back=None,
    proposals=(PROPOSAL,),
    coming=(),
    versions=VERSIONS,
    trial=TRIAL,
    steps=STEPS,
)
JUDGED = Judged(Vignette("Man, 61 år, tryck över bröstet", {}, 1), 3, False, ())
VERSION = v.VersionPage(
    version=NEWER,
    standing=OLD,
    today=TODAY,
    region=PACK.region.name,
    valid_from=TODAY + timedelta(days=41),
    documents=PACK.routine.documents,
    changes={
        RESIDENTS: ("Telefonnummer för råd om vård: 112. Förut: 1177.", "Mottagning som försvinner: Berget."),
        ABOUT_STAFF: ("Minuter mellan två påminnelser: 60. Förut: 30.",),
    },
    counts=(Count("brostsmarta", "2", "Bröstsmärta", (JUDGED,)),),
    asked=tuple(
        v.Asked(one.id, one.title, one.version, False, one.notice, (one.title,), n == 1)
        for n, one in enumerate(list(PACK.questionnaires.values())[:4])
    ),
    may_propose=True,
    may_try=True,
)
HOLE = "Halsont, prioritet 1, natten till lördag 26 december: ingen svarar, och ingen hänvisas till 112."
TABLE = tuple(tuple(41 if was == would else 3 if would == was + 1 else 0 for would in range(5)) for was in range(5))
TRIED = v.TrialPage(
    TRIAL, 205, 0, 12, 4, 2, TABLE, (v.ByReason("Halsont", 41, 0, 3, 1), v.ByReason("Feber", 164, 0, 9, 3))
)
CALM = {"varning": ("inget",), "debut": ("dagar",)}
QUESTION = v.Preview(NEW, "halsont", "Halsont", "", False, CALM, 3, 12, walk(THROAT, CALM).steps[2].page, "debut")
END = replace(
    QUESTION,
    item=None,
    priority=5,
    because=("Prioritet 5: inget av svaren ger en högre prioritet.",),
    history=history(THROAT, CALM),
    answers=(Answered("varning", "Har du något av det här just nu?", "Nej, inget av detta"),),
)


def _page(template: str, part: str, page: object, **changes: Any) -> tuple[str, dict[str, Any]]:
    context = {
        **STAFF,
        "staff": RUT,
        "view": "region",
        "parts": PARTS,
        "part": next((one for one in PARTS if one.id == part), None),
        "page": page,
        "done": None,
        "typed": {},
        "error": None,
        "loaded": False,
        "most": 90,
    }
    return f"clinic/region/{template}", {**context, **changes}


def _preview(page: v.Preview) -> tuple[str, dict[str, Any]]:
    carried = {f"svar.{key}": values for key, values in page.given.items()}
    context = {"page": page, "carried": carried, "skipped": [], "address": "#", "home": "#", "error": None}
    plain = {key: value for key, value in STAFF.items() if key not in ("staff", "view")}
    return "region_preview.html", {**plain, **context, "typed": None, "user_name": None}


REGION_PAGES = {
    "clinic-region": _page("overview.html", "", PAGE),
    "clinic-region-back": _page("overview.html", "", replace(PAGE, proposals=(), went_back=STEPS[0])),
    "clinic-region-versions": _page("versions.html", "versioner", PAGE),
    "clinic-region-version": _page("version.html", "versioner", VERSION, loaded=True),
    "clinic-region-version-faulty": _page(
        "version.html", "versioner", replace(VERSION, holes=(HOLE, HOLE), other_region=True, may_propose=False)
    ),
    "clinic-region-trial": _page("trial.html", "skugga", TRIED),
    "clinic-region-journal": _page("journal.html", "journal", PAGE),
    "region-preview": _preview(QUESTION),
    "region-preview-end": _preview(END),
}
