"""*Patientliggaren*: *Drop in* and *Asynkrona*, the filter, and the choice of mandate."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post

from sluss.core.access import LICENSED
from sluss.core.people import Mandate, role_title
from sluss.service.queries.clinic import ViewName, WorklistOf
from sluss.service.sessions import ChooseMandate, Session
from sluss.service.views import Choice
from sluss.web.answers import on_to, page
from sluss.web.clinic.desk import checked, filter_cookie, filter_of, shell
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, Staff, TheWeb
from sluss.web.forms import posted, text


async def _worklist(request: Request[Any, Any, Any], web: Web, session: Session, view: ViewName) -> Response[str]:
    if session.mandate and session.mandate.role not in LICENSED:
        return on_to("/clinic/loggkontroll")
    shown = await web.service.read(session.actor, WorklistOf(view, filter_of(request)))
    staff = shell(web, session, shown.counts)
    return page(web, "clinic/worklist.html", staff=staff, page=shown)


@get("/clinic")
async def home() -> Response[Any]:
    return on_to("/clinic/drop-in")


@get("/clinic/drop-in")
async def drop_in(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[str]:
    return await _worklist(request, web, colleague, "drop-in")


@get("/clinic/asynkrona")
async def asynchronous(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[str]:
    return await _worklist(request, web, colleague, "asynkrona")


@post("/clinic/filter")
async def choose_filter(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[Any]:
    form = await posted(request)
    chosen = checked(
        reason=text(form, "reason"),
        priority=text(form, "priority"),
        role=text(form, "role"),
        today=bool(text(form, "today")),
        mine=bool(text(form, "mine")),
    )
    back = "/clinic/asynkrona" if text(form, "view") == "asynkrona" else "/clinic/drop-in"
    return on_to(back, [filter_cookie(web, chosen)])


@get("/clinic/uppdrag")
async def mandates(web: TheWeb, staff: Staff) -> Response[str]:
    units = web.pack.units
    choices = tuple(
        Choice(f"{m.unit}:{m.role}", units[m.unit].name, role_title(m.role).capitalize())
        for m in staff.mandates
        if m.unit in units
    )
    return page(web, "clinic/mandates.html", staff=shell(web, staff), view="", mandates=choices)


@post("/clinic/uppdrag")
async def choose_mandate(request: Request[Any, Any, Any], web: TheWeb, staff: Staff) -> Response[Any]:
    unit, _, role = text(await posted(request), "mandate").partition(":")
    await web.service.run(staff.actor, staff.id, ChooseMandate(Mandate(unit, role)))
    return on_to("/clinic/drop-in")


HANDLERS = [home, drop_in, asynchronous, choose_filter, mandates, choose_mandate]
