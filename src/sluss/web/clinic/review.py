"""*Loggkontroll*, for the one whose mandate it is; a mandate without pages yet is told so."""

from __future__ import annotations

from datetime import date
from typing import Any

from litestar import Response, get
from litestar.params import FromQuery

from sluss.core.refusal import Hidden
from sluss.service.queries.review import AccessLogOf
from sluss.web.answers import page
from sluss.web.clinic.desk import shell
from sluss.web.context import Web
from sluss.web.dependencies import Colleague, TheWeb

NOTHING_YET = "Din roll har inga egna sidor i den här versionen. Byt uppdrag i huvudmenyn för att arbeta med ärenden."


@get("/clinic/loggkontroll")
async def review(web: TheWeb, colleague: Colleague, dag: FromQuery[str] = "") -> Response[Any]:
    around = shell(web, colleague)
    if colleague.mandate and colleague.mandate.role == "local_admin":
        return page(web, "clinic/error.html", staff=around, view="", title="Inget att göra här än", text=NOTHING_YET)
    log = await web.service.read(colleague.actor, AccessLogOf(_day(web, dag)))
    return page(web, "clinic/review.html", staff=around, view="review", page=log)


def _day(web: Web, given: str) -> date:
    if not given:
        return web.now().date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Hidden from None


HANDLERS = [review]
