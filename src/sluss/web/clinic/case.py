"""The case as staff work with it: read it, take it, talk, end, document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sluss.core.case import commands as c
from sluss.core.case.decide.visit import WRONG_PATIENT
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.shared import PictureOf
from sluss.service.sessions import Session
from sluss.web import chat
from sluss.web.answers import on_to, said, wants_json
from sluss.web.clinic.booking_form import invitation_of
from sluss.web.clinic.desk import desk_page, guides_of, phrases_of
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.format import clock
from sluss.web.forms import UPLOADS, number, posted, text
from sluss.web.pictures import shown_picture
from sluss.web.refusals import sentence, status_of
from sluss.web.why import why

PICTURES = "/clinic/bilder/"
NOTE = ("anamnes", "status", "assessment", "diagnosis", "secondary")


def path_of(case_id: UUID) -> str:
    return f"/clinic/arenden/{case_id}"


@get("/clinic/arenden/{case_id:uuid}")
async def case(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[str]:
    return await drawn_case(web, colleague, case_id)


async def drawn_case(
    web: Web,
    colleague: Session,
    case_id: UUID,
    refused: Refused | None = None,
    typed: str | None = None,
    unsaved: c.SaveNote | c.SignNote | None = None,
) -> Response[str]:
    """The page; a refused message stands beside its field, any other refusal at the top."""
    shown = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    if unsaved and shown.note and "SaveNote" in shown.may:
        # Its old revision too: what is saved elsewhere is overwritten only by one who has loaded it.
        fields = {name: getattr(unsaved, name) for name in ("revision", *NOTE)}
        shown = replace(shown, note=replace(shown.note, **fields))
    if refused is None and shown.mine and "MarkRead" in shown.may:
        await web.service.run(colleague.actor, case_id, c.MarkRead(shown.seq))
    error = sentence(refused) if refused else None
    return await desk_page(
        web,
        colleague,
        "clinic/case.html",
        status=status_of(refused) if refused else 200,
        page=shown,
        error=error if typed is not None else None,
        notice_text=error if typed is None else None,
        notice_why=why(web.pack, refused) if typed is None else None,
        typed=typed or "",
        phrases=phrases_of(web, colleague),
        guides=guides_of(web, colleague),
        invitation=invitation_of(web, shown),
        client_id=str(new_id()),
    )


async def _do(web: Web, colleague: Session, case_id: UUID, command: c.Command) -> Response[Any]:
    try:
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        return await drawn_case(web, colleague, case_id, refused)
    return on_to(path_of(case_id))


@post("/clinic/arenden/{case_id:uuid}/ta-emot")
async def accept(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    return await _do(web, colleague, case_id, c.AcceptCase())


@post("/clinic/arenden/{case_id:uuid}/ta-over")
async def take_over(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    """Another role needs the resident's consent, and is asked for it (decision 9)."""
    try:
        await web.service.run(colleague.actor, case_id, c.TakeOver())
    except Refused as refused:
        if refused.code == "consent_needed":
            return on_to(f"{path_of(case_id)}/gor/ta-over")
        return await drawn_case(web, colleague, case_id, refused)
    return on_to(path_of(case_id))


@post("/clinic/arenden/{case_id:uuid}/paminn")
async def remind(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    return await _do(web, colleague, case_id, c.RemindBySms())


@post("/clinic/arenden/{case_id:uuid}/starta")
async def start(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    return await _do(web, colleague, case_id, c.StartVisit(new_id()))


@post("/clinic/arenden/{case_id:uuid}/stang")
async def close(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    return await _do(web, colleague, case_id, c.EndCase(text(await posted(request), "outcome")))


@get("/clinic/arenden/{case_id:uuid}/fel-patient")
async def doubting(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    shown = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    if "WrongPatient" not in shown.may:
        return on_to(path_of(case_id))
    said = web.pack.texts.wrong_patient
    return await desk_page(web, colleague, "clinic/wrong_patient.html", page=shown, said=said, noted=WRONG_PATIENT)


@post("/clinic/arenden/{case_id:uuid}/fel-patient")
async def wrong_patient(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    return await _do(web, colleague, case_id, c.WrongPatient(new_id()))


@get("/clinic/arenden/{case_id:uuid}/stang")
async def closing(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    """Q1: closing asks once more."""
    shown = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    if "EndCase" not in shown.may:
        return on_to(path_of(case_id))
    return await desk_page(web, colleague, "clinic/close.html", page=shown)


@get("/clinic/arenden/{case_id:uuid}/avsluta")
async def ending(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    shown = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    if "EndVisit" not in shown.may:
        return on_to(path_of(case_id))
    return await desk_page(web, colleague, "clinic/end.html", page=shown, error=None)


@post("/clinic/arenden/{case_id:uuid}/avsluta")
async def end(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    form = await posted(request)
    try:
        days = number(form, "async_days") if text(form, "async_days") else -1
        command = c.EndVisit(days, text(form, "outcome"), message=bool(text(form, "message")))
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        shown = await web.service.read(colleague.actor, StaffCaseOf(case_id))
        if "EndVisit" not in shown.may:
            return await drawn_case(web, colleague, case_id, refused)
        status, error = status_of(refused), sentence(refused)
        return await desk_page(web, colleague, "clinic/end.html", status=status, page=shown, error=error)
    # GAV 2.5: stay in the ended visit, to document it.
    return on_to(f"{path_of(case_id)}#anteckning")


@post("/clinic/arenden/{case_id:uuid}/meddelanden", request_max_body_size=UPLOADS)
async def message(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    return await chat.send(
        request,
        web,
        colleague,
        case_id,
        look=lambda: web.service.read(colleague.actor, StaffCaseOf(case_id)),
        again=lambda refused, typed: drawn_case(web, colleague, case_id, refused, typed),
        pictures_base=PICTURES,
    )


@post("/clinic/arenden/{case_id:uuid}/skriver")
async def typing(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]) -> Response[Any]:
    return await chat.typing(web, colleague, case_id)


@post("/clinic/arenden/{case_id:uuid}/last")
async def read_to(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    return await chat.read_to(request, web, colleague, case_id)


@post("/clinic/arenden/{case_id:uuid}/anteckning")
async def note(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    form = await posted(request)
    fields = (text(form, name) for name in NOTE)
    command = c.SaveNote(number(form, "revision"), *fields)
    try:
        done = await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        if wants_json(request):
            return said(status_of(refused), error=sentence(refused), code=refused.code)
        return await drawn_case(web, colleague, case_id, refused, unsaved=command)
    if wants_json(request):
        return said(revision=command.revision + 1, saved=f"Sparat kl. {clock(web.now())}", seq=done.case.seq)
    return on_to(f"{path_of(case_id)}#anteckning")


@get("/clinic/bilder/{picture_id:uuid}")
async def picture(web: TheWeb, colleague: Colleague, picture_id: FromPath[UUID]) -> Response[bytes]:
    return await shown_picture(web, await web.service.read(colleague.actor, PictureOf(picture_id)))


HANDLERS = [
    case,
    accept,
    take_over,
    remind,
    start,
    doubting,
    wrong_patient,
    closing,
    close,
    ending,
    end,
    message,
    typing,
    read_to,
    note,
    picture,
]
