"""Calls: how soon one sees the other, what the server and Janus do for one, and that no other page pays for it."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager

import httpx
from playwright.async_api import Browser

from bench.callers import JOIN, Asked, Silent, chromium, meet, page_of, press, processor_seconds, sees
from bench.people import Chat, User, service_over
from bench.place import HOST, Place, Served, serving
from bench.world import Figure, World
from sluss.boot.media import Media, missing
from sluss.core.case import commands as c
from sluss.service.doors import Service
from sluss.service.ids import new_id
from sluss.store.pool import open_pool

MEETINGS, GROUP, CALLS, IDLE_SECONDS = 10, 5, 20, 20
SOON, SIGNALS, IDLE_CORE, JOIN_MS, JANUS_MB = 3.0, 40, 0.25, 60.0, 60


@contextmanager
def parts(at: Place) -> Iterator[Media]:
    media = Media(at.home / "media")
    media.start()
    try:
        yield media
    finally:
        media.stop()


def settings(media: Media) -> dict[str, str]:
    return {
        "SLUSS_JANUS_URL": media.janus_url,
        "SLUSS_JANUS_SECRET": media.janus_secret,
        "SLUSS_TURN_URL": media.turn_url,
        "SLUSS_TURN_SECRET": media.turn_secret,
    }


async def calling(world: World) -> list[Figure]:
    if absent := missing():
        return [Figure("calls", f"not measured: {' and '.join(absent)} not installed")]
    pool = await open_pool(world.place.dsn, 8)
    try:
        with parts(world.place) as media, serving(world.place, 1, settings(media)) as server:
            service = service_over(pool)
            async with chromium() as browser:
                met = await meeting(world, browser, server)
                met += await group(world, service, browser, server, media)
            return [*met, *await without_browsers(world, service, server)]
    finally:
        await pool.close()


async def meeting(world: World, browser: Browser, server: Served) -> list[Figure]:
    base = f"http://{HOST}:{server.port}"
    (nurse,) = await world.people.nurses(1)
    took, asked, before = [], Asked(), Asked()
    for resident in await world.people.residents(MEETINGS):
        chat = await world.people.chat((resident, nurse))
        desk, phone = await page_of(browser, nurse, base, asked), await page_of(browser, resident, base, asked)
        await desk.goto(f"{base}/clinic/arenden/{chat.case}")
        await phone.goto(f"{base}/arenden/{chat.case}")
        before.for_calls += asked.for_calls
        took.append(await meet(desk, phone))
        asked.for_calls.clear()
        await desk.context.close()
        await phone.context.close()
    median, each = statistics.median(took), asked.signals / MEETINGS
    return [
        Figure(
            f"from *Starta video* to each other's first picture, both answer at once (median of {MEETINGS})",
            f"{median:.1f} s ({min(took):.1f}–{max(took):.1f})",
            f"≤ {SOON:.0f} s",
            median <= SOON,
        ),
        Figure("signalling messages of such a call, both ways", f"{each:.0f}", f"≤ {SIGNALS}", each <= SIGNALS),
        Figure(
            "what the pages of a case load for calls before there is one",
            f"{len(before.for_calls)} files, 0 bytes" if not before.for_calls else ", ".join(before.for_calls),
            "0",
            not before.for_calls,
        ),
    ]


async def group(world: World, service: Service, browser: Browser, server: Served, media: Media) -> list[Figure]:
    """Five people in one call by the product's own pages: a resident, a nurse and three colleagues."""
    base = f"http://{HOST}:{server.port}"
    (resident,), staff = await world.people.residents(1), await world.people.nurses(GROUP - 1)
    chat = await world.people.chat((resident, staff[0]))
    await begun(service, chat, staff[1:])
    janus = media.janus.pid
    empty = resident_memory(janus)
    pages = []
    for user in (resident, *staff):
        page = await page_of(browser, user, base, Asked())
        await page.goto(f"{base}{'' if user is resident else '/clinic'}/arenden/{chat.case}/samtal")
        await press(page, JOIN)
        pages.append(page)
    for page in pages:
        await sees(page, GROUP - 1)
    full, used = resident_memory(janus), processor_seconds(janus)
    await asyncio.sleep(IDLE_SECONDS)
    share = (processor_seconds(janus) - used) / IDLE_SECONDS
    for page in pages:
        await page.context.close()
    return [
        Figure(
            f"memory of Janus with a group of {GROUP}",
            f"{full / 1024:.0f} MB ({empty / 1024:.0f} before); {100 * share:.0f} % of a core",
            f"≤ {JANUS_MB} MB",
            full / 1024 <= JANUS_MB,
        )
    ]


async def without_browsers(world: World, service: Service, server: Served) -> list[Figure]:
    """The server alone: calls that stand open, then a guest into each."""
    residents = await world.people.residents(CALLS)
    nurse, guest = await world.people.nurses(2)
    chats = [await world.people.chat((resident, nurse)) for resident in residents]
    for chat in chats:
        await begun(service, chat, (guest,))
    base, headers = f"http://{HOST}:{server.port}", {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
    limits = httpx.Limits(max_connections=None)
    async with (
        httpx.AsyncClient(base_url=base, headers=headers, timeout=60, limits=limits) as http,
        AsyncExitStack() as open_,
    ):
        party = Silent(http, open_)
        for chat in chats:
            await party.join(chat.resident, f"/arenden/{chat.case}")
            await party.join(nurse, f"/clinic/arenden/{chat.case}")
        used = processor_seconds(server.pid)
        await asyncio.sleep(IDLE_SECONDS)
        idle = (processor_seconds(server.pid) - used) / IDLE_SECONDS / CALLS
        used = processor_seconds(server.pid)
        for chat in chats:
            await party.join(guest, f"/clinic/arenden/{chat.case}")
        joined = 1000 * (processor_seconds(server.pid) - used) / CALLS
    return [
        Figure(
            f"the server's processor for a call of two that stands open ({CALLS} of them)",
            f"{100 * idle:.2f} % of a core",
            f"≤ {IDLE_CORE} %",
            100 * idle <= IDLE_CORE,
        ),
        Figure(
            "the same for one more who comes in, by the SFU",
            f"{joined:.0f} ms",
            f"≤ {JOIN_MS:.0f} ms",
            joined <= JOIN_MS,
        ),
    ]


async def begun(service: Service, chat: Chat, guests: tuple[User, ...] | list[User]) -> None:
    await service.run(chat.nurse.actor, chat.case, c.StartCall(new_id(), "video", new_id()))
    for guest in guests:
        await service.run(chat.nurse.actor, chat.case, c.InviteColleague(guest.actor.id, "oral", new_id()))


def resident_memory(pid: int) -> int:
    """In kB."""
    asked = ["ps", "-o", "rss=", "-p", str(pid)]
    return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
