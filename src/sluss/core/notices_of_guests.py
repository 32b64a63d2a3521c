"""What must happen later because of guests from outside: the guest is sent the link, and staff hear who waits."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sluss.core.case import events as e
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.planned import Job, Plans


def send_link(case_id: UUID, guest: UUID, facts: Facts) -> Job:
    """One job a guest: asked again, as when the visit has been moved, it is sent once more."""
    return Job(f"guest:{guest}", "guest_link", facts.now, {"case": str(case_id), "guest": str(guest)})


def _invited(case: Case, event: e.ExternalInvited, facts: Facts) -> list[Job]:
    return [send_link(case.id, event.external, facts)]


def _moved(case: Case, event: e.BookingMoved, facts: Facts) -> list[Job]:
    return [send_link(case.id, guest, facts) for guest in case.externals]


def _cancelled(case: Case, event: e.BookingCancelled, facts: Facts) -> list[Job]:
    """In place of a link that is not sent yet: an interpreter who is not told comes to a visit that is none."""
    about = [{"case": str(case.id), "guest": str(guest)} for guest in event.guests]
    return [Job(f"guest:{one['guest']}", "guest_cancelled", facts.now, one) for one in about]


def _waits(case: Case, event: e.ExternalArrived, facts: Facts) -> list[Job]:
    """Who has the case; before anybody has it, the unit."""
    about = {"case": str(case.id), "notice": "guest_waits"}
    about |= {"staff": str(case.owner)} if case.owner else {"unit": case.unit or "", "role": case.role or ""}
    return [Job(f"notice:guest_waits:{case.id}:{case.seq}", "staff_notice", facts.now, about)]


GUEST_PLANS: Final[Plans] = {
    e.ExternalInvited: (_invited,),
    e.BookingMoved: (_moved,),
    e.BookingCancelled: (_cancelled,),
    e.ExternalArrived: (_waits,),
}
