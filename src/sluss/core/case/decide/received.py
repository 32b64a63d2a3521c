"""A booked visit that the record system has sent (K2, K4, K5). Moved and cancelled it is as any other: `booking`."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.booking import in_time, told
from sluss.core.case.decide.common import correspondent
from sluss.core.case.model import Case
from sluss.core.door import NEEDED, among
from sluss.core.facts import Facts
from sluss.core.refusal import Refused


def receive(actor: Actor, case: Case, command: c.ReceiveBooking, facts: Facts) -> list[e.Event]:
    """For a child under 13 the primary contact of this moment is written to; who is chosen later has the later ones
    (K11)."""
    unit, reason = facts.pack.units.get(command.unit), facts.pack.reasons.get(command.reason)
    if not among(command.contact_type, facts.pack.routine.video.contact_types):
        raise Refused("no_video_visit")
    if unit is None:
        raise Refused("unit_unknown")
    # A visit that nobody at the unit has a list for, or could hold, would be waited for in vain.
    if not unit.functions >= NEEDED:
        raise Refused("unit_without_bookings")
    if command.role not in unit.roles:
        raise Refused("role_unknown")
    if reason is None or facts.pack.kind_of(reason.id) == "administrative":
        raise Refused("reason_unknown")
    resident = correspondent(facts)
    in_time(command.starts, command.ends, facts.now)
    booked = e.VisitBooked(
        kind="visit",
        by=None,
        resident=resident,
        patient=command.patient,
        service=reason.service,
        reason=reason.id,
        unit=unit.id,
        role=command.role,
        staff=command.staff,
        starts=command.starts,
        ends=command.ends,
        contact_type=command.contact_type,
    )
    return [booked, *told(case, resident, "booked")]
