"""The demo application on a port of its own, and what a browser does there."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

import httpx

from sluss.boot.demo import application, providers_at, settings_of
from sluss.boot.server import server_of
from sluss.boot.wiring import Running, running
from sluss.core.access import LICENSED
from sluss.ports.persons import DemoPeople
from sluss.service.sessions import Session
from sluss.web.api import keys
from sluss.web.context import Audience
from sluss.web.sessions import cookie_name, find
from sluss.work.loop import Worker
from tests.drop_ins import many_drop_ins
from tests.web.stream import Events

Result = TypeVar("Result")
# A Tuesday at ten in Stockholm: the units are open.
OPEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
# Record systems that send bookings: one for all units, the same with a key for one of them.
COSMIC, AT_BERGET = "sluss_cosmic", "sluss_cosmic_at_berget"
SENDERS = keys.parse(f"{keys.line('cosmic', COSMIC)},{keys.line('cosmic', AT_BERGET)}:vc-berget")
# Port 1 is nobody's on loopback.
NOWHERE = "http://127.0.0.1:1"
# The stream of a call asks which device it is for; to the others it is nothing.
DEVICE = "00000000-0000-7000-8000-000000000002"
MILD: Mapping[str, str] = {
    "varning": "inget",
    "debut": "dagar",
    "feber": "nej",
    "tecken": "inget",
    "belaggning": "nej",
    "kortlar": "nej",
    "hosta": "ja",
    "dricka": "true",
    "immun": "false",
    "smitta": "false",
    "allergi": "false",
    "ovrigt": "",
}


class Browser(httpx.Client):
    """Keeps cookies, follows no redirect by itself, and says of its own posts that they come from our pages."""

    def __init__(self, base: str) -> None:
        super().__init__(base_url=base, timeout=60, headers={"Sec-Fetch-Site": "same-origin"}, trust_env=False)
        self.base = base

    def to_provider(self, provider: str, next: str = "") -> str:
        """Begins a login; gives the address at the provider that the browser is sent to."""
        prefix = "/clinic/login" if provider == "siths" else "/login"
        begun = self.get(f"{prefix}/{provider}", params={"next": next})
        assert begun.status_code == 303, begun.text
        return begun.headers["location"]

    def pick(self, address: str, person: str) -> str:
        """Picks a person at the demo's provider; gives the address that leads back."""
        form = {**dict(parse_qsl(urlsplit(address).query)), "person": person}
        picked = self.post("/demo/idp/authorize", data=form)
        assert picked.status_code == 303, picked.text
        return picked.headers["location"]

    def log_in(self, provider: str, person: str, next: str = "") -> httpx.Response:
        """The whole login; gives the answer that carries the session's cookie."""
        return self.get(self.pick(self.to_provider(provider, next), person))

    def go_home(self) -> httpx.Response:
        """Ends the session: of staff with the shift, whatever is open; of others as they log out."""
        if any(cookie.name == cookie_name("staff") for cookie in self.cookies.jar):
            return self.post("/clinic/skift/avsluta", data={"reason": "Brandlarm, alla måste ut."})
        return self.post("/logout")

    @contextmanager
    def events(self, path: str, since: int = 0) -> Iterator[Events]:
        """An open stream. It has been authorised and subscribed when its first events come."""
        with self.stream("GET", path, params={"from": since, "device": DEVICE}) as response:
            assert response.status_code == 200
            yield Events(response)


@dataclass
class Clock:
    """Real time, moved ahead as a test wishes."""

    ahead: timedelta = field(default_factory=lambda: OPEN - datetime.now(UTC))

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def wait(self, **time: float) -> None:
        self.ahead += timedelta(**time)


def id_of(people: DemoPeople, name: str) -> tuple[str, str]:
    """The provider where the person of that full name logs in, and what to pick there."""
    for resident in people.residents:
        if name == f"{resident.given_name} {resident.family_name}":
            return "bankid", resident.personnummer
    return next(("siths", s.hsa_id) for s in people.staff if name == f"{s.given_name} {s.family_name}")


