"""`sluss demo`: everything in one process, with a database, a login provider and a phone of its own."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import shutil
import socket
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import uvloop

from sluss.boot.home import home
from sluss.boot.media import Media
from sluss.boot.postgres import EmbeddedPostgres
from sluss.boot.server import server_of, stop_on_signals, until
from sluss.boot.settings import SettingError, Settings, read_video
from sluss.boot.wiring import DEMO, Running, regions, running
from sluss.core.people import may_log_in, role_title
from sluss.ports.eid import Provider, ResidentClaims, StaffClaims
from sluss.ports.files.keys import MasterKeys
from sluss.store.migrate import migrate
from sluss.web.api import keys
from sluss.web.app import build
from sluss.web.demo.clients import client_for
from sluss.web.demo.mailbox import mailbox_router
from sluss.web.demo.phone import phone_router
from sluss.web.demo.provider import PATH, provider_router
from sluss.web.security import App
from sluss.web.templates import render
from sluss.work.loop import Worker

LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
HOST = "127.0.0.1"
# Nobody can own an address under this name (RFC 2606).
SENDER = "svara-inte@sluss.example"
# The key of the demo's own record system: made once, and printed at the start.
BOOKING_KEY = "booking-key"
OWNED = ("files", "media", "phone.jsonl", "mailbox.jsonl", "file-key", BOOKING_KEY)


def demo(port: int, fresh: bool, region: str = DEMO, video: str = "") -> int:
    """Runs until Ctrl-C. Data lies under SLUSS_HOME and is there the next time, unless `fresh`.

    `video`: "full" runs Janus and coturn too; otherwise those are used that the settings of `serve` name.
    """
    place = place_of(home(os.environ), region)
    _port_is_free(port)
    parts = read_video(os.environ)
    if fresh:
        _forget(place)
    place.mkdir(parents=True, exist_ok=True)
    # Of this port alone: another demo on the same data has its own.
    media = Media(place / "media" / str(port)) if video else None
    postgres = EmbeddedPostgres(place)
    try:
        postgres.start()
        if media:
            media.start()
            parts |= media.settings()
        uvloop.run(_run(place, postgres.url(), port, region, parts))
    except KeyboardInterrupt:
        # A start that was cut off may have left a server, which only a whole start takes over.
        postgres.start()
    finally:
        if media:
            media.stop()
        postgres.stop()
    return 0


def place_of(home: Path, region: str) -> Path:
    """Each region has a folder and so a database of its own: cases of one are nothing to another's units."""
    return home if region == DEMO else home / "regions" / region


async def _run(place: Path, dsn: str, port: int, region: str, video: Mapping[str, Any]) -> None:
    await migrate(dsn)
    settings, providers = settings_of(place, dsn, port, region), providers_at(f"http://{HOST}:{port}")
    settings = replace(settings, **video)
    async with running(settings, providers, folder_decides=True) as parts:
        stop = asyncio.Event()
        stop_on_signals(stop)
        server = server_of(application(parts, providers), parts, settings)
        print(_welcome(settings, parts, place), flush=True)
        await until(stop, server, Worker(parts.tools))


def application(parts: Running, providers: tuple[Provider, ...]) -> App:
    """The pages with the demo's own provider, phone and mailbox."""
    web = replace(parts.web, phone=parts.phone, mailbox=parts.mailbox)
    prefix = {"resident": "/login", "staff": "/clinic/login"}
    clients = tuple(client_for(p, f"{web.base_url}{prefix[p.audience]}/{p.id}/klar") for p in providers)

    def page(persons: object, fields: object) -> str:
        return render(
            "demo/idp.html", persons=persons, fields=fields, action=f"{PATH}/authorize", now=web.now(), demo=True
        )

    idp = provider_router(f"{web.base_url}{PATH}", parts.people, clients, web.service.clock, page)
    return build(web, [idp, phone_router(), mailbox_router()], [f"{PATH}/token"])


