"""*Drop in-biljetten* (VML): a place in a queue that the resident takes, lets be, or lets expire."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import asynchronous_phase_over, correspondent, tell
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.hours import expected_answer, open_until
from sluss.core.refusal import Refused


def give(actor: Actor, case: Case, command: c.GiveTicket, facts: Facts) -> list[e.Event]:
    rules, unit, reason = facts.pack.tickets, facts.pack.units.get(command.unit), facts.pack.reasons.get(command.reason)
    if unit is None or command.role not in unit.roles:
        raise Refused("recipient_unknown")
    if reason is None:
        raise Refused("reason_unknown")
    if facts.patient is None or actor.mandate is None:
        raise Refused("patient_unknown")
    resident = correspondent(facts)
    if command.valid_days not in rules.choices:
        raise Refused("not_a_choice")
    priority, urgent, origin = rules.priority, False, facts.origin
    if origin and origin.patient != facts.patient.id:
        raise Refused("patient_unknown")
    # Decision 10: triaged higher, staff are warned, and the region may keep the higher one.
    if origin and origin.priority and origin.priority < rules.priority:
        if not command.although_higher:
            raise Refused("triaged_higher", priority=origin.priority)
        if rules.keep_higher:
            priority, urgent = origin.priority, origin.urgent
    key = f"sms:{case.id}:1"
    return [
        e.TicketGiven(
            by=actor.id,
            resident=resident,
            patient=facts.patient.id,
            service=reason.service,
            reason=reason.id,
            unit=unit.id,
            role=command.role,
            priority=priority,
            urgent=urgent,
            until=open_until(unit.hours, facts.calendar, facts.now, command.valid_days),
            from_unit=actor.mandate.unit,
            # A case that the giver may not see is none to them.
            from_case=origin.id if origin else None,
            suicide_flag=origin is not None and origin.suicide_flag,
        ),
        e.SmsAsked(key, resident, "ticket"),
    ]


def activate(actor: Actor, case: Case, command: c.ActivateTicket, facts: Facts) -> list[e.Event]:
    if case.ticket_until is None or facts.now >= case.ticket_until:
        raise Refused("ticket_expired")
    if facts.open_drop_in and facts.pack.drop_in.one_at_a_time:
        raise Refused("drop_in_open", case=facts.open_drop_in)
    unit = facts.pack.units[case.unit or ""]
    return [e.TicketActivated(expected_answer(unit.hours, facts.calendar, facts.now, unit.answer_within))]


def cancel(actor: Actor, case: Case, command: c.CancelTicket, facts: Facts) -> list[e.Event]:
    return [e.TicketCancelled(actor.id)]


def expire(actor: Actor, case: Case, command: c.ExpireTicket, facts: Facts) -> list[e.Event]:
    if case.ticket_until is None or facts.now < case.ticket_until:
        return []
    return [e.TicketExpired()]


def booking(actor: Actor, case: Case, command: c.SendBookingTicket, facts: Facts) -> list[e.Event]:
    """GAV 2.2: sent in the chat, with the times or the link of the pack (I9)."""
    if asynchronous_phase_over(case, facts):
        raise Refused("case_closed")
    times, link = command.times.strip(), facts.pack.tickets.booking_link
    if not times and not link:
        raise Refused("booking_empty")
    text = facts.pack.texts.booking_ticket.format(times=times, link=link)
    return tell(actor, case, facts, command.message_id, "\n".join(row.rstrip() for row in text.splitlines()).strip())
