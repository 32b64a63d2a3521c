"""*Sök vård* and *Andra ärenden*: from the start page to the sent case, one question a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from sluss.core.case import commands as c
from sluss.core.policy import Service
from sluss.core.refusal import Hidden, Refused
from sluss.service.ids import new_id
from sluss.service.queries.booked import UpcomingOf
from sluss.service.queries.children import PatientNamed
from sluss.service.queries.my_cases import UnderwayOf
from sluss.service.queries.reasons import ReasonsFor
from sluss.service.queries.resident import CheckOf, DangerOf, NextStep, Step
from sluss.service.sessions import Session
from sluss.service.views import Choice, Underway
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import Resident, TheWeb, Visitor
from sluss.web.forms import UPLOADS, posted, text
from sluss.web.refusals import sentence, status_of
from sluss.web.resident import whom
from sluss.web.uploads import forget, pictures

# What stands against the patient that was chosen, and not against the matter.
WHOM_AGAIN = frozenset({"only_for_yourself", "child_is_grown", "too_young_for_triage", "protected_not_here"})


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


async def _underway(web: Web, resident: Session | None, patient: UUID | None = None) -> Underway | None:
    return await web.service.read(resident.actor, UnderwayOf(patient or resident.subject)) if resident else None


@get("/")
async def start(web: TheWeb, visitor: Visitor) -> Response[str]:
    """B18: a started drop-in is told of before anybody has answered questions in vain."""
    # Who speaks for others says first whom it is about.
    alone = visitor if visitor and not whom.asked(visitor) else None
    services, underway = _sought(web), await _underway(web, alone)
    blocked = {service.id for service in services if underway and service.kind == "triaged"}
    choices = tuple(Choice(s.id, s.title, s.text) for s in services)
    soon = await web.service.read(visitor.actor, UpcomingOf()) if visitor else None
    return page(web, "start.html", visitor, services=choices, underway=underway, blocked=blocked, soon=soon)


@get("/sok-vard")
async def reasons(web: TheWeb, resident: Resident, tjanst: FromQuery[str] = "") -> Response[str]:
    if whom.asked(resident):
        return await whom.drawn(web, resident, _service(web, tjanst))
    return await _reasons(web, resident, tjanst, resident.subject)


@post("/sok-vard/vem", status_code=200)
async def reasons_for(request: Request[Any, Any, Any], web: TheWeb, resident: Resident) -> Response[str]:
    form = await posted(request)
    service = _service(web, text(form, "tjanst"))
    try:
        return await _reasons(web, resident, service.id, whom.chosen(resident, form))
    except Refused as refused:
        return await whom.drawn(web, resident, service, refused)


def _service(web: Web, asked: str) -> Service:
    sought = _sought(web)
    return next((one for one in sought if one.id == asked), sought[0])


async def _reasons(
    web: Web, resident: Session, asked: str, patient: UUID, refused: Refused | None = None
) -> Response[str]:
    sought, service = _sought(web), _service(web, asked)
    about = await web.service.read(resident.actor, PatientNamed(patient))
    triaged = service.kind == "triaged"
    error, status = (sentence(refused), status_of(refused)) if refused else (None, 200)
    return page(
        web,
        "reasons.html",
        resident,
        status,
        reasons=await web.service.read(resident.actor, ReasonsFor(patient, service.id)),
        error=error,
        service=Choice(service.id, service.title),
        triaged=triaged,
        underway=await _underway(web, resident, patient) if triaged else None,
        child=about,
        patient=patient,
        sought=tuple(Choice(one.id, one.title) for one in sought if one.kind == "administrative"),
    )


@post("/sok-vard")
async def begin(request: Request[Any, Any, Any], web: TheWeb, resident: Resident) -> Response[Any]:
    form = await posted(request)
    chosen, case_id = web.pack.reasons.get(text(form, "reason")), new_id()
    try:
        patient = whom.chosen(resident, form)
    except Refused as refused:
        return await whom.drawn(web, resident, _service(web, text(form, "tjanst")), refused)
    if chosen is None or web.pack.kind_of(chosen.id) == "care":
        return await _reasons(web, resident, text(form, "tjanst"), patient, Refused("reason_unknown"))
    try:
        await web.service.run(resident.actor, case_id, c.StartDraft(chosen.service, chosen.id, patient))
    except Refused as refused:
        if refused.code in WHOM_AGAIN:
            return await whom.drawn(web, resident, _service(web, chosen.service), refused)
        if refused.code == "reason_not_for_age":
            return await _reasons(web, resident, chosen.service, patient, refused)
        if refused.code == "drop_in_open" and (seen := await _underway(web, resident, patient)) and not seen.case_id:
            return await _reasons(web, resident, chosen.service, patient)
        return blocked_by(refused, "pagaende")
    return await _on(web, resident, case_id)


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
async def send(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID]
) -> Response[Any]:
    """`referral`: what was read at *Vården har stängt*, and sent in spite of (D9)."""
    try:
        await web.service.run(resident.actor, case_id, c.SendCase(text(await posted(request), "referral")))
    except Refused as refused:
        if refused.code in ("referral_not_read", "referred"):
            return on_to(f"/arenden/{case_id}/stangt")
        if refused.code not in ("already_sent", "unanswered", "danger_not_read", "reason_retired", "questions_changed"):
            return blocked_by(refused, "sparat")
    return await _on(web, resident, case_id)


HANDLERS = [
    start,
    reasons,
    reasons_for,
    begin,
    danger,
    danger_read,
    check,
    add_pictures,
    remove_picture,
    send,
]
