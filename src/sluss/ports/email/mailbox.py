"""The demo mailbox: messages go to a file that a page of the demo shows, and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sluss.ports import jsonlines
from sluss.ports.email.letter import letter
from sluss.ports.email.port import EmailFailed, Receipt


@dataclass(frozen=True, slots=True)
class Message:
    """One message that arrived; `at` is aware."""

    id: str
    to: str
    sender: str
    subject: str
    text: str
    at: datetime


class DemoMailbox:
    """Keeps messages in `file`, which several processes may share. `clock` answers an aware time."""

    def __init__(self, file: Path, sender: str, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._sender = sender
        self._clock = clock

    async def send(self, to: str, subject: str, text: str) -> Receipt:
        """Adds the message, flushed to disk. Raises EmailFailed, also when the file cannot be written."""
        now = self._clock()
        id = str(letter(self._sender, to, subject, text, now)["Message-ID"])
        row = {"id": id, "to": to, "from": self._sender, "subject": subject, "text": text, "at": now.isoformat()}
        try:
            await asyncio.to_thread(jsonlines.append, self._file, row)
        except OSError as error:
            raise EmailFailed("unavailable", retry=True) from error
        return Receipt(id)

    async def messages(self) -> tuple[tuple[str, tuple[Message, ...]], ...]:
        """Each address with its messages, newest first; the address that was written to last comes first."""
        found: dict[str, list[Message]] = {}
        for row in reversed(await asyncio.to_thread(jsonlines.rows, self._file)):
            at = datetime.fromisoformat(row["at"])
            message = Message(row["id"], row["to"], row["from"], row["subject"], row["text"], at)
            found.setdefault(message.to, []).append(message)
        return tuple((to, tuple(messages)) for to, messages in found.items())
