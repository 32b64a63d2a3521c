"""A counter-example as a sentence that who wrote the pack can check against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sluss.core.hours import STOCKHOLM, Calendar, next_open
from sluss.core.people import ROLE_TITLES
from sluss.core.policy import Pack, Placement, Unit
from sluss.core.proof.classes import Seeker
from sluss.core.proof.moments import Moment

_DAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A class that ends wrong: `fault` is a key of FAULTS, `row` the row that decided, if one did."""

    fault: str
    row: str = ""
    seeker: Seeker | None = None
    reason: str = ""
    priority: int = 0
    listed: Unit | None = None
    moment: Moment | None = None
    staffed: bool = True
    place: Placement | None = None
    detail: str = ""


def day_and_time(at: datetime) -> str:
    """fredag 25 december 2026 kl. 16.00"""
    here = at.astimezone(STOCKHOLM)
    day = f"{_DAYS[here.weekday()]} {here.day} {_MONTHS[here.month - 1]} {here.year}"
    return f"{day} kl. {here.hour:02}.{here.minute:02}"


def in_swedish(wrong: Wrong, pack: Pack, calendar: Calendar) -> str:
    end = FAULTS[wrong.fault](wrong, pack, calendar)
    if wrong.seeker is None or wrong.moment is None:
        return end
    where = f", listad på {wrong.listed.name}," if wrong.listed else ", inte listad i regionen,"
    reason = pack.reasons[wrong.reason]
    seeks = "söker för" if pack.kind_of(reason.id) == "triaged" else "har ärendet"
    when = f"{day_and_time(wrong.moment.at)} ({wrong.moment.what})"
    decided = f" Det bestämmer {wrong.row}." if wrong.row else ""
    return (
        f"{wrong.seeker.words}{where} som {seeks} {reason.title} {when} med prioritet {wrong.priority} {end}{decided}"
    )


def _unit(wrong: Wrong) -> str:
    return wrong.place.unit.name if wrong.place else ""


def _closed_to(wrong: Wrong, calendar: Calendar) -> str:
    if wrong.place is None or wrong.moment is None:
        return ""
    return day_and_time(next_open(wrong.place.unit.hours, calendar, wrong.moment.at))


def _unstaffed(wrong: Wrong, pack: Pack, calendar: Calendar) -> str:
    why = "stänger innan någon hinner svara" if wrong.staffed else "inte har någon i tjänst"
    return f"hamnar hos {_unit(wrong)}, som {why}; ingen hänvisning till 112."


def _far(wrong: Wrong, pack: Pack, calendar: Calendar) -> str:
    promised = day_and_time(wrong.place.promised_at) if wrong.place else ""
    return f"hamnar hos {_unit(wrong)} och får svar först {promised}; det är för lång tid."


def _no_role(wrong: Wrong, pack: Pack, calendar: Calendar) -> str:
    role = ROLE_TITLES.get(wrong.place.role, wrong.place.role) if wrong.place else ""
    return f"hamnar hos {_unit(wrong)} och ska besvaras av {role}, men ingen sådan svarar där."


def _risk_over(wrong: Wrong, pack: Pack, calendar: Calendar) -> str:
    risk = pack.accepted_risks[(wrong.place.row.accepted_risk if wrong.place else None) or ""]
    over = f"den accepterade risken {risk.id} gällde till {risk.until.isoformat()}"
    return f"hamnar hos {_unit(wrong)}, som är stängd till {_closed_to(wrong, calendar)}; {over}."


def _closed(then: str) -> Callable[[Wrong, Pack, Calendar], str]:
    return lambda w, p, c: f"hamnar hos {_unit(w)}, som är stängd till {_closed_to(w, c)}; {then}."


def _says(sentence: str) -> Callable[[Wrong, Pack, Calendar], str]:
    return lambda w, p, c: sentence.format(
        unit=_unit(w), row=w.row, who=w.seeker.words if w.seeker else "", what=w.detail
    )


FAULTS: Final[Mapping[str, Callable[[Wrong, Pack, Calendar], str]]] = {
    "no_row": _says("kommer ingenstans: ingen rad i tabellen passar."),
    "no_unit": _says("kommer ingenstans: tabellen leder till en mottagning som inte finns."),
    "no_roles": _says("kommer ingenstans: ingen roll svarar på mottagningen som tabellen leder till."),
    "never_opens": _says("hamnar hos en mottagning som aldrig öppnar, och får inget besked om när svaret kommer."),
    "no_role": _no_role,
    "far": _far,
    "promise_closed": _says("lovas svar av {unit} på en tid då där är stängt."),
    "turned_away_silent": _says("kan inte skicka till {unit}, och får inte veta vart hen ska ringa."),
    "wrong_number": _says("hänvisas från {unit} till sjukvårdsrådgivningen, men borde hänvisas till 112."),
    "closed_silent": _closed("ingen hänvisning till 112 eller 1177"),
    "no_risk": _closed(
        "invånaren läser om 112 men kan skicka ändå, och ingen har med namn och datum godtagit den risken"
    ),
    "risk_over": _risk_over,
    "unstaffed_silent": _unstaffed,
    "sent_away": _says("{who} får inte börja, och får inte veta vart hen ska vända sig ({what})."),
    "unreached": _says("{row} avgör aldrig något: raderna ovanför tar alla dess ärenden."),
}
