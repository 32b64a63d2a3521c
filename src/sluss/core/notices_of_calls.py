"""What must happen later because of a call: somebody looks after it while it runs, and puts it away when it is over."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sluss.core.calls import EMPTY_FOR
from sluss.core.case import events as e
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.planned import Job, Plans


def _started(case: Case, event: e.CallStarted, facts: Facts) -> list[Job]:
    return [look_after(case, event.call, facts.now + EMPTY_FOR)]


def _changed(case: Case, event: e.Event, facts: Facts) -> list[Job]:
    """Who may no longer be in it is shown out at once, whether or not their page is open; so is everybody when the
    visit has ended. `facts.call` is the call that was under way."""
    return [look_after(case, facts.call, facts.now)] if facts.call else []


def look_after(case: Case, call: UUID, at: datetime) -> Job:
    """One job for each case of a call; a new call has its own, so that none is forgotten."""
    return Job(f"call:{call}:{case.id}", "call", at, {"case": str(case.id), "call": str(call)})


CALL_PLANS: Final[Plans] = {
    e.CallStarted: (_started,),
    **dict.fromkeys(
        (
            *(e.CallEnded, e.VisitEnded, e.ConvertedToAsync, e.CaseEnded),
            *(e.CaseTakenOver, e.CaseAssigned, e.CaseReturned, e.HandoverAccepted, e.GuestLeft),
            *(e.ExternalRefused, e.ExternalWithdrawn, e.ExternalLeft),
        ),
        (_changed,),
    ),
}
