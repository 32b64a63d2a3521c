"""*Signera* and *Lås upp*: the note of one's own, where the region signs notes (VML, Avsluta drop in chatt)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.refusal import Refused
from sluss.web.answers import on_to
from sluss.web.clinic.case import NOTE, drawn_case, path_of
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import number, posted, text


@post("/clinic/arenden/{case_id:uuid}/signera")
async def sign(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    form = await posted(request)
    fields = {name: text(form, name) for name in NOTE}
    command = c.SignNote(number(form, "revision"), **fields, nothing=bool(text(form, "nothing")))
    try:
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        return await drawn_case(web, colleague, case_id, refused, unsaved=command)
    return on_to(f"{path_of(case_id)}#anteckning")


@post("/clinic/arenden/{case_id:uuid}/las-upp")
async def unlock(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    try:
        await web.service.run(colleague.actor, case_id, c.UnlockNote())
    except Refused as refused:
        return await drawn_case(web, colleague, case_id, refused)
    return on_to(f"{path_of(case_id)}#anteckning")


HANDLERS = [sign, unlock]
