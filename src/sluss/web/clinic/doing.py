"""The tasks of a case as pages: one to ask, one to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.refusal import Hidden, Refused
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.team import AtWorkOf
from sluss.service.sessions import Session
from sluss.web.answers import on_to
from sluss.web.clinic.asking import Asking
from sluss.web.clinic.case import drawn_case, path_of
from sluss.web.clinic.desk import desk_page
from sluss.web.clinic.tasks import Task, task_of, typed
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import posted
from sluss.web.refusals import sentence, status_of
from sluss.web.why import why

NOTHING: Mapping[str, Any] = MappingProxyType({})


def _known(name: str) -> Task:
    task = task_of(name)
    if task is None:
        raise Hidden
    return task


@get("/clinic/arenden/{case_id:uuid}/gor/{task:str}")
async def asking(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID], task: FromPath[str]) -> Response[Any]:
    return await _asked(web, colleague, case_id, task)


async def _asked(
    web: Web,
    colleague: Session,
    case_id: UUID,
    name: str,
    refused: Refused | None = None,
    given: Mapping[str, Any] = NOTHING,
) -> Response[Any]:
    """The page of a task; after a refusal with what was filled in. Without its control it leads back to the case."""
    task = _known(name)
    page = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    if task.fields is None or (task.command.__name__ not in page.may and refused is None):
        return on_to(path_of(case_id))
    at_work = await web.service.read(colleague.actor, AtWorkOf())
    asked = task.fields(Asking(web, colleague, page, at_work, refused.code if refused else ""))
    return await desk_page(
        web,
        colleague,
        "clinic/task.html",
        status=status_of(refused) if refused else 200,
        page=page,
        task=task,
        name=name,
        fields=asked,
        given=given,
        error=sentence(refused) if refused else None,
        error_why=why(web.pack, refused),
    )


@post("/clinic/arenden/{case_id:uuid}/gor/{task:str}")
async def doing(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID], task: FromPath[str]
) -> Response[Any]:
    known, form = _known(task), await posted(request)
    try:
        await web.service.run(colleague.actor, case_id, known.build(form))
    except Refused as refused:
        if known.fields is None:
            return await drawn_case(web, colleague, case_id, refused)
        return await _asked(web, colleague, case_id, task, refused, typed(form))
    return on_to("/clinic/mina" if known.back == "list" else path_of(case_id))


HANDLERS = [asking, doing]
