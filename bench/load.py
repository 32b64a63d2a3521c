"""The load, in a process of its own: `python -m bench.load` reads one line of JSON, works, answers with lines of JSON.

Times are those of the machine's monotonic clock, which its processes share.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import uvloop

from bench.wire import Client, message, open_streams

TEXT = "Hej! Halsen är lite bättre i dag, men jag är fortfarande trött och hostar på natten. {}"


def percentiles(seconds: list[float]) -> dict[str, float]:
    """Milliseconds."""
    ordered = sorted(seconds)
    at = min(len(ordered) - 1, int(0.95 * len(ordered)))
    return {"p50": 1000 * statistics.median(ordered), "p95": 1000 * ordered[at], "max": 1000 * ordered[-1]}


async def send(job: dict[str, Any]) -> dict[str, Any]:
    """Each sender writes in a case of its own: as fast as it is answered, or together `rate` times a second."""
    port, senders, rate = job["port"], job["senders"], job["rate"]
    clients = [await Client.connected(port) for _ in senders]
    begun = time.monotonic() + 0.05
    end = begun + job["seconds"]
    took: list[float] = []
    refused: list[int] = []

    async def one(number: int) -> None:
        turn, sender = number, senders[number]
        while True:
            due = begun + turn / rate if rate else time.monotonic()
            if due >= end:
                return
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            text = TEXT.format(turn)
            request = message(port, sender["case"], sender["cookie"], str(uuid4()), sender["seen"], text)
            status, _ = await clients[number].ask(request)
            # Counted from when it was due: a slow answer does not hide those that wait behind it.
            (took if status == 200 else refused).append(time.monotonic() - due)  # type: ignore[arg-type]
            turn += len(senders)

    await asyncio.gather(*map(one, range(len(senders))))
    seconds = time.monotonic() - begun
    for client in clients:
        client.close()
    return {"sent": len(took), "refused": len(refused), "a_second": len(took) / seconds, **percentiles(took)}


async def talk(job: dict[str, Any]) -> dict[str, Any]:
    """One side of each chat listens, the other writes once; from the post to the arrival of its text."""
    port, chats = job["port"], job["chats"]
    marks = [f"nummer {uuid4().hex}" for _ in chats]
    arrived: list[float] = [0.0] * len(chats)

    def heard(number: int, data: bytes) -> None:
        if not arrived[number] and marks[number].encode() in data:
            arrived[number] = time.monotonic()

    await open_streams(port, [(chat["stream"], chat["listener"]) for chat in chats], heard)
    clients = [await Client.connected(port) for _ in chats]
    await asyncio.sleep(1)
    begun, posted = time.monotonic(), [0.0] * len(chats)
    answered: list[float] = []

    async def one(number: int) -> None:
        await asyncio.sleep(max(0.0, begun + number / job["rate"] - time.monotonic()))
        chat, posted[number] = chats[number], time.monotonic()
        request = message(port, chat["case"], chat["sender"], str(uuid4()), chat["seen"], marks[number])
        status, _ = await clients[number].ask(request)
        assert status == 200, status
        answered.append(time.monotonic() - posted[number])

    await asyncio.gather(*map(one, range(len(chats))))
    await asyncio.sleep(1.5)
    took = [at - since for at, since in zip(arrived, posted, strict=True) if at]
    sent = {chat["case"].rsplit("/", 1)[1]: at for chat, at in zip(chats, posted, strict=True)}
    lost = sum(1 for at in arrived if not at)
    return {"arrived": percentiles(took), "answered": percentiles(answered), "lost": lost, "posted": sent}


async def listen(job: dict[str, Any]) -> dict[str, Any]:
    """Streams that stand open until the next line; that line says when each case was written in."""
    rows: list[tuple[float, bytes]] = []

    def heard(number: int, data: bytes) -> None:
        at = time.monotonic()
        for frame in data.split(b"event: row")[1:]:
            mark = frame.find(b'id="c-')
            if mark > 0:
                rows.append((at, frame[mark + 6 : mark + 42]))

    await open_streams(job["port"], job["streams"], heard)
    rows.clear()
    print(json.dumps({"open": len(job["streams"])}), flush=True)
    posted = json.loads(await asyncio.to_thread(sys.stdin.readline) or "{}")
    drawn: dict[str, list[float]] = {case: [] for case in posted}
    for at, case in rows:
        if case.decode() in drawn:
            drawn[case.decode()].append(at - posted[case.decode()])
    took = [after for each in drawn.values() for after in each]
    # When the last of all who look has it; a change that somebody never got is lost.
    last = [max(each) for each in drawn.values() if len(each) >= len(job["streams"])]
    lost = len(drawn) - len(last)
    return {
        "rows": len(took),
        "lost": lost,
        "last": percentiles(last) if last else {},
        **(percentiles(took) if took else {}),
    }


MODES: dict[str, Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]] = {"send": send, "talk": talk, "listen": listen}


def main() -> None:
    job = json.loads(sys.stdin.readline())
    print(json.dumps(uvloop.run(MODES[job["mode"]](job))), flush=True)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
