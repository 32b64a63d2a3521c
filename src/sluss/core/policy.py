"""A policy pack: all that a region decides for itself, as data. Read and proved by `sluss.store.packs`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sluss.core.functions import FUNCTIONS
from sluss.core.hours import Calendar, Hours, expected_answer, is_open
from sluss.core.routing import LISTED, Row, route
from sluss.core.triage.priority import Table
from sluss.core.triage.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Region:
    """`phone_advice` is the number to call for advice on care; `sms_sender` has at most 11 characters (U6)."""

    name: str
    brand: str
    phone_advice: str
    sms_sender: str


@dataclass(frozen=True, slots=True)
class Unit:
    """`answer_within` counts opening hours only; `roles` are the codes of those who answer, the first by default;
    `functions` are the keys of FUNCTIONS that the unit uses."""

    id: str
    name: str
    kind: str
    phone: str
    hours: Hours
    answer_within: timedelta
    roles: tuple[str, ...]
    functions: frozenset[str] = frozenset(FUNCTIONS)


@dataclass(frozen=True, slots=True)
class Service:
    id: str
    title: str
    text: str
    kind: Literal["triaged"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for contact (C9). `questionnaire` and `service` are ids; `role` is who answers first."""

    id: str
    title: str
    questionnaire: str
    service: str
    role: str


@dataclass(frozen=True, slots=True)
class AsyncPhase:
    """Days to choose from at *Avsluta besök*; 0 ends the case at once (GAV 2.3)."""

    default_days: int
    choices: tuple[int, ...]
    extendable: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """`greeting` has {unit}, {name} and {title}; `sms` by kind has {link} alone: never a unit, name or reason (U5)."""

    greeting: str
    wrong_patient: str
    sms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A ready text for the chat; may hold {name} and {title} of its writer, {unit} and {phone} of the unit (F10)."""

    id: str
    title: str
    text: str

    def said_by(self, name: str, title: str, unit: Unit) -> str:
        """The text as this writer at this unit would send it."""
        return self.text.format(name=name, title=title, unit=unit.name, phone=unit.phone)


@dataclass(frozen=True, slots=True)
class Pictures:
    max_count: int
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a case goes now. `promised_at`: an answer can be expected by then; `advice` is one of routing.ADVICE."""

    unit: Unit
    role: str
    advice: str | None
    urgent: bool
    promised_at: datetime


@dataclass(frozen=True, slots=True)
class Pack:
    """One region's rules from one date. `priorities` are keyed by questionnaire id, the other mappings
    by their own. `look` is CSS: the region's own values of the design tokens."""

    name: str
    version: str
    valid_from: date
    region: Region
    units: Mapping[str, Unit]
    services: Mapping[str, Service]
    reasons: Mapping[str, Reason]
    questionnaires: Mapping[str, Questionnaire]
    priorities: Mapping[str, Table]
    routing: tuple[Row, ...]
    async_phase: AsyncPhase
    texts: Texts
    phrases: tuple[Phrase, ...]
    pictures: Pictures
    closed_days: frozenset[date]
    reminder_pause: timedelta
    look: str = ""

    @property
    def id(self) -> str:
        """Name and version, as a case remembers under which rules it was decided."""
        return f"{self.name}@{self.version}"

    def reasons_of(self, service: str) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons.values() if reason.service == service)

    def questionnaire_of(self, reason: str) -> Questionnaire:
        return self.questionnaires[self.reasons[reason].questionnaire]

    def table_of(self, reason: str) -> Table:
        return self.priorities[self.reasons[reason].questionnaire]

    def place(self, reason: str, priority: int, listed_unit: str | None, calendar: Calendar, at: datetime) -> Placement:
        """By the routing table. A listed unit that the pack does not have counts as none (VML: Olistade till 1177)."""
        why, own = self.reasons[reason], self.units.get(listed_unit or "")
        own_open = own is not None and is_open(own.hours, calendar, at)
        where = route(self.routing, why.service, priority, own_open, own is not None)
        unit = own if where.unit == LISTED and own else self.units[where.unit]
        return Placement(
            unit=unit,
            role=where.role or (why.role if why.role in unit.roles else unit.roles[0]),
            advice=where.advice,
            urgent=priority == 1,
            promised_at=expected_answer(unit.hours, calendar, at, unit.answer_within),
        )
