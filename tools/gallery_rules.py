"""The pages of what the rules decide: care that has closed, *Var hamnar ärendet?* and *Varför?*."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gallery_pages import CASE, NOW, PERSON, STAFF, staff_case

from sluss.core.proof.trial import Asked
from sluss.service import views as v
from sluss.service.queries.referral import Referral
from sluss.service.queries.route_trial import Ends, RouteTrial
from sluss.service.views.why import Decision, Why
from sluss.web.why import Source

Page = tuple[str, dict[str, Any]]
OPENS, PROMISED = NOW + timedelta(hours=14), NOW + timedelta(hours=18)
SAYS = (
    "Sök vård med prioritet 1 från den som är listad, när den listade mottagningen är stängd, går till den listade "
    "mottagningen. Invånaren hänvisas först till 112."
)
SOURCE = "H24, Hantering av chatt: oavsett prioritering, som då omhändertas kommande vardag."
WHY = Why("Halsont", "2", "routing.3", SAYS, SOURCE, "halland-2024@2024-03-11")
ASKED = Asked("halsont", 1, NOW, "vc-angen", 34, proxy=False, protected=False, staffed=False)
CHOICES = (("Sök vård", (v.Choice("halsont", "Halsont"), v.Choice("feber", "Feber"))),)
UNITS = (v.Choice("vc-angen", "Vårdcentralen Ängen"), v.Choice("vc-berget", "Vårdcentralen Berget"))


def closed(advice: str, may_send: bool) -> Page:
    return "closed.html", {
        **PERSON,
        "page": Referral(
            CASE, "Halsont", advice, may_send, "Vårdcentralen Ängen", "010-555 01 00", "1177", OPENS, PROMISED
        ),
    }


def trial(ends: Ends | None, refused: str = "") -> Page:
    page = RouteTrial("halland-2024@2024-03-11", "1177", CHOICES, UNITS, ASKED if ends else None, "Halsont", 0, ends)
    return "clinic/route_trial.html", {
        **STAFF,
        "view": "var-hamnar",
        "page": page,
        "refused": refused,
        "when": ("2026-11-21", "18:00"),
    }


ENDS = Ends(
    unit_name="Vårdcentralen Ängen",
    role_title="sjuksköterska",
    opens_at=OPENS,
    promised_at=PROMISED,
    advice="call_112",
    urgent=True,
    row="routing.3",
    row_says=SAYS,
    source=SOURCE,
)
WRONG = (
    "En 34-åring, listad på Vårdcentralen Ängen, som söker för Halsont fredag 25 december 2026 kl. 16.00 (den tid du "
    "har valt) med prioritet 1 hamnar hos Vårdcentralen Ängen, som är stängd till måndag 28 december 2026 kl. 08.00; "
    "ingen hänvisning till 112 eller 1177. Det bestämmer routing.3."
)
DECISIONS = (
    Decision(NOW - timedelta(hours=2), "Ärendet påbörjades", "invånaren", "halland-2024@2024-03-11"),
    Decision(
        NOW - timedelta(hours=1),
        "Ärendet skickades: prioritet, mottagning och utlovat svar bestämdes",
        "invånaren",
        "halland-2024@2024-03-11",
    ),
    Decision(NOW, "Besöket avslutades: tiden att skriva bestämdes", "sjuksköterska", "halland-2026@2026-06-12"),
)
RULES_PAGES: dict[str, Page] = {
    "closed-112": closed("call_112", may_send=True),
    "closed-1177": closed("call_1177", may_send=True),
    "closed-kept": closed("call_1177", may_send=False),
    "clinic-trial": trial(None),
    "clinic-trial-ends": trial(ENDS),
    "clinic-trial-wrong": trial(Ends(**{**{f: getattr(ENDS, f) for f in ENDS.__slots__}, "wrong": WRONG})),
    "clinic-trial-refused": trial(
        Ends(refused="x"), "Det går inte att hjälpa den som har skyddade personuppgifter här."
    ),
    "clinic-why": (
        "clinic/why.html",
        {
            **STAFF,
            "view": "",
            "page": staff_case("waiting", frozenset({"AcceptCase"}), why=WHY),
            "decisions": DECISIONS,
        },
    ),
    "clinic-case-why": (
        "clinic/case.html",
        {
            **STAFF,
            "error": None,
            "typed": None,
            "phrases": (),
            "page": staff_case("waiting", frozenset({"AcceptCase"}), why=WHY),
        },
    ),
    "clinic-refused-why": (
        "clinic/error.html",
        {
            **STAFF,
            "title": "Det gick inte",
            "text": "Tiden går inte att förlänga i din region.",
            "status": 409,
            "why": Source("VML, Asynkrona ärenden", "Det går inte att förlänga.", "vastmanland-2024@2024-04-24"),
        },
    ),
}
