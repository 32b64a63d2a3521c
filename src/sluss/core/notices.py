"""What must happen later because of what happened now: rows of work, written in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sluss.core.case import events as e
from sluss.core.case.model import DROP_IN, Case
from sluss.core.case.phases import Phase
from sluss.core.drill import LASTS
from sluss.core.facts import Facts
from sluss.core.hours import open_until
from sluss.core.notices_of_calls import CALL_PLANS
from sluss.core.notices_of_contacts import CONTACT_PLANS
from sluss.core.notices_of_guests import GUEST_PLANS
from sluss.core.notices_of_meetings import MEETING_PLANS
from sluss.core.planned import (
    ALL_ROLES,
    Job as Job,
    Plans,
    look_up,
    look_up_family as look_up_family,
    to_staff as to_staff,
    to_unit as to_unit,
    together,
)
from sluss.core.policy import known

DRAFT_IS_KEPT = timedelta(days=7)
# What staff are told: what comes to a unit's queue, then what concerns one of them (U7, U8, H4).
KINDS: Final = (
    "new_drop_in",
    "new_async",
    "scheduled",
    "handover",
    "invited",
    "consult",
    "countersign",
    "assigned",
    "unfinished",
    "overdue",
    "visit_overdue",
    "reply",
    "declined",
    "answered",
    "returned",
    "guest_waits",
)
Closing = e.VisitEnded | e.ConvertedToAsync | e.AsyncExtended | e.CareCaseStarted | e.CaseSent


def jobs(case: Case, events: Iterable[e.Event], facts: Facts) -> list[Job]:
    """`case` as it stands after the events. Of a drill nobody is told, and nothing runs out but the drill."""
    plans = DRILL_PLANS if case.drill else ALL_PLANS
    found = [job for event in events for plan in plans.get(type(event), ()) for job in plan(case, event, facts)]
    # Two events may ask for the same; the later says when.
    return list({job.key: job for job in found}.values())


def reminders(closing: datetime, before: timedelta) -> tuple[datetime, ...]:
    """When the owner of a drop-in visit is told that it is not ended (H4): shortly before closing, then by the hour."""
    return (closing - before, *(closing + timedelta(hours=hours) for hours in range(3)))


def next_reminder(closing: datetime, before: timedelta, now: datetime) -> datetime | None:
    return next((at for at in reminders(closing, before) if at > now), None)


def remind_unfinished(case: Case, closing: datetime, at: datetime) -> Job:
    """One job a case: its next reminder takes the place of the one that was."""
    return Job(f"unfinished:{case.id}", "unfinished", at, {"case": str(case.id), "closing": closing.isoformat()})


def _sent(case: Case, event: e.CaseSent, facts: Facts) -> list[Job]:
    kind = "new_drop_in" if case.flow == DROP_IN else "new_async"
    return to_unit(case, kind, facts, event.unit, event.role)


def _in_shadow(case: Case, event: e.CaseSent, facts: Facts) -> list[Job]:
    """A version on trial ranks the case too, when the resident no longer waits for it."""
    trial = facts.pack.shadow
    if trial is None or facts.now >= trial.until:
        return []
    about = {"case": str(case.id), "run": str(trial.run)}
    return [Job(f"shadow:{trial.run}:{case.id}", "shadow", facts.now, about)]


def _started(case: Case, event: e.VisitStarted, facts: Facts) -> list[Job]:
    """VML, Drop in: every visit begun is to be ended by the end of the day. A unit that is always open has no such."""
    unit = known(facts.pack.units, case.unit)
    if case.flow != DROP_IN or unit is None or unit.hours.always:
        return []
    closing = open_until(unit.hours, facts.calendar, facts.now, 0)
    at = next_reminder(closing, facts.pack.drop_in.remind_before_closing, facts.now)
    return [remind_unfinished(case, closing, at)] if at else []


def _sms(case: Case, event: e.SmsAsked, facts: Facts) -> list[Job]:
    if event.to is None:
        return []
    return [Job(event.key, "sms", facts.now, {"case": str(case.id), "to": str(event.to), "template": event.kind})]


def _close(case: Case, event: Closing, facts: Facts) -> list[Job]:
    end = event.open_until
    return [Job(f"close:{case.id}", "close", end, {"case": str(case.id)})] if end else []


def _message(case: Case, event: e.VisitEnded, facts: Facts) -> list[Job]:
    """G14: what is written after the visit has ended is `since` then, and makes it needless."""
    about = {"case": str(case.id), "since": str(case.seq)}
    return [Job(f"autosend:{case.id}", "autosend", event.message_at, about)] if event.message_at else []


def _said(case: Case, event: e.MessageSent, facts: Facts) -> list[Job]:
    """A reply in an asynchronous case is told to who has it; an answer after its time lets the clock end it (U7)."""
    if event.side == "resident" and case.phase is Phase.ASYNC:
        return to_staff(case, "reply", facts, case.owner)
    late = event.side == "staff" and case.open_until is not None and case.open_until <= facts.now
    return [Job(f"close:{case.id}", "close", facts.now, {"case": str(case.id)})] if late else []


def _done(case: Case, event: e.MarkedDone, facts: Facts) -> list[Job]:
    """Nothing waits any more: when the days were over already, the clock ends it now."""
    over = case.open_until is not None and case.open_until <= facts.now
    return [Job(f"close:{case.id}", "close", facts.now, {"case": str(case.id)})] if over else []


def _offered(case: Case, event: e.HandoverOffered, facts: Facts) -> list[Job]:
    return _asked(case, "handover", facts, event.staff, event.unit, event.role)


def _consulted(case: Case, event: e.ConsultAsked, facts: Facts) -> list[Job]:
    return _asked(case, "consult", facts, event.staff, event.unit, event.role)


def _asked(case: Case, kind: str, facts: Facts, staff: UUID | None, unit: str, role: str) -> list[Job]:
    return to_staff(case, kind, facts, staff) if staff else to_unit(case, kind, facts, unit, role)


def _countersign(case: Case, event: e.CountersignAsked, facts: Facts) -> list[Job]:
    roles = sorted(facts.pack.countersign_roles)
    return [job for role in roles for job in to_unit(case, "countersign", facts, case.unit or "", role)]


def _returned(case: Case, event: e.CaseReturned, facts: Facts) -> list[Job]:
    """It lies in the queue again: as new to those who are at work."""
    kind = "new_drop_in" if case.flow == DROP_IN and case.phase is not Phase.ASYNC else "new_async"
    return to_unit(case, kind, facts, case.unit or "", case.role or ALL_ROLES)


def _ran_out(case: Case, event: e.TimeRanOut, facts: Facts) -> list[Job]:
    return _asked(case, "overdue", facts, case.owner, case.unit or "", case.role or ALL_ROLES)


def _ticket(case: Case, event: e.TicketGiven, facts: Facts) -> list[Job]:
    return [Job(f"ticket:{case.id}", "expire_ticket", event.until, {"case": str(case.id)})]


def _activated(case: Case, event: e.TicketActivated, facts: Facts) -> list[Job]:
    return to_unit(case, "new_drop_in", facts, case.unit or "", case.role or ALL_ROLES)


def _discard(case: Case, event: e.Event, facts: Facts) -> list[Job]:
    return [Job(f"discard:{case.id}", "discard", facts.now + DRAFT_IS_KEPT, {"case": str(case.id)})]


def _erase(case: Case, event: e.PictureRemoved, facts: Facts) -> list[Job]:
    return [Job(f"erase:{event.picture_id}", "erase", facts.now, {"picture": str(event.picture_id)})]


def _erase_all(case: Case, event: e.Event, facts: Facts) -> list[Job]:
    return [Job(f"erase-all:{case.id}", "erase_all", facts.now, {"case": str(case.id)})]


def _visit_awaited(case: Case, event: e.RiskAssessed, facts: Facts) -> list[Job]:
    """O8: when the physical visit has not been in time, staff and head are told."""
    by = event.visit_by
    return [Job(f"visit:{case.id}", "visit_overdue", by, {"case": str(case.id)})] if by else []


def _visit_overdue(case: Case, event: e.PhysicalVisitOverdue, facts: Facts) -> list[Job]:
    head = Job(f"visit-head:{case.id}:{case.seq}", "visit_alert", facts.now, {"unit": case.unit or ""})
    return [*to_unit(case, "visit_overdue", facts, case.unit or ""), head]


def _end_drill(case: Case, event: e.DrillStarted, facts: Facts) -> list[Job]:
    return [Job(f"drill:{case.id}", "end_drill", facts.now + LASTS, {"case": str(case.id)})]


# Event → what is to be done later. One event may lead to several things.
PLANS: Final[Plans] = {
    e.SmsAsked: (_sms,),
    e.CaseSent: (_sent, _close, _in_shadow),
    e.VisitStarted: (_started,),
    e.VisitEnded: (_close, _message),
    e.ConvertedToAsync: (_close,),
    e.AsyncExtended: (_close,),
    e.CareCaseStarted: (
        look_up,
        _close,
    ),
    e.MessageSent: (_said,),
    e.FormAnswered: (lambda case, event, facts: to_staff(case, "reply", facts, case.owner),),
    e.MarkedDone: (_done,),
    e.HandoverOffered: (_offered,),
    e.HandoverDeclined: (lambda case, event, facts: to_staff(case, "declined", facts, case.owner),),
    e.ColleagueInvited: (lambda case, event, facts: to_staff(case, "invited", facts, event.staff),),
    e.ConsultAsked: (_consulted,),
    e.ConsultAnswered: (lambda case, event, facts: to_staff(case, "answered", facts, case.consult_by),),
    e.CountersignAsked: (_countersign,),
    e.NoteReturned: (lambda case, event, facts: to_staff(case, "returned", facts, case.countersign_of),),
    e.CaseAssigned: (lambda case, event, facts: to_staff(case, "assigned", facts, event.staff),),
    e.CaseReturned: (_returned,),
    e.TimeRanOut: (_ran_out,),
    e.RiskAssessed: (_visit_awaited,),
    e.PhysicalVisitOverdue: (_visit_overdue,),
    e.TicketGiven: (
        look_up,
        _ticket,
    ),
    e.TicketActivated: (_activated,),
    e.DraftStarted: (_discard, look_up),
    e.AnswerGiven: (_discard,),
    e.PictureAdded: (_discard,),
    e.PictureRemoved: (_erase,),
    e.DraftDiscarded: (_erase_all,),
}
ALL_PLANS: Final = together(PLANS, MEETING_PLANS, CALL_PLANS, GUEST_PLANS, CONTACT_PLANS)
DRILL_PLANS: Final[Plans] = {e.DrillStarted: (_end_drill,), e.DrillEnded: (_erase_all,)}
