"""A guest's page of a call, and what it posts: the call alone, and only while the guest is let in (J6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from litestar import Request, Response, get, post

from sluss.service.queries.calls import CallPageOf
from sluss.service.views.guests import GuestVisit
from sluss.web import call
from sluss.web.answers import page
from sluss.web.dependencies import External, TheWeb
from sluss.web.guest.cookie import HOME, NotIn, actor_of


@get(f"{HOME}/samtal")
async def talk(web: TheWeb, external: External) -> Response[Any]:
    """With the name of whose visit it is; of the unit no more than the waiting room tells."""
    about = await web.service.read(actor_of(_inside(external)), CallPageOf(external.case_id))
    title = f"Samtal med {external.staff_name}" if external.staff_name else "Samtal"
    about = replace(about, title=title, unit_name=external.unit_name, phone=about.phone if external.unit_name else "")
    return call.allow_devices(page(web, "guest_call.html", call=about))


@post(f"{HOME}/samtal/anslut")
async def join(request: Request[Any, Any, Any], web: TheWeb, external: External) -> Response[Any]:
    return await call.join(request, web, actor_of(_inside(external)), external.case_id)


@post(f"{HOME}/samtal/signal")
async def signal(request: Request[Any, Any, Any], web: TheWeb, external: External) -> Response[Any]:
    return await call.signal(request, web, actor_of(_inside(external)), external.case_id)


@post(f"{HOME}/samtal/lamna")
async def leave(request: Request[Any, Any, Any], web: TheWeb, external: External) -> Response[Any]:
    """Out of the call, and still let in: the waiting room has the way out of the visit."""
    return await call.leave(request, web, actor_of(_inside(external)), external.case_id)


@get(f"{HOME}/ljud-och-bild")
async def check(web: TheWeb, external: External) -> Response[Any]:
    """The device, tried while one waits."""
    return call.allow_devices(page(web, "guest/sound_and_picture.html"))


def _inside(visit: GuestVisit) -> GuestVisit:
    if visit.standing != "in":
        raise NotIn
    return visit


HANDLERS = [talk, join, signal, leave, check]
