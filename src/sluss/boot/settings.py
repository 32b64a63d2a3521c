"""What the environment decides. Typed, each with its sentence; a wrong one stops the start and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sluss.boot.video_settings import VIDEO, alone, read_ice_policy, read_janus_url
from sluss.core.email import address
from sluss.ports.email.smtp import read_server
from sluss.ports.files.keys import MasterKeys
from sluss.ports.virus import read_address
from sluss.video.turn import read_urls
from sluss.web.api.keys import SenderKey, parse as read_booking_keys


class SettingError(ValueError):
    """A sentence that names the setting."""


def _setting(name: str, says: str, read: Callable[[str], Any], default: Any = ..., secret: bool = False) -> Any:
    """`default` left out: the setting is needed by `serve`, `work` and `migrate`."""
    about = {"name": name, "says": says, "read": read, "default": default, "secret": secret}
    return field(metadata=about, repr=not secret, default=None if default is ... else default)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ValueError("must be a port between 1 and 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 64:
        raise ValueError("must be a number between 1 and 64")
    return int(text)


def _minutes(text: str) -> timedelta:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError("must be a whole number of minutes, at least 1")
    return timedelta(minutes=int(text))


def _dsn(text: str) -> str:
    if urlsplit(text).scheme not in ("postgresql", "postgres"):
        raise ValueError("must begin with postgresql://")
    return text


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ValueError("must be an address without a path, such as https://vard.example.se")
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError("must begin with https:// for anything but this machine itself")
    return text


def _files(text: str) -> str:
    if urlsplit(text).scheme not in ("file", "s3"):
        raise ValueError("must begin with file:/// or s3://")
    return text


def _clamav(text: str) -> str:
    read_address(text)
    return text


def _smtp(text: str) -> str:
    read_server(text)
    return text


def _sender(text: str) -> str:
    if address(text) != text or not text.isascii():
        raise ValueError("must be an e-mail address such as svara-inte@vard.example.se")
    return text


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise ValueError("names a file or folder that is not there")
    return path


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of `serve`, `work`, `migrate` and `check-config`. `demo` makes its own from SLUSS_HOME."""

    database_url: str = _setting(
        "SLUSS_DATABASE_URL", "PostgreSQL 15 or later, as its owner: postgresql://user@host/name.", _dsn, secret=True
    )
    base_url: str = _setting("SLUSS_BASE_URL", "The address that browsers use, without a path.", _url)
    pack: Path = _setting("SLUSS_PACK", "The folder of the region's policy pack.", _existing)
    logins: Path = _setting("SLUSS_LOGINS", "The TOML file of the OpenID providers.", _existing)
    people: Path = _setting(
        "SLUSS_PEOPLE", "The file of persons and listings that stands in for the registers.", _existing
    )
    files_url: str = _setting(
        "SLUSS_FILES_URL", "Where pictures and files lie, encrypted: file:///folder or s3://bucket.", _files
    )
    file_keys: MasterKeys = _setting(
        "SLUSS_FILE_KEYS", "Master keys of the file store, newest first: id:base64,…", MasterKeys.parse, secret=True
    )
    clamav_url: str = _setting(
        "SLUSS_CLAMAV_URL",
        "Where ClamAV listens: tcp://host:3310 or unix:///path. Without it only the test signature is found.",
        _clamav,
        "",
    )
    sms_file: Path = _setting("SLUSS_SMS_FILE", "The file of the built-in phone that text messages go to.", Path)
    smtp_url: str = _setting(
        "SLUSS_SMTP_URL",
        "The SMTP server that e-mails go to: smtp://user@host:587, which must offer STARTTLS, or smtps://user@host:465.",
        _smtp,
        "",
    )
    smtp_password: str = _setting("SLUSS_SMTP_PASSWORD", "The password of the user there.", str, "", secret=True)
    email_from: str = _setting("SLUSS_EMAIL_FROM", "The address that e-mails come from.", _sender)
    email_file: Path | None = _setting(
        "SLUSS_EMAIL_FILE", "The file of the built-in mailbox that e-mails go to instead.", Path, None
    )
    janus_url: str = _setting(
        "SLUSS_JANUS_URL",
        "Janus' HTTP API, for calls of three or more, such as http://127.0.0.1:8088/janus. Without it two can talk.",
        read_janus_url,
        "",
    )
    janus_secret: str = _setting("SLUSS_JANUS_SECRET", "Janus' api_secret.", str, "", secret=True)
    turn_urls: tuple[str, ...] = _setting(
        "SLUSS_TURN_URL",
        "Where coturn listens, as browsers reach it: turn:host:3478?transport=udp,turns:host:443?transport=tcp.",
        read_urls,
        (),
    )
    turn_secret: str = _setting("SLUSS_TURN_SECRET", "coturn's static-auth-secret.", str, "", secret=True)
    ice_policy: str = _setting(
        "SLUSS_ICE_POLICY",
        "`relay` sends every call through TURN, so that nobody learns another's address; `all` only those with "
        "somebody whose identity is protected.",
        read_ice_policy,
        "all",
    )
    booking_keys: tuple[SenderKey, ...] = _setting(
        "SLUSS_BOOKING_KEYS",
        "Who may send bookings: name:sha256-hex,… as `sluss booking-key NAME` prints; name:sha256-hex:unit+unit for "
        "some units alone.",
        read_booking_keys,
        (),
        secret=True,
    )
    host: str = _setting("SLUSS_HOST", "The address to listen on.", str, "127.0.0.1")
    port: int = _setting("SLUSS_PORT", "The port to listen on.", _port, 8024)
    processes: int = _setting("SLUSS_PROCESSES", "How many server processes share the port.", _count, 1)
    pool_size: int = _setting("SLUSS_POOL_SIZE", "Database connections of each process.", _count, 10)
    resident_idle: timedelta = _setting(
        "SLUSS_RESIDENT_IDLE_MINUTES",
        "A resident's session ends when unused for so long.",
        _minutes,
        timedelta(minutes=60),
    )
    staff_idle: timedelta = _setting(
        "SLUSS_STAFF_IDLE_MINUTES", "A staff session ends when unused for so long.", _minutes, timedelta(minutes=60)
    )
    session_at_most: timedelta = _setting(
        "SLUSS_SESSION_AT_MOST_MINUTES", "Any session ends after so long.", _minutes, timedelta(hours=12)
    )


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingError with one sentence for each setting that is missing or wrong."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    _read(environment, fields(Settings), found, wrong)
    wrong += _alone(found)
    if wrong:
        raise SettingError("\n".join(wrong))
    return Settings(**found)


