"""Runs the application until a signal, in one process or several on one port."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import uvicorn

from sluss.boot.settings import Settings
from sluss.boot.wiring import Running, providers_of, running
from sluss.live.hub import Hub
from sluss.web.app import build
from sluss.web.security import App
from sluss.work.loop import Worker

GRACE = 5
# One that dies at every start must not take the whole machine with it.
RESTART_PAUSE = 0.5
log = logging.getLogger(__name__)


class Server(uvicorn.Server):
    """Ends its streams first, since they would never end of themselves; leaves signals to whoever runs it."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server_of(app: App, parts: Running, settings: Settings) -> Server:
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        lifespan="off",
        access_log=False,
        proxy_headers=False,
        log_config=None,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=75,
        backlog=2048,
    )
    return Server(config, parts.bus.hub)


def collect_seldom() -> None:
    """What is loaded now stays: the collector need not walk through it at every few hundred requests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)


async def until(
    stop: asyncio.Event, server: Server, worker: Worker | None, bound: list[socket.socket] | None = None
) -> None:
    """Serves, and works when there is a worker, until `stop`; then both finish what they hold."""
    serving = asyncio.create_task(server.serve(bound))
    working = asyncio.create_task(worker.run(stop)) if worker else None
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stop.set()
    await serving
    if working:
        await working


async def serve(settings: Settings, fd: int | None) -> None:
    async with running(settings, providers_of(settings.logins, os.environ)) as parts:
        stop = asyncio.Event()
        stop_on_signals(stop)
        # Not by uvicorn's own `fd`, which takes every socket for a Unix one: without TCP_NODELAY an answer waits 40 ms.
        collect_seldom()
        bound = [socket.socket(fileno=fd)] if fd is not None else None
        await until(stop, server_of(build(parts.web), parts, settings), None, bound)


async def work(settings: Settings) -> None:
    async with running(settings, providers_of(settings.logins, os.environ)) as parts:
        stop = asyncio.Event()
        stop_on_signals(stop)
        await Worker(parts.tools).run(stop)


def serve_in_processes(settings: Settings) -> int:
    """Binds the port once and keeps `settings.processes` children on it; one that dies is started again."""
    bound = socket.create_server((settings.host, settings.port), backlog=2048)
    command = [sys.executable, "-m", "sluss", "serve", "--fd", str(bound.fileno())]
    children: dict[int, subprocess.Popen[bytes]] = {}
    ending = worst = 0

    def end(number: int, frame: object) -> None:
        nonlocal ending
        ending = number
        for child in children.values():
            child.terminate()

    def start() -> None:
        child = subprocess.Popen(command, pass_fds=[bound.fileno()])
        children[child.pid] = child

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    for _ in range(settings.processes):
        start()
    while children:
        ended, status = os.waitpid(-1, 0)
        child = children.pop(ended)
        child.returncode = os.waitstatus_to_exitcode(status)
        worst = max(worst, abs(child.returncode))
        if not ending:
            log.warning("a server process ended with %s and is started again", child.returncode)
            time.sleep(RESTART_PAUSE)
            start()
    return worst if ending else 1
