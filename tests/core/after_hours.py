"""The demonstration with the routine of Halland: care that has closed refers first (H24, Hantering av chatt)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sluss import regions
from sluss.core.hours import Hours, Opening
from sluss.core.policy import Pack, Unit
from sluss.core.routing import LISTED, AcceptedRisk, Row
from sluss.store.packs import load

DEMO = load(Path(regions.__path__[0]) / "demo")
RISK = AcceptedRisk(
    "prio-1-efter-stangning",
    "Prioritet 1 väntar till nästa öppning när invånaren skickar ändå.",
    "Hälso- och sjukvårdsdirektören",
    date(2026, 1, 15),
    date(2027, 6, 30),
    "Invånaren har läst om 112.",
)
YOUTH = Unit(
    id="ungdomsmottagningen",
    name="Ungdomsmottagningen",
    kind="contact_centre",
    phone="010-555 03 00",
    hours=Hours({day: (Opening(10 * 60, 18 * 60),) for day in range(4)}),
    answer_within=timedelta(hours=2),
    roles=("nurse",),
)
SEEK, OTHER = frozenset({"sok-vard"}), frozenset({"andra-arenden"})
FIRST, OTHERS = frozenset({1}), frozenset({2, 3, 4, 5})
ROWS = (
    Row(OTHER, None, None, True, LISTED, id="routing.1"),
    Row(OTHER, None, None, False, "kontaktcenter-1177", id="routing.2"),
    # A unit that is no health centre takes nothing when it is closed.
    Row(SEEK, FIRST, None, False, YOUTH.id, advice="call_112", destination_open=False, send=False, id="routing.3"),
    Row(SEEK, OTHERS, None, False, YOUTH.id, advice="call_1177", destination_open=False, send=False, id="routing.4"),
    Row(SEEK, FIRST, None, False, YOUTH.id, advice="urgent", id="routing.5"),
    Row(SEEK, OTHERS, None, False, YOUTH.id, id="routing.6"),
    Row(SEEK, FIRST, True, True, LISTED, advice="urgent", id="routing.7"),
    Row(SEEK, OTHERS, True, True, LISTED, id="routing.8"),
    Row(SEEK, FIRST, False, True, LISTED, advice="call_112", accepted_risk=RISK.id, id="routing.9"),
    Row(SEEK, OTHERS, False, True, LISTED, advice="call_1177", id="routing.10"),
)
AFTER_HOURS: Pack = replace(
    DEMO,
    name="after-hours",
    units={**DEMO.units, YOUTH.id: YOUTH},
    routing=ROWS,
    accepted_risks={RISK.id: RISK},
    sources={"routing.9": "H24, Hantering av chatt: oavsett prioritering, som då omhändertas kommande vardag."},
)
