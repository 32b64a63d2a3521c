"""The fields that the tasks of a case ask for: made here, drawn by one macro, read by name from the posted form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sluss.core.facts import Colleague
from sluss.core.people import role_title
from sluss.core.policy import Pack, Unit
from sluss.core.refusal import Refused
from sluss.service.views import Choice

Kind = Literal["select", "radio", "text", "line", "check", "date", "time"]


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under a heading; without one they stand by themselves."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Field:
    kind: Kind
    name: str
    label: str
    groups: tuple[Group, ...] = ()
    value: str = ""
    help: str = ""
    rows: int = 4


def choices(*pairs: tuple[str, str]) -> tuple[Group, ...]:
    return (Group("", tuple(Choice(id_, title) for id_, title in pairs)),)


def text(name: str, label: str, help: str = "", rows: int = 4) -> Field:
    return Field("text", name, label, help=help, rows=rows)


def days(options: Sequence[int], usual: int, label: str) -> Field:
    found = choices(*((str(n), "1 dag" if n == 1 else f"{n} dagar") for n in options if n))
    value = usual if usual in options and usual else next(n for n in options if n)
    return Field("radio", "days", label, found, str(value))


def consent() -> Field:
    """HDK: spoken or written; decision 9: not needed within unit and role."""
    found = choices(("oral", "Ja, muntligt"), ("written", "Ja, skriftligt i chatten"), ("", "Behövs inte"))
    told = "Behövs när ärendet går till en annan yrkesroll, en annan enhet eller när fler ska vara med."
    return Field("radio", "consent", "Har invånaren samtyckt?", found, help=told)


def consent_to_guest() -> Field:
    """HDK: always asked before more people are let into a visit under way (M3)."""
    found = choices(("oral", "Ja, muntligt"), ("written", "Ja, skriftligt i chatten"))
    return Field("radio", "consent", "Har invånaren samtyckt till att kollegan är med?", found)


def recipients(pack: Pack, at_work: Sequence[Colleague], me: UUID, own_unit: str, own_role: str) -> tuple[Group, ...]:
    """*Resurs*: roles and persons, the own unit first; of each role how many are at work now."""
    units = sorted(pack.units.values(), key=lambda unit: (unit.id != own_unit, unit.name))
    found = []
    for unit in units:
        here = [one for one in at_work if one.unit == unit.id and one.id != me]
        roles = [
            Choice(f"{unit.id}:{role}:", f"{role_title(role).capitalize()} ({_many(here, role)})")
            for role in unit.roles
        ]
        people = [
            Choice(f"{one.unit}:{one.role}:{one.id}", f"{one.name}, {role_title(one.role)}")
            for one in here
            if one.role in unit.roles
        ]
        found.append(Group(unit.name, (*roles, *people)))
    return tuple(found)


def queues(pack: Pack, own_unit: str) -> tuple[Group, ...]:
    """Roles alone: whoever is at work when the resident comes. Each names its unit, for a list that is closed."""
    units = sorted(pack.units.values(), key=lambda unit: (unit.id != own_unit, unit.name))
    return tuple(
        Group(unit.name, tuple(Choice(f"{unit.id}:{role}:", _queue(unit, role)) for role in unit.roles))
        for unit in units
    )


def _queue(unit: Unit, role: str) -> str:
    return f"{role_title(role).capitalize()}, {unit.name}"


def people(pack: Pack, at_work: Sequence[Colleague], me: UUID, own_unit: str) -> tuple[Group, ...]:
    """Colleagues at work at the own unit."""
    here = [one for one in at_work if one.unit == own_unit and one.id != me]
    named = tuple(Choice(str(one.id), f"{one.name}, {role_title(one.role)}") for one in here)
    return (Group(pack.units[own_unit].name, named),) if named else ()


def recipient(value: str) -> tuple[str, str, UUID | None]:
    """Unit, role and person of a chosen *Resurs*. Refused when nothing was chosen."""
    unit, role, staff = (*value.split(":"), "", "", "")[:3]
    if not unit:
        raise Refused("recipient_missing")
    return unit, role, person(staff) if staff else None


def person(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Refused("recipient_missing") from None


def _many(here: Sequence[Colleague], role: str) -> str:
    count = sum(one.role == role for one in here)
    return f"{count} i tjänst" if count else "ingen i tjänst nu"
