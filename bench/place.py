"""The place of a run: a throw-away home with a PostgreSQL that fsyncs, and server processes on a free port."""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from sluss.boot.postgres import EmbeddedPostgres
from sluss.boot.wiring import demo_region

HOST = "127.0.0.1"
START_SECONDS = 30
# The providers are never asked: sessions are made through the service.
LOGINS = "\n".join(
    f"""[[provider]]
id = "{id}"
title = "{id}"
issuer = "http://127.0.0.1:9"
client_id = "bench"
client_secret = "BENCH_SECRET"
audience = "{audience}"
accepted_loa = ["bench"]"""
    for id, audience in (("bankid", "resident"), ("siths", "staff"))
)


@dataclass(frozen=True, slots=True)
class Place:
    """`dsn` is that of the superuser; `environment` the settings of `sluss serve`."""

    home: Path
    dsn: str
    file_key: str = field(default_factory=lambda: base64.b64encode(secrets.token_bytes(32)).decode(), repr=False)

    def environment(self, port: int, processes: int) -> dict[str, str]:
        region = demo_region()
        return {
            "SLUSS_DATABASE_URL": self.dsn,
            "SLUSS_BASE_URL": f"http://{HOST}:{port}",
            "SLUSS_PACK": str(region),
            "SLUSS_LOGINS": str(self.home / "logins.toml"),
            "SLUSS_PEOPLE": str(region / "people.yaml"),
            "SLUSS_FILES_URL": (self.home / "files").as_uri(),
            "SLUSS_FILE_KEYS": f"bench:{self.file_key}",
            "SLUSS_SMS_FILE": str(self.home / "phone.jsonl"),
            "SLUSS_EMAIL_FROM": "svara-inte@vard.example.se",
            "SLUSS_EMAIL_FILE": str(self.home / "mailbox.jsonl"),
            "SLUSS_HOST": HOST,
            "SLUSS_PORT": str(port),
            "SLUSS_PROCESSES": str(processes),
            "BENCH_SECRET": "bench",
        }


@contextlib.contextmanager
def place() -> Iterator[Place]:
    """A short path: the path of a socket holds about a hundred bytes. Open, so that the server's account may enter."""
    home = Path(tempfile.mkdtemp(prefix="sluss-bench-", dir="/tmp"))
    home.chmod(0o755)
    (home / "files").mkdir()
    (home / "logins.toml").write_text(LOGINS, encoding="utf-8")
    postgres = EmbeddedPostgres(home)
    try:
        postgres.start()
        yield Place(home, postgres.url())
    finally:
        postgres.stop()
        shutil.rmtree(home)


@dataclass(frozen=True, slots=True)
class Served:
    pid: int
    port: int

    def memory(self) -> int:
        """Resident kB of the server processes; of a supervisor's children without the supervisor."""
        asked = ["ps", "-A", "-o", "pid=,ppid=,rss="]
        listed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
        children = [rss for _, parent, rss in rows if parent == self.pid]
        return sum(children) or next(rss for pid, _, rss in rows if pid == self.pid)


@contextlib.contextmanager
def serving(at: Place, processes: int, more: Mapping[str, str] = MappingProxyType({})) -> Iterator[Served]:
    """`sluss serve` until the block ends; `more` are further settings."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, **at.environment(port, processes), **more}
    with (at.home / "server.log").open("ab") as log:
        command = [sys.executable, "-m", "sluss", "serve"]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(port, server)
        yield Served(server.pid, port)
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """The supervisor binds the port before its children answer, so an answer is waited for, not a connection."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit(f"the server ended with {server.returncode}")
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 5) as asked:
            asked.sendall(b"GET / HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
            if asked.recv(100).startswith(b"HTTP/1.1 200"):
                return
        time.sleep(0.1)
    raise SystemExit("the server did not answer")
