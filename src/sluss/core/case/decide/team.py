"""Guests, the staff chat, consults, countersigning: several at one case (GAV 2.2, VML, decision 8)."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import written
from sluss.core.case.lines import INVITED, JOINED, LEFT, line
from sluss.core.case.model import Case
from sluss.core.facts import Facts
from sluss.core.refusal import Refused


def invite(actor: Actor, case: Case, command: c.InviteColleague, facts: Facts) -> list[e.Event]:
    # HDK: consent before more people are invited into an ongoing visit (M3).
    if not command.consent:
        raise Refused("consent_needed")
    guest = facts.colleague
    if guest is None:
        raise Refused("colleague_unknown")
    if guest.id in (actor.id, *case.guests):
        raise Refused("already_there")
    if command.via and command.via not in guest.reach:
        raise Refused("colleague_not_reached")
    invited = e.ColleagueInvited(guest.id, actor.id, command.consent, command.via)
    # J5: who is not at work reads it when next logged in, and is not there yet.
    return [invited, line(command.message_id, JOINED if guest.at_work else INVITED, guest)]


def leave(actor: Actor, case: Case, command: c.LeaveCase, facts: Facts) -> list[e.Event]:
    return [e.GuestLeft(actor.id), line(command.message_id, LEFT, actor)]


def write(actor: Actor, case: Case, command: c.WriteToColleagues, facts: Facts) -> list[e.Event]:
    text = written(command.text)
    return [e.StaffMessageSent(actor.id, command.message_id, "message", text, actor.name, actor.title)]


def feedback(actor: Actor, case: Case, command: c.GiveFeedback, facts: Facts) -> list[e.Event]:
    text = written(command.text)
    return [e.StaffMessageSent(actor.id, command.message_id, "feedback", text, actor.name, actor.title)]


def ask_consult(actor: Actor, case: Case, command: c.AskConsult, facts: Facts) -> list[e.Event]:
    unit = facts.pack.units.get(command.unit)
    if unit is None or command.role not in unit.roles:
        raise Refused("recipient_unknown")
    if case.consult_at is not None and case.consult_answered_at is None:
        raise Refused("consult_open")
    if command.staff == actor.id:
        raise Refused("consult_yourself")
    text = written(command.text)
    to = (command.unit, command.role, command.staff)
    return [e.ConsultAsked(actor.id, *to, command.message_id, text, actor.name, actor.title)]


def answer_consult(actor: Actor, case: Case, command: c.AnswerConsult, facts: Facts) -> list[e.Event]:
    text = written(command.text)
    return [e.ConsultAnswered(actor.id, command.message_id, text, actor.name, actor.title)]


def withdraw_consult(actor: Actor, case: Case, command: c.WithdrawConsult, facts: Facts) -> list[e.Event]:
    if case.consult_at is None or case.consult_answered_at is not None:
        return []
    return [e.ConsultWithdrawn()]


def ask_countersign(actor: Actor, case: Case, command: c.AskCountersign, facts: Facts) -> list[e.Event]:
    if facts.note_revision == 0:
        raise Refused("note_not_written")
    if case.countersign == "asked":
        raise Refused("countersign_asked")
    return [e.CountersignAsked(actor.id)]


def countersign(actor: Actor, case: Case, command: c.Countersign, facts: Facts) -> list[e.Event]:
    _may_countersign(actor, case, facts)
    return [e.Countersigned(actor.id)]


def return_note(actor: Actor, case: Case, command: c.ReturnNote, facts: Facts) -> list[e.Event]:
    _may_countersign(actor, case, facts)
    text = written(command.text)
    return [e.NoteReturned(actor.id, command.message_id, text, actor.name, actor.title)]


def _may_countersign(actor: Actor, case: Case, facts: Facts) -> None:
    if case.countersign != "asked":
        raise Refused("nothing_to_countersign")
    role = actor.mandate.role if actor.mandate else ""
    if actor.id == case.countersign_of or role not in facts.pack.countersign_roles:
        raise Refused("not_your_countersign")