def settings_of(place: Path, dsn: str, port: int, region: str = DEMO) -> Settings:
    folder = regions() / region
    return Settings(
        database_url=dsn,
        base_url=f"http://{HOST}:{port}",
        pack=folder,
        logins=folder,
        people=folder / "people.yaml",
        files_url=(place / "files").as_uri(),
        file_keys=MasterKeys.parse(f"demo:{_file_key(place / 'file-key')}"),
        sms_file=place / "phone.jsonl",
        email_from=SENDER,
        email_file=place / "mailbox.jsonl",
        booking_keys=keys.parse(keys.line(DEMO, _booking_key(place / BOOKING_KEY))),
        host=HOST,
        port=port,
    )


def providers_at(base_url: str) -> tuple[Provider, ...]:
    """Two e-IDs for residents and one for staff, all answered by the demo's own provider; secrets of this run."""

    def provider(id: str, title: str, audience: str) -> Provider:
        return Provider(
            id=id,
            title=title,
            issuer=f"{base_url}{PATH}",
            client_id=f"sluss-{id}",
            client_secret=secrets.token_urlsafe(24),
            audience=audience,  # type: ignore[arg-type]
            accepted_loa=(LOA3,),
            claims=StaffClaims() if audience == "staff" else ResidentClaims(),
        )

    return (
        provider("bankid", "BankID", "resident"),
        provider("freja", "Freja eID Plus", "resident"),
        provider("siths", "SITHS", "staff"),
    )


def _file_key(path: Path) -> str:
    """The demo's own master key, made once. `serve` takes its from the environment alone."""
    return _made_once(path, lambda: base64.b64encode(secrets.token_bytes(32)).decode())


def _booking_key(path: Path) -> str:
    return _made_once(path, keys.new)


def _made_once(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
    return path.read_text().strip()


def _forget(place: Path) -> None:
    """Takes away what the demo put there, and nothing else."""
    EmbeddedPostgres(place).remove()
    for name in OWNED:
        path = place / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _port_is_free(port: int) -> None:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        raise SettingError(f"PORT {port} is taken by another program. Choose another: make demo PORT=8025.") from None


def _welcome(settings: Settings, parts: Running, place: Path) -> str:
    today: date = parts.web.now().date()
    pack = parts.web.pack
    units = pack.units
    residents = [f"{p.given_name} {p.family_name}" for p in parts.people.residents if may_log_in(p.born, today)]
    staff = [
        f"    {s.given_name} {s.family_name}: "
        + ", ".join(f"{role_title(m.role)}, {units[m.unit].name}" for m in s.mandates)
        for s in parts.people.staff
    ]
    base = settings.base_url
    return "\n".join(
        (
            "",
            f"  sluss is running with the rules of {pack.region.name} ({pack.version_id}). All persons are made up.",
            "",
            f"  Resident    {base}/",
            f"  Clinic      {base}/clinic",
            f"  Demo phone  {base}/demo/phone",
            f"  Demo e-mail {base}/demo/brevlada",
            "",
            f"  Log in as a resident: {', '.join(residents)}",
            "  Log in as staff:",
            *staff,
            "",
            _video(settings, place),
            f"  Bookings    PUT {base}/api/bookings/ID with the key {(place / BOOKING_KEY).read_text().strip()}",
            f"  Data: {place}",
            "  Ctrl-C stops everything.",
            "",
        )
    )


def _video(settings: Settings, place: Path) -> str:
    if settings.janus_url and settings.turn_urls:
        logs = place / "media" / str(settings.port)
        return f"  Video: any number, by Janus and coturn. Logs, if they were started here: {logs}"
    if settings.janus_url:
        return "  Video: any number, by Janus. Without TURN, closed networks stay closed."
    return "  Video: two people at a time. make demo VIDEO=full also runs Janus and coturn, for three and more."
