"""What must happen later because a colleague was invited: the invitation goes out, by the way that was chosen (J4)."""

from __future__ import annotations

from typing import Final

from sluss.core.case import events as e
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.planned import Job, Plans


def _invited(case: Case, event: e.ColleagueInvited, facts: Facts) -> list[Job]:
    """Without a way it lies in the worklist alone (J5). Address and number are looked up when it is sent."""
    if not event.via:
        return []
    about = {"case": str(case.id), "staff": str(event.staff), "via": event.via}
    return [Job(f"invitation:{case.id}:{event.staff}:{case.seq}", "invitation", facts.now, about)]


CONTACT_PLANS: Final[Plans] = {e.ColleagueInvited: (_invited,)}
