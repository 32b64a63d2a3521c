"""The resident's page of a call, with the chat beside it, and what it posts (F5, F6, F15)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.service.ids import new_id
from sluss.service.queries.calls import CallPageOf
from sluss.service.queries.resident import ResidentCaseOf
from sluss.web import call
from sluss.web.answers import page
from sluss.web.dependencies import Resident, TheWeb


@get("/arenden/{case_id:uuid}/samtal")
async def talk(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    shown = await web.service.read(resident.actor, ResidentCaseOf(case_id))
    about = await web.service.read(resident.actor, CallPageOf(case_id))
    return call.allow_devices(page(web, "call.html", resident, call=about, page=shown, client_id=str(new_id())))


@post("/arenden/{case_id:uuid}/samtal/anslut")
async def join(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID]
) -> Response[Any]:
    return await call.join(request, web, resident.actor, case_id)


@post("/arenden/{case_id:uuid}/samtal/signal")
async def signal(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID]
) -> Response[Any]:
    return await call.signal(request, web, resident.actor, case_id)


@post("/arenden/{case_id:uuid}/samtal/lamna")
async def leave(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID]
) -> Response[Any]:
    return await call.leave(request, web, resident.actor, case_id)


HANDLERS = [talk, join, signal, leave]
