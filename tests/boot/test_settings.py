"""Each wrong setting stops the start with a sentence that names it, and one table documents them all."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from sluss.boot.check import check_config
from sluss.boot.settings import SettingError, Settings, read_settings, table
from sluss.boot.wiring import demo_region

ROOT = Path(__file__).parents[2]
LOGINS = """
[[provider]]
id = "bankid"
title = "BankID"
issuer = "https://login.example.se"
client_id = "sluss"
client_secret = "SECRET"
audience = "resident"
accepted_loa = ["http://id.elegnamnden.se/loa/1.0/loa3"]
"""
KEY = base64.b64encode(bytes(32)).decode()


def right(folder: Path) -> dict[str, str]:
    return {
        "SLUSS_DATABASE_URL": "postgresql://sluss@127.0.0.1/sluss",
        "SLUSS_BASE_URL": "https://vard.example.se",
        "SLUSS_PACK": str(demo_region()),
        "SLUSS_LOGINS": str(folder),
        "SLUSS_PEOPLE": str(demo_region() / "people.yaml"),
        "SLUSS_FILES_URL": folder.as_uri(),
        "SLUSS_FILE_KEYS": f"a:{KEY}",
        "SLUSS_SMS_FILE": str(folder / "sms"),
    }


def test_the_documented_table_is_the_one_in_force() -> None:
    assert table() in (ROOT / "docs/settings.md").read_text()


def test_right_settings_are_read_and_the_rest_have_defaults(tmp_path: Path) -> None:
    settings = read_settings(right(tmp_path))
    assert (settings.base_url, settings.port, settings.processes) == ("https://vard.example.se", 8024, 1)
    assert KEY not in repr(settings)
    assert "postgresql" not in repr(settings)


WRONG = {
    "SLUSS_DATABASE_URL": ["mysql://x", "sluss"],
    "SLUSS_BASE_URL": ["vard.example.se", "http://vard.example.se", "https://vard.example.se/sluss", "ftp://x"],
    "SLUSS_PACK": ["/finns/inte"],
    "SLUSS_LOGINS": ["/finns/inte"],
    "SLUSS_PEOPLE": ["/finns/inte"],
    "SLUSS_FILES_URL": ["/tmp", "http://x"],
    "SLUSS_FILE_KEYS": ["a", "a:xx", f"a:{KEY[:20]}"],
    "SLUSS_CLAMAV_URL": ["127.0.0.1:3310", "tcp://clamav", "tcp://x:99999", "unix://clamd.ctl", "http://x:3310"],
    "SLUSS_PORT": ["0", "65536", "http", "-1"],
    "SLUSS_PROCESSES": ["0", "65", "two"],
    "SLUSS_POOL_SIZE": ["0", "many"],
    "SLUSS_RESIDENT_IDLE_MINUTES": ["0", "1.5"],
    "SLUSS_STAFF_IDLE_MINUTES": ["-5"],
    "SLUSS_SESSION_AT_MOST_MINUTES": ["12h"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_setting_is_named_and_its_value_is_not_shown(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError) as stopped:
        read_settings({**right(tmp_path), name: value})
    assert str(stopped.value).startswith(f"{name} ")
    assert str(stopped.value).count("\n") == 0
    assert KEY[:20] not in str(stopped.value)


def test_every_missing_setting_is_named_at_once() -> None:
    with pytest.raises(SettingError) as stopped:
        read_settings({})
    needed = [one.metadata["name"] for one in fields(Settings) if one.metadata["default"] is ...]
    assert [line.split(" ")[0] for line in str(stopped.value).split("\n")] == needed


def test_the_command_says_what_is_wrong_and_ends_with_two(tmp_path: Path) -> None:
    environment = {**os.environ, **right(tmp_path), "SLUSS_PORT": "http"}
    words = [sys.executable, "-m", "sluss", "check-config"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "sluss: SLUSS_PORT must be a port between 1 and 65535.\n"


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("", "virus scan: none that finds viruses (SLUSS_CLAMAV_URL is not set); only the test signature is known"),
        ("tcp://clamav:3310", "virus scan: ClamAV at tcp://clamav:3310; when it does not answer, no file is let in"),
    ],
)
def test_the_command_says_who_scans_for_viruses(tmp_path: Path, url: str, line: str) -> None:
    logins = tmp_path / "logins.toml"
    logins.write_text(LOGINS)
    environment = {**right(tmp_path), "SLUSS_LOGINS": str(logins), "SLUSS_CLAMAV_URL": url, "SECRET": "x"}
    assert line in check_config(read_settings(environment), environment).splitlines()
