"""*Var hamnar ärendet?*: an administrator picks facts, and sees where the case would go under the pack in force, what
the resident would read, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sluss.core.hours import next_open
from sluss.core.people import role_title
from sluss.core.policy import Pack
from sluss.core.proof.trial import Asked, Ending, trial
from sluss.core.refusal import Hidden
from sluss.core.routing import AcceptedRisk
from sluss.core.routing_words import in_words
from sluss.service.reading import Query, Reading
from sluss.service.views import Choice

ROLES: Final = frozenset({"local_admin", "region_admin"})


@dataclass(frozen=True, slots=True)
class Ends:
    """`refused` is a code, and then nothing else is said; `alone`: urgent, where nobody answers; `wrong` is what the
    proof has against it."""

    refused: str = ""
    unit_name: str = ""
    role_title: str = ""
    open: bool = False
    opens_at: datetime | None = None
    promised_at: datetime | None = None
    advice: str = ""
    may_send: bool = True
    urgent: bool = False
    alone: bool = False
    row: str = ""
    row_says: str = ""
    source: str = ""
    risk: AcceptedRisk | None = None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class RouteTrial:
    """What there is to choose among, and how it `ends` for what was `asked`, once it was."""

    pack: str
    phone_advice: str
    reasons: tuple[tuple[str, tuple[Choice, ...]], ...]
    units: tuple[Choice, ...]
    asked: Asked | None = None
    reason_title: str = ""
    least_age: int = 0
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class RouteTrialOf(Query[RouteTrial]):
    asked: Asked | None = None
    logged: bool = False


async def route_trial_of(r: Reading, q: RouteTrialOf) -> RouteTrial:
    mandate = r.actor.mandate
    if r.actor.kind != "staff" or mandate is None or mandate.role not in ROLES:
        raise Hidden
    sought = [service for service in r.pack.services.values() if service.kind != "care"]
    offered = {service.title: r.pack.reasons_of(service.id) for service in sought}
    known = {reason.id: reason.title for reasons in offered.values() for reason in reasons}
    asked = q.asked
    if asked and (asked.reason not in known or asked.listed not in ("", *r.pack.units)):
        raise Hidden
    return RouteTrial(
        pack=r.pack.id,
        phone_advice=r.pack.region.phone_advice,
        reasons=tuple(
            (title, tuple(Choice(one.id, one.title) for one in reasons)) for title, reasons in offered.items()
        ),
        units=tuple(Choice(unit.id, unit.name) for unit in r.pack.units.values() if unit.kind == "health_centre"),
        asked=asked,
        reason_title=known[asked.reason] if asked else "",
        least_age=r.pack.routine.proxies.least_age,
        ends=_ends(r, asked, trial(r.pack, r.calendar, asked)) if asked else None,
    )


def _ends(r: Reading, asked: Asked, ending: Ending) -> Ends:
    place, pack = ending.place, r.pack
    if place is None:
        return Ends(refused=ending.refused)
    return Ends(
        unit_name=place.unit.name,
        role_title=role_title(place.role),
        open=place.open,
        opens_at=None if place.open else next_open(place.unit.hours, r.calendar, asked.at),
        promised_at=place.promised_at,
        advice=place.advice or "",
        may_send=place.row.send,
        urgent=place.urgent,
        alone=ending.alone,
        row=place.row.id,
        row_says=in_words(place.row, pack),
        source=_source(pack, place.row.id),
        risk=pack.accepted_risks.get(place.row.accepted_risk or ""),
        wrong=ending.wrong,
    )


def _source(pack: Pack, path: str) -> str:
    return pack.sources.get(path, "")
