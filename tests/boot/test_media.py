"""Janus and coturn as children of ours: whom they run as, what they keep to themselves, and that none is left over."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sluss.boot import media as module
from sluss.boot.errors import MediaFailed
from sluss.boot.media import Media
from tests.media import needed

STARTER = """
import sys
from pathlib import Path
from sluss.boot.media import Media
parts = Media(Path(sys.argv[1]))
parts.start()
print(parts.janus_url, parts.turn_url, flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def home() -> Iterator[Path]:
    needed()
    folder = Path(tempfile.mkdtemp(prefix="sluss-media-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _ports(parts: Media) -> list[int]:
    return [int(re.findall(r":(\d+)", url)[-1]) for url in (parts.janus_url, parts.turn_url)]


def _running(folder: Path) -> list[int]:
    """The processes that have the folder in their command line."""
    words = ["ps", "-eww", "-o", "pid=,stat=,command="]
    lines = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    found = [line.split(None, 2) for line in lines if f"{folder}/media" in line]
    return [int(pid) for pid, state, command in found if "Z" not in state and "ps -eww" not in command]


def test_both_answer_on_this_machine_alone_and_are_gone_after_a_stop(home: Path) -> None:
    parts = Media(home / "media")
    parts.start()
    assert all(_listens(port) for port in _ports(parts))
    assert len(_running(home)) == 4
    parts.stop()
    assert not any(_listens(port) for port in _ports(parts))
    assert not _running(home)
    parts.stop()


def test_their_secrets_are_of_this_run_and_lie_where_they_alone_can_read(home: Path) -> None:
    first, second = Media(home / "media"), Media(home / "media")
    assert first.janus_secret != second.janus_secret
    assert first.turn_secret != second.turn_secret
    assert stat.S_IMODE((home / "media").stat().st_mode) == 0o700
    second.start()
    commands = subprocess.run(["ps", "-eww", "-o", "command="], capture_output=True, text=True, check=True).stdout
    assert second.janus_secret not in commands
    assert second.turn_secret not in commands
    second.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change the account")
def test_root_runs_them_as_an_unprivileged_account(home: Path) -> None:
    parts = Media(home / "media")
    parts.start()
    assert all(Path(f"/proc/{pid}").stat().st_uid != 0 for pid in _running(home))
    parts.stop()


def test_when_we_are_killed_they_end_too(home: Path) -> None:
    words = [sys.executable, "-c", STARTER, str(home / "media")]
    starter = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    assert "janus" in starter.stdout.readline()
    assert _running(home)
    starter.send_signal(signal.SIGKILL)
    starter.communicate()
    while _running(home):
        continue


def test_a_part_that_was_killed_starts_again_at_its_address(home: Path) -> None:
    parts = Media(home / "media")
    parts.start()
    parts.janus.kill()
    assert not _listens(_ports(parts)[0])
    parts.janus.start()
    assert _listens(_ports(parts)[0])
    parts.stop()
    assert not _running(home)


def test_one_that_does_not_start_is_named_with_its_log_and_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "START_SECONDS", 0)
    with pytest.raises(MediaFailed, match=r"Janus did not start; .*janus\.log"):
        Media(home / "media").start()
    while _running(home):
        continue


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MediaFailed, match=r"janus and coturn not found\. On Debian: sudo apt install"):
        Media(tmp_path / "media")


def test_the_demo_starts_both_says_so_and_takes_them_with_it(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    words = [sys.executable, "-m", "sluss", "demo", "--port", str(port), "--video", "full"]
    environment = {**os.environ, "SLUSS_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    demo = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True, cwd="/")
    assert demo.stdout
    told = next(line for line in demo.stdout if "Video:" in line or "Ctrl-C" in line)
    assert "any number, by Janus and coturn" in told
    assert len(_running(home)) == 4
    assert stat.S_IMODE((home / "media" / str(port)).stat().st_mode) == 0o700
    demo.send_signal(signal.SIGINT)
    demo.communicate()
    assert (demo.returncode, _running(home)) == (0, [])
