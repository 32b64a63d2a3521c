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
from sluss.boot.settings import SettingError, Settings, read_settings, read_video, table
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
        "SLUSS_EMAIL_FROM": "svara-inte@vard.example.se",
        "SLUSS_EMAIL_FILE": str(folder / "mailbox"),
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
    "SLUSS_SMTP_URL": ["post.example.se:587", "http://x:587", "smtp://x", "smtp://x:99999", "smtp://u:hemligt@x:587"],
    "SLUSS_EMAIL_FROM": ["sluss", "Sluss <sluss@example.se>", "sluss@example.se, b@example.se", "åsa@example.se"],
    "SLUSS_JANUS_URL": ["127.0.0.1:8088", "ws://127.0.0.1:8188", "http:///janus", "http://x/janus?apisecret=x"],
    "SLUSS_TURN_URL": ["turn.example.se", "turn:", "http://turn.example.se", "turn:x:3478,", "turn:x?transport=sctp"],
    "SLUSS_ICE_POLICY": ["turn", "RELAY"],
    "SLUSS_BOOKING_KEYS": ["cosmic", f"cosmic:{KEY}", f"Cosmic:{'a' * 64}", f"cosmic:{'a' * 64}:", f"a:{'A' * 64}"],
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


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"SLUSS_JANUS_URL": "http://127.0.0.1:8088/janus"}, "SLUSS_JANUS_SECRET"),
        ({"SLUSS_TURN_URL": "turn:turn.example.se"}, "SLUSS_TURN_SECRET"),
        ({"SLUSS_ICE_POLICY": "relay"}, "SLUSS_ICE_POLICY"),
    ],
)
def test_what_is_nothing_alone_stops_the_start(tmp_path: Path, given: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError, match=f"^{named} "):
        read_settings({**right(tmp_path), **given})


def test_the_parts_of_video_are_read_and_their_secrets_not_shown(tmp_path: Path) -> None:
    urls = "turn:turn.example.se:3478?transport=udp, turns:turn.example.se:443?transport=tcp"
    given = {"SLUSS_JANUS_URL": "http://janus/janus/", "SLUSS_JANUS_SECRET": "HEMLIG1", "SLUSS_ICE_POLICY": "relay"}
    given |= {"SLUSS_TURN_URL": urls, "SLUSS_TURN_SECRET": "HEMLIG2"}
    settings = read_settings({**right(tmp_path), **given})
    assert settings.janus_url == "http://janus/janus"
    assert settings.turn_urls == (
        "turn:turn.example.se:3478?transport=udp",
        "turns:turn.example.se:443?transport=tcp",
    )
    assert "HEMLIG" not in repr(settings)


def test_the_demo_reads_the_parts_of_video_alone() -> None:
    assert read_video({"SLUSS_PORT": "x", "SLUSS_TURN_URL": "turn:x", "SLUSS_TURN_SECRET": "y"}) == {
        "turn_urls": ("turn:x",),
        "turn_secret": "y",
    }
    with pytest.raises(SettingError, match="SLUSS_JANUS_SECRET"):
        read_video({"SLUSS_JANUS_URL": "http://127.0.0.1:8088/janus"})


def test_every_missing_setting_is_named_at_once() -> None:
    with pytest.raises(SettingError) as stopped:
        read_settings({})
    needed = [one.metadata["name"] for one in fields(Settings) if one.metadata["default"] is ...]
    # The last line: of two ways for e-mail one is needed.
    assert [line.split(" ")[0] for line in str(stopped.value).split("\n")] == [*needed, "SLUSS_SMTP_URL"]


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


def read(folder: Path, **changes: str) -> Settings:
    return read_settings({**right(folder), **changes})


def test_e_mail_goes_to_a_server_or_to_the_built_in_mailbox_and_not_to_both(tmp_path: Path) -> None:
    server = "smtp://sluss@post.example.se:587"
    both = {"SLUSS_SMTP_URL": server, "SLUSS_SMTP_PASSWORD": "hemligt"}
    settings = read(tmp_path, SLUSS_EMAIL_FILE="", **both)
    assert (settings.smtp_url, settings.email_file) == (server, None)
    assert "hemligt" not in repr(settings)
    for changes in (both, {"SLUSS_EMAIL_FILE": ""}):
        with pytest.raises(SettingError, match="SLUSS_SMTP_URL or SLUSS_EMAIL_FILE"):
            read(tmp_path, **changes)


@pytest.mark.parametrize(
    ("url", "password"), [("smtp://sluss@post.example.se:587", ""), ("smtp://post.example.se:587", "hemligt")]
)
def test_a_user_of_the_mail_server_and_a_password_belong_together(tmp_path: Path, url: str, password: str) -> None:
    with pytest.raises(SettingError, match="SLUSS_SMTP_PASSWORD and the user") as stopped:
        read(tmp_path, SLUSS_EMAIL_FILE="", SLUSS_SMTP_URL=url, SLUSS_SMTP_PASSWORD=password)
    assert "hemligt" not in str(stopped.value)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            {},
            "calls: two at a time (SLUSS_JANUS_URL is not set); nobody is relayed (SLUSS_TURN_URL is not set), "
            "also with protected identity",
        ),
        (
            {"SLUSS_TURN_URL": "turn:x", "SLUSS_TURN_SECRET": "y", "SLUSS_ICE_POLICY": "relay"},
            "calls: two at a time (SLUSS_JANUS_URL is not set); relayed by coturn: every call",
        ),
        (
            {
                "SLUSS_JANUS_URL": "http://127.0.0.1:8088/janus",
                "SLUSS_JANUS_SECRET": "x",
                "SLUSS_TURN_URL": "turn:x",
                "SLUSS_TURN_SECRET": "y",
            },
            "calls: any number, by Janus; relayed by coturn: where there is no other way, or identity is protected",
        ),
    ],
)
def test_the_command_says_what_the_parts_of_video_add_up_to(tmp_path: Path, given: dict[str, str], line: str) -> None:
    """(N5)"""
    logins = tmp_path / "logins.toml"
    logins.write_text(LOGINS)
    environment = {**right(tmp_path), "SLUSS_LOGINS": str(logins), "SECRET": "x", **given}
    assert line in check_config(read_settings(environment), environment).splitlines()
