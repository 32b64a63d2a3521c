"""A client of HTTP/1.1 and of streams that costs next to nothing, so that the load weighs less than the server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from bench.place import HOST

# What Chromium sends with a fetch of the page's own script.
BROWSER = (
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
    "Safari/537.36\r\nAccept-Language: sv-SE,sv;q=0.9\r\nAccept-Encoding: gzip, deflate, br\r\n"
    "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Dest: empty\r\nConnection: keep-alive\r\n"
)


class Client(asyncio.Protocol):
    """One connection kept alive, one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._read = bytearray()
        self._answered: asyncio.Future[tuple[int, bytes]] | None = None

    @classmethod
    async def connected(cls, port: int) -> Client:
        return (await asyncio.get_running_loop().create_connection(cls, HOST, port))[1]

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status, and the whole answer with its head."""
        assert self._transport
        assert self._answered is None
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        try:
            return await self._answered
        finally:
            self._answered = None

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._read += data
        head = self._read.find(b"\r\n\r\n")
        if head < 0:
            return
        fields = self._read[:head].lower()
        at = fields.find(b"content-length: ")
        if at >= 0:
            whole = len(self._read) - head - 4 >= int(fields[at + 16 :].split(b"\r\n", 1)[0])
        else:
            whole = b"chunked" not in fields or self._read.endswith(b"0\r\n\r\n")
        if whole and self._answered and not self._answered.done():
            answer, self._read = bytes(self._read), bytearray()
            self._answered.set_result((int(answer[9:12]), answer))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answered and not self._answered.done():
            self._answered.set_exception(ConnectionError("the server hung up"))


class Stream(asyncio.Protocol):
    """A stream that stands open; `heard` gets each piece as it comes."""

    def __init__(self, request: bytes, heard: Callable[[bytes], None]) -> None:
        self._request, self._heard = request, heard
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._seen = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast(asyncio.Transport, transport).write(self._request)

    def data_received(self, data: bytes) -> None:
        if not self.opened.done():
            self._seen += data
            # The first frames come in one write, after the line that says when to come back.
            if b"retry:" in self._seen:
                self.opened.set_result(None)
                self._seen = b""
        self._heard(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("a stream was refused"))


async def open_streams(port: int, asked: list[tuple[str, str]], heard: Callable[[int, bytes], None]) -> None:
    """Opens a stream for each path and cookie, a few at a time; `heard` gets the stream's number too."""
    gate, loop = asyncio.Semaphore(16), asyncio.get_running_loop()

    async def one(number: int, path: str, cookie: str) -> None:
        request = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept: text/event-stream\r\nCookie: {cookie}\r\n"
        async with gate:
            _, stream = await loop.create_connection(
                lambda: Stream(f"{request}{BROWSER}\r\n".encode(), lambda data: heard(number, data)), HOST, port
            )
            await asyncio.wait_for(stream.opened, 30)

    await asyncio.gather(*(one(number, *each) for number, each in enumerate(asked)))


def get(port: int, path: str, cookie: str) -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept: text/html\r\nCookie: {cookie}\r\n"
    return f"{head}{BROWSER}\r\n".encode()


def message(port: int, case: str, cookie: str, client_id: str, seen: int, text: str) -> bytes:
    """The composer's form as its script posts it when no picture is chosen."""
    body = urlencode({"client_id": client_id, "seen": seen, "text": text}).encode()
    origin = f"http://{HOST}:{port}"
    head = (
        f"POST {case}/meddelanden HTTP/1.1\r\nHost: {HOST}:{port}\r\nContent-Length: {len(body)}\r\n"
        "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\r\n"
        f"Origin: {origin}\r\nReferer: {origin}{case}\r\nCookie: {cookie}\r\n{BROWSER}\r\n"
    )
    return head.encode() + body
