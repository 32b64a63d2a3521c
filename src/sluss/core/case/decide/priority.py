"""The priority, which is an order of work and nothing else (H24; C5), changed by the one who has the case (C6)."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import written
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.refusal import Refused
from sluss.core.triage.priority import PRIORITIES


def change(actor: Actor, case: Case, command: c.ChangePriority, facts: Facts) -> list[e.Event]:
    if command.priority not in PRIORITIES:
        raise Refused("not_a_priority")
    before = case.priority or 5
    if command.priority == before:
        raise Refused("priority_same")
    reason = written(command.reason, "reason_needed")
    return [e.PriorityChanged(actor.id, before, command.priority, reason, actor.name, actor.title)]
