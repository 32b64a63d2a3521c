"""One message as it leaves: plain text, from an address of ours, and marked as sent by a machine."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from sluss.core.email import domain_of
from sluss.ports.email.port import check_message


def letter(sender: str, to: str, subject: str, text: str, at: datetime) -> EmailMessage:
    """Raises EmailFailed. Auto-Submitted (RFC 3834): an out-of-office answer to a notice helps nobody."""
    check_message(to, subject, text)
    message = EmailMessage(SMTP)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain=domain_of(sender))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message
