"""`units.yaml`: who answers, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Final

from sluss.core.functions import FUNCTIONS
from sluss.core.hours import MINUTES_A_DAY, Hours, Opening
from sluss.core.people import ROLE_TITLES
from sluss.core.phone import mobile
from sluss.core.policy import Head, Unit
from sluss.store.packs.section import Section, items, text, unique
from sluss.store.packs.source import Node, PackError

KINDS: Final = ("health_centre", "clinic", "contact_centre")
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")
_PHONE = re.compile(r"[0-9][0-9 -]{1,18}[0-9]")
_LONGEST_MINUTES = 60 * 24 * 31


def units(root: Node) -> Mapping[str, Unit]:
    with Section(root, "the file") as file:
        found: dict[str, Unit] = {}
        for node in file.each("units"):
            unit = _unit(node)
            found[unique(node.place, found, "unit", unit.id)] = unit
        return found


def _unit(node: Node) -> Unit:
    with Section(node, "the unit") as unit:
        id_ = unit.id()
        phone = unit.text("phone")
        if not _PHONE.fullmatch(phone):
            raise unit.fault("phone", f"phone of {unit.name} is no number to call.")
        return Unit(
            id=id_,
            name=unit.text("name"),
            kind=unit.one_of("kind", KINDS, "kind of unit"),
            phone=phone,
            hours=_hours(unit.node("hours"), unit.name),
            answer_within=timedelta(minutes=unit.number("answer_within_minutes", 1, _LONGEST_MINUTES)),
            roles=unit.several_of("roles", ROLE_TITLES, "role"),
            offered=frozenset(FUNCTIONS) - _functions_off(unit),
            head=_head(unit.node("head")) if unit.has("head") else None,
        )


def _functions_off(unit: Section) -> frozenset[str]:
    """What the region has decided that this unit leaves unused (Y1)."""
    if not unit.has("functions_off"):
        return frozenset()
    return frozenset(unit.several_of("functions_off", FUNCTIONS, "function"))


def _head(node: Node) -> Head:
    with Section(node, "the head") as head:
        number = mobile(head.text("mobile"))
        if number is None:
            raise head.fault("mobile", "mobile of the head is no mobile number.")
        return Head(head.text("name"), number)


def _hours(node: Node, name: str) -> Hours:
    if node.value == "always":
        return Hours({}, always=True)
    week: dict[int, tuple[Opening, ...]] = {}
    with Section(node, f"hours of {name}") as hours:
        for key in hours.present(*DAYS, "weekdays"):
            openings = _openings(hours.node(key), f"{key} in {hours.name}")
            for weekday in range(5) if key == "weekdays" else (DAYS.index(key),):
                if weekday in week:
                    raise hours.fault(key, f"{DAYS[weekday]} stands twice in {hours.name}.")
                week[weekday] = openings
    if not week:
        raise PackError(node.place, f"{name} never opens.")
    return Hours(week)


def _openings(node: Node, name: str) -> tuple[Opening, ...]:
    spans = items(node, name) if isinstance(node.value, list) else [node]
    openings = tuple(_opening(span, name) for span in spans)
    for earlier, later in pairwise(openings):
        if later.start <= earlier.end:
            raise PackError(node.place, f"the times of {name} must stand in order and apart.")
    return openings


def _opening(node: Node, name: str) -> Opening:
    word = text(node, name)
    match = _SPAN.fullmatch(word)
    if not match:
        raise PackError(node.place, f"{name} must be a time like 08:00-16:00, not {word}.")
    from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if not start < end <= MINUTES_A_DAY:
        raise PackError(node.place, f"{name}: {word} is no span of one day; one past midnight is written as two.")
    return Opening(start, end)
