"""One question of a questionnaire a page; it works without a script for every type of question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.refusal import Hidden, Refused
from sluss.core.triage.texts import PROBLEMS, problem
from sluss.service.queries.resident import NextStep, QuestionOf
from sluss.service.sessions import Session
from sluss.service.views import QuestionPage
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import Resident, TheWeb
from sluss.web.forms import posted, text
from sluss.web.refusals import status_of
from sluss.web.resident.seek import path_of
from sluss.web.resident.typed import one_more, typed

QUESTION_AGAIN: Final = frozenset(PROBLEMS)
Given = tuple[str, ...]


def _drawn(
    web: Web,
    resident: Session,
    shown: QuestionPage,
    *,
    status: int = 200,
    given: Given | None = None,
    error: str | None = None,
    lost: Given = (),
) -> Response[str]:
    """`given` is what was filled in just now; `lost`: what was written to a question that is asked no more."""
    values = shown.given if given is None else given
    return page(web, "question.html", resident, status, page=shown, values=values, error=error, lost=lost)


@get("/arenden/{case_id:uuid}/fragor/{link_id:str}")
async def question(web: TheWeb, resident: Resident, case_id: FromPath[UUID], link_id: FromPath[str]) -> Response[str]:
    return _drawn(web, resident, await web.service.read(resident.actor, QuestionOf(case_id, link_id)))


@post("/arenden/{case_id:uuid}/fragor/{link_id:str}")
async def answer(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID], link_id: FromPath[str]
) -> Response[Any]:
    form = await posted(request)
    given, again = typed(form, "answer"), QuestionOf(case_id, link_id)
    if one_more(form):
        return _drawn(web, resident, await web.service.read(resident.actor, again), given=(*given, ""))
    try:
        await web.service.run(resident.actor, case_id, c.GiveAnswer(link_id, given, text(form, "fragor")))
    except Refused as refused:
        if refused.code == "questions_changed":
            return await _anew(web, resident, again, given, written=text(form, "skrivet") != "")
        if refused.code not in QUESTION_AGAIN:
            return await _on(web, resident, case_id)
        shown = await web.service.read(resident.actor, again)
        error = problem(shown.item, refused.code, refused.facts)
        return _drawn(web, resident, shown, status=status_of(refused), given=given, error=error)
    return await _on(web, resident, case_id, link_id)


async def _anew(web: Web, resident: Session, again: QuestionOf, given: Given, written: bool) -> Response[Any]:
    """The same question as it is asked now, with what was filled in; else the first to answer, and what was written."""
    status, lost = status_of(Refused("questions_changed")), ()
    try:
        shown = await web.service.read(resident.actor, again)
    except Hidden:
        step = await web.service.read(resident.actor, NextStep(again.case))
        if step.kind != "question":
            return on_to(path_of(again.case, step))
        shown = await web.service.read(resident.actor, QuestionOf(again.case, step.link_id))
        return _drawn(web, resident, replace(shown, changed=True), status=status, lost=given if written else lost)
    return _drawn(web, resident, replace(shown, changed=True), status=status, given=given)


async def _on(web: Web, resident: Session, case_id: UUID, after: str = "") -> Response[Any]:
    return on_to(path_of(case_id, await web.service.read(resident.actor, NextStep(case_id, after))))


HANDLERS = [question, answer]
