"""The resident's sent case and its chat, and *Mina ärenden*."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.queries.resident import MyCasesOf, NextStep, ResidentCaseOf
from sluss.service.queries.shared import PictureOf
from sluss.service.sessions import Session
from sluss.web import chat
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import Resident, TheWeb
from sluss.web.forms import UPLOADS
from sluss.web.pictures import shown_picture
from sluss.web.refusals import sentence, status_of
from sluss.web.resident.seek import path_of

PICTURES = "/bilder/"


@get("/arenden")
async def mine(web: TheWeb, resident: Resident) -> Response[str]:
    return page(web, "my_cases.html", resident, page=await web.service.read(resident.actor, MyCasesOf()))


@get("/arenden/{case_id:uuid}")
async def case(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    step = await web.service.read(resident.actor, NextStep(case_id))
    if step.kind != "sent":
        return on_to(path_of(case_id, step))
    return await _case(web, resident, case_id)


async def _case(
    web: Web, resident: Session, case_id: UUID, refused: Refused | None = None, typed: str = ""
) -> Response[Any]:
    shown = await web.service.read(resident.actor, ResidentCaseOf(case_id))
    if shown.can_write and refused is None:
        await web.service.run(resident.actor, case_id, c.MarkRead(shown.seq))
    error, status = (sentence(refused), status_of(refused)) if refused else (None, 200)
    return page(web, "case.html", resident, status, page=shown, error=error, typed=typed, client_id=str(new_id()))


@post("/arenden/{case_id:uuid}/meddelanden", request_max_body_size=UPLOADS)
async def message(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID]
) -> Response[Any]:
    return await chat.send(
        request,
        web,
        resident,
        case_id,
        look=lambda: web.service.read(resident.actor, ResidentCaseOf(case_id)),
        again=lambda refused, typed: _case(web, resident, case_id, refused, typed),
        pictures_base=PICTURES,
    )


@post("/arenden/{case_id:uuid}/skriver")
async def typing(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    return await chat.typing(web, resident, case_id)


@post("/arenden/{case_id:uuid}/last")
async def read_to(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID]
) -> Response[Any]:
    return await chat.read_to(request, web, resident, case_id)


@post("/arenden/{case_id:uuid}/kasta")
async def discard(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    await web.service.run(resident.actor, case_id, c.DiscardDraft())
    return on_to("/arenden")


@get("/bilder/{picture_id:uuid}")
async def picture(web: TheWeb, resident: Resident, picture_id: FromPath[UUID]) -> Response[bytes]:
    return await shown_picture(web, await web.service.read(resident.actor, PictureOf(picture_id)))


HANDLERS = [mine, case, message, typing, read_to, discard, picture]
