"""The limit of the sending of messages: the same transaction by pgbench, on the same database, from C."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.place import Place
from sluss.boot.binaries import find
from sluss.store.migrate import APP_ROLE

SCRIPT = Path(__file__).with_name("limit.sql")


async def prepare(db: Any, cases: Sequence[UUID]) -> None:
    """The cases that pgbench writes in, one for each of its clients; `db` is a connection of the superuser."""
    await db.execute("create table bench_limit (n integer primary key, id uuid not null)")
    await db.executemany("insert into bench_limit values ($1, $2)", list(enumerate(cases)))
    await db.execute(f"grant select on bench_limit to {APP_ROLE}")


def messages_a_second(at: Place, clients: int, seconds: int) -> float:
    command = [str(find().folder / "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", "2"]
    command += ["-T", str(seconds), "-f", str(SCRIPT), at.dsn]
    environment = {**os.environ, "PGOPTIONS": f"-c role={APP_ROLE} -c jit=off"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    found = re.search(r"^tps = ([0-9.]+)", done.stdout, re.MULTILINE)
    if done.returncode or not found:
        raise SystemExit(f"pgbench failed: {done.stderr[-2000:]}")
    return float(found[1])
