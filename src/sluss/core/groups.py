"""Group visits with several patients, where the region has them (H26: Gruppbesök med flera patienter genomförs)."""

from __future__ import annotations

from typing import Final

from sluss.core.access import at_unit
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.facts import Facts, Group
from sluss.core.functions import GROUPS
from sluss.core.people import Person
from sluss.core.policy import Pack, known
from sluss.core.refusal import Hidden, Refused

# What a participant is called who has said nothing, and whose name is nobody else's to know.
NAMELESS: Final = "Deltagare"
LONGEST_NAME: Final = 30
LONGEST_TITLE: Final = 80
FEWEST, MOST = 2, 12


def opens_groups(actor: Actor, pack: Pack) -> None:
    """Passes for licensed staff of a unit that holds group visits; for anybody else there are none (J11)."""
    if actor.mandate is None or not at_unit(actor, actor.mandate.unit) or GROUPS not in pack.functions_of(actor):
        raise Hidden


def sees_group(actor: Actor, group: Group | None, pack: Pack) -> Group:
    """The roster is for staff of the unit alone."""
    opens_groups(actor, pack)
    if group is None or not at_unit(actor, group.unit):
        raise Hidden
    return group


def works(actor: Actor) -> None:
    if actor.shift is None:
        raise Refused("not_on_shift")


def leads(actor: Actor, group: Group) -> None:
    """One leads, and lets each participant in by hand."""
    works(actor)
    if actor.id != group.staff:
        raise Refused("group_not_leader")


def begin(actor: Actor, group: Group, pack: Pack) -> None:
    """Whether such a group can be booked."""
    opens_groups(actor, pack)
    works(actor)
    unit = known(pack.units, group.unit)
    if unit is None or not at_unit(actor, group.unit):
        raise Hidden
    if not group.title.strip():
        raise Refused("group_untitled")
    if len(group.title) > LONGEST_TITLE:
        raise Refused("group_title_long", longest=LONGEST_TITLE)
    if group.reason not in pack.reasons:
        raise Refused("reason_unknown")
    if not FEWEST <= group.places <= MOST:
        raise Refused("group_places", fewest=FEWEST, most=MOST)


def fits(command: c.BookVisit, facts: Facts) -> None:
    """Whether the visit that is being booked has a place in the group."""
    unit, group = known(facts.pack.units, command.unit), facts.group
    if unit is None or GROUPS not in unit.functions:
        raise Refused("groups_off")
    if group is None or group.unit != command.unit:
        raise Refused("group_unknown")
    if (command.starts, command.ends) != (group.starts, group.ends):
        raise Refused("group_time")
    if group.ended_at is not None:
        raise Refused("group_over")
    if command.patient in group.patients:
        raise Refused("group_twice")
    if len(group.patients) >= group.places:
        raise Refused("group_full", places=group.places)


def first_shown(patient: Person | None) -> str:
    """What the others call a participant who chooses nothing: the own first name, never that of protected people."""
    return NAMELESS if patient is None or patient.protected else patient.given_name


def shown_as(chosen: str, patient: Person | None) -> str:
    name = " ".join(chosen.split()) or first_shown(patient)
    if len(name) > LONGEST_NAME:
        raise Refused("shown_as_long", longest=LONGEST_NAME)
    return name
