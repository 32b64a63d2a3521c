"""Janus and coturn on this machine alone, for `make demo VIDEO=full` and the tests: own settings, secrets of this run.

They end with us, in whatever way we end: each stands behind a shell that waits for our end of a pipe to close. How to
run them in earnest: docs/video.md.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sluss.boot.accounts import Account, server_account
from sluss.boot.errors import MediaFailed
from sluss.boot.media_ports import HOST, answers, free_port, listens, own_address
from sluss.boot.media_settings import of_coturn, of_janus

START_SECONDS = 20
STOP_SECONDS = 10
PROGRAMS = {"janus": "janus", "coturn": "turnserver"}
# The first word is the log, the rest the program, whose number is told. When that ends by itself the shell still waits.
_SHELL = """\
exec 3>&1 >>"$1" 2>&1; shift
"$@" </dev/null 3>&- & child=$!
echo "$child" >&3; exec 3>&-
read -r over; kill "$child" 2>/dev/null; wait "$child"
"""


def missing() -> list[str]:
    """The Debian packages of what is not on this machine."""
    return [package for package, program in PROGRAMS.items() if not shutil.which(program)]


class Part:
    """One of the two programs, that may be stopped and started again where it was."""

    def __init__(
        self, name: str, words: list[str | Path], log: Path, account: Account, ready: Callable[[], bool]
    ) -> None:
        self._name = name
        self._words = words
        self._log = log
        self._account = account
        self._ready = ready
        self._process: subprocess.Popen[bytes] | None = None
        # Of the program, not of the shell that it stands behind.
        self.pid = 0

    def start(self) -> None:
        """Returns when it answers. Raises MediaFailed."""
        account = self._account
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", _SHELL, "sluss", str(self._log), *map(str, self._words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            user=account.uid if account.drop else None,
            group=account.gid if account.drop else None,
            extra_groups=[] if account.drop else None,
        )
        assert self._process.stdout  # noqa: S101 - it is a pipe
        with self._process.stdout as told:
            self.pid = int(told.readline())
        until = time.monotonic() + START_SECONDS
        while not self._ready():
            if time.monotonic() > until:
                self.kill()
                raise MediaFailed(f"{self._name} did not start; {self._log} says why.")
            time.sleep(0.05)

    def stop(self) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.close()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def kill(self) -> None:
        """As a machine does that runs out of memory."""
        if self._process and self._process.stdin:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.stdin.close()
            self._process.wait()
            self._process = None
            # The shell is dead by now; the program dies in the same moment, but is nobody's child to wait for.
            while self._ready():
                time.sleep(0.01)


class Media:
    """Both, with their settings below `folder`, which is theirs alone. Raises MediaFailed when one is not installed."""

    def __init__(self, folder: Path) -> None:
        if absent := missing():
            raise MediaFailed(f"{' and '.join(absent)} not found. On Debian: sudo apt install {' '.join(absent)}")
        self._account = server_account(folder)
        self._folder = folder.resolve()
        _make(self._folder, self._account)
        janus, turn = free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM)
        self.janus_url, self.turn_url = f"http://{HOST}:{janus}/janus", f"turn:{HOST}:{turn}?transport=udp"
        self.janus_secret, self.turn_secret = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.janus = self._janus(janus)
        self.coturn = self._coturn(turn)

    def settings(self) -> dict[str, Any]:
        """What SLUSS_JANUS_… and SLUSS_TURN_… would say."""
        return {
            "janus_url": self.janus_url,
            "janus_secret": self.janus_secret,
            "turn_urls": (self.turn_url,),
            "turn_secret": self.turn_secret,
        }

    def start(self) -> None:
        try:
            self.janus.start()
            self.coturn.start()
        except MediaFailed:
            self.stop()
            raise

    def stop(self) -> None:
        self.janus.stop()
        self.coturn.stop()

    def _janus(self, port: int) -> Part:
        for name, text in of_janus(port, self.janus_secret).items():
            self._account.write(self._folder / name, text)
        words: list[str | Path] = [shutil.which("janus") or "janus", f"--configs-folder={self._folder}"]
        return Part("Janus", words, self._folder / "janus.log", self._account, lambda: answers(self.janus_url))

    def _coturn(self, port: int) -> Part:
        file = self._folder / "turnserver.conf"
        text = of_coturn(port, self.turn_secret, own_address(), self._folder)
        self._account.write(file, text)
        words: list[str | Path] = [shutil.which("turnserver") or "turnserver", "-c", file]
        return Part("coturn", words, self._folder / "coturn.log", self._account, lambda: listens(port))


def _make(folder: Path, account: Account) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not account.reaches(folder.parent):
        raise MediaFailed(f"The account {account.name} cannot reach {folder.parent}; choose another SLUSS_HOME.")
    account.own(folder)
