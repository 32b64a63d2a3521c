"""Janus' own API over HTTP: sessions, handles of the videoroom plugin, and the long poll that brings what it says.

As of 1.1.2 (docs/rest.md and src/plugins/janus_videoroom.c there); what sluss asks has stayed the same up to 1.4.
"""

from __future__ import annotations

import logging
import secrets
from typing import Any, Final

import httpx

from sluss.video.port import SfuFailed

PLUGIN: Final = "janus.plugin.videoroom"
# Janus answers at once; only the long poll waits, thirty seconds, and is given a while more to come back.
SECONDS: Final = 5.0
POLL_SECONDS: Final = 40.0
AT_ONCE: Final = 20

NO_SUCH_SESSION: Final = 458
NO_SUCH_HANDLE: Final = 459
NOT_AUTHORIZED: Final = 403
NO_SUCH_PLUGIN: Final = 460
# Of the videoroom plugin.
NO_SUCH_ROOM: Final = 426
ROOM_EXISTS: Final = 427
NO_SUCH_FEED: Final = 428
WRONG_KIND: Final = 430
ALREADY_IN: Final = 436

Json = dict[str, Any]
log = logging.getLogger(__name__)


class Said(SfuFailed):
    """Janus said no, with a number of its own. Its sentences name parties and rooms, and are not kept."""

    def __init__(self, number: int) -> None:
        super().__init__("gone" if number in (NO_SUCH_SESSION, NO_SUCH_HANDLE, NO_SUCH_ROOM) else "refused")
        self.number = number


def new_http() -> httpx.AsyncClient:
    """For as many long polls as there are parties, and past any proxy: Janus stands beside us."""
    without = dict.fromkeys(("http://", "https://", "all://"))
    return httpx.AsyncClient(timeout=SECONDS, limits=httpx.Limits(max_keepalive_connections=20), mounts=without)


class JanusApi:
    """`url` ends with the base path, `/janus` as it comes. The secret stays between us and Janus."""

    def __init__(self, url: str, secret: str, http: httpx.AsyncClient) -> None:
        self._url = url
        self._secret = secret
        self._http = http

    async def session(self) -> int:
        return int((await self._post((), {"janus": "create"}))["data"]["id"])

    async def attach(self, session: int) -> int:
        return int((await self._post((session,), {"janus": "attach", "plugin": PLUGIN}))["data"]["id"])

    async def destroy(self, session: int) -> None:
        """With it go its handles, what they publish and what they get."""
        await self._post((session,), {"janus": "destroy"})

    async def message(self, session: int, handle: int, body: Json, jsep: Json | None = None) -> Json:
        """The plugin's answer; empty when it only took it and says the rest by the long poll. Raises SfuFailed."""
        more = {"jsep": jsep} if jsep else {}
        answer = await self._post((session, handle), {"janus": "message", "body": body, **more})
        return plugin_data(answer)

    async def trickle(self, session: int, handle: int, candidates: list[Json]) -> None:
        await self._post((session, handle), {"janus": "trickle", "candidates": candidates})

    async def events(self, session: int) -> list[Json]:
        """Waits for what is said to the session: nothing, after thirty seconds. The waiting keeps it alive."""
        asked: dict[str, str | int] = {"maxev": AT_ONCE, "apisecret": self._secret}
        try:
            answer = await self._http.get(f"{self._url}/{session}", params=asked, timeout=POLL_SECONDS)
        except httpx.HTTPError:
            raise SfuFailed("unavailable") from None
        found = _json(answer)
        return found if isinstance(found, list) else [_well(found)]

    async def _post(self, path: tuple[int, ...], words: Json) -> Json:
        whole = {**words, "transaction": secrets.token_hex(8), "apisecret": self._secret}
        try:
            answer = await self._http.post("/".join((self._url, *map(str, path))), json=whole)
        except httpx.HTTPError:
            raise SfuFailed("unavailable") from None
        return _well(_json(answer))


def plugin_data(event: Json) -> Json:
    """What the plugin says in an answer or event. Raises Said when it says no."""
    data: Json = event.get("plugindata", {}).get("data", {})
    if number := data.get("error_code"):
        if number == WRONG_KIND:
            log.error("Janus wants numbers for names: set string_ids = true in janus.plugin.videoroom.jcfg")
        raise Said(int(number))
    return data


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        # A proxy's page, or something else that is no Janus.
        raise SfuFailed("unavailable") from None


def _well(answer: Any) -> Json:
    if not isinstance(answer, dict):
        raise SfuFailed("unavailable")
    if answer.get("janus") == "error":
        number = int(answer.get("error", {}).get("code", 0))
        if number in (NOT_AUTHORIZED, NO_SUCH_PLUGIN):
            log.error("Janus does not serve us (error %s): SLUSS_JANUS_SECRET, or its videoroom plugin", number)
        raise Said(number)
    return answer
