"""*Börja skift* and *Avsluta skift*, *Digitala kollegor*, *Dagens ärenden* (V1 to V7, E8, E15, Q5)."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from sluss.core.access import LICENSED
from sluss.core.people import Mandate, role_title
from sluss.core.policy import known
from sluss.core.refusal import Hidden, Refused
from sluss.service.queries.shift import ColleaguesOf, DayOf, LeaveOf
from sluss.service.sessions import ChooseMandate, Session
from sluss.service.shifts import AnswerForInflow, EndShift, StartShift
from sluss.service.views import Choice
from sluss.web.answers import on_to, page, safe_path
from sluss.web.clinic.desk import desk_page, shell
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, Staff, TheWeb
from sluss.web.forms import posted, text
from sluss.web.login import HOME, out
from sluss.web.refusals import sentence, status_of

LEAVING = "/clinic/skift/avsluta"


def _mandate(chosen: str) -> Mandate:
    unit, _, role = chosen.partition(":")
    if not role:
        raise Refused("mandate_missing")
    return Mandate(unit, role)


def _choice(web: Web, mandate: Mandate) -> Choice:
    unit, title = web.pack.units[mandate.unit], role_title(mandate.role).capitalize()
    return Choice(f"{mandate.unit}:{mandate.role}", unit.name, title)


def _beginning(
    web: Web, staff: Session, next: str, chosen: str = "", inflow: bool = False, refused: Refused | None = None
) -> Response[str]:
    """Among several nothing is chosen beforehand: where one works is said. A shift that runs is gone on with."""
    held = [mandate for mandate in staff.mandates if known(web.pack.units, mandate.unit)]
    licensed = tuple(_choice(web, mandate) for mandate in held if mandate.role in LICENSED)
    running = staff.mandate if staff.shift else staff.elsewhere
    return page(
        web,
        "clinic/begin_shift.html",
        status=status_of(refused) if refused else 200,
        staff=shell(web, staff),
        view="uppdrag",
        licensed=licensed,
        others=tuple(_choice(web, mandate) for mandate in held if mandate.role not in LICENSED),
        running=_choice(web, running) if running and running in held else None,
        on_shift=staff.shift is not None,
        looks=staff.mandate is not None and staff.mandate.role in LICENSED,
        chosen=chosen or (licensed[0].id if len(licensed) == 1 else ""),
        inflow=inflow,
        next=safe_path(next, HOME["staff"]),
        error=sentence(refused) if refused else None,
    )


@get("/clinic/uppdrag")
async def beginning(web: TheWeb, staff: Staff, next: FromQuery[str] = "") -> Response[str]:
    return _beginning(web, staff, next)


@post("/clinic/skift")
async def begin(request: Request[Any, Any, Any], web: TheWeb, staff: Staff) -> Response[Any]:
    form = await posted(request)
    chosen, inflow, next = text(form, "mandate"), bool(text(form, "inflow")), text(form, "next")
    try:
        await web.service.run(staff.actor, staff.id, StartShift(_mandate(chosen), inflow))
    except Refused as refused:
        return _beginning(web, staff, next, chosen, inflow, refused)
    return on_to(safe_path(next, HOME["staff"]))


@post("/clinic/uppdrag")
async def choose_mandate(request: Request[Any, Any, Any], web: TheWeb, staff: Staff) -> Response[Any]:
    unit, _, role = text(await posted(request), "mandate").partition(":")
    await web.service.run(staff.actor, staff.id, ChooseMandate(Mandate(unit, role)))
    return on_to(HOME["staff"])


async def _leaving(web: Web, colleague: Session, refused: Refused | None = None, reason: str = "") -> Response[str]:
    shown = await web.service.read(colleague.actor, LeaveOf())
    return await desk_page(
        web,
        colleague,
        "clinic/end_shift.html",
        "avsluta",
        status_of(refused) if refused else 200,
        page=shown,
        # What holds the shift is told by the page itself; only of the reason there is more to say.
        error=sentence(refused) if refused and reason else None,
        typed=reason,
    )


@get(LEAVING)
async def leaving(web: TheWeb, colleague: Colleague) -> Response[Any]:
    _licensed(colleague)
    if colleague.shift is None:
        return on_to("/clinic/uppdrag")
    return await _leaving(web, colleague)


@post(LEAVING)
async def leave(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    """V1, U10: the shift and the session end together, and with them the notices."""
    _licensed(colleague)
    reason = text(await posted(request), "reason")
    if colleague.shift:
        try:
            await web.service.run(colleague.actor, colleague.shift, EndShift(reason or None))
        except Refused as refused:
            return await _leaving(web, colleague, refused, reason)
    return await out(web, colleague, "/clinic/login")


@post("/clinic/inflode")
async def answer_for_inflow(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    if colleague.shift is None:
        raise Hidden
    takes = text(await posted(request), "takes") == "ja"
    await web.service.run(colleague.actor, colleague.shift, AnswerForInflow(takes))
    return on_to("/clinic/kollegor")


@get("/clinic/kollegor")
async def colleagues(web: TheWeb, colleague: Colleague) -> Response[str]:
    shown = await web.service.read(colleague.actor, ColleaguesOf())
    return await desk_page(web, colleague, "clinic/colleagues.html", "kollegor", page=shown)


@get("/clinic/dagen")
async def day(web: TheWeb, colleague: Colleague) -> Response[str]:
    shown = await web.service.read(colleague.actor, DayOf())
    return await desk_page(web, colleague, "clinic/day.html", "dagen", page=shown)


def _licensed(colleague: Session) -> None:
    if colleague.mandate is None or colleague.mandate.role not in LICENSED:
        raise Hidden


HANDLERS = [beginning, begin, choose_mandate, leaving, leave, answer_for_inflow, colleagues, day]
