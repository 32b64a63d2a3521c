"""The resident is there for a booked visit (J2)."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.groups import shown_as
from sluss.core.hours import STOCKHOLM
from sluss.core.refusal import Refused
from sluss.core.waiting_room import expected, opens_at


def enter(actor: Actor, case: Case, command: c.EnterWaitingRoom, facts: Facts) -> list[e.Event]:
    """H26: about ten minutes before, and late as long as nobody has ended the visit. Twice is once."""
    if case.booked_from is None:
        raise Refused("not_booked")
    opens = opens_at(case.booked_from, facts.pack)
    if facts.now < opens:
        raise Refused("waiting_room_shut", opens=opens.astimezone(STOCKHOLM).strftime("%H.%M"))
    if not expected(case):
        return []
    return [e.ResidentArrived(shown_as(command.shown_as, facts.patient) if case.meeting else "")]
