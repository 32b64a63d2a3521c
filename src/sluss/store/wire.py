"""Hints from process to process, over a connection of their own: never inside a transaction that changes a case.

A NOTIFY in such a transaction would take a lock of the whole database until its commit.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

import asyncpg

from sluss.store.pool import Connection

CHANNEL = "sluss"
LARGEST = 7_000

log = logging.getLogger(__name__)


class Wire:
    """One listening and notifying connection, taken up again when it is lost. `heard` gets each line of others."""

    def __init__(self, dsn: str, heard: Callable[[str], None], again: Callable[[], None]) -> None:
        self._dsn, self._heard, self._again = dsn, heard, again
        self._connection: Connection | None = None

    async def send(self, lines: Sequence[str]) -> None:
        """Notifies, in as few messages as their size allows. Lines that find no connection are lost: hints may be."""
        if self._connection is None:
            return
        try:
            for text in _packed(lines):
                await self._connection.execute("select pg_notify($1, $2)", CHANNEL, text)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            log.warning("a hint to the other processes was lost")

    async def stay_connected(self) -> None:
        """Runs until cancelled. After each new connection `again` is called: what was missed must be looked for."""
        while True:
            lost = asyncio.Event()
            try:
                connection = await asyncpg.connect(self._dsn, server_settings={"application_name": "sluss wire"})
            except (OSError, asyncpg.PostgresError):
                await asyncio.sleep(0.5)
                continue
            try:
                connection.add_termination_listener(lambda _, lost=lost: lost.set())
                await connection.add_listener(CHANNEL, self._notified)
                self._connection = connection
                self._again()
                await lost.wait()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                log.warning("the wire to the other processes was cut")
            finally:
                self._connection = None
                with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                    await connection.close(timeout=1)

    def _notified(self, connection: Connection, pid: int, channel: str, payload: str) -> None:
        for line in payload.split("\n"):
            self._heard(line)


def _packed(lines: Sequence[str]) -> list[str]:
    packed: list[str] = []
    for line in lines:
        if packed and len(packed[-1]) + len(line) < LARGEST:
            packed[-1] += "\n" + line
        else:
            packed.append(line)
    return packed
