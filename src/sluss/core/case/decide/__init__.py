"""From a command to events, or to a refusal. Pure: all that it knows is the case, the command and the facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sluss.core.access import may
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.decide import chat, clock, draft, note, visit
from sluss.core.case.events import Event
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.refusal import Refused

Decision = Callable[[Actor, Case, Any, Facts], list[Event]]

DECIDE: Mapping[type[c.Command], Decision] = {
    c.StartDraft: draft.start,
    c.GiveAnswer: draft.answer,
    c.ConfirmDanger: draft.confirm_danger,
    c.AddPicture: draft.add_picture,
    c.RemovePicture: draft.remove_picture,
    c.SendCase: draft.send,
    c.DiscardDraft: draft.discard,
    c.SendMessage: chat.send,
    c.RemindBySms: chat.remind,
    c.ShowTyping: chat.show_typing,
    c.MarkRead: chat.mark_read,
    c.AcceptCase: visit.accept,
    c.TakeOver: visit.take_over,
    c.StartVisit: visit.start,
    c.EndVisit: visit.end,
    c.EndCase: visit.end_case,
    c.WrongPatient: visit.wrong_patient,
    c.SaveNote: note.save,
    c.CloseByClock: clock.close,
    c.ReportSms: clock.report_sms,
}


def decide(actor: Actor, case: Case, command: c.Command, facts: Facts) -> list[Event]:
    """The events that the command leads to; empty when there is nothing to record.

    Raises Hidden when the actor may not know of the case, Refused(code) when a rule says no.
    """
    try:
        may(actor, type(command), case)
    except Refused as no:
        # The second *Ta emot* is told who was first.
        raise Refused(no.code, owner=facts.owner_name) from None
    return DECIDE[type(command)](actor, case, command, facts)
