"""The packs of the regions, and where a case goes under each."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sluss.boot.wiring import regions
from sluss.core.hours import STOCKHOLM, Calendar
from sluss.core.policy import Pack, Placement
from sluss.store.packs import calendar, load

HALLAND_2024, HALLAND_2026 = "halland-2024", "halland-2026"
GAVLEBORG, VASTMANLAND, DEMO = "gavleborg-2024", "vastmanland-2024", "demo"
HALLAND = (HALLAND_2024, HALLAND_2026)
ALL = (*HALLAND, GAVLEBORG, VASTMANLAND, DEMO)
# Where the people of each pack are listed.
OWN = {
    HALLAND_2024: "vc-tangvallen",
    HALLAND_2026: "vc-tangvallen",
    GAVLEBORG: "hc-bjorkmossen",
    VASTMANLAND: "vc-tallmossen",
    DEMO: "vc-angen",
}
PRIORITIES = (1, 2, 3, 4, 5)

# A Tuesday, its evening, the Saturday after, a holiday on a Wednesday, and the night of one.
DAY = datetime(2026, 11, 24, 10, tzinfo=STOCKHOLM)
EVENING = datetime(2026, 11, 24, 20, tzinfo=STOCKHOLM)
SATURDAY = datetime(2026, 11, 28, 10, tzinfo=STOCKHOLM)
EPIPHANY = datetime(2027, 1, 6, 10, tzinfo=STOCKHOLM)
NIGHT = datetime(2026, 12, 25, 3, tzinfo=STOCKHOLM)
CLOSED = (EVENING, SATURDAY, EPIPHANY, NIGHT)


@cache
def pack(region: str) -> Pack:
    return load(regions() / region)


@cache
def days(region: str) -> Calendar:
    return calendar(pack(region), range(2026, 2028))


def clock(hour: int, minute: int) -> datetime:
    """On the same Tuesday."""
    return DAY.replace(hour=hour, minute=minute)


def placed(region: str, priority: int, at: datetime, reason: str = "halsont", listed: bool = True) -> Placement:
    """Of one who is listed at the region's first health centre, or nowhere."""
    return pack(region).place(reason, priority, OWN[region] if listed else None, days(region), at)


def goes_to(region: str, priority: int, at: datetime, reason: str = "halsont", listed: bool = True) -> str:
    return placed(region, priority, at, reason, listed).unit.id
