"""A row of the routing table as a Swedish sentence: for *Varför?*, and for who reads the table with other eyes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sluss.core.people import role_title
from sluss.core.policy import Pack
from sluss.core.routing import LISTED, Row

ADVISED: Final = {
    "urgent": "Invånaren läser genast om 112 och sjukvårdsrådgivningen.",
    "unit_closed": "Den egna mottagningen är stängd, så en annan svarar.",
    "next_opening": "Ärendet väntar på nästa öppning.",
    "call_112": "Invånaren hänvisas först till 112.",
    "call_1177": "Invånaren hänvisas först till sjukvårdsrådgivningen.",
}


def in_words(row: Row, pack: Pack) -> str:
    said = [f"{_what(row, pack)}{_who(row)}{_when(row, pack)} går till {_where(row, pack)}."]
    if row.advice:
        said.append(ADVISED[row.advice])
    if row.advice and not row.send:
        said.append("Det går inte att skicka förrän det är öppet.")
    risk = pack.accepted_risks.get(row.accepted_risk or "")
    if risk:
        said.append(f"Accepterad risk till {risk.until.isoformat()}, beslutad av {risk.decided_by}: {risk.what}")
    return " ".join(said)


def joined(words: Iterable[object], last: str = "och") -> str:
    """`2, 3 och 4`."""
    *others, end = map(str, words)
    return f"{', '.join(others)} {last} {end}" if others else end


def _what(row: Row, pack: Pack) -> str:
    services = (
        "Alla ärenden" if row.services is None else joined(pack.services[id_].title for id_ in sorted(row.services))
    )
    reasons = ", ".join(pack.reasons[id_].title for id_ in sorted(row.reasons or ()))
    priority = f" med prioritet {joined(sorted(row.priorities), 'eller')}" if row.priorities else ""
    return f"{services}{f' ({reasons})' if reasons else ''}{priority}"


def _who(row: Row) -> str:
    return {True: " från den som är listad", False: " från den som inte är listad", None: ""}[row.listed]


def _when(row: Row, pack: Pack) -> str:
    said = []
    if row.open is not None:
        said.append(f"den listade mottagningen är {'öppen' if row.open else 'stängd'}")
    if row.destination_open is not None:
        said.append(f"{pack.units[row.unit].name} är {'öppen' if row.destination_open else 'stängd'}")
    return f", när {joined(said)}," if said else ""


def _where(row: Row, pack: Pack) -> str:
    unit = "den listade mottagningen" if row.unit == LISTED else pack.units[row.unit].name
    return f"{unit}, {role_title(row.role)}" if row.role else unit
