"""Notices to staff: who is told of what, and what is left to send. Nobody is told who is not at work (U7, U8, U10)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sluss.core.access import LICENSED
from sluss.core.case.phases import Phase
from sluss.core.notices import KINDS, Job, next_reminder, remind_unfinished, reminders
from sluss.core.refusal import Hidden
from sluss.service.hints import told
from sluss.service.ids import new_id
from sluss.service.profiles import licensed
from sluss.service.smaller import Doing, Done, Smaller
from sluss.store import cases, notices
from sluss.store.profiles import profile_of

UNFINISHED = (Phase.ACCEPTED, Phase.VISIT)


@dataclass(frozen=True, slots=True)
class TellStaff(Smaller[frozenset[UUID]]):
    """Tells `staff`, or else everybody at work at `unit` in `role` (empty: in any). About a case; answers with those
    who had not been told of `key` before."""

    kind: str
    key: str
    unit: str = ""
    role: str = ""
    staff: UUID | None = None


@dataclass(frozen=True, slots=True)
class RemindUnfinished(Smaller[frozenset[UUID]]):
    """A drop-in visit that is not ended when its unit closes: its owner is told, and told again (H4)."""

    closing: datetime


@dataclass(frozen=True, slots=True)
class MarkNoticesRead(Smaller[None]):
    """One's own, up to the notice that the page showed first."""

    up_to: UUID


async def _tell_staff(d: Doing, x: TellStaff) -> Done:
    _system(d)
    if x.kind not in KINDS:
        raise ValueError(f"there is no notice of the kind {x.kind}")
    if x.staff is not None:
        # J5: who is not at work finds the invitation when logged in; nothing else is told then (U10).
        look_up = notices.one_of_staff if x.kind == "invited" else notices.one_at_work
        found = await look_up(d.db, x.staff)
    else:
        found = await notices.at_work(d.db, x.unit, [x.role] if x.role else sorted(LICENSED))
    return await _told(d, x.kind, x.key, found)


async def _remind_unfinished(d: Doing, x: RemindUnfinished) -> Done:
    """The next reminder is planned whether or not the owner is at work now: another may have taken over by then."""
    _system(d)
    case, before = await cases.read(d.db, d.about), d.pack.drop_in.remind_before_closing
    if case is None or case.phase not in UNFINISHED:
        return frozenset[UUID](), ()
    at = next_reminder(x.closing, before, d.now)
    if at:
        await notices.plan(d.db, [remind_unfinished(case, x.closing, at)])
    found = await notices.one_at_work(d.db, case.owner, case.unit) if case.owner else []
    number = sum(at <= d.now for at in reminders(x.closing, before))
    return await _told(d, "unfinished", f"unfinished:{case.id}:{x.closing:%Y-%m-%d}:{number}", found)


async def _told(d: Doing, kind: str, key: str, found: Sequence[Any]) -> Done:
    """The rows and the SMS that are to be sent, together: a notice is told whole or not at all."""
    staff = [row["staff"] for row in found]
    new = await notices.tell(d.db, [new_id() for _ in staff], staff, d.now, kind, d.about, key)
    about = {"case": str(d.about), "notice": kind}
    sms = [
        Job(f"sms:{key}:{row['staff']}", "staff_sms", d.now, {**about, "staff": str(row["staff"])})
        for row in found
        if row["staff"] in new and profile_of(row).wants_sms(kind)
    ]
    if sms:
        await notices.plan(d.db, sms)
    return frozenset(new), tuple(told(one) for one in new)


async def _mark_read(d: Doing, x: MarkNoticesRead) -> Done:
    licensed(d.actor)
    await notices.mark_read(d.db, d.actor.id, d.now, x.up_to)
    return None, (told(d.actor.id),)


def _system(d: Doing) -> None:
    if d.actor.kind != "system":
        raise Hidden


NOTICE_COMMANDS: Mapping[type[Smaller[Any]], Callable[[Doing, Any], Awaitable[Done]]] = {
    TellStaff: _tell_staff,
    RemindUnfinished: _remind_unfinished,
    MarkNoticesRead: _mark_read,
}
