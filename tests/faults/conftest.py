"""The real command `sluss demo` in a home of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sluss.boot.postgres import EmbeddedPostgres
from tests.web.site import Browser


@dataclass
class Command:
    """Started and killed at will. What it says on its streams is kept in `said`, the answer to a start left out."""

    home: Path
    port: int
    process: subprocess.Popen[str] | None = None
    browsers: list[Browser] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def errors(self) -> Path:
        return self.home / "errors.log"

    def start(self) -> None:
        """Returns when it serves: it says so before it begins to accept, so the first request may be tried again."""
        words = [sys.executable, "-m", "sluss", "demo", "--port", str(self.port)]
        environment = {**os.environ, "SLUSS_HOME": str(self.home / "data"), "PYTHONUNBUFFERED": "1"}
        with self.errors.open("a") as errors:
            self.process = subprocess.Popen(
                words, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, cwd="/"
            )
        assert self.process.stdout
        for line in self.process.stdout:
            if "Ctrl-C stops everything" in line:
                break
        else:
            raise AssertionError(self.errors.read_text())
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                assert self.process.poll() is None, self.errors.read_text()

    def end(self, number: signal.Signals) -> int:
        assert self.process
        self.process.send_signal(number)
        code = self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None
        return code

    @property
    def postmaster(self) -> int | None:
        """The database server's process id, if it runs."""
        file = self.home / "data/postgres/data/postmaster.pid"
        try:
            pid = int(file.read_text().split("\n")[0])
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError):
            return None
        return pid

    @contextmanager
    def database_back(self) -> Iterator[None]:
        """The database started again, as an operator or a service manager does."""
        server = EmbeddedPostgres(self.home / "data")
        server.start()
        try:
            yield
        finally:
            server.stop()

    def log_in(self, provider: str, person: str) -> Browser:
        browser = Browser(self.base)
        self.browsers.append(browser)
        done = browser.log_in(provider, person)
        assert done.status_code == 303, done.text
        return browser


@pytest.fixture
def command() -> Iterator[Command]:
    # A short place that the database's account may enter; the path of a socket holds about a hundred bytes.
    home = Path(tempfile.mkdtemp(prefix="sluss-fault-", dir="/tmp"))
    home.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    command = Command(home, port)
    command.start()
    try:
        yield command
    finally:
        for browser in command.browsers:
            browser.close()
        if command.process is None and command.postmaster:
            command.start()
        if command.process is not None:
            command.end(signal.SIGTERM)
        shutil.rmtree(home)
