"""*Sök vård* and *Andra ärenden*: from the start page to the sent case, one question a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from sluss.core.case import commands as c
from sluss.core.policy import Service
from sluss.core.refusal import Hidden, Refused
from sluss.core.triage.texts import PROBLEMS, problem
from sluss.service.ids import new_id
from sluss.service.queries.resident import CheckOf, DangerOf, NextStep, QuestionOf, Step, UnderwayOf
from sluss.service.sessions import Session
from sluss.service.views import Choice, Underway
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import Resident, TheWeb, Visitor
from sluss.web.forms import UPLOADS, posted, text, texts
from sluss.web.refusals import sentence, status_of
from sluss.web.uploads import forget, pictures

QUESTION_AGAIN = frozenset(PROBLEMS)


def path_of(case_id: UUID, step: Step) -> str:
    base = f"/arenden/{case_id}"
    return {
        "danger": f"{base}/fara",
        "question": f"{base}/fragor/{step.link_id}",
        "check": f"{base}/kontrollera",
        "sent": base,
    }[step.kind]


def blocked_by(refused: Refused, told: str) -> Response[Any]:
    """On to the open drop-in, which says why (B18); any other refusal goes on as it is."""
    if refused.code != "drop_in_open":
        raise refused
    return on_to(f"/arenden/{refused.facts['case']}?besked={told}")


async def _on(web: Web, resident: Session, case_id: UUID, after: str = "") -> Response[Any]:
    return on_to(path_of(case_id, await web.service.read(resident.actor, NextStep(case_id, after))))


def _sought(web: Web) -> list[Service]:
    """What residents turn to; what staff begin is not theirs to choose."""
    return [service for service in web.pack.services.values() if service.kind != "care"]


async def _underway(web: Web, resident: Session | None) -> Underway | None:
    return await web.service.read(resident.actor, UnderwayOf()) if resident else None


@get("/")
async def start(web: TheWeb, visitor: Visitor) -> Response[str]:
    """B18: a started drop-in is told of before anybody has answered questions in vain."""
    services, underway = _sought(web), await _underway(web, visitor)
    blocked = {service.id for service in services if underway and service.kind == "triaged"}
    choices = tuple(Choice(s.id, s.title, s.text) for s in services)
    return page(web, "start.html", visitor, services=choices, underway=underway, blocked=blocked)


@get("/sok-vard")
async def reasons(web: TheWeb, resident: Resident, tjanst: FromQuery[str] = "") -> Response[str]:
    return await _reasons(web, resident, tjanst)


async def _reasons(web: Web, resident: Session, asked: str, refused: Refused | None = None) -> Response[str]:
    sought = _sought(web)
    service = next((one for one in sought if one.id == asked), sought[0])
    triaged = service.kind == "triaged"
    error, status = (sentence(refused), status_of(refused)) if refused else (None, 200)
    return page(
        web,
        "reasons.html",
        resident,
        status,
        reasons=tuple(Choice(r.id, r.title) for r in web.pack.reasons_of(service.id)),
        error=error,
        service=Choice(service.id, service.title),
        triaged=triaged,
        underway=await _underway(web, resident) if triaged else None,
        sought=tuple(Choice(one.id, one.title) for one in sought if one.kind == "administrative"),
    )


@post("/sok-vard")
async def begin(request: Request[Any, Any, Any], web: TheWeb, resident: Resident) -> Response[Any]:
    form = await posted(request)
    chosen = web.pack.reasons.get(text(form, "reason"))
    if chosen is None or web.pack.kind_of(chosen.id) == "care":
        return await _reasons(web, resident, text(form, "tjanst"), Refused("reason_unknown"))
    case_id = new_id()
    try:
        await web.service.run(resident.actor, case_id, c.StartDraft(chosen.service, chosen.id, resident.subject))
    except Refused as refused:
        return blocked_by(refused, "pagaende")
    return await _on(web, resident, case_id)


@get("/arenden/{case_id:uuid}/fragor/{link_id:str}")
async def question(web: TheWeb, resident: Resident, case_id: FromPath[UUID], link_id: FromPath[str]) -> Response[str]:
    shown = await web.service.read(resident.actor, QuestionOf(case_id, link_id))
    return page(web, "question.html", resident, page=shown, error=None, typed=None)


@post("/arenden/{case_id:uuid}/fragor/{link_id:str}")
async def answer(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID], link_id: FromPath[str]
) -> Response[Any]:
    given = tuple(value for value in texts(await posted(request), "answer") if value.strip())
    try:
        await web.service.run(resident.actor, case_id, c.GiveAnswer(link_id, given))
    except Refused as refused:
        if refused.code not in QUESTION_AGAIN:
            return await _on(web, resident, case_id)
        shown = await web.service.read(resident.actor, QuestionOf(case_id, link_id))
        error = problem(shown.item, refused.code, refused.facts)
        return page(web, "question.html", resident, status_of(refused), page=shown, error=error, typed=given)
    return await _on(web, resident, case_id, link_id)


@get("/arenden/{case_id:uuid}/fara")
async def danger(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[str]:
    return page(web, "danger.html", resident, page=await web.service.read(resident.actor, DangerOf(case_id)))


@post("/arenden/{case_id:uuid}/fara")
async def danger_read(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    await web.service.run(resident.actor, case_id, c.ConfirmDanger())
    return await _on(web, resident, case_id)


@get("/arenden/{case_id:uuid}/kontrollera")
async def check(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    return await _check(web, resident, case_id)


async def _check(web: Web, resident: Session, case_id: UUID, refused: Refused | None = None) -> Response[Any]:
    """The page to check the answers, or the step that still comes before it."""
    step = await web.service.read(resident.actor, NextStep(case_id))
    if step.kind != "check":
        return on_to(path_of(case_id, step))
    shown = await web.service.read(resident.actor, CheckOf(case_id))
    error, status = (sentence(refused), status_of(refused)) if refused else (None, 200)
    return page(web, "check.html", resident, status, page=shown, error=error)


@post("/arenden/{case_id:uuid}/bilder", request_max_body_size=UPLOADS)
async def add_pictures(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID]
) -> Response[Any]:
    shown = await web.service.read(resident.actor, CheckOf(case_id))
    try:
        kept = await pictures(web, await posted(request), "pictures")
    except Refused as refused:
        return await _check(web, resident, case_id, refused)
    for done, picture in enumerate(kept):
        try:
            await web.service.run(resident.actor, case_id, c.AddPicture(picture))
        except (Refused, Hidden) as no:
            await forget(web, kept[done:])
            if isinstance(no, Hidden):
                raise
            return await _check(web, resident, case_id, no)
    return on_to(f"/arenden/{shown.case_id}/kontrollera#bilder-rubrik")


@post("/arenden/{case_id:uuid}/bilder/{picture_id:uuid}/ta-bort")
async def remove_picture(
    web: TheWeb, resident: Resident, case_id: FromPath[UUID], picture_id: FromPath[UUID]
) -> Response[Any]:
    await web.service.run(resident.actor, case_id, c.RemovePicture(picture_id))
    return on_to(f"/arenden/{case_id}/kontrollera#bilder-rubrik")


@post("/arenden/{case_id:uuid}/skicka")
async def send(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    try:
        await web.service.run(resident.actor, case_id, c.SendCase())
    except Refused as refused:
        if refused.code not in ("already_sent", "unanswered", "danger_not_read"):
            return blocked_by(refused, "sparat")
    return await _on(web, resident, case_id)


HANDLERS = [
    start,
    reasons,
    begin,
    question,
    answer,
    danger,
    danger_read,
    check,
    add_pictures,
    remove_picture,
    send,
]
