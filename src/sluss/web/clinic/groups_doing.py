"""What is done with a group becomes a command to it and one to the case of each participant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias
from uuid import UUID

from sluss.core.case import commands as c
from sluss.core.refusal import Refused
from sluss.service.groups import EndGroup, EndGroupCall, LeadGroup, StartGroupCall
from sluss.service.ids import new_id
from sluss.service.sessions import Session
from sluss.service.views.groups import GroupPage, Member
from sluss.web.context import Web

WithOne: TypeAlias = Callable[[Web, Session, GroupPage, Member], Awaitable[None]]
WithAll: TypeAlias = Callable[[Web, Session, GroupPage], Awaitable[None]]
# What is so already: the step is taken again after one that was cut off half way.
DONE = frozenset({"already_accepted", "already_started", "call_under_way", "wrong_phase", "already_yours"})


def booked(group: GroupPage, person: UUID) -> c.BookVisit:
    """As the group is; the time of its leader is not taken twice by its own participants."""
    whole = (group.unit, group.role, group.staff, group.reason, group.starts, group.ends)
    return c.BookVisit(person, "group", *whole, meeting=group.id, although=True)


async def remove(web: Web, colleague: Session, group: GroupPage, member: Member) -> None:
    await web.service.run(colleague.actor, member.case_id, c.CancelBooking())


async def admit(web: Web, colleague: Session, group: GroupPage, member: Member) -> None:
    """One by one, by hand, from a lobby that nobody else sees into; into the call that is under way, too."""
    if not group.leads:
        raise Refused("group_not_leader")
    await _quietly(web, colleague, member.case_id, c.AcceptCase())
    await _quietly(web, colleague, member.case_id, c.StartVisit(new_id()))
    if group.call:
        await _quietly(web, colleague, member.case_id, c.StartCall(group.call, "video", new_id()))


async def lead(web: Web, colleague: Session, group: GroupPage) -> None:
    await web.service.run(colleague.actor, group.id, LeadGroup())
    others = [one for one in group.members if one.state == "inside" and not one.mine]
    await _in_each(web, colleague, others, lambda: c.TakeOver(""))


async def start_video(web: Web, colleague: Session, group: GroupPage) -> None:
    if not group.those("inside"):
        raise Refused("group_nobody")
    call = await web.service.run(colleague.actor, group.id, StartGroupCall(web.video.sfu is not None))
    await _in_each(web, colleague, group.those("inside"), lambda: c.StartCall(call, "video", new_id()))


async def end_video(web: Web, colleague: Session, group: GroupPage) -> None:
    await web.service.run(colleague.actor, group.id, EndGroupCall())
    await _in_each(web, colleague, [one for one in group.members if one.in_call], lambda: c.EndCall(new_id()))


def end(days: int) -> WithAll:
    async def ended(web: Web, colleague: Session, group: GroupPage) -> None:
        """The video ends with the visits; those that cannot end yet are left, and said."""
        await end_video(web, colleague, group)
        await _in_each(web, colleague, group.those("inside"), lambda: c.EndVisit(days))
        await web.service.run(colleague.actor, group.id, EndGroup())

    return ended


async def _quietly(web: Web, colleague: Session, case_id: UUID, command: c.Command) -> None:
    try:
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        if refused.code not in DONE:
            raise


async def _in_each(web: Web, colleague: Session, members: Iterable[Member], command: Callable[[], c.Command]) -> None:
    """All that can be done is done; the first that could not is told of when the rest have been."""
    first: Refused | None = None
    for member in members:
        try:
            await _quietly(web, colleague, member.case_id, command())
        except Refused as refused:
            first = first or refused
    if first:
        raise first
