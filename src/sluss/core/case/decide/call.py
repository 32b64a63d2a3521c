"""Sound and picture: started by staff, changed, ended; the chat goes on all the while (F5, F6, F15, F16, J10)."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.calls import nobody_since
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import answerable, notice
from sluss.core.case.lines import CALL_ENDED, CALL_LEFT, CALL_STARTED, line
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.refusal import Refused


def start(actor: Actor, case: Case, command: c.StartCall, facts: Facts) -> list[e.Event]:
    """GAV, VML: from a visit under way, also when it goes on asynchronously (F16). One call at a time, so that a
    resident gets one text message a call."""
    # Nobody is at the other end.
    if case.drill:
        raise Refused("call_in_drill")
    answerable(case, facts)
    if case.call is not None:
        raise Refused("call_under_way")
    started = e.CallStarted(command.call, command.mode, actor.id, case.meeting)
    said = line(command.message_id, CALL_STARTED[command.mode], actor)
    return [started, said, *notice(case, facts, command.message_id, "call")]


def switch(actor: Actor, case: Case, command: c.SwitchCall, facts: Facts) -> list[e.Event]:
    """H24: "ett besök kan vara både chatt och video och växla" (F15)."""
    if case.call is None:
        raise Refused("call_none")
    if case.call_mode == command.mode:
        return []
    return [e.CallModeChanged(command.mode, actor.id)]


def end(actor: Actor, case: Case, command: c.EndCall, facts: Facts) -> list[e.Event]:
    """*Avsluta video*: the first of two steps, and the visit lives on in the chat (J10, Q4). Pressed twice it has ended
    once; the clock ends only what nobody is in."""
    if case.call is None:
        return []
    by_clock = actor.kind == "system"
    if by_clock and not nobody_since(case, facts.call_seen, facts.now):
        return []
    words = (CALL_LEFT if by_clock else CALL_ENDED)[case.call_mode or "video"]
    return [e.CallEnded(None if by_clock else actor.id), line(command.message_id, words, actor)]
