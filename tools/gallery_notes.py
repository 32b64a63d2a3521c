"""Notes that are signed, and *Regionens regler*, for the gallery."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gallery_pages import HISTORY, STAFF, ago, staff_case

from sluss import regions
from sluss.service import views as v
from sluss.service.queries import rules_in_words as words
from sluss.service.queries.notes import note_form
from sluss.service.queries.region_rules import ELSEWHERE, GROUPS, RegionRules, told
from sluss.store.packs import load

WEST = load(Path(regions.__path__[0]) / "vastmanland-2024")
NOTE = v.Note(3, "\n".join(HISTORY), "Rör armen till axelhöjd.", "Tendinopati.", "M75.1", "", ago(9), "Sara Sand")
NOTHING = v.Note(1, "", "", "", "", "", ago(9), "Sara Sand", signed_at=ago(1), nothing=True)
ONCE = replace(NOTE, assessment="Oklart.", signed_at=ago(40))
RULES = RegionRules(
    region=WEST.region.name,
    version=WEST.id,
    valid_from=WEST.valid_from,
    groups=tuple(told(WEST, *group) for group in GROUPS),
    elsewhere=told(WEST, ELSEWHERE, "Journalsystemet", words.elsewhere),
    documents=WEST.routine.documents,
)


def noted(*may: str, **changes: object) -> tuple[str, dict[str, object]]:
    page = staff_case("ended", frozenset(may), note_form=note_form(WEST), ended_at=ago(5), **changes)
    return "clinic/case.html", {**STAFF, "page": page, "error": None, "typed": None, "phrases": ()}


NOTE_PAGES = {
    "clinic-case-sign": noted("SaveNote", "SignNote", note=NOTE, note_due=True),
    "clinic-case-signed": noted("UnlockNote", note=replace(NOTE, signed_at=ago(1))),
    "clinic-case-unlocked": noted("SaveNote", "SignNote", note=replace(NOTE, earlier=(ONCE,)), note_due=True),
    "clinic-case-signed-nothing": noted("UnlockNote", note=NOTHING),
    # VML: no visit is left over the night.
    "clinic-case-end-all": (
        "clinic/case.html",
        {
            **noted("EndVisit", "ConvertToAsync", "SendMessage", note=NOTE)[1],
            "page": staff_case(
                "visit",
                frozenset(("EndVisit", "ConvertToAsync", "SendMessage", "SaveNote", "SignNote")),
                note_form=note_form(WEST),
                absent=v.Absent(ago(40), None, closable=False, end_all=True),
            ),
        },
    ),
    "clinic-rules": ("clinic/rules.html", {**STAFF, "view": "regler", "page": RULES}),
}
