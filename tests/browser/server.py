"""The whole demo application on a port of its own, with a clock that a test can move."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sluss.boot.demo import application, providers_at, settings_of
from sluss.boot.media import Media
from sluss.boot.server import server_of, until
from sluss.boot.wiring import DEMO, running
from sluss.work.loop import Worker
from tests.drop_ins import many_drop_ins

# A Tuesday at ten in Stockholm: the units are open.
OPEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@dataclass
class Demo:
    """A running application. `ahead` moves its clock, `cut` ends every stream; time itself goes on."""

    base: str
    ahead: timedelta = field(default=timedelta())
    cut: Callable[[], object] = field(default=lambda: None)

    def set(self, to: datetime) -> None:
        self.ahead = to - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@contextmanager
def demo_at(dsn: str, place: Path, many: bool = True, region: str = DEMO, media: Media | None = None) -> Iterator[Demo]:
    """Serves until the block ends; then everything that was started is stopped. `many`: see `many_drop_ins`."""
    port = _free_port()
    demo = Demo(f"http://127.0.0.1:{port}")
    demo.set(OPEN)
    ready, stop = threading.Event(), threading.Event()
    failed: list[BaseException] = []

    async def serve() -> None:
        settings, providers = settings_of(place, dsn, port, region), providers_at(demo.base)
        settings = replace(settings, **media.settings()) if media else settings
        async with running(settings, providers, demo.now) as parts:
            many_drop_ins(parts.web.service.packs, many)
            server = server_of(application(parts, providers), parts, settings)
            ending = asyncio.Event()
            serving = asyncio.create_task(until(ending, server, Worker(parts.tools)))
            while not server.started and not serving.done():
                await asyncio.sleep(0.01)
            loop = asyncio.get_running_loop()
            demo.cut = lambda: loop.call_soon_threadsafe(parts.bus.hub.close)
            ready.set()
            await asyncio.to_thread(stop.wait)
            ending.set()
            await serving

    def run() -> None:
        try:
            asyncio.run(serve())
        except BaseException as broken:
            # Told to the test, which is in another thread.
            failed.append(broken)
            ready.set()

    thread = threading.Thread(target=run, name="demo")
    thread.start()
    ready.wait()
    try:
        if failed:
            raise failed[0]
        yield demo
    finally:
        stop.set()
        thread.join()
    if failed:
        raise failed[0]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port: int = bound.getsockname()[1]
    return port
