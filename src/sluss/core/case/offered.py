"""What the region's routine would refuse now of what the table of rights allows: no page draws a control for it."""

from __future__ import annotations

from sluss.core.booked import may_be_taken
from sluss.core.case import commands as c
from sluss.core.case.decide.asynchronous import may_be_extended
from sluss.core.case.decide.common import unit_of
from sluss.core.case.decide.visit import may_close_for_the_day
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.risk import ASSESSORS


def withheld(case: Case, facts: Facts) -> frozenset[str]:
    """The names of the commands to leave out."""
    return frozenset(command.__name__ for command, true in _refused(case, facts).items() if true)


def _refused(case: Case, facts: Facts) -> dict[type[c.Command], bool]:
    signs = facts.pack.routine.note.sign
    return {
        c.AcceptCase: not may_be_taken(case, facts.now),
        c.NoteNoShow: case.booked_from is None or facts.now < case.booked_from,
        c.CloseForTheDay: not may_close_for_the_day(case, facts),
        # VML: "Tiden går inte att förlänga".
        c.ExtendAsync: not may_be_extended(case, facts),
        c.SignNote: not signs,
        # Without a ladder in the pack there is no assessment to fill in.
        c.AssessRisk: not facts.pack.routine.risk.ladder,
        c.CloseRisk: not facts.pack.routine.risk.ladder,
        c.HandOverDirectly: case.unit is not None and not {*unit_of(case, facts).roles} & {*ASSESSORS},
        # Somebody has decided already that it can wait.
        c.DeferCase: _waits_already(case, facts) or (case.unit is not None and unit_of(case, facts).hours.always),
    }


def _waits_already(case: Case, facts: Facts) -> bool:
    return case.deferred_until is not None and case.deferred_until > facts.now
