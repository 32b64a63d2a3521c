"""Janus as the SFU: a room of its videoroom plugin for each call, a session for each party (J6, J8, J11).

A party has two handles: one sends, one gets what all the others send. What a seat holds stands in its text alone, so
that any process can speak for it. Nothing is recorded: a room says so, and is locked against it.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx

from sluss.core.calls import MOST
from sluss.video.janus_api import (
    ALREADY_IN,
    NO_SUCH_FEED,
    NO_SUCH_ROOM,
    ROOM_EXISTS,
    SECONDS,
    JanusApi,
    Json,
    Said,
    plugin_data,
)
from sluss.video.listening import FIRST_BITRATE, Listening
from sluss.video.port import Body, SfuFailed

_CANDIDATE = ("candidate", "sdpMid", "sdpMLineIndex")


@dataclass(frozen=True, slots=True)
class Seat:
    """`out` sends and `into` gets; `private` ties them together, so that who is put out of the room gets no more."""

    session: int
    out: int
    into: int
    private: int
    call: UUID
    party: UUID

    def __str__(self) -> str:
        return f"{self.session}.{self.out}.{self.into}.{self.private}.{self.call}.{self.party}"

    @classmethod
    def of(cls, text: str) -> Seat:
        """Raises SfuFailed for the text of another kind of SFU."""
        try:
            session, out, into, private, call, party = text.split(".")
            return cls(int(session), int(out), int(into), int(private), UUID(call), UUID(party))
        except ValueError:
            raise SfuFailed("gone") from None


class JanusSfu:
    """Implements `Sfu`. `http` (janus_api.new_http) belongs to the caller, who closes it."""

    def __init__(self, url: str, secret: str, http: httpx.AsyncClient) -> None:
        self._api = JanusApi(url, secret, http)
        self._secret = secret

    async def take_seat(self, call: UUID, party: UUID) -> str:
        session = await self._api.session()
        try:
            out, into = await self._api.attach(session), await self._api.attach(session)
            await self._room(session, out, call)
            private = await self._join(session, out, call, party)
        except SfuFailed:
            with contextlib.suppress(SfuFailed):
                await self._api.destroy(session)
            raise
        return str(Seat(session, out, into, private, call, party))

    async def tell(self, seat: str, kind: str, body: Body) -> None:
        at = Seat.of(seat)
        match kind:
            case "publish":
                # `configure` publishes, and publishes anew.
                await self._api.message(at.session, at.out, {"request": "configure"}, _offer(body))
            case "subscribed":
                answer = {"type": "answer", "sdp": str(body.get("sdp", ""))}
                await self._api.message(at.session, at.into, {"request": "start"}, answer)
            case "candidates":
                handle = at.out if body.get("of") == "pub" else at.into
                await self._api.trickle(at.session, handle, _candidates(body.get("candidates")))
            case "restart":
                await self._api.message(at.session, at.out, {"request": "configure"}, _offer(body))
                await self._api.message(at.session, at.into, {"request": "configure", "restart": True})
            case _:
                raise SfuFailed("refused")

    async def hear(self, seat: str) -> AsyncIterator[tuple[str, Body]]:
        at = Seat.of(seat)
        listening = Listening(
            str(at.party), {"room": str(at.call), "private_id": at.private, "pin": self._pin(at.call)}
        )
        found = await self._api.message(at.session, at.out, {"request": "listparticipants", "room": str(at.call)})
        listening.found(found.get("participants", []))
        while True:
            for request in listening.requests():
                handle = at.into if request.into else at.out
                await self._api.message(at.session, handle, request.body)
            for event in await self._api.events(at.session):
                of = {at.out: "pub", at.into: "sub"}.get(event.get("sender", 0), "")
                for said in listening.heard(of, event):
                    yield said

    async def leave(self, seat: str) -> None:
        try:
            await self._api.destroy(Seat.of(seat).session)
        except SfuFailed as failed:
            if failed.code != "gone":
                raise

    async def close(self, call: UUID) -> None:
        session = await self._api.session()
        try:
            handle = await self._api.attach(session)
            with _unless(NO_SUCH_ROOM):
                await self._api.message(session, handle, {"request": "destroy", **self._of(call)})
        finally:
            await self._api.destroy(session)

    async def _room(self, session: int, handle: int, call: UUID) -> None:
        """The first to come makes it; of two at once, one does."""
        found = await self._api.message(session, handle, {"request": "exists", "room": str(call)})
        if found.get("exists"):
            return
        room = {
            "request": "create",
            **self._of(call),
            "is_private": True,
            "require_pvtid": True,
            "publishers": MOST,
            "bitrate": FIRST_BITRATE,
            "audiocodec": "opus",
            "videocodec": "vp8,h264",
            "opus_fec": True,
            "record": False,
            "lock_record": True,
        }
        with _unless(ROOM_EXISTS):
            await self._api.message(session, handle, room)

    async def _join(self, session: int, handle: int, call: UUID, party: UUID) -> int:
        """The newer device takes over: whoever has the party's place is put out, with all that they got."""
        join = {"request": "join", "ptype": "publisher", "id": str(party), **self._of(call)}
        await self._api.message(session, handle, join)
        try:
            return await self._joined(session)
        except Said as said:
            if said.number != ALREADY_IN:
                raise
        with _unless(NO_SUCH_FEED):
            await self._api.message(session, handle, {"request": "kick", "id": str(party), **self._of(call)})
        await self._api.message(session, handle, join)
        return await self._joined(session)

    async def _joined(self, session: int) -> int:
        try:
            async with asyncio.timeout(SECONDS):
                while True:
                    for event in await self._api.events(session):
                        data = plugin_data(event)
                        if data.get("videoroom") == "joined":
                            return int(data["private_id"])
        except TimeoutError:
            raise SfuFailed("unavailable") from None

    def _of(self, call: UUID) -> Json:
        """The room, and what opens it. Made from our secret, so that every process knows it and none keeps it."""
        return {"room": str(call), "secret": self._word("secret", call), "pin": self._pin(call)}

    def _pin(self, call: UUID) -> str:
        return self._word("pin", call)

    def _word(self, use: str, call: UUID) -> str:
        return hmac.new(self._secret.encode(), f"{use}:{call}".encode(), hashlib.sha256).hexdigest()


@contextlib.contextmanager
def _unless(number: int) -> Iterator[None]:
    """Lets Janus say this one no."""
    try:
        yield
    except Said as said:
        if said.number != number:
            raise


def _offer(body: Body) -> Json:
    return {"type": "offer", "sdp": str(body.get("sdp", ""))}


def _candidates(found: Any) -> list[Json]:
    """As a browser gives them (RTCIceCandidateInit); one that is empty says that there are no more."""
    known = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return [
        {name: one[name] for name in _CANDIDATE if name in one} if one.get("candidate") else {"completed": True}
        for one in known
    ]
