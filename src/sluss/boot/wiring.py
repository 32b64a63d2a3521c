"""Puts the parts together: from settings to an application and a worker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import httpx

from sluss.boot.settings import Settings
from sluss.core.guest_links import GuestLinks
from sluss.core.hours import STOCKHOLM
from sluss.core.policy import Pack
from sluss.live.bus import Bus
from sluss.live.hub import Hub
from sluss.ports.eid import OidcClient, Provider, new_http, read_providers
from sluss.ports.email.mailbox import DemoMailbox
from sluss.ports.email.port import Email
from sluss.ports.email.smtp import SmtpEmail, read_server
from sluss.ports.files.store import open_store
from sluss.ports.listing import BuiltInListing, CarefulListing
from sluss.ports.persons import BuiltInPersons, CarefulPersons, DemoPeople, read_people
from sluss.ports.persons.families import Registers
from sluss.ports.sms.phone import DemoPhone
from sluss.ports.virus import BuiltInScanner, Clamd, Scanner, read_address
from sluss.service.doors import Clock, Service
from sluss.service.facts import Calendars
from sluss.service.pack_start import enter
from sluss.service.packs import Packs
from sluss.store.packs import calendar, load
from sluss.store.packs.archive import in_folder
from sluss.store.pool import open_pool
from sluss.video.janus import JanusSfu
from sluss.video.janus_api import new_http as new_janus_http
from sluss.video.parts import Video
from sluss.video.turn import Turn
from sluss.web.context import Idle, Web
from sluss.work.tools import Tools

# The region that is made up altogether; the others follow the routines of real ones.
DEMO = "demo"


def now() -> datetime:
    return datetime.now(UTC)


def regions() -> Path:
    """The folder of the packs that ship with sluss."""
    return Path(str(resources.files("sluss.regions")))


def demo_region() -> Path:
    return regions() / DEMO


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that ship with sluss, the demonstration first."""
    found = sorted(folder.name for folder in regions().iterdir() if (folder / "pack.yaml").exists())
    return (DEMO, *(name for name in found if name != DEMO))


@dataclass(frozen=True, slots=True)
class Running:
    web: Web
    tools: Tools
    bus: Bus
    people: DemoPeople
    phone: DemoPhone
    mailbox: DemoMailbox | None


def people_of(path: Path, pack: Pack) -> DemoPeople:
    return read_people(path, frozenset(pack.units), now().astimezone(STOCKHOLM).date())


def providers_of(path: Path, environment: Mapping[str, str]) -> tuple[Provider, ...]:
    return read_providers(path.read_text(encoding="utf-8"), environment)


def scanner_of(settings: Settings) -> Scanner:
    return Clamd(read_address(settings.clamav_url)) if settings.clamav_url else BuiltInScanner()


def email_of(settings: Settings, clock: Clock) -> Email:
    if settings.email_file:
        return DemoMailbox(settings.email_file, settings.email_from, clock)
    return SmtpEmail(read_server(settings.smtp_url), settings.smtp_password, settings.email_from, clock)


def video_of(settings: Settings, http: httpx.AsyncClient) -> Video:
    sfu = JanusSfu(settings.janus_url, settings.janus_secret, http) if settings.janus_url else None
    turn = Turn(settings.turn_urls, settings.turn_secret) if settings.turn_urls else None
    return Video(sfu, turn, settings.ice_policy == "relay")


@asynccontextmanager
async def running(
    settings: Settings, providers: tuple[Provider, ...], clock: Clock = now, folder_decides: bool = False
) -> AsyncIterator[Running]:
    """The parts, with their connections open and the carriers of hints at work; all closed at the end.

    `folder_decides`: the pack in the settings is in force even if another was; else it then waits for its approval.
    """
    pack = load(settings.pack)
    people = people_of(settings.people, pack)
    pool = await open_pool(settings.database_url, settings.pool_size)
    http: httpx.AsyncClient = new_http()
    bus = Bus(Hub(), settings.database_url, settings.resident_idle, settings.staff_idle)
    service = Service(pool, Packs.of(pack), Calendars(calendar), clock, bus.tell)
    async with pool.acquire() as db, db.transaction():
        await enter(service.packs, db, clock(), in_folder(settings.pack), pack, folder_decides)
    await service.keep_up()
    files = open_store(settings.files_url, settings.file_keys)
    phone = DemoPhone(settings.sms_file, clock)
    email = email_of(settings, clock)
    janus_http = new_janus_http()
    video = video_of(settings, janus_http)
    registers = Registers(CarefulPersons(BuiltInPersons(people)), CarefulListing(BuiltInListing(people)))
    links = GuestLinks.under(*settings.file_keys.keys.values())
    web = Web(
        base_url=settings.base_url,
        service=service,
        bus=bus,
        logins={provider.id: OidcClient(provider, http, clock) for provider in providers},
        persons=registers.persons,
        listing=registers.listing,
        files=files,
        virus=scanner_of(settings),
        idle=Idle(settings.resident_idle, settings.staff_idle, settings.session_at_most),
        senders=settings.booking_keys,
        video=video,
        links=links,
    )
    carriers = asyncio.create_task(bus.run(service))
    try:
        mailbox = email if isinstance(email, DemoMailbox) else None
        tools = Tools(service, phone, files, settings.base_url, registers, email, video, links)
        yield Running(web, tools, bus, people, phone, mailbox)
    finally:
        bus.hub.close()
        carriers.cancel()
        await asyncio.gather(carriers, return_exceptions=True)
        await http.aclose()
        await janus_http.aclose()
        await asyncio.wait_for(pool.close(), 10)
