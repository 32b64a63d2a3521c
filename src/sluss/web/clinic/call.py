"""The call of a case for staff: start it, change it, end it in a step of its own, and its window (F5, F6, F15, J10)."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.queries.calls import CallPageOf
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.sessions import Session
from sluss.web import call
from sluss.web.answers import on_to, page, said, wants_json
from sluss.web.clinic.case import drawn_case, path_of
from sluss.web.clinic.desk import desk_page
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import Form, posted, text
from sluss.web.refusals import sentence, status_of


def _mode(form: Form) -> Literal["audio", "video"]:
    """What a form without a choice means is picture with sound."""
    return "audio" if text(form, "mode") == "audio" else "video"


async def _do(
    request: Request[Any, Any, Any], web: Web, who: Session, case_id: UUID, command: c.Command, then: str = ""
) -> Response[Any]:
    try:
        await web.service.run(who.actor, case_id, command)
    except Refused as refused:
        if wants_json(request):
            return said(status_of(refused), error=sentence(refused), code=refused.code)
        return await drawn_case(web, who, case_id, refused)
    return Response(None, status_code=204) if wants_json(request) else on_to(f"{path_of(case_id)}{then}")


@post("/clinic/arenden/{case_id:uuid}/samtal/starta")
async def begin(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    """Into the window of the call, which the form has opened."""
    command = c.StartCall(new_id(), _mode(await posted(request)), new_id())
    return await _do(request, web, colleague, case_id, command, "/samtal")


@post("/clinic/arenden/{case_id:uuid}/samtal/lage")
async def switch(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    return await _do(request, web, colleague, case_id, c.SwitchCall(_mode(await posted(request))))


@get("/clinic/arenden/{case_id:uuid}/samtal/avsluta")
async def ending(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    """J10: the first of two steps, confirmed; the visit goes on in the chat."""
    shown = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    if "EndCall" not in shown.may:
        return on_to(path_of(case_id))
    return await desk_page(web, colleague, "clinic/end_call.html", page=shown)


@post("/clinic/arenden/{case_id:uuid}/samtal/avsluta")
async def end(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    return await _do(request, web, colleague, case_id, c.EndCall(new_id()))


@get("/clinic/arenden/{case_id:uuid}/samtal")
async def talk(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    """In a window of its own, so that the case can be read and written in meanwhile."""
    about = await web.service.read(colleague.actor, CallPageOf(case_id))
    return call.allow_devices(page(web, "clinic/call.html", call=about))


@post("/clinic/arenden/{case_id:uuid}/samtal/anslut")
async def join(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    return await call.join(request, web, colleague.actor, case_id)


@post("/clinic/arenden/{case_id:uuid}/samtal/signal")
async def signal(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    return await call.signal(request, web, colleague.actor, case_id)


@post("/clinic/arenden/{case_id:uuid}/samtal/lamna")
async def leave(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    return await call.leave(request, web, colleague.actor, case_id)


HANDLERS = [begin, switch, ending, end, talk, join, signal, leave]
