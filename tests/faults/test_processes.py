"""`sluss serve` in several processes: a dead one is replaced, and all of them end together."""

from __future__ import annotations

import base64
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sluss.boot.wiring import demo_region

LOGINS = """[[provider]]
id = "bankid"
title = "BankID"
issuer = "http://127.0.0.1:9"
client_id = "sluss"
client_secret = "A_SECRET"
audience = "resident"
accepted_loa = ["high"]
"""


@pytest.fixture
def served(database: str, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "logins.toml").write_text(LOGINS)
    region, base = demo_region(), f"http://127.0.0.1:{port}"
    settings = {
        "SLUSS_DATABASE_URL": database,
        "SLUSS_BASE_URL": base,
        "SLUSS_PACK": str(region),
        "SLUSS_LOGINS": str(tmp_path / "logins.toml"),
        "SLUSS_PEOPLE": str(region / "people.yaml"),
        "SLUSS_FILES_URL": (tmp_path / "files").as_uri(),
        "SLUSS_FILE_KEYS": f"one:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "SLUSS_SMS_FILE": str(tmp_path / "phone.jsonl"),
        "SLUSS_EMAIL_FROM": "svara-inte@vard.example.se",
        "SLUSS_EMAIL_FILE": str(tmp_path / "mailbox.jsonl"),
        "SLUSS_PORT": str(port),
        "SLUSS_PROCESSES": "2",
        "A_SECRET": "s",
    }
    command = [sys.executable, "-m", "sluss", "serve"]
    process = subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.PIPE, text=True)
    yield process, base
    if process.poll() is None:
        process.terminate()
    process.wait()
    if process.stderr:
        process.stderr.close()


def test_a_server_process_that_dies_is_replaced_and_all_end_together(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    process, base = served
    first, second = started(process), started(process)
    assert httpx.get(base).status_code == 200
    os.kill(first, signal.SIGKILL)
    third = started(process)
    assert third not in (first, second)
    assert httpx.get(base).status_code == 200
    process.terminate()
    assert process.wait() == 9  # the worst that any of them ended with: the one that was killed
    for pid in (second, third):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def started(process: subprocess.Popen[str]) -> int:
    """The process id of the next server that says it has started."""
    assert process.stderr
    for line in process.stderr:
        if found := re.search(r"Started server process \[(\d+)\]", line):
            return int(found[1])
    raise AssertionError("no server process started")


def test_a_region_that_is_no_demonstration_does_not_call_itself_one(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    process, base = served
    started(process)
    assert "demonstration" not in httpx.get(base).text.lower()
    assert "demonstration" not in httpx.get(f"{base}/clinic/login").text.lower()
    assert httpx.get(f"{base}/demo/phone").status_code == 404
