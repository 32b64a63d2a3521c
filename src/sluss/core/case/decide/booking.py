"""Booked visits: booked, moved, cancelled, and what happens when nobody comes (K1 to K14, J1, J9).

K14, HDK: "Att boka in ett videobesök kräver inget dokumenterat samtycke": nothing is asked of it here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sluss.core.actor import Actor
from sluss.core.booked import came_late, no_show
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import correspondent, ends_with_risk, note_due, reader
from sluss.core.case.model import BOOKED, Case
from sluss.core.case.phases import Phase
from sluss.core.facts import Facts
from sluss.core.groups import fits
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Refused

# A visit that begins as it is booked is still booked; what is longer or farther away was typed wrong.
LATE: Final = timedelta(hours=1)
LONGEST: Final = timedelta(hours=8)
FARTHEST: Final = timedelta(days=731)
# How a booked visit may end without a visit here (J9).
NO_SHOW, BY_PHONE = "no_show", "by_phone"
# Who is written to, by the kind of booking. None: nobody stands on the resident's side.
RESIDENTS: Final[Mapping[str, Callable[[Actor, c.BookVisit, Facts], UUID | None]]] = {
    "visit": lambda actor, command, facts: correspondent(facts),
    "group": lambda actor, command, facts: _of_group(command, facts),
    "relative": lambda actor, command, facts: _of_relative(facts),
}


def book(actor: Actor, case: Case, command: c.BookVisit, facts: Facts) -> list[e.Event]:
    unit, reason = facts.pack.units.get(command.unit), facts.pack.reasons.get(command.reason)
    if actor.mandate is None or actor.mandate.unit != command.unit:
        raise Refused("booking_elsewhere")
    if unit is None:
        raise Refused("unit_retired")
    if reason is None or facts.pack.kind_of(reason.id) == "administrative":
        raise Refused("reason_unknown")
    if command.role not in unit.roles:
        raise Refused("recipient_unknown")
    if command.kind not in RESIDENTS:
        raise Refused("kind_unknown")
    resident = RESIDENTS[command.kind](actor, command, facts)
    if command.staff and not _is_there(command, facts):
        raise Refused("colleague_not_here")
    in_time(command.starts, command.ends, facts.now)
    _free(command.although, facts)
    booked = e.VisitBooked(
        kind=command.kind,
        by=actor.id,
        resident=resident,
        patient=command.patient,
        service=reason.service,
        reason=reason.id,
        unit=unit.id,
        role=command.role,
        staff=command.staff,
        starts=command.starts,
        ends=command.ends,
        meeting=command.meeting if command.kind == "group" else None,
    )
    return [booked, *told(case, resident, "booked")]


def _of_relative(facts: Facts) -> None:
    """H24, Anhörigsamtal: "Skapa ett besök i Clinic24 med den anhörige, genom att bjuda in som gäst" (J13). H26 books
    it on the relative's own number, as any visit (J14). The patient is not told, and never sees it."""
    if facts.pack.routine.record.relative_talk != "guest":
        raise Refused("relative_on_own_number")
    if facts.patient is None:
        raise Refused("patient_unknown")


def _of_group(command: c.BookVisit, facts: Facts) -> UUID:
    """J11: one of several patients at the same time, each with a case of their own."""
    fits(command, facts)
    return correspondent(facts)


def move(actor: Actor, case: Case, command: c.MoveBooking, facts: Facts) -> list[e.Event]:
    """By staff, or by the record system, whose times are taken as they are."""
    if (command.starts, command.ends) == (case.booked_from, case.booked_until):
        return []
    if case.meeting:
        raise Refused("group_time")
    if actor.kind == "staff":
        in_time(command.starts, command.ends, facts.now)
        _free(command.although, facts)
    elif command.starts >= command.ends:
        raise Refused("ends_before_start")
    moved = e.BookingMoved(_by(actor), command.starts, command.ends)
    return [moved, *told(case, reader(case, facts), "moved")]


