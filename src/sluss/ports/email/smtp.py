"""E-mail by the region's own SMTP server: always under TLS, its certificate checked, a connection for each message."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib

from sluss.core.email import domain_of
from sluss.ports.email.letter import letter
from sluss.ports.email.port import EmailFailed, Receipt

SECONDS = 30.0
# What a server that may answer otherwise tomorrow says; the permanent answers are 5xx (RFC 5321, 4.2.1).
_FOR_GOOD = range(500, 600)


@dataclass(frozen=True, slots=True)
class Server:
    """`tls_first`: the connection begins under TLS (smtps); else STARTTLS must follow the greeting."""

    host: str
    port: int
    user: str
    tls_first: bool


def read_server(url: str) -> Server:
    """From `smtp://user@host:587` or `smtps://host:465`. Raises ValueError with what it must look like."""
    parts = urlsplit(url)
    if parts.password is not None:
        raise ValueError("must hold no password; that is SLUSS_SMTP_PASSWORD")
    try:
        if parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port and not parts.path and not parts.query:
            return Server(parts.hostname, parts.port, unquote(parts.username or ""), parts.scheme == "smtps")
    except ValueError:  # A port that is none.
        pass
    raise ValueError("must be smtp://user@host:587 or smtps://user@host:465")


class SmtpEmail:
    """`context` decides which certificates are good; without one it is the machine's own list."""

    def __init__(
        self,
        server: Server,
        password: str,
        sender: str,
        clock: Callable[[], datetime],
        context: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._server = server
        self._password = password
        self._sender = sender
        self._clock = clock
        self._context = context or ssl.create_default_context()
        self._seconds = seconds

    async def send(self, to: str, subject: str, text: str) -> Receipt:
        """Once the server has taken the message. Raises EmailFailed; what the server wrote is not passed on, since it
        repeats the address."""
        message = letter(self._sender, to, subject, text, self._clock())
        try:
            async with asyncio.timeout(self._seconds):
                await self._hand_over(message)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _answered(refused.recipients[0].code) from None
        except aiosmtplib.SMTPAuthenticationError as refused:
            # Whoever runs sluss mends it, and then the message goes.
            raise EmailFailed(f"smtp_{refused.code}", retry=True) from None
        except aiosmtplib.SMTPResponseException as refused:
            raise _answered(refused.code) from None
        except aiosmtplib.SMTPNotSupported:
            raise EmailFailed("not_supported", retry=False) from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            raise EmailFailed("unavailable", retry=True) from None
        return Receipt(str(message["Message-ID"]))

    async def _hand_over(self, message: EmailMessage) -> None:
        at = self._server
        client = aiosmtplib.SMTP(
            hostname=at.host,
            port=at.port,
            use_tls=at.tls_first,
            start_tls=not at.tls_first,
            tls_context=self._context,
            username=at.user or None,
            password=self._password or None,
            # Our own name at the greeting: what this machine is called is nothing to the world.
            local_hostname=domain_of(self._sender),
            timeout=self._seconds,
        )
        async with client:
            await client.send_message(message)


def _answered(code: int) -> EmailFailed:
    return EmailFailed(f"smtp_{code}", retry=code not in _FOR_GOOD)
