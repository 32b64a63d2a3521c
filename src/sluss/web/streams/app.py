"""The streams as a bare ASGI application beside the pages: thousands of them stand open and cost next to nothing.

No database connection is held while a stream waits.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs
from uuid import UUID

from sluss.core.refusal import Hidden
from sluss.live.hub import Subscription
from sluss.service.ids import new_id
from sluss.service.queries.worklists import VIEWS
from sluss.service.sessions import Arrive, Leave, Session
from sluss.web.clinic.desk import FILTER_COOKIE, decoded
from sluss.web.context import Audience, Web
from sluss.web.failures import note
from sluss.web.guest.cookie import GUEST_COOKIE
from sluss.web.security import Receive, Scope, Send
from sluss.web.sessions import cookie_name, cookie_of, find
from sluss.web.streams.bell import Bells
from sluss.web.streams.call import GUEST_CALL, call_channel, guest_call_channel
from sluss.web.streams.channels import CaseChannel, Channel, StaffChannel
from sluss.web.streams.frames import HEARTBEAT, RETRY, frame
from sluss.web.streams.groups import GROUP_STREAM, group_channel
from sluss.web.streams.guests import GUEST_STREAM, guest_channel
from sluss.web.streams.resident import ResidentChannel
from sluss.web.streams.worklists import WorklistChannel, Worklists

SUFFIX: Final = "/strom"
BEAT: Final = 20.0
ARRIVAL_LASTS: Final = timedelta(seconds=50)
LONGEST_NUMBER: Final = 10
CASE = re.compile(r"(/clinic)?/arenden/([0-9a-f-]{36})/strom")
CALL = re.compile(r"(/clinic)?/arenden/([0-9a-f-]{36})/samtal/strom")
LIST = re.compile(rf"/clinic/({'|'.join(VIEWS)})/strom")
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
GONE = frame("closed")


class Streams:
    """Authorises when a stream opens, at each push (which reads as its reader), and at each heartbeat."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._bells = Bells(web)
        self._worklists = Worklists(web, self._bells)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await _plain(send, HTTPStatus.NOT_FOUND)
            return
        try:
            channel = await self._channel(scope)
        except Exception as error:  # the error page of the streams: their browser comes back by itself
            note(error)
            await _plain(send, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        if channel is None:
            await send({"type": "http.response.body", "body": GONE})
            return
        subscription = self._web.bus.hub.subscribe(channel.topics, channel.session_id)
        watch = asyncio.ensure_future(_left(receive, subscription))
        stream = new_id()
        try:
            await self._carry(channel, subscription, send, _since(scope), stream)
        except Hidden:
            await send({"type": "http.response.body", "body": channel.last_word()})
        except Exception as error:  # ended, so that the browser takes it up anew
            note(error)
            await send({"type": "http.response.body", "body": b""})
        finally:
            watch.cancel()
            self._web.bus.hub.leave(subscription)
            await channel.close()
            with suppress(Exception):  # the mark fades by itself when the database is away
                await asyncio.shield(self._leave(channel, stream))

    async def _carry(self, channel: Channel, subscription: Subscription, send: Send, since: int, stream: UUID) -> None:
        async def push(frames: list[bytes]) -> None:
            if frames:
                await send({"type": "http.response.body", "body": b"".join(frames), "more_body": True})

        await push([RETRY, *await channel.opened(since)])
        await self._arrive(channel, stream)
        while not subscription.left:
            due = channel.due()
            if await subscription.wait(BEAT if due is None else min(max(0.0, due), BEAT)):
                if subscription.closed:
                    await send({"type": "http.response.body", "body": GONE if subscription.revoked else b""})
                    return
                changed, typing = subscription.take()
                await push([*channel.typed(typing), *(await channel.news(changed) if changed else [])])
            elif due is not None and due <= BEAT:
                await push(await channel.later())
            else:
                await push([HEARTBEAT])

    async def _channel(self, scope: Scope) -> Channel | None:
        path: str = scope["path"]
        if path == GUEST_STREAM:
            return await guest_channel(self._web, cookie_of(scope["headers"], GUEST_COOKIE))
        if path == GUEST_CALL:
            return await guest_call_channel(self._web, cookie_of(scope["headers"], GUEST_COOKIE), scope)
        case, worklist, call = CASE.fullmatch(path), LIST.fullmatch(path), CALL.fullmatch(path)
        group = GROUP_STREAM.fullmatch(path)
        if case is None and worklist is None and call is None and group is None:
            return None
        audience: Audience = "staff" if path.startswith("/clinic/") else "resident"
        session = await find(self._web, audience, cookie_of(scope["headers"], cookie_name(audience)))
        if session is None:
            return None
        if call:
            return call_channel(self._web, session, call[2], scope)
        if group:
            return group_channel(self._web, session, group[1], self._bells)
        return self._of(scope, session, case, worklist)

    def _of(
        self, scope: Scope, session: Session, case: re.Match[str] | None, worklist: re.Match[str] | None
    ) -> Channel | None:
        if worklist:
            chosen = decoded(cookie_of(scope["headers"], FILTER_COOKIE) or "")
            view = next(view for view in VIEWS if view == worklist[1])
            return WorklistChannel(self._web, session, view, chosen, self._worklists)
        if case:
            try:
                case_id = UUID(case[2])
            except ValueError:
                return None
            if case[1]:
                return StaffChannel(self._web, session, case_id, self._bells, self._worklists.counts)
            return ResidentChannel(self._web, session, case_id)
        return None

    async def _arrive(self, channel: Channel, stream: UUID) -> None:
        if isinstance(channel, CaseChannel):
            session = channel.session
            arrival = Arrive(channel.case_id, session.subject, channel.side, ARRIVAL_LASTS)
            await self._web.service.run(session.actor, stream, arrival)
            self._web.bus.streams.add(stream)

    async def _leave(self, channel: Channel, stream: UUID) -> None:
        if stream in self._web.bus.streams:
            self._web.bus.streams.discard(stream)
            assert isinstance(channel, CaseChannel)  # noqa: S101 - others never arrive
            await self._web.service.run(channel.session.actor, stream, Leave(channel.case_id))


def _since(scope: Scope) -> int:
    """The last sequence number that the page has: what the browser remembers, else what the page was drawn with."""
    given = parse_qs(scope["query_string"].decode("latin-1")).get("from", [""])[0]
    remembered = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"last-event-id"), "")
    for said in (remembered, given):
        if said.isdecimal() and len(said) < LONGEST_NUMBER:
            return int(said)
    return 0


async def _left(receive: Receive, subscription: Subscription) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    subscription.left = True
    subscription.wake()


async def _plain(send: Send, status: HTTPStatus) -> None:
    await send({"type": "http.response.start", "status": int(status), "headers": []})
    await send({"type": "http.response.body", "body": b""})