@dataclass
class Site:
    """A running application and its parts, which live in another thread's loop: reach them through `call`."""

    base: str
    clock: Clock
    parts: Running
    loop: asyncio.AbstractEventLoop
    closing: ExitStack
    known: dict[str, Browser] = field(default_factory=dict)

    def call(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    def browser(self) -> Browser:
        return self.closing.enter_context(Browser(self.base))

    def fresh(self, name: str, mandate: str = "", on_shift: bool = True) -> Browser:
        """A browser in which the person of that name has just logged in, and if it is a role with patients begun to
        work; `mandate` is the one chosen among several."""
        browser = self.browser()
        done = browser.log_in(*id_of(self.parts.people, name))
        assert done.status_code == 303, done.text
        return self._at_work(browser, name, mandate) if on_shift else browser

    def as_(self, name: str, mandate: str = "") -> Browser:
        """The same, shared by the tests of this site that do not end its session. Who went home has come back."""
        if name not in self.known:
            self.known[name] = self.fresh(name, mandate)
        return self._at_work(self.known[name], name, mandate)

    def _at_work(self, browser: Browser, name: str, mandate: str) -> Browser:
        held = [m for s in self.parts.people.staff for m in s.mandates if name == f"{s.given_name} {s.family_name}"]
        if not held:
            return browser
        session = self.session(browser, "staff")
        chosen = next(m for m in held if mandate in ("", f"{m.unit}:{m.role}"))
        if session.mandate == chosen and (session.shift or chosen.role not in LICENSED):
            return browser
        path = "/clinic/skift" if chosen.role in LICENSED else "/clinic/uppdrag"
        begun = browser.post(path, data={"mandate": f"{chosen.unit}:{chosen.role}"})
        assert begun.status_code == 303, begun.text
        return browser

    def one_drop_in(self, only: bool = True) -> None:
        """From now on a started drop-in blocks a second one, as in the demo's own pack (B18)."""
        many_drop_ins(self.parts.web.service.packs, allowed=not only)

    def session(self, browser: Browser, audience: Audience) -> Session:
        token = next(cookie.value for cookie in browser.cookies.jar if cookie.name == cookie_name(audience))
        found = self.call(find(self.parts.web, audience, token))
        assert found is not None
        return found

    def work(self) -> int:
        """Does the jobs that are due, as the worker does; gives how many there were."""
        return self.call(Worker(self.parts.tools).round())


@contextmanager
def site_at(dsn: str, place: Path, down: frozenset[str] = frozenset(), clamav_url: str = "") -> Iterator[Site]:
    """Serves until the block ends. Who comes early waits in the socket's backlog, so nobody polls.

    `down` are the ids of the providers that nobody answers for; `clamav_url` is that of the setting.
    """
    listening = socket.create_server(("127.0.0.1", 0), backlog=256)
    port = listening.getsockname()[1]
    clock = Clock()
    made: asyncio.Queue[Running] = asyncio.Queue()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="site")
    thread.start()

    async def serve(ending: asyncio.Event) -> None:
        settings = replace(settings_of(place, dsn, port), clamav_url=clamav_url)
        settings = replace(settings, booking_keys=(*settings.booking_keys, *SENDERS))
        every = providers_at(settings.base_url)
        providers = tuple(replace(one, issuer=NOWHERE) if one.id in down else one for one in every)
        async with running(settings, providers, clock) as parts:
            many_drop_ins(parts.web.service.packs)
            server = server_of(application(parts, providers), parts, settings)
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            await made.put(parts)
            await ending.wait()
            server.should_exit = True
            await serving

    async def first(serving: asyncio.Future[None]) -> Running:
        getting = asyncio.ensure_future(made.get())
        either: set[asyncio.Future[Any]] = {getting, serving}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            serving.result()
        return await getting

    ending = asyncio.Event()
    serving = asyncio.run_coroutine_threadsafe(serve(ending), loop)
    try:
        parts = asyncio.run_coroutine_threadsafe(first(asyncio.wrap_future(serving, loop=loop)), loop).result()
        with ExitStack() as closing:
            yield Site(f"http://127.0.0.1:{port}", clock, parts, loop, closing)
    finally:
        loop.call_soon_threadsafe(ending.set)
        serving.result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
