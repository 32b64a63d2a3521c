"""From a command to events, or to a refusal. Pure: all that it knows is the case, the command and the facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sluss.core.access import may
from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case.decide import (
    asynchronous,
    booking,
    call,
    chat,
    clock,
    draft,
    drill,
    external,
    handover,
    note,
    priority,
    received,
    risk,
    team,
    ticket,
    tools,
    visit,
    waiting_room,
)
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
    c.DeferCase: asynchronous.defer,
    c.TakeOver: visit.take_over,
    c.AssignCase: asynchronous.assign,
    c.ReleaseCase: asynchronous.release,
    c.StartVisit: visit.start,
    c.EndVisit: visit.end,
    c.CloseForTheDay: visit.close_for_the_day,
    c.ConvertToAsync: asynchronous.convert,
    c.WrongPatient: visit.wrong_patient,
    c.EndCase: asynchronous.end,
    c.SaveNote: note.save,
    c.SignNote: note.sign,
    c.UnlockNote: note.unlock,
    c.AskCountersign: team.ask_countersign,
    c.Countersign: team.countersign,
    c.ReturnNote: team.return_note,
    c.HandOver: handover.offer,
    c.TakeBack: handover.take_back,
    c.AcceptHandover: handover.accept,
    c.DeclineHandover: handover.decline,
    c.InviteColleague: team.invite,
    c.LeaveCase: team.leave,
    c.WriteToColleagues: team.write,
    c.GiveFeedback: team.feedback,
    c.AskConsult: team.ask_consult,
    c.AnswerConsult: team.answer_consult,
    c.WithdrawConsult: team.withdraw_consult,
    c.StartCareCase: asynchronous.start,
    c.ExtendAsync: asynchronous.extend,
    c.MarkDone: asynchronous.mark_done,
    c.GiveTicket: ticket.give,
    c.ActivateTicket: ticket.activate,
    c.CancelTicket: ticket.cancel,
    c.ExpireTicket: ticket.expire,
    c.SendBookingTicket: ticket.booking,
    c.SendForm: tools.send_form,
    c.AnswerForm: tools.answer_form,
    c.AskPhone: tools.ask_phone,
    c.ContinueByPhone: tools.continue_by_phone,
    c.RaiseRisk: risk.raise_flag,
    c.HandOverDirectly: risk.hand_over,
    c.AssessRisk: risk.assess,
    c.AskSafe: risk.ask_safe,
    c.NoteSafe: risk.note_safe,
    c.VisitHasBeen: risk.visit_has_been,
    c.RemindOfVisit: risk.remind_of_visit,
    c.LogCall: risk.log_call,
    c.HandOn: risk.hand_on,
    c.CloseRisk: risk.close,
    c.ChangePriority: priority.change,
    c.StartDrill: drill.start,
    c.SayAsPatient: drill.say,
    c.EndDrill: drill.end,
    c.EnterWaitingRoom: waiting_room.enter,
    c.StartCall: call.start,
    c.SwitchCall: call.switch,
    c.EndCall: call.end,
    c.InviteExternal: external.invite,
    c.ArriveAsExternal: external.arrive,
    c.AdmitExternal: external.admit,
    c.RefuseExternal: external.refuse,
    c.WithdrawExternal: external.withdraw,
    c.LeaveAsExternal: external.leave,
    c.BookVisit: booking.book,
    c.ReceiveBooking: received.receive,
    c.MoveBooking: booking.move,
    c.CancelBooking: booking.cancel,
    c.NoteNoShow: booking.note_no_show,
    c.EndNoShow: booking.end_no_show,
    c.RemindOfBooking: booking.remind,
    c.CloseByClock: clock.close,
    c.SendAutomatic: clock.send_automatic,
    c.ReportSms: clock.report_sms,
}


def decide(actor: Actor, case: Case, command: c.Command, facts: Facts) -> list[Event]:
    """The events that the command leads to; empty when there is nothing to record.

    Raises Hidden when the actor may not know of the case, Refused(code) when a rule says no.
    """
    try:
        may(actor, type(command), case, facts.pack.functions_of(actor))
    except Refused as no:
        # The second *Ta emot* is told who was first.
        raise Refused(no.code, owner=facts.owner_name) from None
    return DECIDE[type(command)](actor, case, command, facts)
