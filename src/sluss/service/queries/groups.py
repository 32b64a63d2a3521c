"""Group visits: the list of a unit, and the roster of one, for licensed staff of that unit alone (J11, J12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sluss.core import groups as rules
from sluss.core.facts import Group
from sluss.core.hours import STOCKHOLM
from sluss.core.people import WITHHELD, age
from sluss.core.policy import known
from sluss.service.reading import Query, Reading
from sluss.service.views.common import Choice
from sluss.service.views.groups import GroupLine, GroupPage, Groups, Member, MemberState
from sluss.store import groups

# How long one that is over stands in the list: its notes may be left to write.
LATELY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GroupsOf(Query[Groups]):
    logged: bool = False


@dataclass(frozen=True, slots=True)
class GroupOf(Query[GroupPage]):
    """`logged` is False for a push on a stream whose opening was logged."""

    meeting: UUID
    logged: bool = True


async def groups_of(r: Reading, q: GroupsOf) -> Groups:
    rules.opens_groups(r.actor, r.pack)
    unit = r.pack.units[r.actor.mandate.unit if r.actor.mandate else ""]
    lines = [await _line(r, group) for group in await groups.of_unit(r.db, unit.id, r.now - LATELY)]
    return Groups(
        unit_name=unit.name,
        lines=tuple(lines),
        reasons=tuple(Choice(one.id, one.title) for one in r.pack.reasons.values() if _bookable(r, one.id)),
        record=r.pack.routine.record.name,
        may=r.actor.shift is not None,
    )


def _bookable(r: Reading, reason: str) -> bool:
    """As of any booked visit: everything but what residents only write about."""
    return r.pack.kind_of(reason) != "administrative"


async def _line(r: Reading, group: Group) -> GroupLine:
    states = [_state(row) for row in await groups.members(r.db, group.id)]
    return GroupLine(
        id=group.id,
        title=group.title,
        starts=group.starts,
        ends=group.ends,
        leader=group.leader,
        places=group.places,
        booked=len(group.patients),
        waiting=states.count("waiting"),
        inside=states.count("inside"),
        over=group.ended_at is not None,
    )


async def group_of(r: Reading, q: GroupOf) -> GroupPage:
    group = rules.sees_group(r.actor, await groups.group(r.db, q.meeting), r.pack)
    rows = await groups.members(r.db, group.id)
    r.seen, r.people = [row["id"] for row in rows], [row["patient"] for row in rows]
    reason = known(r.pack.reasons, group.reason)
    return GroupPage(
        id=group.id,
        unit=group.unit,
        title=group.title,
        reason=group.reason,
        reason_title=reason.title if reason else "",
        role=group.role,
        staff=group.staff,
        starts=group.starts,
        ends=group.ends,
        leader=group.leader,
        places=group.places,
        members=tuple(_member(r, group, row) for row in rows),
        leads=r.actor.id == group.staff,
        may=r.actor.shift is not None,
        call=group.call if any(row["call"] == group.call for row in rows) else None,
        ended_at=group.ended_at,
        record=r.pack.routine.record.name,
        async_choices=r.pack.async_phase.choices,
        async_default=r.pack.async_phase.default_days,
    )


def _member(r: Reading, group: Group, row: Any) -> Member:
    return Member(
        case_id=row["id"],
        name=WITHHELD if row["protected"] else row["patient_name"],
        age=age(row["born"], r.now.astimezone(STOCKHOLM).date()),
        protected=row["protected"],
        state=_state(row),
        arrived_at=row["arrived_at"],
        shown_as=row["shown_as"] or "",
        mine=row["owner"] == r.actor.id,
        in_call=group.call is not None and row["call"] == group.call,
        unread=row["staff_unread"],
    )


def _state(row: Any) -> MemberState:
    match row["phase"]:
        case "withdrawn":
            return "cancelled"
        case "visit":
            return "inside"
        case "async" | "ended":
            return "over"
    missed, arrived = row["no_show_at"], row["arrived_at"]
    if missed and not (arrived and arrived > missed):
        return "no_show"
    return "waiting" if arrived else "expected"
