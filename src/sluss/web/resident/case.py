"""The resident's sent case and its chat, and *Mina ärenden*."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from sluss.core.case import commands as c
from sluss.core.refusal import Refused
from sluss.service.ids import new_id
from sluss.service.queries.my_cases import MyCasesOf
from sluss.service.queries.resident import NextStep, ResidentCaseOf
from sluss.service.queries.shared import PictureOf
from sluss.service.sessions import Session
from sluss.web import chat
from sluss.web.answers import on_to, page
from sluss.web.context import Web
from sluss.web.dependencies import Resident, TheWeb
from sluss.web.forms import UPLOADS, posted, text
from sluss.web.pictures import shown_picture
from sluss.web.refusals import sentence, status_of
from sluss.web.resident.seek import blocked_by, path_of

PICTURES = "/bilder/"
# What a page that led here has to say, by the word in the address: what kind of notice, and the sentences.
TOLD: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "pagaende": (
            "info",
            "Du har redan ett pågående ärende, fortsätt där. När det är avslutat kan du söka vård för något nytt. "
            "Andra ärenden kan du alltid starta.",
        ),
        "sparat": (
            "info",
            "Ditt nya ärende är inte skickat, för du har redan ett pågående ärende. Fortsätt där. Dina svar är "
            "sparade under Mina ärenden, och kan skickas när det här ärendet är avslutat.",
        ),
        "biljett": (
            "info",
            "Du har redan ett pågående ärende, fortsätt där. Biljetten finns kvar under Mina ärenden. Du kan ställa "
            "dig i kö med den när det här ärendet är avslutat, så länge den gäller.",
        ),
        "svarat": ("success", "Dina svar på formuläret är skickade."),
        "fara": ("danger", "Dina svar är skickade. Det du beskriver kan vara farligt. Ring 112 nu."),
    }
)


@get("/arenden")
async def mine(web: TheWeb, resident: Resident) -> Response[str]:
    shown = await web.service.read(resident.actor, MyCasesOf())
    return page(web, "my_cases.html", resident, page=shown, waits=resident.proxies_wait)


@get("/arenden/atkomst")
async def access_ended(web: TheWeb, resident: Resident) -> Response[str]:
    """What an open page becomes when its reader may no longer see the case; it names nobody (L1, decision 6)."""
    return page(web, "access_ended.html", resident)


@get("/arenden/{case_id:uuid}")
async def case(web: TheWeb, resident: Resident, case_id: FromPath[UUID], besked: FromQuery[str] = "") -> Response[Any]:
    step = await web.service.read(resident.actor, NextStep(case_id))
    if step.kind != "sent":
        return on_to(path_of(case_id, step))
    return await _case(web, resident, case_id, told=TOLD.get(besked))


async def _case(
    web: Web,
    resident: Session,
    case_id: UUID,
    refused: Refused | None = None,
    typed: str = "",
    told: tuple[str, str] | None = None,
) -> Response[Any]:
    shown = await web.service.read(resident.actor, ResidentCaseOf(case_id))
    if "MarkRead" in shown.may and refused is None:
        await web.service.run(resident.actor, case_id, c.MarkRead(shown.seq))
    error, status = (sentence(refused), status_of(refused)) if refused else (None, 200)
    context = {"page": shown, "error": error, "typed": typed, "told": told, "client_id": str(new_id())}
    return page(web, "case.html", resident, status, **context)


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


@post("/arenden/{case_id:uuid}/stall-i-ko")
async def join_queue(web: TheWeb, resident: Resident, case_id: FromPath[UUID]) -> Response[Any]:
    """*Ställ mig i kö* with a ticket (I5, I8). Pressed twice, it leads to the case all the same."""
    try:
        await web.service.run(resident.actor, case_id, c.ActivateTicket())
    except Refused as refused:
        if refused.code == "ticket_expired":
            return await _case(web, resident, case_id, refused)
        if refused.code not in ("ticket_used", "case_closed"):
            return blocked_by(refused, "biljett")
    return on_to(f"/arenden/{case_id}")


@post("/arenden/{case_id:uuid}/vantrum")
async def enter(
    request: Request[Any, Any, Any], web: TheWeb, resident: Resident, case_id: FromPath[UUID]
) -> Response[Any]:
    """*Anslut* to a booked visit (J2). Who comes too early, or writes too long a name, is told on the page."""
    try:
        await web.service.run(resident.actor, case_id, c.EnterWaitingRoom(text(await posted(request), "shown_as")))
    except Refused as refused:
        if refused.code in ("waiting_room_shut", "shown_as_long"):
            return await _case(web, resident, case_id, refused)
    return on_to(f"/arenden/{case_id}")


@get("/bilder/{picture_id:uuid}")
async def picture(web: TheWeb, resident: Resident, picture_id: FromPath[UUID]) -> Response[bytes]:
    return await shown_picture(web, await web.service.read(resident.actor, PictureOf(picture_id)))


HANDLERS = [mine, access_ended, case, message, typing, read_to, discard, join_queue, enter, picture]
