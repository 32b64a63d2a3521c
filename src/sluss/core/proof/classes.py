"""Who seeks care for what: the classes of people and of matters that the rules can tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sluss.core.policy import Ages, Pack, Unit
from sluss.core.triage.priority import PRIORITIES


@dataclass(frozen=True, slots=True)
class Seeker:
    """`age` is the patient's; `proxy`: a guardian asks; `protected`: the patient is, or the guardian."""

    words: str
    age: int
    proxy: bool = False
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Matters:
    """Reasons that the table treats alike, one of them standing for `count`, with the priorities that they can have."""

    reason: str
    kind: str
    ages: Ages
    priorities: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The unit where the patient is listed, None for nowhere, standing for `count` units that work alike."""

    unit: Unit | None
    count: int


_AGES: Final = (
    ("Ett barn på 6 månader, med vårdnadshavare", 0, True),
    ("Ett barn på 1 år, med vårdnadshavare", 1, True),
    ("Ett barn på 12 år, med vårdnadshavare", 12, True),
    ("Ett barn på 12 år, som själv loggar in", 12, False),
    ("En vårdnadshavare, för sitt barn på 13 år", 13, True),
    ("En 13-åring", 13, False),
    ("En 15-åring", 15, False),
    ("En 16-åring", 16, False),
    ("En 34-åring", 34, False),
)
SEEKERS: Final = tuple(
    Seeker(f"{words} med skyddade personuppgifter" if protected else words, age, proxy, protected)
    for words, age, proxy in _AGES
    for protected in (False, True)
)


def matters(pack: Pack) -> tuple[Matters, ...]:
    """Reasons differ by their service, by whether a row names them, and by whose task they are."""
    named = {reason for row in pack.routing for reason in row.reasons or ()}
    found: dict[tuple[object, ...], Matters] = {}
    for reason in pack.reasons.values():
        kind = pack.kind_of(reason.id)
        if kind == "care":
            continue
        priorities = _priorities(pack, reason.id, kind)
        key = (reason.service, reason.id in named and reason.id, reason.role, reason.ages, priorities)
        count = found[key].count + 1 if key in found else 1
        found[key] = Matters(found[key].reason if key in found else reason.id, kind, reason.ages, priorities, count)
    return tuple(found.values())


def _priorities(pack: Pack, reason: str, kind: str) -> tuple[int, ...]:
    """Of what is triaged all five, since its questions may be replaced; of other matters those that they can get."""
    if kind == "triaged":
        return PRIORITIES
    table = pack.table_of(reason)
    return tuple(sorted({table.default, *(rule.priority for rule in table.rules if rule.priority)}))


def listings(pack: Pack) -> tuple[Listing, ...]:
    """People are listed at health centres, or nowhere that the pack knows."""
    found: dict[str, Listing] = {}
    fixed = {row.unit for row in pack.routing}
    for unit in pack.units.values():
        if unit.kind != "health_centre":
            continue
        alike = next((id_ for id_, one in found.items() if one.unit and _alike(one.unit, unit, fixed)), unit.id)
        known = found.get(alike, Listing(unit, 0))
        found[alike] = Listing(known.unit, known.count + 1)
    return (*found.values(), Listing(None, 1))


def _alike(one: Unit, other: Unit, fixed: set[str]) -> bool:
    working = (one.hours, one.roles, one.answer_within) == (other.hours, other.roles, other.answer_within)
    return working and one.id not in fixed and other.id not in fixed
