"""What the page of a call posts: come in, tell, leave. The same for residents, staff and guests from outside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from litestar import Request, Response

from sluss.core.actor import Actor
from sluss.core.refusal import Refused
from sluss.service.calls import JoinCall, LeaveCall, PlaceParty
from sluss.service.calls_told import SendSignal, TellSfu
from sluss.service.queries.calls import CallOf
from sluss.service.views.calls import CallState
from sluss.video.port import SfuFailed
from sluss.web.answers import said
from sluss.web.context import Web
from sluss.web.forms import Form, identity, posted, text
from sluss.web.refusals import sentence, status_of

# Only the pages of a call, and the check of the device before it, may use camera, microphone and screen.
PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()"
ALLOWED = {"permissions-policy": PERMISSIONS}
Asked = Request[Any, Any, Any]


def allow_devices(page: Response[Any]) -> Response[Any]:
    page.headers.update(ALLOWED)
    return page


def state_of(state: CallState) -> dict[str, Any]:
    """As a browser reads it; the SFU's seat is not in it."""
    return {
        "party": str(state.party) if state.party else None,
        "call": str(state.call) if state.call else None,
        "mode": state.mode,
        "topology": state.topology,
        "relay_only": state.relay_only,
        "elsewhere": state.elsewhere,
        "outside": list(state.outside),
        "parties": [
            {
                "id": str(one.id),
                "name": one.name,
                "role": one.role,
                "me": one.me,
                "joined": one.joined.isoformat(),
                "lost": one.lost,
            }
            for one in state.parties
        ],
    }


def device_of(form: Form) -> UUID:
    """The page's own choice; without one there is no device to tell anything to."""
    if not text(form, "device"):
        raise Refused("form_broken")
    return identity(form, "device")


async def join(request: Asked, web: Web, actor: Actor, case_id: UUID) -> Response[Any]:
    """A place in the call, with what the browser needs to find the others. Refused in JSON: see refusals_of_calls."""
    device, video = device_of(await posted(request)), web.video
    try:
        joining = JoinCall(device, video.sfu is not None, video.relay_only(False), video.relay_only(True))
        place = await web.service.run(actor, case_id, joining)
        await give_back(web, place.given_up)
        if place.topology == "sfu" and video.sfu:
            seat = await video.sfu.take_seat(place.call, place.party)
            await web.service.run(actor, case_id, PlaceParty(place.party, seat))
    except SfuFailed:
        return _no(Refused("unreached"))
    except Refused as no:
        return _no(no)
    state = await web.service.read(actor, CallOf(case_id, device))
    ice = video.turn.ice_servers(place.party, web.now()) if video.turn else []
    return said(**state_of(state), ice=ice)


async def signal(request: Asked, web: Web, actor: Actor, case_id: UUID) -> Response[Any]:
    form = await posted(request)
    device, to, kind = device_of(form), text(form, "to"), text(form, "kind")
    try:
        meant = _json(text(form, "body"))
        # Written anew: one line, and nothing that the stream of its receiver could stumble on.
        body = json.dumps(meant)
        if to != "sfu":
            await web.service.run(actor, case_id, SendSignal(device, identity(form, "to"), kind, body))
        else:
            seat = await web.service.run(actor, case_id, TellSfu(device, kind, body))
            await _tell(web, seat, kind, meant)
    except Refused as no:
        return _no(no)
    return Response(None, status_code=204)


async def _tell(web: Web, seat: str, kind: str, body: dict[str, Any]) -> None:
    """Outside of every transaction."""
    if web.video.sfu is None:
        raise Refused("unreached")
    try:
        await web.video.sfu.tell(seat, kind, body)
    except SfuFailed as failed:
        if failed.code == "gone":
            raise Refused("call_left") from None
        raise Refused("unreached") from None


async def leave(request: Asked, web: Web, actor: Actor, case_id: UUID) -> Response[Any]:
    """Also as the last word of a page that is being closed, which waits for no answer."""
    device = device_of(await posted(request))
    state = await web.service.read(actor, CallOf(case_id, device))
    if state.call:
        await give_back(web, await web.service.run(actor, case_id, LeaveCall(state.call, device)))
    return Response(None, status_code=204)


async def give_back(web: Web, seats: Sequence[str]) -> None:
    """An SFU that is away has no seats left when it comes back."""
    if sfu := web.video.sfu:
        for seat in seats:
            with suppress(SfuFailed):
                await sfu.leave(seat)


def _json(body: str) -> dict[str, Any]:
    """What is carried on is a JSON object, and nothing else."""
    try:
        meant = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused("form_broken") from None
    if not isinstance(meant, dict):
        raise Refused("form_broken")
    return meant


def _no_number(name: str) -> float:
    raise ValueError(name)


def _no(refused: Refused) -> Response[Any]:
    return said(status_of(refused), error=sentence(refused), code=refused.code)
