"""What every virus scanner must keep, tried on the built-in one and on clamd's protocol."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sluss.ports.virus import BuiltInScanner, Clamd, Infected, ScanFailed, Scanner, read_address
from sluss.ports.virus.builtin import EICAR

pytestmark = pytest.mark.anyio

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def clamd(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Speaks as clamd does: takes a stream in chunks, and answers once it has seen its end."""
    assert await reader.readexactly(10) == b"zINSTREAM\0"
    data = b""
    while length := int.from_bytes(await reader.readexactly(4), "big"):
        data += await reader.readexactly(length)
    writer.write(b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0")
    await closed(writer)


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    await writer.wait_closed()


def says(answer: bytes) -> Answer:
    async def answering(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(10)
        while length := int.from_bytes(await reader.readexactly(4), "big"):
            await reader.readexactly(length)
        writer.write(answer)
        await closed(writer)

    return answering


@asynccontextmanager
async def listening(answer: Answer, socket: Path | None = None) -> AsyncIterator[str]:
    if socket:
        server = await asyncio.start_unix_server(answer, socket)
        url = socket.as_uri().replace("file:", "unix:")
    else:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        url = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield url


@pytest.fixture(params=["built in", "tcp", "unix", "real clamd"])
async def scanner(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Scanner]:
    if request.param == "built in":
        yield BuiltInScanner()
    elif request.param == "real clamd":
        url = os.environ.get("SLUSS_TEST_CLAMAV", "")
        if not url:
            pytest.skip("SLUSS_TEST_CLAMAV names no clamd: its protocol was tried on a server of the test's own")
        yield Clamd(read_address(url))
    else:
        async with listening(clamd, tmp_path / "clamd.ctl" if request.param == "unix" else None) as url:
            yield Clamd(read_address(url))


async def test_a_harmless_file_is_let_in(scanner: Scanner) -> None:
    for data in (b"", b"Hej", os.urandom(3_000_000)):
        await scanner.scan(data)


async def test_the_test_file_is_found(scanner: Scanner) -> None:
    with pytest.raises(Infected) as found:
        await scanner.scan(EICAR)
    assert "eicar" in found.value.name.lower()
    # And the next file is let in as before.
    await scanner.scan(b"Hej")


async def test_files_scanned_at_once_keep_their_own_answers(scanner: Scanner) -> None:
    files = [EICAR if number % 3 == 0 else b"Hej" * number for number in range(12)]
    found = await asyncio.gather(*(scanner.scan(data) for data in files), return_exceptions=True)
    assert [isinstance(one, Infected) for one in found] == [data == EICAR for data in files]


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"stream: OK",  # Cut off before its end.
        b"UNKNOWN COMMAND\0",
        b"OKAY\0",
        b"\0",
        b"",
        b"x" * 10_000,
    ],
)
async def test_whatever_is_not_a_plain_ok_is_no_leave(answer: bytes) -> None:
    async with listening(says(answer)) as url:
        with pytest.raises(ScanFailed):
            await Clamd(read_address(url)).scan(b"Hej")


async def test_a_scanner_that_hangs_up_in_the_middle_lets_nothing_in() -> None:
    async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(10)
        writer.transport.abort()

    async with listening(hangs_up) as url:
        with pytest.raises(ScanFailed, match="unreachable"):
            await Clamd(read_address(url)).scan(os.urandom(9_000_000))


async def test_a_scanner_that_never_answers_lets_nothing_in() -> None:
    over = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        await closed(writer)

    async with listening(silent) as url:
        with pytest.raises(ScanFailed, match="unreachable"):
            await Clamd(read_address(url), seconds=0.05).scan(b"Hej")
        over.set()


async def test_a_scanner_that_is_not_there_lets_nothing_in(tmp_path: Path) -> None:
    for url in ("tcp://127.0.0.1:1", f"unix://{tmp_path}/clamd.ctl"):
        with pytest.raises(ScanFailed, match="unreachable"):
            await Clamd(read_address(url)).scan(b"Hej")


@pytest.mark.parametrize(
    "url", ["", "clamav", "tcp://x", "tcp://x:0", "tcp://x:99999", "unix://x", "unix:///", "http://x:1"]
)
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="must be tcp"):
        read_address(url)
