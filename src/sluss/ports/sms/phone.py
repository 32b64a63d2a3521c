"""The demo phone: messages go to a file that a page of the demo shows, and nowhere else."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

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
    """Keeps messages as JSON lines in `file`, which several processes may share. `clock` answers an aware time."""

    def __init__(self, file: Path, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._clock = clock

    async def send(self, number: str, sender: str, text: str) -> Receipt:
        """Adds the message, flushed to disk. Raises SmsFailed, also when the file cannot be written."""
        check_message(sender, text)
        message = Message(uuid4().hex, normal_number(number), sender, text, self._clock())
        try:
            await asyncio.to_thread(self._append, message)
        except OSError as error:
            raise SmsFailed("unavailable", retry=True) from error
        return Receipt(message.id)

    async def messages(self) -> tuple[tuple[str, tuple[Message, ...]], ...]:
        """Each number with its messages, newest first; the number that was written to last comes first."""
        lines = await asyncio.to_thread(self._lines)
        numbers: dict[str, list[Message]] = {}
        for line in reversed(lines):
            message = _read(line)
            numbers.setdefault(message.number, []).append(message)
        return tuple((number, tuple(found)) for number, found in numbers.items())

    def _append(self, message: Message) -> None:
        with self._locked(fcntl.LOCK_EX) as descriptor:
            before = os.fstat(descriptor).st_size
            line = _written(message)
            if os.write(descriptor, line) != len(line):  # A full disk: no half line may stay.
                os.ftruncate(descriptor, before)
                raise OSError("the disk is full")
            os.fsync(descriptor)

    def _lines(self) -> list[bytes]:
        with self._locked(fcntl.LOCK_SH) as descriptor, open(descriptor, "rb", closefd=False) as file:
            file.seek(0)
            return file.read().splitlines()

    @contextmanager
    def _locked(self, kind: int) -> Iterator[int]:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self._file, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, kind)
            yield descriptor
        finally:
            os.close(descriptor)


def _written(message: Message) -> bytes:
    row = {
        "id": message.id,
        "number": message.number,
        "sender": message.sender,
        "text": message.text,
        "at": message.at.isoformat(),
    }
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _read(line: bytes) -> Message:
    row = json.loads(line)
    return Message(row["id"], row["number"], row["sender"], row["text"], datetime.fromisoformat(row["at"]))
