"""A policy pack: all that a region decides for itself, as data. Read and proved by `sluss.store.packs`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.drill import Drill
from sluss.core.functions import FUNCTIONS
from sluss.core.hours import Calendar, Hours, expected_answer, is_open, open_throughout
from sluss.core.routine import Routine
from sluss.core.routing import CALLS, LISTED, AcceptedRisk, Matter, Row, asked_units, route
from sluss.core.terms import (
    HEAD_SMS as HEAD_SMS,
    AsyncPhase as AsyncPhase,
    Autosend as Autosend,
    DropIn as DropIn,
    Pictures as Pictures,
    Region as Region,
    Shadow as Shadow,
    Texts as Texts,
    Tickets as Tickets,
    known as known,
)
from sluss.core.triage.priority import Table
from sluss.core.triage.questionnaire import NO_QUESTIONS, Questionnaire

# What a phrase may leave open: the writer's own name and title, the unit's name and number.
PHRASE_FIELDS: Final = ("name", "title", "unit", "phone")
# Where a link is shown: under Hjälp in Huvudmeny (Y6), beside the case (Y8), or among the phrases of the chat.
PLACES: Final = ("hjälp", "guide", "chatt")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A ready text for the chat; may hold {name} and {title} of its writer, {unit} and {phone} of the unit (F10)."""

    id: str
    title: str
    text: str
    group: Literal["Regionen", "Enheten"] = "Regionen"

    def said_by(self, name: str, title: str, unit: Unit, title_only: bool = False) -> str:
        """The text as this writer at this unit would send it; without the name of who shows the title alone."""
        text = self.text.replace("{name}, {title}", "{title}").replace("{name}", "{title}") if title_only else self.text
        return text.format(name=name, title=title, unit=unit.name, phone=unit.phone)


@dataclass(frozen=True, slots=True)
class Link:
    """`where` is one of PLACES."""

    id: str
    title: str
    url: str
    where: str


@dataclass(frozen=True, slots=True)
class Head:
    """Verksamhetschefen (H24: ansvarig för att det finns minst en schemalagd och namngiven person). E.164."""

    name: str
    mobile: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is responsible for the inflow on `day`, from minute `start` until `end` (D11)."""

    id: UUID
    day: date
    start: int
    end: int
    staff: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """`answer_within` counts opening hours only; `roles` are the codes of those who answer, the first by default.

    `offered` are the keys of FUNCTIONS that the region lets the unit use, `functions` those that it does use;
    `forms` are ids of questionnaires. Phrases, links and roster are the unit's own, `given` the region's links. `head`
    is told of a unit left.
    """

    id: str
    name: str
    kind: str
    phone: str
    hours: Hours
    answer_within: timedelta
    roles: tuple[str, ...]
    offered: frozenset[str] = frozenset(FUNCTIONS)
    functions: frozenset[str] = frozenset(FUNCTIONS)
    forms: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    links: tuple[Link, ...] = ()
    roster: tuple[Duty, ...] = ()
    head: Head | None = None
    given: tuple[Link, ...] = ()

    def links_at(self, where: str) -> tuple[Link, ...]:
        return tuple(link for link in (*self.given, *self.links) if link.where == where)


@dataclass(frozen=True, slots=True)
class Service:
    """`triaged`: residents seek care; `administrative`: residents' other matters; `care`: what staff begin."""

    id: str
    title: str
    text: str
    kind: Literal["triaged", "administrative", "care"]


@dataclass(frozen=True, slots=True)
class Ages:
    """Whom a reason is for, in whole years lived: from `least` until the birthday `before`; None: no end."""

    least: int = 0
    before: int | None = None

    def hold(self, age: int) -> bool:
        return self.least <= age and (self.before is None or age < self.before)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for contact (C9). `questionnaire` (none when staff begin) and `service` are ids; `role` is who
    answers first. `ages`: of the patients it is offered to."""

    id: str
    title: str
    questionnaire: str | None
    service: str
    role: str
    ages: Ages = Ages()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a case goes now. `promised_at`: an answer can be expected by then; `advice` is one of routing.ADVICE.
    `open`: the unit is, now; `closes_first`: it closes before an answer is promised. `row` is what decided."""

    unit: Unit
    role: str
    advice: str | None
    urgent: bool
    promised_at: datetime
    open: bool
    closes_first: bool
    row: Row

    @property
    def referred(self) -> bool:
        """Care is closed, and 1177 or 112 comes first (C14)."""
        return self.advice in CALLS


