"""ClamAV's daemon over its own protocol (INSTREAM in `man clamd`), by TCP or a socket on this machine."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from sluss.ports.virus.protocol import Infected, ScanFailed

SECONDS = 30.0
# More than any pack may allow a file to be; clamd has a limit of its own (StreamMaxLength), and says when it is over.
MOST_BYTES = 100 * 1024 * 1024
_CHUNK = 256 * 1024
_ANSWER_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Address:
    """`socket` is a path, or else `host` and `port` say where."""

    host: str = ""
    port: int = 0
    socket: str = ""


def read_address(url: str) -> Address:
    """From `tcp://host:3310` or `unix:///path`. Raises ValueError with what it must look like."""
    parts = urlsplit(url)
    if parts.scheme == "unix" and not parts.netloc and len(parts.path) > 1:
        return Address(socket=parts.path)
    try:
        if parts.scheme == "tcp" and parts.hostname and parts.port and not parts.path:
            return Address(parts.hostname, parts.port)
    except ValueError:  # A port that is none.
        pass
    raise ValueError("must be tcp://host:port or unix:///path")


class Clamd:
    """A file for each connection. Whatever is not a plain "OK" is no leave to let it in."""

    def __init__(self, address: Address, seconds: float = SECONDS) -> None:
        self._address = address
        self._seconds = seconds

    async def scan(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise ScanFailed("too_large")
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._ask(data)
        except (OSError, TimeoutError, EOFError, asyncio.LimitOverrunError):
            raise ScanFailed("unreachable") from None
        match answer.rstrip(b"\0").decode("utf-8", "replace").removeprefix("stream: ").rsplit(" ", 1):
            case ["OK"]:
                return
            case [name, "FOUND"]:
                raise Infected(name)
            case _:
                raise ScanFailed("no_answer")

    async def _ask(self, data: bytes) -> bytes:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            for start in range(0, len(data), _CHUNK):
                chunk = data[start : start + _CHUNK]
                writer.write(len(chunk).to_bytes(4, "big") + chunk)
                await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            return await reader.readuntil(b"\0")
        finally:
            writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        at = self._address
        if at.socket:
            return await asyncio.open_unix_connection(at.socket, limit=_ANSWER_BYTES)
        return await asyncio.open_connection(at.host, at.port, limit=_ANSWER_BYTES)