def _read(environment: Mapping[str, str], asked: Iterable[Field[Any]], found: dict[str, Any], wrong: list[str]) -> None:
    for one in asked:
        about = one.metadata
        text = environment.get(about["name"], "")
        if not text:
            if about["default"] is ...:
                wrong.append(f"{about['name']} is not set. {about['says']}")
            continue
        try:
            found[one.name] = about["read"](text)
        except ValueError as error:
            wrong.append(f"{about['name']} {error}.")


def read_video(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings of sound and picture alone, as the demo takes them. Raises SettingError."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    _read(environment, [one for one in fields(Settings) if one.name in VIDEO], found, wrong)
    wrong += alone(found)
    if wrong:
        raise SettingError("\n".join(wrong))
    return found


def _alone(found: Mapping[str, Any]) -> list[str]:
    """What is nothing, or harms, without another."""
    wrong = []
    if bool(found.get("smtp_url")) == bool(found.get("email_file")):
        wrong.append("SLUSS_SMTP_URL or SLUSS_EMAIL_FILE must be set, and only one of them.")
    if (server := found.get("smtp_url")) and bool(read_server(server).user) != bool(found.get("smtp_password")):
        wrong.append("SLUSS_SMTP_PASSWORD and the user in SLUSS_SMTP_URL belong together.")
    return [*wrong, *alone(found)]


def table() -> str:
    """The settings as a Markdown table, as docs/settings.md holds it."""
    rows = ["| setting | what it says | default |", "|---|---|---|"]
    for one in fields(Settings):
        about = one.metadata
        rows.append(f"| `{about['name']}` | {about['says']} | {_shown(about['default'])} |")
    return "\n".join(rows) + "\n"


def _shown(default: Any) -> str:
    if default is ...:
        return "needed"
    if default in ("", (), None):
        return "none"
    if isinstance(default, timedelta):
        return f"`{int(default.total_seconds() // 60)}`"
    return f"`{default}`"
