"""Where a case goes: a table over service and reason, priority, open or closed, listed or not (D1 to D9, D12, B5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Final

from sluss.core.triage.priority import PRIORITIES

LISTED: Final = "listed"

# What the resident is told besides the destination. `urgent`: 112 and the number for advice, at once (decision 2).
# `unit_closed`: the own unit is closed, so another answers. `next_opening`: the case waits until the own unit opens.
# `call_112`, `call_1177`: care is closed, and the resident is referred by severity before anything is sent (C14, D8).
CALLS: Final = frozenset({"call_112", "call_1177"})
ADVICE: Final = frozenset({"urgent", "unit_closed", "next_opening"}) | CALLS
# Listed unit open, listed at all.
PLACES: Final = ((True, True), (False, True), (False, False))


@dataclass(frozen=True, slots=True)
class AcceptedRisk:
    """What a region has decided to accept, by name and until a day (decision 4); a row that leans on it names it."""

    id: str
    what: str
    decided_by: str
    decided: date
    until: date
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """None matches all. `unit` is a unit id or `listed`; without a `role` the reason's own decides.

    `reasons` are some of those of the row's one service (VML: Av- och omboka tid – till listad vårdcentral). `open` is
    of the listed unit, `destination_open` of the fixed unit that the row leads to. `send`: who is referred may send
    the case anyway (H24: på en vårdcentral alltid). `accepted_risk`: the id of one. `id`: `routing.3`, as in sources.
    """

    services: frozenset[str] | None
    priorities: frozenset[int] | None
    open: bool | None
    listed: bool | None
    unit: str
    role: str | None = None
    advice: str | None = None
    reasons: frozenset[str] | None = None
    destination_open: bool | None = None
    send: bool = True
    accepted_risk: str | None = None
    id: str = ""

    def matches(self, matter: Matter) -> bool:
        return (
            (self.services is None or matter.service in self.services)
            and (self.priorities is None or matter.priority in self.priorities)
            and (self.open is None or matter.listed_open is self.open)
            and (self.listed is None or matter.listed is self.listed)
            and (self.reasons is None or matter.reason in self.reasons)
            and (self.destination_open is None or (self.unit in matter.open_units) is self.destination_open)
        )


@dataclass(frozen=True, slots=True)
class Matter:
    """One combination that the table must know. Who is not listed has no open unit. `reason`: one that a row names.
    `open_units`: those open now, of the units whose hours some row asks for."""

    service: str
    priority: int
    listed_open: bool
    listed: bool
    reason: str = ""
    open_units: frozenset[str] = frozenset()


def route(table: Iterable[Row], matter: Matter) -> Row:
    """The first row that matches decides. LookupError for a hole, which `holes` rules out at load."""
    for row in table:
        if row.matches(matter):
            return row
    raise LookupError(matter)


def asked_units(table: Iterable[Row]) -> frozenset[str]:
    """The fixed units whose hours decide: those of the rows that say `destination_open`."""
    return frozenset(row.unit for row in table if row.destination_open is not None)


def holes(table: Iterable[Row], services: Iterable[str]) -> tuple[Matter, ...]:
    """The combinations that no row matches, or that send somebody without a listed unit to it. Empty: proved total."""
    rows = tuple(table)
    return tuple(matter for matter in matters(services, rows) if not _answered(rows, matter))


def unreached(table: Iterable[Row], services: Iterable[str]) -> tuple[Row, ...]:
    """Rows that no combination gets to, since others stand before them: a table that does not mean what it says."""
    rows = tuple(table)
    firsts = {
        next((n for n, row in enumerate(rows) if row.matches(matter)), None) for matter in matters(services, rows)
    }
    return tuple(row for n, row in enumerate(rows) if n not in firsts)


def matters(services: Iterable[str], table: Iterable[Row] = ()) -> Iterator[Matter]:
    """All combinations there are. The reasons that no row names go one way, and stand here as one."""
    rows = tuple(table)
    asked = sorted(asked_units(rows))
    opened = [frozenset(some) for count in range(len(asked) + 1) for some in combinations(asked, count)]
    for service, priority, open_units in product(services, PRIORITIES, opened):
        named = {reason for row in rows if service in (row.services or ()) for reason in row.reasons or ()}
        for (listed_open, listed), reason in product(PLACES, ("", *sorted(named))):
            yield Matter(service, priority, listed_open, listed, reason, open_units)


def _answered(rows: tuple[Row, ...], matter: Matter) -> bool:
    row = next((row for row in rows if row.matches(matter)), None)
    return row is not None and (matter.listed or row.unit != LISTED)
