"""*Bjud in*, *Släpp in*, *Neka* and *Ta bort*: what staff do with guests from outside (J6, J7, J8, A11, M3)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from sluss.core.case import commands as c
from sluss.core.refusal import Hidden, Refused
from sluss.service.guests import SendLinkAgain
from sluss.service.ids import new_id
from sluss.service.queries.clinic import StaffCaseOf
from sluss.service.queries.guests import InvitingOf
from sluss.service.sessions import Session
from sluss.service.smaller import Smaller
from sluss.web.answers import on_to
from sluss.web.clinic.case import drawn_case, path_of
from sluss.web.clinic.desk import desk_page
from sluss.web.clinic.guest_tasks import FIELD, WAYS, admission, admit
from sluss.web.clinic.relations import ask_of
from sluss.web.clinic.tasks import typed
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import identity, posted, text
from sluss.web.refusals import sentence, status_of
from sluss.web.why import why

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
USUAL: Final = "gast"


@get("/clinic/arenden/{case_id:uuid}/bjud-in")
async def inviting(
    web: TheWeb, colleague: Colleague, case_id: FromPath[UUID], vem: FromQuery[str] = USUAL
) -> Response[Any]:
    return await _inviting(web, colleague, case_id, vem)


async def _inviting(
    web: Web,
    colleague: Session,
    case_id: UUID,
    who: str,
    refused: Refused | None = None,
    given: Mapping[str, Any] = NOTHING,
) -> Response[Any]:
    """Without its control it leads back to the case."""
    page = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    if "InviteExternal" not in page.may:
        return on_to(path_of(case_id))
    if web.pack.routine.proxies.second_as_guest and page.speaker and page.speaker.grown_at and page.patient_id:
        # Who the child's guardians are is asked for now; silent, the register has said nothing new.
        await ask_of(web, colleague, page.patient_id, page.patient.personnummer)
    asked = await web.service.read(colleague.actor, InvitingOf(case_id))
    offered = {slug: fields for slug, way in WAYS.items() if (fields := way.fields(asked))}
    who = who if who in offered else USUAL
    return await desk_page(
        web,
        colleague,
        "clinic/invite_guest.html",
        status=status_of(refused) if refused else 200,
        page=page,
        who=who,
        title=WAYS[who].title,
        lead=WAYS[who].lead,
        ways=[(slug, WAYS[slug].title) for slug in offered],
        fields=offered[who],
        guest=given.get("guest") or str(new_id()),
        **_refusal(web, refused, given, offered[who][0].name),
    )


@post("/clinic/arenden/{case_id:uuid}/bjud-in")
async def invite(
    request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague, case_id: FromPath[UUID]
) -> Response[Any]:
    form = await posted(request)
    who = text(form, "vem")
    if who not in WAYS:
        raise Hidden
    try:
        await web.service.run(colleague.actor, case_id, WAYS[who].build(form, identity(form, "guest")))
    except Refused as refused:
        return await _inviting(web, colleague, case_id, who, refused, typed(form))
    return on_to(f"{path_of(case_id)}#guest-list")


@get("/clinic/arenden/{case_id:uuid}/gaster/{guest_id:uuid}/slapp-in")
async def admitting(
    web: TheWeb, colleague: Colleague, case_id: FromPath[UUID], guest_id: FromPath[UUID]
) -> Response[Any]:
    return await _admitting(web, colleague, case_id, guest_id)


async def _admitting(
    web: Web,
    colleague: Session,
    case_id: UUID,
    guest: UUID,
    refused: Refused | None = None,
    given: Mapping[str, Any] = NOTHING,
) -> Response[Any]:
    page = await web.service.read(colleague.actor, StaffCaseOf(case_id))
    one = next((one for one in page.externals if one.id == guest), None)
    if one is None:
        raise Hidden
    if "AdmitExternal" not in page.may or one.standing != "waiting":
        return await drawn_case(web, colleague, case_id, refused) if refused else on_to(path_of(case_id))
    status = status_of(refused) if refused else 200
    more = _refusal(web, refused, given, "checked")
    return await desk_page(
        web, colleague, "clinic/admit.html", status=status, page=page, one=one, fields=admission(one), **more
    )


@post("/clinic/arenden/{case_id:uuid}/gaster/{guest_id:uuid}/slapp-in")
async def let_in(
    request: Request[Any, Any, Any],
    web: TheWeb,
    colleague: Colleague,
    case_id: FromPath[UUID],
    guest_id: FromPath[UUID],
) -> Response[Any]:
    form = await posted(request)
    try:
        await web.service.run(colleague.actor, case_id, admit(form, guest_id))
    except Refused as refused:
        return await _admitting(web, colleague, case_id, guest_id, refused, typed(form))
    return on_to(path_of(case_id))


@post("/clinic/arenden/{case_id:uuid}/gaster/{guest_id:uuid}/neka")
async def refuse(web: TheWeb, colleague: Colleague, case_id: FromPath[UUID], guest_id: FromPath[UUID]) -> Response[Any]:
    return await _do(web, colleague, case_id, c.RefuseExternal(guest_id))


@post("/clinic/arenden/{case_id:uuid}/gaster/{guest_id:uuid}/ta-bort")
async def withdraw(
    web: TheWeb, colleague: Colleague, case_id: FromPath[UUID], guest_id: FromPath[UUID]
) -> Response[Any]:
    return await _do(web, colleague, case_id, c.WithdrawExternal(guest_id, new_id()))


@post("/clinic/arenden/{case_id:uuid}/gaster/{guest_id:uuid}/skicka-igen")
async def send_again(
    web: TheWeb, colleague: Colleague, case_id: FromPath[UUID], guest_id: FromPath[UUID]
) -> Response[Any]:
    return await _do(web, colleague, case_id, SendLinkAgain(guest_id))


async def _do(web: Web, colleague: Session, case_id: UUID, command: c.Command | Smaller[None]) -> Response[Any]:
    try:
        await web.service.run(colleague.actor, case_id, command)
    except Refused as refused:
        return await drawn_case(web, colleague, case_id, refused)
    return on_to(f"{path_of(case_id)}#guest-list")


def _refusal(web: Web, refused: Refused | None, given: Mapping[str, Any], first: str) -> dict[str, Any]:
    return {
        "given": given,
        "error": sentence(refused) if refused else None,
        "error_at": FIELD.get(refused.code, first) if refused else "",
        "error_why": why(web.pack, refused),
    }


HANDLERS = [inviting, invite, admitting, let_in, refuse, withdraw, send_again]