@dataclass(frozen=True, slots=True)
class Pack:
    """One region's rules from one date. `priorities` are keyed by questionnaire id, the other mappings
    by their own. `outcomes`: id → what a visit may end with besides (P9). `forms` are the questionnaires that staff
    may send in the chat. `look` is CSS: the region's own values of the design tokens. `changes` counts what the units
    have set for themselves, laid over it. `sources`: dotted path of a value → the sentence of a routine, or the
    decision, that it comes from (Y7). `versions`: the others that have been in force, by name and version."""

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
    tickets: Tickets
    drop_in: DropIn
    outcomes: Mapping[str, str]
    countersign_roles: frozenset[str]
    longest_shift: timedelta
    autosend: Autosend
    look: str = ""
    forms: tuple[str, ...] = ()
    changes: int = 0
    routine: Routine = field(default_factory=Routine)
    sources: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    accepted_risks: Mapping[str, AcceptedRisk] = field(default_factory=dict)
    versions: Mapping[str, Pack] = field(default_factory=dict, compare=False)
    shadow: Shadow | None = None
    drills: Mapping[str, Drill] = field(default_factory=dict)

    @property
    def version_id(self) -> str:
        """Name and version, without what the units have set."""
        return f"{self.name}@{self.version}"

    @property
    def id(self) -> str:
        """Name, version and changes, as a case remembers under which rules it was decided."""
        return self.version_id + (f"+{self.changes}" if self.changes else "")

    def as_of(self, id_: str) -> Pack:
        """The pack as a case remembers it by `id`; this one when that is not known, or is this one."""
        return self.versions.get(id_.partition("+")[0], self)

    def reasons_of(self, service: str) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons.values() if reason.service == service)

    def questionnaire_of(self, reason: str) -> Questionnaire:
        """Of a reason without questions: one without questions."""
        asked = self.reasons[reason].questionnaire
        return self.questionnaires[asked] if asked else NO_QUESTIONS

    def table_of(self, reason: str) -> Table:
        """KeyError for a reason without questions: nothing sets its priority."""
        return self.priorities[self.reasons[reason].questionnaire or ""]

    def functions_of(self, actor: Actor) -> frozenset[str]:
        """What the actor's unit uses; a resident and the system are held back by no unit's choice."""
        unit = known(self.units, actor.mandate.unit) if actor.mandate else None
        return unit.functions if unit else frozenset(FUNCTIONS)

    def kind_of(self, reason: str) -> str:
        return self.services[self.reasons[reason].service].kind

    def place(self, reason: str, priority: int, listed_unit: str | None, calendar: Calendar, at: datetime) -> Placement:
        """By the routing table. A listed unit that the pack does not have counts as none (VML: Olistade till 1177)."""
        why, own = self.reasons[reason], self.units.get(listed_unit or "")
        own_open = own is not None and is_open(own.hours, calendar, at)
        asked = asked_units(self.routing)
        opened = frozenset(id_ for id_ in asked if is_open(self.units[id_].hours, calendar, at))
        row = route(self.routing, Matter(why.service, priority, own_open, own is not None, why.id, opened))
        unit = own if row.unit == LISTED and own else self.units[row.unit]
        promised_at = expected_answer(unit.hours, calendar, at, unit.answer_within)
        return Placement(
            unit=unit,
            role=row.role or (why.role if why.role in unit.roles else unit.roles[0]),
            advice=row.advice,
            urgent=priority == 1,
            promised_at=promised_at,
            open=is_open(unit.hours, calendar, at),
            closes_first=not open_throughout(unit.hours, calendar, at, promised_at),
            row=row,
        )