def cancel(actor: Actor, case: Case, command: c.CancelBooking, facts: Facts) -> list[e.Event]:
    return [*told(case, reader(case, facts), "cancelled"), e.BookingCancelled(_by(actor), case.externals)]


def note_no_show(actor: Actor, case: Case, command: c.NoteNoShow, facts: Facts) -> list[e.Event]:
    """H24: "ska patienten direkt kontaktas via telefon av vårdpersonalen som ska genomföra besöket"."""
    if case.flow != BOOKED or case.booked_from is None:
        raise Refused("not_booked")
    if facts.now < case.booked_from:
        raise Refused("not_begun_yet", starts=case.booked_from.astimezone(STOCKHOLM).strftime("%H.%M"))
    return [] if no_show(case) else [e.NoShowNoted(actor.id)]


def end_no_show(actor: Actor, case: Case, command: c.EndNoShow, facts: Facts) -> list[e.Event]:
    """After the telephone: not reached, or the visit was held there."""
    if case.flow != BOOKED:
        raise Refused("not_booked")
    if came_late(case):
        raise Refused("has_come")
    if case.no_show_at is None:
        raise Refused("no_show_first")
    if not case.calls:
        raise Refused("call_the_patient_first")
    if command.outcome not in (NO_SHOW, BY_PHONE):
        raise Refused("not_an_outcome")
    ends_with_risk(actor, case, facts)
    # What was a visit is documented by the one who has it; who only waited has nothing to write.
    due = case.phase is Phase.VISIT or (command.outcome == BY_PHONE and case.owner is not None)
    return [e.CaseEnded(by_clock=False, note_due=due and note_due(case, facts), outcome=command.outcome)]


def remind(actor: Actor, case: Case, command: c.RemindOfBooking, facts: Facts) -> list[e.Event]:
    """U1: only who has consented is reminded of a time. What was moved, has begun or was told already is left."""
    to = reader(case, facts)
    over = case.booked_from != command.starts or facts.now >= command.starts or case.arrived_at is not None
    if over or to is None or not facts.reminders or facts.reminded:
        return []
    return [e.SmsAsked(reminder_key(case, command), to, command.kind)]


def reminder_key(case: Case, command: c.RemindOfBooking) -> str:
    """The same for the same time, so that nobody is reminded of it twice."""
    return f"sms:{case.id}:{command.kind}:{int(command.starts.timestamp())}"


def in_time(starts: datetime, ends: datetime, now: datetime) -> None:
    """Refused, when nobody could mean these times."""
    if starts >= ends:
        raise Refused("ends_before_start")
    if starts < now - LATE:
        raise Refused("time_is_past")
    if ends - starts > LONGEST:
        raise Refused("visit_too_long", hours=LONGEST // timedelta(hours=1))
    if starts > now + FARTHEST:
        raise Refused("time_too_far")


def told(case: Case, to: UUID | None, kind: str) -> list[e.Event]:
    """U3: that a time has been booked, moved or cancelled may always be told, also to who wants no reminders (K13)."""
    return [e.SmsAsked(f"sms:{case.id}:{case.seq + 1}", to, kind)] if to else []


def _by(actor: Actor) -> UUID | None:
    """None: through the bookings door."""
    return actor.id if actor.kind == "staff" else None


def _is_there(command: c.BookVisit, facts: Facts) -> bool:
    whose = facts.colleague
    return whose is not None and (whose.unit, whose.role) == (command.unit, command.role)


def _free(although: bool, facts: Facts) -> None:
    """Warned of and not forbidden: the record system holds the calendar, and times that come from there may overlap
    too. Siblings are seen at the same time, and who books knows why."""
    if facts.clash and not although:
        starts, ends = (at.astimezone(STOCKHOLM).strftime("%H.%M") for at in facts.clash)
        raise Refused("booked_already", starts=starts, ends=ends)
