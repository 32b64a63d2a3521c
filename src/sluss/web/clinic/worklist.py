"""The views of *Patientliggaren*, and the filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler

from sluss.core.access import LICENSED
from sluss.core.refusal import Hidden
from sluss.service.queries.worklists import ViewName, WorklistOf
from sluss.service.sessions import Session
from sluss.web.answers import on_to, page
from sluss.web.clinic.desk import checked, filter_cookie, filter_of, shell
from sluss.web.clinic.nav import VIEWS
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb
from sluss.web.forms import posted, text


@dataclass(frozen=True, slots=True)
class Words:
    """The heading of a view, what it holds, and what stands there when it holds nothing."""

    title: str
    lead: str
    empty: str


ORDER = "Prioriteten anger bara i vilken ordning ärenden tas om hand, inget annat."
WORDS: Mapping[ViewName, Words] = {
    "drop-in": Words("Drop in", ORDER, "Inga patienter väntar just nu."),
    "schemalagda": Words(
        "Schemalagda besök", "Bokade besök med tid.", "Inga schemalagda besök. Bokade besök visas här."
    ),
    "asynkrona": Words("Asynkrona", ORDER, "Inga asynkrona ärenden just nu."),
    "avslutade": Words("Avslutade", "De senaste två veckorna.", "Inga avslutade ärenden de senaste två veckorna."),
    "vidimering": Words("Vidimering", "Anteckningar som väntar på vidimering.", "Inga anteckningar att vidimera."),
    "konsultationer": Words(
        "Konsultationer", "Frågor mellan kollegor. Ärendet är kvar hos den som frågar.", "Inga konsultationer."
    ),
    "mina": Words("Mina ärenden", "Det du har ansvar för, är gäst i eller ska dokumentera.", "Du har inga ärenden."),
}
# The function without which a view is nowhere to be seen (Y1).
NEEDS: Mapping[str, str] = {way.view: way.function for way in VIEWS if way.function}


async def _worklist(request: Request[Any, Any, Any], web: Web, session: Session, view: ViewName) -> Response[str]:
    if session.mandate and session.mandate.role not in LICENSED:
        return on_to("/clinic/loggkontroll")
    if NEEDS.get(view, "") not in ("", *web.pack.functions_of(session.actor)):
        raise Hidden
    shown = await web.service.read(session.actor, WorklistOf(view, filter_of(request)))
    staff, words = shell(web, session, shown.counts), WORDS[view]
    return page(web, "clinic/worklist.html", staff=staff, page=shown, **asdict(words))


@get("/clinic")
async def home() -> Response[Any]:
    return on_to("/clinic/drop-in")


def _view(view: ViewName) -> HTTPRouteHandler:
    @get(f"/clinic/{view}")
    async def shown(request: Request[Any, Any, Any], web: TheWeb, colleague: Colleague) -> Response[str]:
        return await _worklist(request, web, colleague, view)

    return shown


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
    view = text(form, "view")
    return on_to(f"/clinic/{view if view in WORDS else 'drop-in'}", [filter_cookie(web, chosen)])


HANDLERS = [home, *map(_view, WORDS), choose_filter]
