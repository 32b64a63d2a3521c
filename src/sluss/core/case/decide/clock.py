"""What the system itself does to a case: the end of a phase, the fate of a notice."""

from __future__ import annotations

from typing import Final

from sluss.core.actor import Actor
from sluss.core.case import commands as c, events as e
from sluss.core.case.decide.common import asynchronous_phase_over, notice, unit_of
from sluss.core.case.model import Case
from sluss.core.facts import Facts

# Beside the name of the unit, where a person's title stands.
AUTOMATIC: Final = "automatiskt meddelande"


def close(actor: Actor, case: Case, command: c.CloseByClock, facts: Facts) -> list[e.Event]:
    # O18, decision 15: never when flagged; a moved end has its own later command.
    if case.suicide_flag or case.open_until is None or facts.now < case.open_until:
        return []
    # A message that nobody has answered is never closed away: staff are told, and end the case themselves.
    if case.waiting_since is not None:
        return [] if case.overdue else [e.TimeRanOut()]
    return [e.CaseEnded(by_clock=True)]


def send_automatic(actor: Actor, case: Case, command: c.SendAutomatic, facts: Facts) -> list[e.Event]:
    """GAV 2.3, Meddelande: once, to one who can still answer, and only when nobody has written since (G14)."""
    written = max(case.resident_said, case.staff_said) > command.since
    if not facts.pack.autosend.enabled or facts.repeated or written or asynchronous_phase_over(case, facts):
        return []
    once, text, name = command.message_id, facts.pack.autosend.text, unit_of(case, facts).name
    sent = e.MessageSent("system", actor.id, once, once, text, name, AUTOMATIC)
    return [sent, *notice(case, facts, command.message_id, "new_message")]


def report_sms(actor: Actor, case: Case, command: c.ReportSms, facts: Facts) -> list[e.Event]:
    return [e.SmsReported(command.key, command.status)]
