"""*Öva*: the scenarios of the pack, and a drill begun from one (H24, Hantering av suicidal patient)."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post

from sluss.core.access import LICENSED
from sluss.core.case import commands as c
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.sessions import Session
from sluss.web.answers import on_to
from sluss.web.clinic.case import path_of
from sluss.web.clinic.desk import desk_page
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import identity, posted, text
from sluss.web.refusals import sentence, status_of


@get("/clinic/ova")
async def choosing(web: TheWeb, colleague: Colleague) -> Response[Any]:
    return await _choosing(web, colleague)


async def _choosing(web: Web, colleague: Session, refused: Refused | None = None) -> Response[Any]:
    licensed = colleague.mandate is not None and colleague.mandate.role in LICENSED
    if not licensed or "drill" not in web.pack.functions_of(colleague.actor):
        raise Hidden
    return await desk_page(
        web,
        colleague,
        "clinic/drills.html",
        status=status_of(refused) if refused else 200,
        view="ova",
        drills=[(drill, web.pack.reasons[drill.reason].title, str(new_id())) for drill in web.pack.drills.values()],
        error=sentence(refused) if refused else None,
    )


@post("/clinic/ova")
async def starting(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    """The id of the case comes with the page: who presses twice has begun once."""
    form = await posted(request)
    case_id = identity(form, "case")
    try:
        await web.service.run(colleague.actor, case_id, c.StartDrill(text(form, "scenario")))
    except Refused as refused:
        if refused.code not in ("wrong_phase", "case_closed"):
            return await _choosing(web, colleague, refused)
    return on_to(path_of(case_id))


HANDLERS = [choosing, starting]
