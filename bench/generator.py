"""Starts the load in a process of its own and speaks with it."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Any

from bench.people import Chat, User


class Generator:
    """One run of `bench.load`; ends with the block."""

    def __init__(self, mode: str, port: int, **job: Any) -> None:
        command = [sys.executable, "-m", "bench.load"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.tell({"mode": mode, "port": port, **job})

    def tell(self, what: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("the load generator ended without an answer")
        said: dict[str, Any] = json.loads(line)
        return said

    def __enter__(self) -> Generator:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind:
            self._process.kill()
        self._process.communicate()


def cookie(user: User) -> str:
    return f"sluss_{user.actor.kind}={user.token}"


def sender(chat: Chat) -> dict[str, object]:
    return {"case": f"/arenden/{chat.case}", "cookie": cookie(chat.resident), "seen": chat.seq}


def half_each(chats: list[Chat]) -> list[dict[str, object]]:
    """Chats of which every other is written in by the nurse and the rest by the resident; the other side listens."""
    out: list[dict[str, object]] = []
    for place, chat in enumerate(chats):
        sides = [("/clinic", chat.nurse), ("", chat.resident)]
        (writes, writer), (listens, listener) = sides if place % 2 else reversed(sides)
        stream = f"{listens}/arenden/{chat.case}/strom?from={chat.seq}"
        out.append(
            {
                "case": f"{writes}/arenden/{chat.case}",
                "sender": cookie(writer),
                "seen": chat.seq,
                "stream": stream,
                "listener": cookie(listener),
            }
        )
    return out
