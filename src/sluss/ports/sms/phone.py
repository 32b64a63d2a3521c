"""The demo phone: messages go to a file that a page of the demo shows, and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sluss.ports import jsonlines
from sluss.ports.sms.port import Receipt, SmsFailed, check_message, normal_number


@dataclass(frozen=True, slots=True)
class Message:
    """One message that arrived; `at` is aware."""

    id: str
    number: str
    sender: str
    text: str
    at: datetime


class DemoPhone:
    """Keeps messages in `file`, which several processes may share. `clock` answers an aware time."""

    def __init__(self, file: Path, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._clock = clock

    async def send(self, number: str, sender: str, text: str) -> Receipt:
        """Adds the message, flushed to disk. Raises SmsFailed, also when the file cannot be written."""
        check_message(sender, text)
        id, now = uuid4().hex, self._clock()
        row = {"id": id, "number": normal_number(number), "sender": sender, "text": text, "at": now.isoformat()}
        try:
            await asyncio.to_thread(jsonlines.append, self._file, row)
        except OSError as error:
            raise SmsFailed("unavailable", retry=True) from error
        return Receipt(id)

    async def messages(self) -> tuple[tuple[str, tuple[Message, ...]], ...]:
        """Each number with its messages, newest first; the number that was written to last comes first."""
        numbers: dict[str, list[Message]] = {}
        for row in reversed(await asyncio.to_thread(jsonlines.rows, self._file)):
            at = datetime.fromisoformat(row["at"])
            message = Message(row["id"], row["number"], row["sender"], row["text"], at)
            numbers.setdefault(message.number, []).append(message)
        return tuple((number, tuple(found)) for number, found in numbers.items())
