"""What the system itself does to a case: the end of a phase, the fate of a notice."""

from __future__ import annotations

from sluss.core.actor import Actor
from sluss.core.case import commands as c
from sluss.core.case import events as e
from sluss.core.case.model import Case
from sluss.core.facts import Facts


def close(actor: Actor, case: Case, command: c.CloseByClock, facts: Facts) -> list[e.Event]:
    # O18, decision 15: never when flagged; a moved end has its own later command.
    if case.suicide_flag or case.open_until is None or facts.now < case.open_until:
        return []
    return [e.CaseEnded(by_clock=True)]


def report_sms(actor: Actor, case: Case, command: c.ReportSms, facts: Facts) -> list[e.Event]:
    return [e.SmsReported(command.key, command.status)]
